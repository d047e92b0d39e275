extension SimplexEngine {
  /// Threads the tree that the parents describe: preorder ring, sizes, last nodes.
  ///
  /// O(nodes); without recursion.
  func thread() {
    var starts = [Int](repeating: 0, count: nodeCount + 1)
    for node in 0..<root { starts[Int(parent[node]) + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var children = [Int32](repeating: 0, count: max(0, root))
    var places = starts
    for node in 0..<root {
      let above = Int(parent[node])
      children[places[above]] = Int32(truncatingIfNeeded: node)
      places[above] += 1
    }
    var order: [Int32] = []
    order.reserveCapacity(nodeCount)
    var waiting = [Int32(truncatingIfNeeded: root)]
    while let node = waiting.popLast() {
      order.append(node)
      waiting.append(contentsOf: children[starts[Int(node)]..<starts[Int(node) + 1]].reversed())
    }
    for (index, node) in order.enumerated() {
      let following = order[index + 1 == order.count ? 0 : index + 1]
      next[node] = following
      previous[following] = node
      size[node] = 1
      last[node] = node
    }
    // In reverse preorder the last child of a node is the first to report to it.
    for node in order.reversed() where Int(node) != root {
      let above = parent[node]
      if size[above] == 1 { last[above] = last[node] }
      size[above] += size[node]
    }
  }

  /// Potentials of all nodes for the present costs, from the root down.
  func updatePotentials() {
    potential[root] = 0
    var node = next[root]
    while Int(node) != root {
      let above = potential[parent[node]]
      potential[node] = pointsUp[node] ? above - cost[arc[node]] : above + cost[arc[node]]
      node = next[node]
    }
  }

  /// The face rule: an arc whose reduced cost is not zero keeps its flow for good, and is priced no more.
  ///
  /// Such an arc is outside the tree. Frozen arcs are swapped behind the active ones, which keep their order.
  mutating func freezeDecidedArcs() {
    var kept = 0
    for place in 0..<active where cost[place] + potential[tail[place]] == potential[head[place]] {
      if place != kept { swapArcs(place, kept) }
      kept += 1
    }
    active = kept
    position = 0
  }

  /// Exchanges an arc with one outside the tree.
  func swapArcs(_ place: Int, _ frozen: Int) {
    if state[place] == 0 {
      let child = Int(arc[tail[place]]) == place ? tail[place] : head[place]
      arc[child] = Int32(truncatingIfNeeded: frozen)
    }
    tail.swapAt(place, frozen)
    head.swapAt(place, frozen)
    cost.swapAt(place, frozen)
    upper.swapAt(place, frozen)
    flow.swapAt(place, frozen)
    state.swapAt(place, frozen)
    label.swapAt(place, frozen)
  }

  /// Potentials of all nodes by the caller's numbers, the root last.
  var potentials: [Int64] { (0..<nodeCount).map { potential[nodeOf[$0]] } }
}
