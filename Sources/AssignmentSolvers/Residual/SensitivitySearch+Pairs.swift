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
  /// The cost of at least one unit of `row` in `column`; nil where they have no arc, or where no plan has it.
  ///
  /// Units of one row are alike: where the pair is made already, it costs nothing.
  /// - Complexity: one search from the column, at most.
  public mutating func cost(forcingRow row: Int, column: Int) -> ResidualChange? {
    guard flow.reachable[row] > 0, let arc = problem.arcs.arc(row: row, column: column) else { return nil }
    if flow.units(row: row, column: column) > 0 { return free }
    begin(.outgoing, at: flow.rows + column)
    while let node = settleNext() {
      if node == row {
        let cost = zip(distance(row), 0..<levelCount).map { $0 - scores.pair(row, arc, $1) }
        return change(to: row, cost: cost)
      }
      scan(node)
    }
    return nil
  }

  /// The columns in which a unit of `row` costs least, cheapest first, then by index.
  ///
  /// Every cost is exact; columns in which no plan can have a unit of the row are left out. Where more columns cost as
  /// much as the last, some of them may be left out.
  ///
  /// - Complexity: one search to the row, which ends at the cost of the last column listed.
  public mutating func cheapestColumns(ofRow row: Int, limit: Int = .max) -> [ForcedPair] {
    guard flow.reachable[row] > 0, limit > 0 else { return [] }
    let arcs = problem.arcs.arcs(ofRow: row)
    var found: [ForcedPair] = []
    for index in flow.usedByRow[row] {
      found.append(ForcedPair(column: Int(flow.usedByRow.members[index]), change: free))
    }
    begin(.incoming, at: row)
    while found.count < arcs.count, let node = settleNext() {
      if found.count >= limit, let last = found.last, keyReaches(bound(last.change.cost, row), at: node) { break }
      if let pair = pair(row, node) { insert(pair, into: &found, limit) }
      scan(node)
    }
    return Array(found.prefix(limit))
  }

  private var free: ResidualChange { ResidualChange(cost: [Int64](repeating: 0, count: levelCount)) }

  /// Keys from here on belong to pairs that cost at least `cost`.
  private func bound(_ cost: [Int64], _ row: Int) -> [Int64] {
    (0..<levelCount).map { cost[$0] + potentials[row * levelCount + $0] }
  }

  private func pair(_ row: Int, _ node: Int) -> ForcedPair? {
    let column = node - flow.rows
    guard column >= 0, column < problem.columnCount, flow.units(row: row, column: column) == 0,
      let arc = problem.arcs.arc(row: row, column: column)
    else { return nil }
    let cost = zip(distance(node), 0..<levelCount).map { $0 - scores.pair(row, arc, $1) }
    return ForcedPair(column: column, change: change(to: node, cost: cost))
  }

  private func insert(_ pair: ForcedPair, into found: inout [ForcedPair], _ limit: Int) {
    let place =
      found.firstIndex { other in
        pair.change.cost == other.change.cost
          ? pair.column < other.column : pair.change.cost.lexicographicallyPrecedes(other.change.cost)
      } ?? found.count
    guard place < limit else { return }
    found.insert(pair, at: place)
    if found.count > limit { found.removeLast() }
  }

  /// The cost of serving at least one unit of `row`, wherever; nil where no plan can.
  ///
  /// Units of one row, and of rows that hand on to the same row, are alike where the shared row places any.
  /// - Complexity: one search from the row, at most.
  public mutating func cost(servingRow row: Int) -> ResidualChange? {
    guard flow.reachable[row] > 0 else { return nil }
    let idle = flow.idleRow(of: row)
    if !flow.usedByRow[row].isEmpty { return free }
    if idle != row, flow.left[row] > 0, !flow.usedByRow[idle].isEmpty { return free }
    let target = flow.head(ofRow: idle)
    closedRow = idle
    defer { closedRow = -1 }
    begin(.outgoing, at: row)
    while let node = settleNext() {
      if node == target {
        var change = change(to: target, cost: distance(target))
        change.gained.append(Int32(idle))
        return change
      }
      scan(node)
    }
    return nil
  }
}
