import AssignmentCore

/// Chances by enumerating every set of rows, from the formula; shares no code with the library.
///
/// With A over the sets of rows of earlier classes, f(S) = min_A κ(N(A ∪ S)) + |earlier \ A|, less what the earlier
/// classes get by themselves. S_k is the largest set that minimises (f(S_k) − f(S_{k−1})) / |S_k \ S_{k−1}|.
struct ChanceDefinition {
  struct Level: Equatable {
    var classIndex: Int
    /// Ascending.
    var rows: [Int]
    var people: Int64
    var places: Int64
    /// Rows of earlier classes with chance 1 in every set A that is best for this level, and in none before.
    var held: [Int]
    /// Columns of the rows and those held that no level before has; none where the chance is 1.
    var columns: [Int]
  }

  /// What the places of a set beyond those taken are; only the first is right.
  enum Formula {
    /// κ(N(S ∪ taken)) − κ(N(taken)).
    case difference
    /// κ(N(S) \ N(taken)): wrong under firm caps.
    case newColumns
  }

  private let problem: AssignmentProblem
  private let formula: Formula
  /// By set of rows: columns that it reaches, and its units.
  private let reached: [Int]
  private let people: [Int64]
  /// By set of columns: places with caps.
  private let places: [Int64]
  private(set) var levels: [Level] = []
  private var certain = 0
  private var closed = 0

  /// Finds the levels; `scores` are those of the problem's first level.
  init(_ problem: AssignmentProblem, scores: [Int64], formula: Formula = .difference) {
    (self.problem, self.formula) = (problem, formula)
    let columns = (0..<problem.rowCount).map { row in
      problem.arcs.arcs(ofRow: row).reduce(0) { $0 | 1 << problem.arcs.column(ofArc: $1, inRow: row) }
    }
    let sets = 0..<(1 << problem.rowCount)
    reached = sets.map { set in Self.members(set).reduce(0) { $0 | columns[$1] } }
    people = sets.map { set in Self.members(set).reduce(0) { $0 + Int64(problem.rowCounts[$1]) } }
    places = (0..<(1 << problem.columnCount)).map { Self.places(under: nil, $0, problem) }
    let drawn = (0..<problem.rowCount).filter { problem.rowCounts[$0] > 0 && columns[$0] != 0 }
    var earlier = 0
    for (index, score) in Set(drawn.map { scores[$0] }).sorted(by: >).enumerated() {
      let rows = drawn.filter { scores[$0] == score }.reduce(0) { $0 | 1 << $1 }
      find(rows, earlier: earlier, classIndex: index)
      earlier |= rows
    }
  }

  /// Most units of a set of rows that can be served together.
  func rank(_ rows: Int) -> Int64 { contracted(0, rows) }

  private mutating func find(_ rows: Int, earlier: Int, classIndex: Int) {
    var taken = 0
    while taken != rows {
      let rest = rows & ~taken
      var best: (places: Int64, people: Int64, rows: Int) = (1, 0, 0)
      for set in Self.subsets(of: rest) where set != 0 {
        let (new, count) = (added(set, to: taken, earlier), people[set])
        let (mine, theirs) = (new * max(best.people, 1), best.places * count)
        let first = best.people == 0
        if first || mine < theirs || (mine == theirs && count > best.people) { best = (new, count, set) }
      }
      let isCertain = best.places >= best.people
      if isCertain { best = (people[rest], people[rest], rest) }
      taken |= best.rows
      let held = isCertain ? 0 : certain & needed(taken, earlier)
      let columns = isCertain ? 0 : reached[best.rows | held] & ~closed
      levels.append(
        Level(
          classIndex: classIndex, rows: Self.members(best.rows), people: best.people, places: best.places,
          held: Self.members(held), columns: Self.members(columns)))
      closed |= columns
      if isCertain { certain |= best.rows } else { certain &= ~held }
    }
  }

  /// The rows in every A that reaches min_A κ(N(A ∪ S)) + |earlier \ A|.
  private func needed(_ rows: Int, _ earlier: Int) -> Int {
    let least = contracted(rows, earlier)
    return Self.subsets(of: earlier).filter { places[reached[rows | $0]] + people[earlier & ~$0] == least }
      .reduce(earlier) { $0 & $1 }
  }

  private func added(_ set: Int, to taken: Int, _ earlier: Int) -> Int64 {
    switch formula {
    case .difference: contracted(taken | set, earlier) - contracted(taken, earlier)
    case .newColumns: places[reached[set] & ~reached[taken]]
    }
  }

  /// min_A κ(N(A ∪ S)) + |earlier \ A|.
  private func contracted(_ rows: Int, _ earlier: Int) -> Int64 {
    Self.subsets(of: earlier).map { places[reached[rows | $0]] + people[earlier & ~$0] }.min() ?? 0
  }

  private static func places(under parent: Int?, _ columns: Int, _ problem: AssignmentProblem) -> Int64 {
    var sum: Int64 = 0
    for outlet in 0..<problem.outletCount where problem.parent(ofOutlet: outlet) == parent {
      let capacity = problem.capacity(ofOutlet: outlet)
      if outlet < problem.columnCount {
        sum += columns >> outlet & 1 == 1 ? capacity : 0
      } else {
        sum += min(capacity, places(under: outlet, columns, problem))
      }
    }
    return sum
  }

  static func members(_ set: Int) -> [Int] { (0..<Int.bitWidth).filter { set >> $0 & 1 == 1 } }

  /// All subsets of a set, itself and the empty one included.
  static func subsets(of set: Int) -> [Int] {
    var found = [set]
    var next = set
    while next != 0 {
      next = (next - 1) & set
      found.append(next)
    }
    return found
  }
}
