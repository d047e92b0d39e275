extension ResidualNetwork {
  enum Paths {
    /// One potential per node, the root last.
    case potentials([Int64])
    /// The assignment can be improved in this level.
    case gainingCycle
    case stopped(Termination)
  }

  /// Longest paths from a virtual source, by a first-in first-out queue.
  ///
  /// Without gaining cycle no potential exceeds `nodeCount` × the largest score, which is under 2⁶² by the problem's
  /// overflow proof; one more score on top still fits.
  func longestPaths(_ limits: SolveLimits) -> Paths {
    let nodes = nodeCount + 1
    let largest = scores.reduce(Int64(0)) { max($0, $1) }
    let ceiling = largest * Int64(nodeCount)
    var potentials = [Int64](repeating: 0, count: nodes)
    var predecessors = [Int32](repeating: -1, count: nodes)
    var waiting = [Bool](repeating: true, count: nodes)
    var queue = Array(0..<Int32(nodes))
    var (head, length, improvements, scans) = (0, nodes, 0, 0)
    while length > 0 {
      let source = Int(queue[head])
      head = head + 1 == nodes ? 0 : head + 1
      length -= 1
      waiting[source] = false
      scans += 1
      if scans % 1_000 == 0, let reason = limits.reasonToStop() { return .stopped(reason) }
      let potential = potentials[source]
      for edge in starts[source]..<starts[source + 1] {
        let target = Int(targets[edge])
        guard potential + scores[edge] > potentials[target] else { continue }
        potentials[target] = potential + scores[edge]
        predecessors[target] = Int32(source)
        improvements += 1
        if potentials[target] > ceiling { return .gainingCycle }
        if waiting[target] { continue }
        waiting[target] = true
        let tail = head + length
        queue[tail < nodes ? tail : tail - nodes] = Int32(target)
        length += 1
      }
      if improvements >= nodes {
        improvements = 0
        if Self.hasCycle(predecessors) { return .gainingCycle }
      }
    }
    return .potentials(potentials)
  }

  /// Whether following predecessors comes back somewhere.
  ///
  /// O(nodes).
  private static func hasCycle(_ predecessors: [Int32]) -> Bool {
    var seenFrom = [Int32](repeating: -1, count: predecessors.count)
    for start in predecessors.indices {
      var at = Int32(start)
      while at >= 0, seenFrom[Int(at)] < 0 {
        seenFrom[Int(at)] = Int32(start)
        at = predecessors[Int(at)]
      }
      if at >= 0, seenFrom[Int(at)] == Int32(start) { return true }
    }
    return false
  }
}
