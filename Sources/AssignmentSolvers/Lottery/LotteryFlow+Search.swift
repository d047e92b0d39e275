import AssignmentCore

/// Nodes by their distance from the rows that have more to send.
struct LayeredSearch {
  /// Layers with a set of bits of their own; deeper ones share the last.
  static let setCount = 32

  /// Number of arcs from the nearest source, −1 for nodes that were not reached or that nothing leads on from.
  var depths: [Int32]
  /// Nodes in the order in which they were reached.
  var queue: [Int32] = []
  /// Arcs from the nearest source to the root.
  var sinkDepth = Int32.max
  /// Where each node that was reached goes on: a position, a cell or a child.
  var cursors: [Int32]
  /// Columns by layer, as bits.
  var layers: [UInt64]
  /// Columns that were not reached, as bits.
  var unseen: [UInt64] = []

  init(_ network: LotteryNetwork) {
    depths = [Int32](repeating: -1, count: network.nodeCount)
    cursors = [Int32](repeating: 0, count: network.nodeCount)
    layers = [UInt64](repeating: 0, count: Self.setCount * network.eligible.wordCount)
  }

  /// Where the bits of a layer begin.
  func offset(ofLayer depth: Int32) -> Int { min(Int(depth), Self.setCount - 1) * (layers.count / Self.setCount) }

  /// Puts a column into the layer of its depth.
  mutating func enlist(_ column: Int) {
    layers[offset(ofLayer: depths[column]) + column >> 6] |= 1 << UInt64(column & 63)
  }

  /// Nothing leads on from a node: no path of this round enters it again.
  mutating func bury(_ node: Int, _ network: LotteryNetwork) {
    if node < network.columnCount {
      layers[offset(ofLayer: depths[node]) + node >> 6] &= ~(1 << UInt64(node & 63))
    }
    depths[node] = -1
  }

  mutating func reset(open: [UInt64]) {
    for node in queue { depths[Int(node)] = -1 }
    queue.removeAll(keepingCapacity: true)
    for word in layers.indices { layers[word] = 0 }
    unseen = open
    sinkDepth = .max
  }
}

extension LotteryFlow {
  /// Numbers the nodes by their distance from the rows that have more to send; whether the root was reached.
  mutating func layer(_ rows: [Int32], _ pace: inout SearchPace) throws(SolverFailure) -> Bool {
    search.reset(open: open)
    for row in rows where waiting[Int(row)] > 0 { reach(network.outletCount + Int(row), 0) }
    var next = 0
    while next < search.queue.count {
      let node = Int(search.queue[next])
      let depth = search.depths[node] + 1
      if depth >= search.sinkDepth { break }
      next += 1
      if node >= network.outletCount {
        scan(row: node - network.outletCount, depth)
        try pace.count(network.eligible.cost(ofRow: node - network.outletCount))
      } else {
        scan(outlet: node, depth)
      }
    }
    return search.sinkDepth < .max
  }

  private mutating func reach(_ node: Int, _ depth: Int32) {
    guard search.depths[node] < 0 else { return }
    search.depths[node] = depth
    search.queue.append(Int32(truncatingIfNeeded: node))
    if node >= network.outletCount {
      search.cursors[node] = 0
    } else if node >= network.columnCount {
      search.cursors[node] = network.childStarts[node - network.columnCount]
    } else {
      search.unseen[node >> 6] &= ~(1 << UInt64(node & 63))
      search.enlist(node)
    }
  }

  private mutating func scan(row: Int, _ depth: Int32) {
    let start = search.queue.count
    network.eligible.take(row: row, from: &search.unseen, to: &search.queue)
    for place in start..<search.queue.count {
      let column = Int(search.queue[place])
      search.depths[column] = depth
      search.enlist(column)
    }
  }

  /// Up where there is room, and back along what flows in.
  private mutating func scan(outlet: Int, _ depth: Int32) {
    if room[outlet] > 0 {
      let parent = Int(network.parents[outlet])
      if parent >= 0 { reach(parent, depth) } else { search.sinkDepth = depth }
    }
    if outlet < network.columnCount {
      unlinkEmptyCells(outlet)
      var cell = first[outlet]
      search.cursors[outlet] = cell
      while cell >= 0 {
        reach(network.outletCount + Int(cells[Int(cell)].row), depth)
        cell = cells[Int(cell)].next
      }
    } else {
      let group = outlet - network.columnCount
      for place in network.childStarts[group]..<network.childStarts[group + 1] {
        let child = Int(network.children[Int(place)])
        if passed[child] > 0 { reach(child, depth) }
      }
    }
  }

  private mutating func unlinkEmptyCells(_ column: Int) {
    var previous: Int32 = -1
    var cell = first[column]
    while cell >= 0 {
      let next = cells[Int(cell)].next
      if cells[Int(cell)].units == 0 { unlink(cell, after: previous, column: column) } else { previous = cell }
      cell = next
    }
  }
}
