extension SimplexEngine {
  /// Whether the tree, its preorder and the flow are what the header of the engine promises.
  ///
  /// O(nodes + arcs); debug builds assert it before and after every level.
  func invariantsHold() -> Bool { ringHolds() && treeHolds() && arcsHold() }

  /// The preorder visits every node once, each subtree in one piece.
  private func ringHolds() -> Bool {
    var order = [Int](repeating: -1, count: nodeCount)
    var node = root
    for place in 0..<nodeCount {
      guard order[node] < 0, Int(previous[next[node]]) == node else { return false }
      order[node] = place
      node = Int(next[node])
    }
    guard node == root else { return false }
    for node in 0..<nodeCount {
      guard order[Int(last[node])] == order[node] + Int(size[node]) - 1 else { return false }
      let above = Int(parent[node])
      if node == root {
        if above >= 0 { return false }
      } else {
        let piece = order[above]..<order[above] + Int(size[above])
        guard piece.contains(order[node]), piece.contains(order[Int(last[node])]), node != above else { return false }
      }
    }
    return true
  }

  /// Tree arcs join child and parent and let one more unit up: the tree is strongly feasible.
  private func treeHolds() -> Bool {
    for node in 0..<root {
      let place = Int(arc[node])
      let (from, to) = pointsUp[node] ? (node, Int(parent[node])) : (Int(parent[node]), node)
      guard Int(tail[place]) == from, Int(head[place]) == to, state[place] == 0 else { return false }
      let (used, rest) = (flow[place], upper[place] - flow[place])
      guard upRoom[node] == (pointsUp[node] ? rest : used) else { return false }
      guard downRoom[node] == (pointsUp[node] ? used : rest), upRoom[node] > 0 else { return false }
    }
    return true
  }

  private func arcsHold() -> Bool {
    var inTree = 0
    for place in 0..<arcCount {
      switch state[place] {
      case 0: inTree += 1
      case 1: if flow[place] != 0 { return false }
      default: if flow[place] != upper[place] { return false }
      }
      guard flow[place] >= 0, flow[place] <= upper[place] else { return false }
    }
    return inTree == root
  }

  /// Whether every tree arc has reduced cost 0.
  ///
  /// O(nodes).
  func potentialsHold() -> Bool {
    for node in 0..<root {
      let place = Int(arc[node])
      if cost[place] + potential[tail[place]] != potential[head[place]] { return false }
    }
    return potential[root] == 0
  }
}
