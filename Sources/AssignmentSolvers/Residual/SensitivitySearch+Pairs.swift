import AssignmentCore

/// A pair that could be made, and what making it costs.
public struct ForcedPair: Sendable, Hashable {
  /// Index of the column.
  public var column: Int
  /// What it costs that the row has a unit in the column.
  public var change: ResidualChange

  public init(column: Int, change: ResidualChange) {
    self.column = column
    self.change = change
  }
}

extension SensitivitySearch {
  /// The cost of at least one unit of `row` in `column`, by its own arc or by one of the row to which it hands on; nil
  /// where it has neither, or where no plan has the pair.
  ///
  /// Units of one row are alike: where the pair is made already, it costs nothing.
  ///
  /// - Complexity: one search from the column, at most.
  public mutating func cost(forcingRow row: Int, column: Int) -> ResidualChange? {
    let steps = steps(row, column)
    guard flow.reachable[row] > 0, !steps.isEmpty else { return nil }
    begin(.outgoing, at: flow.rows + column)
    while let node = settleNext() {
      if node == row { return forced(steps, at: node) }
      scan(node)
    }
    return nil
  }

  private var free: ResidualChange { ResidualChange(cost: [Int64](repeating: 0, count: levelCount)) }

  /// The arcs that a unit of the row can take into the column: its own, and that of the row to which it hands on.
  private func steps(_ row: Int, _ column: Int) -> [ResidualStep] {
    let shared = flow.idleRow(of: row)
    return (shared == row ? [row] : [row, shared]).compactMap { tail in
      pairs.arc(row: tail, column: column).map { .pair(row: Int32(tail), arc: $0) }
    }
  }

  /// The cost of a unit that takes one of `steps`, where the search has settled how the flow closes again.
  ///
  /// A unit that is handed on takes two arcs that may both be unused. One cycle through both is as cheap as any two,
  /// which would meet at the row between them.
  private func forced(_ steps: [ResidualStep], at node: Int) -> ResidualChange? {
    let costs = steps.map { step in zip(distance(node), 0..<levelCount).map { $0 - scores.score(step, $1) } }
    return costs.min { $0.lexicographicallyPrecedes($1) }.map { change(to: node, cost: $0) }
  }

  /// The cost of serving at least one unit of `row`, wherever; nil where no plan can.
  ///
  /// Units of one row, and of rows that hand on to the same row, are alike where the shared row places any.
  ///
  /// - Complexity: one search from the row, at most; one to the row, where units are handed on.
  public mutating func cost(servingRow row: Int) -> ResidualChange? {
    guard flow.reachable[row] > 0 else { return nil }
    let idle = flow.idleRow(of: row)
    if !flow.usedByRow[row].isEmpty { return free }
    if idle == row, flow.handers[row].isEmpty { return cost(closingHandOnOf: row) }
    if flow.left[row] > 0, !flow.usedByRow[idle].isEmpty { return free }
    return cheapestColumns(ofRow: row, limit: 1).first?.change
  }

  /// The cost of one unit less on the row's arc of units that it does not place; nil where no plan does without it.
  private mutating func cost(closingHandOnOf row: Int) -> ResidualChange? {
    let target = flow.head(ofRow: row)
    closedRow = row
    defer { closedRow = -1 }
    begin(.outgoing, at: row)
    while let node = settleNext() {
      if node == target {
        var change = change(to: target, cost: distance(target))
        change.gained.append(Int32(row))
        return change
      }
      scan(node)
    }
    return nil
  }
}
