import AssignmentCore

extension AssignmentExport {
  /// Nodes from 1: rows, columns, groups, root; every unit flows to the root, unserved ones directly at cost 0.
  func dimacs() -> [UInt8] {
    var text = ByteText()
    let root = problem.nodeCount + 1
    let arcs = problem.arcs.count + problem.rowCount + problem.outletCount
    text.add("c one cost a pair: -score - M * (K - class), M = ")
    text.add(serviceWeight)
    text.add("\nc nodes: rows, columns, groups, root\np min ")
    text.add(root)
    text.add(" ")
    text.add(arcs)
    text.add("\n")
    for (row, count) in problem.rowCounts.enumerated() where count > 0 { supply(&text, row + 1, Int64(count)) }
    if problem.units > 0 { supply(&text, root, -problem.units) }
    for row in 0..<problem.rowCount {
      let count = Int64(problem.rowCounts[row])
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        let room = min(count, problem.capacity(ofOutlet: column))
        line(&text, row + 1, problem.rowCount + column + 1, 0, room, cost(row: row, arc: arc))
      }
      line(&text, row + 1, root, 0, count, 0)
    }
    for outlet in 0..<problem.outletCount {
      let parent = problem.parent(ofOutlet: outlet).map { problem.rowCount + $0 + 1 } ?? root
      let bounds = (problem.floor(ofOutlet: outlet), problem.capacity(ofOutlet: outlet))
      line(&text, problem.rowCount + outlet + 1, parent, bounds.0, bounds.1, 0)
    }
    return text.bytes
  }

  private func supply(_ text: inout ByteText, _ node: Int, _ amount: Int64) {
    text.add("n ")
    text.add(node)
    text.add(" ")
    text.add(amount)
    text.add("\n")
  }

  private func line(
    _ text: inout ByteText, _ tail: Int, _ head: Int, _ low: Int64, _ capacity: Int64, _ cost: Int64
  ) {
    text.add("a ")
    for value in [Int64(tail), Int64(head), low, capacity] {
      text.add(value)
      text.add(" ")
    }
    text.add(cost)
    text.add("\n")
  }
}
