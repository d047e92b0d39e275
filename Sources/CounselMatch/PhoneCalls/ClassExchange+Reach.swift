import AssignmentCore

extension ClassExchange {
  /// For each row the best class of the unserved rows that lead to it, its own included; the number of classes where none
  /// does.
  ///
  /// O(arcs of the rows reached + nodes).
  func bestEntries() -> [Int] {
    let rows = problem.rowCount
    var best = [Int](repeating: rankCount, count: problem.nodeCount)
    for rank in 0..<rankCount {
      var open: [Int] = []
      func visit(_ node: Int) {
        guard best[node] == rankCount else { return }
        best[node] = rank
        open.append(node)
      }
      for row in 0..<rows where rankOfRow[row] == rank && unserved[row] > 0 { visit(row) }
      while let node = open.popLast() {
        if node < rows {
          for arc in problem.arcs.arcs(ofRow: node) { visit(rows + problem.arcs.column(ofArc: arc, inRow: node)) }
          continue
        }
        let outlet = node - rows
        if hasRoom(outlet), let parent = problem.parent(ofOutlet: outlet) { visit(rows + parent) }
        for child in children[outlet] where canGiveBack(Int(child)) { visit(rows + Int(child)) }
        if outlet < problem.columnCount { for use in users[outlet] { visit(Int(use.row)) } }
      }
    }
    return Array(best[..<rows])
  }

  /// For each column what a unit that comes to it could set free: the number of classes where it reaches the root, so that
  /// one more is served; else the latest class of a served unit whose place it could take; −1 where it reaches none.
  ///
  /// O(arcs of served rows + nodes).
  func latestExits() -> [Int] {
    var exit = [Int](repeating: -1, count: problem.outletCount)
    var used = [[Int32]](repeating: [], count: problem.rowCount)
    for (column, uses) in users.enumerated() { for use in uses { used[Int(use.row)].append(Int32(column)) } }
    let arriving = arcsByColumn(of: used)
    var seen = [Bool](repeating: false, count: problem.rowCount)
    var open: [Int] = []
    func visit(_ outlet: Int, _ value: Int) {
      guard exit[outlet] < 0 else { return }
      exit[outlet] = value
      open.append(outlet)
    }
    func spread(_ value: Int) {
      while let outlet = open.popLast() {
        for child in children[outlet] where hasRoom(Int(child)) { visit(Int(child), value) }
        if let parent = problem.parent(ofOutlet: outlet), canGiveBack(outlet) { visit(parent, value) }
        guard outlet < problem.columnCount else { continue }
        for row in arriving[outlet] where !seen[Int(row)] {
          seen[Int(row)] = true
          for column in used[Int(row)] { visit(Int(column), value) }
        }
      }
    }
    for outlet in exit.indices where problem.parent(ofOutlet: outlet) == nil && hasRoom(outlet) {
      visit(outlet, rankCount)
    }
    spread(rankCount)
    for rank in (0..<rankCount).reversed() {
      for row in used.indices where rankOfRow[row] == rank { for column in used[row] { visit(Int(column), rank) } }
      spread(rank)
    }
    return Array(exit[..<problem.columnCount])
  }

  /// Rows that are served by any column and have an arc to each.
  private func arcsByColumn(of used: [[Int32]]) -> Lists<Int32> {
    var rows = [[Int32]](repeating: [], count: problem.columnCount)
    for row in used.indices where !used[row].isEmpty {
      for arc in problem.arcs.arcs(ofRow: row) {
        rows[problem.arcs.column(ofArc: arc, inRow: row)].append(Int32(row))
      }
    }
    var lists = Lists<Int32>()
    for list in rows { lists.append(list) }
    return lists
  }
}
