import AssignmentCore

extension LotteryFlow {
  /// A path from a row towards the root.
  private struct Path {
    var nodes: [Int32] = []
    /// The cell by which each node was entered, −1 where it was not from a column to a row.
    var cells: [Int32] = []

    mutating func append(_ step: Step) {
      nodes.append(step.node)
      cells.append(step.cell)
    }

    mutating func removeLast() -> Int {
      cells.removeLast()
      return Int(nodes.removeLast())
    }

    mutating func keep(_ count: Int) {
      nodes.removeLast(nodes.count - count)
      cells.removeLast(cells.count - count)
    }
  }

  /// The node to go on to; −1 for the root.
  private struct Step {
    let node: Int32
    var cell: Int32 = -1
  }

  /// Sends along paths of shortest length until none is left.
  mutating func block(_ rows: [Int32], _ pace: inout SearchPace) throws(SolverFailure) {
    var path = Path()
    for row in rows where waiting[Int(row)] > 0 {
      path.append(Step(node: Int32(network.outletCount) + row))
      while let node = path.nodes.last {
        guard let step = advance(Int(node)) else {
          search.bury(path.removeLast(), network)
          continue
        }
        if step.node >= 0 {
          path.append(step)
        } else {
          try pace.count(path.nodes.count)
          push(&path, from: Int(row))
        }
      }
    }
  }

  /// Where a node leads on in the layers.
  private mutating func advance(_ node: Int) -> Step? {
    let depth = search.depths[node] + 1
    if depth == search.sinkDepth {
      let leads = node < network.outletCount && room[node] > 0 && network.parents[node] < 0
      return leads ? Step(node: -1) : nil
    }
    if node >= network.outletCount { return advance(row: node - network.outletCount, depth) }
    let parent = network.parents[node]
    if room[node] > 0, parent >= 0, search.depths[Int(parent)] == depth { return Step(node: parent) }
    return node < network.columnCount ? advance(column: node, depth) : advance(group: node, depth)
  }

  private mutating func advance(row: Int, _ depth: Int32) -> Step? {
    let node = network.outletCount + row
    let offset = search.offset(ofLayer: depth)
    var position = search.cursors[node]
    while let column = network.eligible.next(row: row, position: &position, in: search.layers, at: offset) {
      if search.depths[column] == depth {
        search.cursors[node] = position
        return Step(node: Int32(truncatingIfNeeded: column))
      }
      position += 1
    }
    search.cursors[node] = position
    return nil
  }

  private mutating func advance(column: Int, _ depth: Int32) -> Step? {
    var cell = search.cursors[column]
    while cell >= 0 {
      let node = network.outletCount + Int(cells[Int(cell)].row)
      if cells[Int(cell)].units > 0, search.depths[node] == depth { break }
      cell = cells[Int(cell)].next
    }
    search.cursors[column] = cell
    return cell < 0 ? nil : Step(node: Int32(network.outletCount) + cells[Int(cell)].row, cell: cell)
  }

  private mutating func advance(group: Int, _ depth: Int32) -> Step? {
    let end = network.childStarts[group - network.columnCount + 1]
    var place = search.cursors[group]
    while place < end {
      let child = Int(network.children[Int(place)])
      if passed[child] > 0, search.depths[child] == depth { break }
      place += 1
    }
    search.cursors[group] = place
    return place < end ? Step(node: network.children[Int(place)]) : nil
  }

  /// Sends as much as the path takes, and cuts the path back to where it can go on.
  private mutating func push(_ path: inout Path, from row: Int) {
    var most = waiting[row]
    for place in path.nodes.indices { most = min(most, capacity(path, place)) }
    waiting[row] -= most
    for place in path.nodes.indices { shift(path, place, most) }
    if waiting[row] == 0 {
      path.keep(0)
    } else if let full = path.nodes.indices.first(where: { capacity(path, $0) == 0 }) {
      path.keep(full + 1)
    }
  }

  /// What the arc from a node of the path to the next one still takes.
  private func capacity(_ path: Path, _ place: Int) -> Int64 {
    let node = Int(path.nodes[place])
    if node >= network.outletCount { return .max }
    guard place + 1 < path.nodes.count else { return room[node] }
    let next = Int(path.nodes[place + 1])
    if next >= network.outletCount { return cells[Int(path.cells[place + 1])].units }
    return next == Int(network.parents[node]) ? room[node] : passed[next]
  }

  private mutating func shift(_ path: Path, _ place: Int, _ units: Int64) {
    let node = Int(path.nodes[place])
    let next = place + 1 < path.nodes.count ? Int(path.nodes[place + 1]) : -1
    if node >= network.outletCount {
      add(row: node - network.outletCount, column: next, units: units)
    } else if next >= network.outletCount {
      cells[Int(path.cells[place + 1])].units -= units
    } else if next == Int(network.parents[node]) {
      room[node] -= units
      passed[node] += units
    } else {
      room[next] += units
      passed[next] -= units
    }
  }
}
