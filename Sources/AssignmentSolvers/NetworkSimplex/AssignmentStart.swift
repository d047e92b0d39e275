import AssignmentCore

/// A first assignment, good enough to save pivots.
///
/// Every row in turn, those that count most first, takes the best column that still has places (`StartChoice`). A row that
/// hands on does so where the best column of the row it hands to is better.
///
/// It is made so that a strongly feasible tree carries it: groups keep one place free, and a column that is filled up
/// is filled by one row, its `filler`, through which it will hang. A row that hands units on has its turn before the
/// row that takes them: from column to filler to the row it hands to to that row's column turns only get later, so
/// hanging each from the next makes no circle.
/// Complexity: O(arcs × levels + rows × log rows).
struct AssignmentStart {
  /// The arc of each row, −1 where it stays unserved.
  private(set) var arcs: [Int]
  /// Units that each row sends along its arc.
  private(set) var amounts: [Int64]
  /// Units in each row: its own, and those handed to it.
  private(set) var supply: [Int64]
  /// The row that filled each column to its capacity, −1 where there is room.
  private(set) var fillers: [Int32]
  /// Units that enter each column.
  private(set) var inflow: [Int64]

  /// With floors nobody is placed: the level before the first begins from an empty tree.
  init(_ problem: AssignmentProblem) {
    arcs = [Int](repeating: -1, count: problem.rowCount)
    amounts = [Int64](repeating: 0, count: problem.rowCount)
    supply = problem.rowCounts.map { Int64($0) }
    fillers = [Int32](repeating: -1, count: problem.columnCount)
    inflow = [Int64](repeating: 0, count: problem.columnCount)
    if problem.hasFloors {
      for row in problem.rowParents.indices { handOn(row, problem) }
      return
    }
    var room = (0..<problem.outletCount).map { problem.capacity(ofOutlet: $0) }
    for group in problem.columnCount..<problem.outletCount { room[group] -= 1 }
    var choice = StartChoice(problem)
    for row in Self.order(problem) {
      if supply[row] > 0, let pair = choice.best(row, supply[row], room) { place(row, pair, &choice, &room) }
      handOn(row, problem)
    }
  }

  /// Units of a row that take no place of their own.
  func left(inRow row: Int) -> Int64 { supply[row] - amounts[row] }

  private mutating func handOn(_ row: Int, _ problem: AssignmentProblem) {
    if let parent = problem.parent(ofRow: row) { supply[parent] += left(inRow: row) }
  }

  /// Rows that may have units, those with the highest score in the first level first, equal ones as they stand; one
  /// that hands on counts as much as the row it hands to, and comes before it.
  private static func order(_ problem: AssignmentProblem) -> [Int] {
    var best = (0..<problem.rowCount).map { row in
      let arcs = problem.arcs.arcs(ofRow: row)
      if case .perRow(let values) = problem.levels[0].scores { return arcs.isEmpty ? Int64.min : values[row] }
      return arcs.reduce(Int64.min) { max($0, problem.levels[0].score(row: row, arc: $1)) }
    }
    let reachable = problem.reachableCounts
    let rows = (0..<problem.rowCount).filter { reachable[$0] > 0 }
    guard !problem.rowParents.isEmpty else { return rows.sorted { (best[$1], $0) < (best[$0], $1) } }
    for row in rows {
      if let parent = problem.parent(ofRow: row) { best[row] = best[parent] }
    }
    let turn = problem.rowParents.map { $0 < 0 ? 1 : 0 }
    return rows.sorted { (best[$1], turn[$0], $0) < (best[$0], turn[$1], $1) }
  }

  private mutating func place(
    _ row: Int, _ pair: StartChoice.Pair, _ choice: inout StartChoice, _ room: inout [Int64]
  ) {
    let amount = min(supply[row], room[pair.column])
    arcs[row] = pair.arc
    amounts[row] = amount
    inflow[pair.column] += amount
    var outlet: Int? = pair.column
    while let at = outlet {
      room[at] -= amount
      outlet = choice.problem.parent(ofOutlet: at)
    }
    choice.take(amount, pair.column)
    if room[pair.column] == 0 { fillers[pair.column] = Int32(truncatingIfNeeded: row) }
  }
}
