import AssignmentCore

/// A flow problem that is a one-to-one assignment in another dress.
///
/// Every node supplies or demands exactly 1, and every arc leads from a supply to a demand and takes at least 1.
struct UnitFlow {
  private let flow: FlowProblem
  private let count: Int
  /// Rows and columns by node, and the node of each.
  private var places: [Int32]
  private var rowNodes: [Int32] = []
  private var columnNodes: [Int32] = []
  private let largest: Int64

  /// Nil where the problem is another, or costs are so large that sums could leave 58 bits.
  init?(_ flow: FlowProblem) {
    guard flow.nodeCount > 0, flow.arcCount < 1 << 30, flow.supplies.allSatisfy({ $0 == 1 || $0 == -1 }) else {
      return nil
    }
    var largest: Int64 = 0
    for arc in 0..<flow.arcCount {
      guard flow.supplies[Int(flow.tails[arc])] == 1, flow.supplies[Int(flow.heads[arc])] == -1,
        flow.lowers[arc] == 0, flow.uppers[arc] > 0
      else { return nil }
      largest = max(largest, Int64(clamping: flow.costs[arc].magnitude))
    }
    count = flow.nodeCount / 2
    guard UnitBounds.hold(largest, rows: count) else { return nil }
    self.largest = largest
    self.flow = flow
    places = [Int32](repeating: 0, count: flow.nodeCount)
    for node in flow.supplies.indices {
      if flow.supplies[node] == 1 {
        places[node] = Int32(truncatingIfNeeded: rowNodes.count)
        rowNodes.append(Int32(truncatingIfNeeded: node))
      } else {
        places[node] = Int32(truncatingIfNeeded: columnNodes.count)
        columnNodes.append(Int32(truncatingIfNeeded: node))
      }
    }
  }

  /// Nil where there is no flow.
  func solve(_ limits: SolveLimits) -> FlowOutcome? {
    largest < 1 << 31 ? solve(Int32.self, limits) : solve(Int64.self, limits)
  }

  private func solve<Cost: FixedWidthInteger & BitwiseCopyable>(
    _ type: Cost.Type, _ limits: SolveLimits
  ) -> FlowOutcome? {
    let labels = Lane<Int32>(repeating: 0, count: flow.arcCount)
    var matching = UnitMatching<Cost>(count: count, arcs: flow.arcCount, largest: largest) { (starts, arcs) in
      for arc in 0..<flow.arcCount { starts[Int(places[Int(flow.tails[arc])]) + 1] += 1 }
      let next = Lane<Int32>(repeating: 0, count: count)
      for row in 0..<count {
        next[row] = starts[row]
        starts[row + 1] += starts[row]
      }
      for arc in 0..<flow.arcCount {
        let row = Int(places[Int(flow.tails[arc])])
        let at = Int(next[row])
        next[row] += 1
        labels[at] = Int32(truncatingIfNeeded: arc)
        arcs[at] = UnitArc(
          column: places[Int(flow.heads[arc])], cost: Cost(truncatingIfNeeded: flow.costs[arc]))
      }
    }
    switch matching.run(limits) {
    case .noPerfectMatching: return nil
    case .stopped(let reason): return FlowOutcome(termination: reason, statistics: matching.statistics)
    case .perfect: return outcome(matching, labels)
    }
  }

  private func outcome<Cost>(
    _ matching: borrowing UnitMatching<Cost>, _ labels: borrowing Lane<Int32>
  ) -> FlowOutcome {
    var flows = [Int64](repeating: 0, count: flow.arcCount)
    var potentials = [Int64](repeating: 0, count: flow.nodeCount)
    for row in 0..<count {
      let at = matching.partners[row]
      let own = matching.arcs[at]
      flows[Int(labels[at])] = 1
      potentials[Int(rowNodes[row])] = matching.prices[own.column] - Int64(own.cost)
    }
    for column in 0..<count { potentials[Int(columnNodes[column])] = matching.prices[column] }
    return FlowOutcome(
      termination: .finished, flows: flows, potentials: potentials, statistics: matching.statistics)
  }
}
