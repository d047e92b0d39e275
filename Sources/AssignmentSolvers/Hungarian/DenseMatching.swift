import AssignmentCore

// Jonker–Volgenant for the dense one-to-one case: every row gets a column of its own.
//
// Problem: n rows, m ≥ n columns, a score for every pair; choose one column for each row, no column twice, with the
// largest sum.
// Formulation: minimise the sum of costs c = −score, with prices v of columns and u of rows,
// c(i, j) − u(i) − v(j) ≥ 0, and 0 on chosen pairs. Square: column reduction and reduction transfer, then two passes
// of augmenting row reduction, then one shortest path for each row that is left. Rectangular: no column reduction,
// so that v starts at 0, only falls, and stays 0 on columns that nobody has.
// Invariants: c(i, j) − v(j) is least on the column a row has; v of a column that was never taken has its first value.
// Deviations: the shortest path scans whole rows, contiguously, and a column that is settled is masked by a price far
// below all others instead of being moved out of a list; of equally near columns one that nobody has is preferred
// (Crouse 2016); augmenting row reduction displaces a row at once only `4 × n` times in a pass, so that a pass is
// O(n × m) for all integers.
// Overflow: a price falls by at most 4C for each row, C being the largest magnitude of a score, so all sums stay under
// (16n + 64) × C, which must be at most 2⁶⁰ (``fits(_:rows:)``); the masks are 2⁶¹ and −2⁶².
// Complexity: O(n² × m), in practice a few scans for each row. Memory: 28 bytes a column and the scores.
// Cannot: missing pairs, counts, capacities. Reference: Papers/jonker-volgenant.md.

/// The kernel: one per solve, sized once.
struct DenseMatching<Element: FixedWidthInteger & SignedInteger & Sendable> {
  let rows: Int
  let columns: Int
  /// Score of row i and column j at `i × columns + j`.
  let scores: [Element]
  /// v: the price of each column.
  var prices: [Int64]
  /// The row that has a column, −1 for none.
  var owners: [Int32]
  /// The column that a row has, −1 for none.
  var partners: [Int32]
  var augmentations = 0
  var reductions = 0
  /// Arcs seen by row scans.
  var scannedArcs = 0

  /// Prices of the columns that the search has not settled; settled ones have the mask.
  var openPrices: [Int64]
  var distances: [Int64]
  var origins: [Int32]
  /// Columns settled, in order, with their distances.
  var settled: [Int32] = []
  var settledDistances: [Int64] = []
  private var lookedAt = 0

  static var settledDistance: Int64 { 1 << 61 }
  static var settledPrice: Int64 { -1 << 62 }

  /// The overflow proof's condition.
  static func fits(_ largestScore: Int64, rows: Int) -> Bool {
    let (bound, overflow) = largestScore.multipliedReportingOverflow(by: 16 * Int64(rows) + 64)
    return !overflow && bound <= 1 << 60
  }

  init(rows: Int, columns: Int, scores: [Element]) {
    precondition(rows <= columns && scores.count == rows * columns)
    self.rows = rows
    self.columns = columns
    self.scores = scores
    prices = [Int64](repeating: 0, count: columns)
    owners = [Int32](repeating: -1, count: columns)
    partners = [Int32](repeating: -1, count: rows)
    openPrices = prices
    distances = prices
    origins = owners
    settled.reserveCapacity(columns)
    settledDistances.reserveCapacity(columns)
  }

  /// Matches all rows.
  ///
  /// Returns why it stopped early, or nil.
  mutating func run(_ limits: SolveLimits) -> Termination? {
    if rows == columns { reduceColumns() }
    for _ in 0..<2 {
      if let reason = reduceRows(limits) { return reason }
    }
    for row in 0..<rows where partners[row] < 0 {
      augment(row)
      if let reason = look(limits) { return reason }
    }
    return nil
  }

  /// Looks at the clock after every 1,000 arcs or more.
  mutating func look(_ limits: SolveLimits) -> Termination? {
    guard scannedArcs - lookedAt > 1_000 else { return nil }
    lookedAt = scannedArcs
    limits.progress?(SolveProgress(phase: "augmenting", level: 1, steps: augmentations))
    return limits.reasonToStop()
  }

  /// The cost of a pair.
  @inline(__always)
  func cost(_ row: Int, _ column: Int) -> Int64 { -Int64(truncatingIfNeeded: scores[row * columns + column]) }

  mutating func match(_ row: Int, _ column: Int) {
    partners[row] = Int32(column)
    owners[column] = Int32(row)
  }
}
