import AssignmentCore

// Jonker–Volgenant's shortest augmenting paths, for counts, capacities and several levels.
//
// Problem: rows with counts, columns with places, dense or sparse arcs, lexicographic score vectors; units may stay
// unserved at score 0. No groups, floors, marginals or side constraints.
// Formulation: worths (potentials) for rows and columns; the reduced cost of arc i → j is
// worth(i) − score − worth(j). Rows enter one after the other; each unit of a row takes a shortest path over full
// columns and the rows that hold their places, to a column with a free place or to a row (itself included) that is
// then left unserved.
// Invariants: reduced costs of the arcs of rows that have entered are ≥ 0, and 0 where units flow; worth(row) ≥ 0,
// and 0 where some of its units are unserved; worth(column) ≤ 0, and 0 where a place is free. These are the
// conditions of `DualPrices`, so the worths are the certificate.
// Deviations from Jonker and Volgenant (1987) and Crouse (2016): capacities and counts without copies (scanning a
// full column scans all rows that hold its places, and as many units move at once as the path allows); the unserved
// exit instead of dummy columns; lexicographic vectors as costs; a heap of the columns nearer than the best sink
// known, instead of a scan of all columns for the nearest one.
// Overflow: a worth is the score of a path that meets each node once, at most (nodes + 1) × the largest score, a
// distance at most three of these; the caller chooses 128-bit levels where that could leave 64 bits.
// Complexity: O(units × (arcs + columns log columns)); memory one score vector for each arc.
// Cannot: firm caps. Reference: Papers/jonker-volgenant.md.

/// The kernel: one per solve, sized once.
struct AugmentingPaths<Score: ScoreVector> {
  let problem: AssignmentProblem
  let scores: [Score]
  let isDense: Bool
  /// Columns of the arcs; empty where the problem is dense.
  let arcColumns: [Int32]
  var ledger: PlaceLedger
  var rowWorth: [Score]
  var columnWorth: [Score]
  var search: PathSearch<Score>
  var augmentations = 0
  var scannedArcs = 0
  /// Scanned arcs at the last look at the clock.
  private var lookedAt = 0

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    scores = problem.scoreVectors(Score.self)
    isDense = problem.arcs.isDense
    arcColumns =
      switch problem.arcs.storage {
      case .dense: []
      case .sparse(_, let columns): columns
      }
    ledger = PlaceLedger(problem)
    rowWorth = [Score](repeating: .zero, count: problem.rowCount)
    columnWorth = [Score](repeating: .zero, count: problem.columnCount)
    search = PathSearch(rows: problem.rowCount, columns: problem.columnCount)
  }

  /// Lets all rows enter.
  ///
  /// Returns why it stopped early, or nil.
  mutating func run(_ limits: SolveLimits) -> Termination? {
    for (entered, row) in entranceOrder.lazy.map({ Int($0) }).enumerated() where problem.rowCounts[row] > 0 {
      var waiting = problem.rowCounts[row]
      if let column = enter(row) {
        let units = min(waiting, ledger.free[column])
        ledger.add(row: row, column: column, units: units)
        waiting -= units
      }
      while waiting > 0 {
        waiting -= augment(row, waiting)
        if let reason = look(limits) { return reason }
      }
      if let reason = look(limits) { return reason }
      if entered % 1_024 == 0 {
        limits.progress?(SolveProgress(phase: "augmenting", level: 0, steps: augmentations))
      }
    }
    return nil
  }

  /// Looks at the clock after every 1,000 arcs or more.
  private mutating func look(_ limits: SolveLimits) -> Termination? {
    guard scannedArcs - lookedAt > 1_000 else { return nil }
    lookedAt = scannedArcs
    return limits.reasonToStop()
  }

  /// Rows that count most in the first level come first, so that few are displaced again.
  private var entranceOrder: [Int32] {
    let rows = Array(0..<Int32(problem.rowCount))
    guard case .perRow(let values) = problem.levels[0].scores else { return rows }
    return rows.sorted { (-values[Int($0)], $0) < (-values[Int($1)], $1) }
  }

  /// The least worth that makes all reduced costs of the row ≥ 0.
  ///
  /// Returns the column that gives it, if that has a free place.
  private mutating func enter(_ row: Int) -> Int? {
    var best = Score.zero
    var at: Int?
    let arcs = problem.arcs.arcs(ofRow: row)
    scannedArcs += arcs.count
    for (offset, arc) in arcs.enumerated() {
      let column = isDense ? offset : Int(arcColumns[arc])
      let worth = scores[arc] + columnWorth[column]
      if worth > best || (at == nil && worth == best && ledger.free[column] > 0) {
        best = worth
        at = column
      }
    }
    rowWorth[row] = best
    guard let at, ledger.free[at] > 0 else { return nil }
    return at
  }

  /// Sends up to `waiting` units of a row along one shortest path; returns how many left the queue.
  private mutating func augment(_ source: Int, _ waiting: Int32) -> Int32 {
    findPath(from: source)
    lowerWorths()
    augmentations += 1
    switch search.sink {
    case .unserved(let row) where row == source: return waiting
    case .unserved(let row):
      let cell = Int(search.rowCell[row])
      let units = bottleneck(source, Int(ledger.cells[cell].column), min(waiting, ledger.cells[cell].units))
      let column = Int(ledger.cells[cell].column)
      ledger.remove(cell: cell, units: units)
      shift(source, column, units)
      return units
    case .place(let column):
      let units = bottleneck(source, column, min(waiting, ledger.free[column]))
      shift(source, column, units)
      return units
    }
  }

  /// The fewest units on the path that ends at `column`.
  private func bottleneck(_ source: Int, _ column: Int, _ most: Int32) -> Int32 {
    var units = most
    var row = Int(search.columnRow[column])
    while row != source {
      let cell = ledger.cells[Int(search.rowCell[row])]
      units = min(units, cell.units)
      row = Int(search.columnRow[Int(cell.column)])
    }
    return units
  }

  /// Moves units back along the path that ends at `column`, which has room for them.
  private mutating func shift(_ source: Int, _ column: Int, _ units: Int32) {
    var column = column
    while true {
      let row = Int(search.columnRow[column])
      if row == source { return ledger.add(row: row, column: column, units: units) }
      let cell = Int(search.rowCell[row])
      let next = Int(ledger.cells[cell].column)
      ledger.remove(cell: cell, units: units)
      ledger.add(row: row, column: column, units: units)
      column = next
    }
  }
}
