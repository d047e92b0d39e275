import AssignmentCore

/// A first assignment, good enough to save pivots: every row in turn, those that count most first, takes the best column
/// that still has places.
///
/// It is made so that a strongly feasible tree carries it: groups keep one place free, and a column that is filled up
/// is filled by one row, its `filler`, through which it will hang.
/// Complexity: O(arcs × levels + rows × log rows).
struct AssignmentStart {
  /// The arc of each row, −1 where it stays unserved.
  private(set) var arcs: [Int]
  /// Units that each row sends along its arc.
  private(set) var amounts: [Int64]
  /// The row that filled each column to its capacity, −1 where there is room.
  private(set) var fillers: [Int32]
  /// Units that enter each column.
  private(set) var inflow: [Int64]

  /// With floors nobody is placed: the level before the first begins from an empty tree.
  init(_ problem: AssignmentProblem) {
    arcs = [Int](repeating: -1, count: problem.rowCount)
    amounts = [Int64](repeating: 0, count: problem.rowCount)
    fillers = [Int32](repeating: -1, count: problem.columnCount)
    inflow = [Int64](repeating: 0, count: problem.columnCount)
    if problem.hasFloors { return }
    var room = (0..<problem.outletCount).map { problem.capacity(ofOutlet: $0) }
    for group in problem.columnCount..<problem.outletCount { room[group] -= 1 }
    for row in Self.order(problem) { place(row, problem, &room) }
  }

  /// Rows with units, those with the highest score in the first level first, equal ones as they stand.
  private static func order(_ problem: AssignmentProblem) -> [Int] {
    let best = (0..<problem.rowCount).map { row in
      problem.arcs.arcs(ofRow: row).reduce(Int64.min) { max($0, problem.levels[0].score(row: row, arc: $1)) }
    }
    return (0..<problem.rowCount).filter { problem.rowCounts[$0] > 0 }
      .sorted { (best[$1], $0) < (best[$0], $1) }
  }

  private mutating func place(_ row: Int, _ problem: AssignmentProblem, _ room: inout [Int64]) {
    let count = Int64(problem.rowCounts[row])
    var best = -1
    for arc in problem.arcs.arcs(ofRow: row) {
      let column = problem.arcs.column(ofArc: arc, inRow: row)
      guard room[column] > 0, Self.isBetter(arc, than: best, row, problem) else { continue }
      if Self.groupsTake(min(count, room[column]), from: column, problem, room) { best = arc }
    }
    if best < 0 { return }
    let column = problem.arcs.column(ofArc: best, inRow: row)
    let amount = min(count, room[column])
    arcs[row] = best
    amounts[row] = amount
    inflow[column] += amount
    var outlet: Int? = column
    while let at = outlet {
      room[at] -= amount
      outlet = problem.parent(ofOutlet: at)
    }
    if room[column] == 0 { fillers[column] = Int32(truncatingIfNeeded: row) }
  }

  private static func groupsTake(
    _ amount: Int64, from column: Int, _ problem: AssignmentProblem, _ room: [Int64]
  ) -> Bool {
    var outlet = problem.parent(ofOutlet: column)
    while let group = outlet {
      if room[group] < amount { return false }
      outlet = problem.parent(ofOutlet: group)
    }
    return true
  }

  /// Compares scores level by level; −1 stands for staying unserved, with score 0.
  private static func isBetter(_ arc: Int, than best: Int, _ row: Int, _ problem: AssignmentProblem) -> Bool {
    for level in problem.levels {
      let score = level.score(row: row, arc: arc)
      let present = best < 0 ? 0 : level.score(row: row, arc: best)
      if score != present { return score > present }
    }
    return false
  }
}
