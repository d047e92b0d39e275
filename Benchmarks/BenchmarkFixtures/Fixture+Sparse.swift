import AssignmentCore

/// Survivors and attorneys without written rules: each row may go to `degree` random columns.
///
/// Two levels: people served by class, then the quality of the pairs.
public struct SparseShape: Sendable {
  public var rows: Int
  public var columns: Int
  public var degree: Int
  /// Units of a row; above 1 the rows are types.
  public var counts = 1...1
  /// Places of a column; nil: about as many places as units, spread evenly.
  public var places: ClosedRange<Int>?
  /// Scores of a pair are 0 ..< this.
  public var scores = 1_000
  /// Classes of the first level.
  public var classes = 3
  /// Ten columns form a firm that allows about nine tenths of their places.
  public var firmCaps = false
  /// Firms must take half of what they allow.
  public var firmMinimums = false
  public var seed: UInt64 = 1

  public init(_ rows: Int, _ columns: Int, degree: Int, _ change: (inout Self) -> Void = { _ in }) {
    (self.rows, self.columns, self.degree) = (rows, columns, degree)
    change(&self)
  }

  /// The name of the fixture: sizes first, then what differs from the defaults.
  var name: String {
    var words = ["\(rows.grouped) × \(columns.grouped), \((rows * degree).grouped) arcs"]
    if counts.upperBound > 1 { words.append("counts \(counts.lowerBound)–\(counts.upperBound)") }
    if let places { words.append("places \(places.lowerBound)–\(places.upperBound)") }
    if scores != 1_000 { words.append("\(scores) scores") }
    if classes == 1 { words.append("one class") }
    if firmCaps { words.append(firmMinimums ? "firm caps and minimums" : "firm caps") }
    return words.joined(separator: ", ")
  }

  func problem(sides: [SideConstraint] = []) throws -> AssignmentProblem {
    var random = SplitMix64(seed: seed)
    var (starts, heads, quality) = ([0], [Int32](), [Int32]())
    for _ in 0..<rows {
      let chosen = random.choice(of: degree, below: columns)
      heads += chosen
      quality += chosen.map { _ in Int32(random.below(scores)) }
      starts.append(heads.count)
    }
    let units = (0..<rows).map { _ in Int32(random.number(counts)) }
    let each = max(1, units.reduce(0) { $0 + Int($1) } / columns)
    let capacities = (0..<columns).map { _ in Int32(random.number(places ?? each...each + 1)) }
    let firms = firmCaps ? max(1, columns / 10) : 0
    let cap = Int32(each * 9)
    return try AssignmentProblem(
      rowCounts: units, columnCapacities: capacities,
      columnParents: firmCaps ? (0..<columns).map { Int32($0 % firms) } : [],
      groups: .init(repeating: ColumnGroup(capacity: cap, floor: firmMinimums ? cap / 2 : 0), count: firms),
      arcs: .sparse(starts: starts, columns: heads),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow((0..<rows).map { _ in Int64(1 + random.below(classes)) })),
        ObjectiveLevel(name: "quality", scores: .perArc(.int32(quality))),
      ], sideConstraints: sides)
  }
}

extension Fixture {
  public static func sparse(
    _ rows: Int, _ columns: Int, degree: Int, _ change: (inout SparseShape) -> Void = { _ in }
  ) -> Fixture {
    let shape = SparseShape(rows, columns, degree: degree, change)
    return Fixture(shape.name) { try shape.problem() }
  }
}
