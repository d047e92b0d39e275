public import AssignmentCore

/// The fairest chances of service: nobody's can be raised without lowering that of somebody whose chance is no larger.
///
/// Among all lotteries over plans that serve the most people, class by class in descending order of the first level's
/// scores, these chances are the leximin: the smallest is as large as possible, then the next, and so on. They are
/// exact fractions. Every plan that ``FairDraw`` draws serves the most, so the chances cost nobody a place. The later
/// levels of the problem play no part.
public struct FairChances: Sendable, Hashable {
  /// People of one class who have the same chance: a bottleneck, or those who are served in every draw.
  public struct Level: Sendable, Hashable {
    /// 0 for the class with the highest score.
    public let classIndex: Int
    /// Rows of the class with this chance, ascending; every one has units and arcs.
    public let rows: [Int32]
    /// Rows of earlier classes with chance 1 whose places lie in this bottleneck: they are served from the same
    /// columns, before anybody in `rows`.
    ///
    /// Only those that would have to make room if `rows` were served more.
    public let heldRows: [Int32]
    /// Columns that `rows` and `heldRows` can use and that no earlier level fills, ascending.
    ///
    /// The level fills them in every draw, as far as the caps of their groups allow. `rows` may reach columns of earlier
    /// levels too. Empty where the chance is 1.
    public let columns: [Int32]
    /// Units of `rows`.
    public let people: Int64
    /// Units of `rows` served in every draw, beside those of `heldRows`.
    public let places: Int64
    /// `places` of `people`.
    public let probability: Chance
  }

  /// Class by class, ascending by chance within each; in each class at most one level has chance 1, the last.
  public let levels: [Level]
  /// The chance of each unit of a row; 0 for rows without units or without arcs, which belong to no level.
  public let chances: [Chance]

  /// People served in every draw, hence also on average: the maximum.
  public var expectedServed: Int64 { levels.reduce(0) { $0 + $1.places } }

  /// Finds the chances.
  ///
  /// - Throws: `SolverFailure.cannot(constraint:)` with `hard-minimums` for floors, `changes` for rows that hand units
  ///   on, `minimums` for marginals that score in the first level, and the name of any side constraint;
  ///   `SolverFailure.range(_:)` where the first level is not per row or scores a row under 1;
  ///   `SolverFailure.stopped(_:)` where `limits` cut it short.
  /// - Complexity: at most two maximum flows for each level, each over the rows that compete for the same places, and one
  ///   for each class. A round of a flow takes a step per 64 columns of a row, where rows are eligible for many columns.
  public init(_ problem: AssignmentProblem, limits: SolveLimits = .none) throws(SolverFailure) {
    try self.init(problem, sets: nil, limits: limits)
  }

  /// As above, for pairs that codes tell where `sets` are given.
  package init(
    _ problem: AssignmentProblem, sets: PairSets?, limits: SolveLimits = .none
  ) throws(SolverFailure) {
    let scores = try Self.classScores(problem)
    var search = ChanceSearch(problem, sets, limits)
    let drawn = (0..<problem.rowCount).filter { row in
      let degree = sets?.degree(row) ?? problem.arcs.arcs(ofRow: row).count
      return problem.rowCounts[row] > 0 && degree > 0
    }
    var rows: [Int64: [Int32]] = [:]
    for row in drawn { rows[scores[row], default: []].append(Int32(row)) }
    for (index, score) in rows.keys.sorted(by: >).enumerated() {
      try search.solve(rows[score] ?? [], classIndex: index)
    }
    var chances = [Chance](repeating: .never, count: problem.rowCount)
    for level in search.levels { for row in level.rows { chances[Int(row)] = level.probability } }
    levels = search.levels
    self.chances = chances
  }

  private static func classScores(_ problem: AssignmentProblem) throws(SolverFailure) -> [Int64] {
    if problem.hasFloors { throw .cannot(constraint: "hard-minimums") }
    if let side = problem.sideConstraints.first { throw .cannot(constraint: side.name) }
    if !problem.rowParents.isEmpty { throw .cannot(constraint: "changes") }
    let scored = problem.marginals.contains { $0.segments.contains { $0.scores.first != 0 } }
    if scored { throw .cannot(constraint: "minimums") }
    guard case .perRow(let scores) = problem.levels.first?.scores, scores.allSatisfy({ $0 >= 1 }) else {
      throw .range("a lottery needs a first level that scores every row, by at least 1")
    }
    return scores
  }
}
