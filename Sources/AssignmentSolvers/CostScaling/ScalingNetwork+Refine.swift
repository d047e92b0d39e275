import AssignmentCore

extension ScalingNetwork {
  /// An optimal flow for the present costs.
  ///
  /// Returns why it stopped early, or nil. Stopped early, the flow does not conserve units.
  mutating func optimise(largest: Int64, _ limits: SolveLimits) -> Termination? {
    let factor = Wide(nodes + 1)
    for node in 0..<nodes { potentials[node] = 0 }
    var epsilon = Wide(largest) * factor
    while epsilon > 0 {
      if let reason = refine(epsilon, factor, limits) { return reason }
      if epsilon == 1 { break }
      epsilon = max(1, epsilon / 8)
    }
    return makeExact(factor, limits)
  }

  /// Makes the flow ε-optimal.
  private mutating func refine(_ epsilon: Wide, _ factor: Wide, _ limits: SolveLimits) -> Termination? {
    phases += 1
    var (first, waiting) = (0, 0)
    func enter(_ node: Int) {
      if isQueued[node] { return }
      isQueued[node] = true
      let place = first + waiting
      queue[place >= nodes ? place - nodes : place] = Int32(truncatingIfNeeded: node)
      waiting += 1
    }
    saturate(factor)
    for node in 0..<nodes {
      current[node] = starts[node]
      isQueued[node] = false
    }
    for node in 0..<nodes where excess[node] > 0 { enter(node) }
    while waiting > 0 {
      let node = Int(queue[first])
      first = first + 1 == nodes ? 0 : first + 1
      waiting -= 1
      isQueued[node] = false
      while excess[node] > 0 {
        guard let arc = nextArc(node, factor) else {
          relabel(node, epsilon, factor)
          continue
        }
        let head = Int(heads[arc])
        push(arc, min(excess[node], room[arc]))
        if excess[head] > 0 { enter(head) }
      }
      if scannedArcs - lookedAt > 4_000 {
        lookedAt = scannedArcs
        if let reason = limits.reasonToStop() { return reason }
      }
    }
    return nil
  }

  @inline(__always) private func reduced(_ arc: Int, _ node: Int, _ factor: Wide) -> Wide {
    Wide(costs[arc]) * factor + potentials[node] - potentials[heads[arc]]
  }

  private func isOpen(_ arc: Int) -> Bool { room[arc] > 0 && isActive[arc] }

  /// Fills all arcs with a negative reduced cost.
  private mutating func saturate(_ factor: Wide) {
    for node in 0..<nodes {
      for arc in Int(starts[node])..<Int(starts[node + 1]) where isOpen(arc) && reduced(arc, node, factor) < 0 {
        push(arc, room[arc])
      }
    }
  }

  private mutating func push(_ arc: Int, _ units: Int64) {
    let mate = mates[arc]
    pushes += 1
    room[arc] -= units
    room[mate] += units
    excess[heads[arc]] += units
    excess[heads[mate]] -= units
  }

  /// The next arc of a node along which it may push, from where it stopped looking.
  private mutating func nextArc(_ node: Int, _ factor: Wide) -> Int? {
    let end = Int(starts[node + 1])
    var arc = Int(current[node])
    while arc < end {
      scannedArcs += 1
      if isOpen(arc), reduced(arc, node, factor) < 0 {
        current[node] = Int32(truncatingIfNeeded: arc)
        return arc
      }
      arc += 1
    }
    return nil
  }

  /// Lowers the potential of a node to ε below the greatest at which no arc is negative.
  ///
  /// A node with too much has an arc back to where that came from, so there is one.
  private mutating func relabel(_ node: Int, _ epsilon: Wide, _ factor: Wide) {
    relabels += 1
    var best = Wide.min
    for arc in Int(starts[node])..<Int(starts[node + 1]) where isOpen(arc) {
      best = max(best, potentials[heads[arc]] - Wide(costs[arc]) * factor)
    }
    scannedArcs += Int(starts[node + 1] - starts[node])
    potentials[node] = best - epsilon
    current[node] = starts[node]
  }

  /// Potentials in the original integers with which no residual arc is negative; the root has 0.
  ///
  /// Bellman and Ford with a queue, from the scaled potentials divided; the flow is optimal, so it ends.
  private mutating func makeExact(_ factor: Wide, _ limits: SolveLimits) -> Termination? {
    let base = potentials[root]
    for node in 0..<nodes {
      let (quotient, rest) = (potentials[node] - base).quotientAndRemainder(dividingBy: factor)
      exact[node] = Int64(truncatingIfNeeded: quotient) - (rest < 0 ? 1 : 0)
    }
    var changed = true
    while changed {
      changed = false
      for node in 0..<nodes {
        for arc in Int(starts[node])..<Int(starts[node + 1]) where isOpen(arc) {
          let reach = exact[node] + costs[arc]
          if reach < exact[heads[arc]] {
            exact[heads[arc]] = reach
            changed = true
          }
        }
        scannedArcs += Int(starts[node + 1] - starts[node])
      }
      if let reason = limits.reasonToStop() { return reason }
    }
    let shift = exact[root]
    for node in 0..<nodes { exact[node] -= shift }
    return nil
  }

  /// The face rule: an arc whose reduced cost is not 0 keeps its flow in all later levels.
  func freezeDecided() {
    for node in 0..<nodes {
      for arc in Int(starts[node])..<Int(starts[node + 1])
      where costs[arc] + exact[node] != exact[heads[arc]] { isActive[arc] = false }
    }
    for arc in 0..<heads.count { costs[arc] = 0 }
  }
}

/// One solve, level by level, whatever the width of its potentials.
struct ScalingTask {
  let problem: AssignmentProblem
  let limits: SolveLimits

  func run<Wide: FixedWidthInteger & SignedInteger & BitwiseCopyable>(_ type: Wide.Type) -> SolveOutcome {
    var network = ScalingNetwork<Wide>(problem)
    var finished: [[Int64]] = []
    var assignment = Assignment(flows: [])
    var stop: Termination?
    for level in problem.levels.indices {
      let largest = network.setCosts(of: level, problem)
      stop = network.optimise(largest: largest, limits)
      if stop != nil { break }
      finished.append((0..<network.nodes).map { network.exact[$0] })
      assignment = self.assignment(network)
      network.freezeDecided()
    }
    let proved = DualPrices(levels: finished).map { Certificate.optimality($0) }
    return SolveOutcome(
      termination: stop ?? .finished, assignment: assignment, certificate: proved ?? .stopped(stop ?? .finished),
      statistics: SolveStatistics(counters: [
        .init(name: "pushes", value: network.pushes), .init(name: "relabels", value: network.relabels),
        .init(name: "scanned-arcs", value: network.scannedArcs), .init(name: "phases", value: network.phases),
      ]))
  }

  private func assignment<Wide>(_ network: borrowing ScalingNetwork<Wide>) -> Assignment {
    var flows: [Assignment.Flow] = []
    for row in 0..<problem.rowCount {
      for arc in problem.arcs.arcs(ofRow: row) {
        let units = network.flow(ofPair: arc)
        guard units > 0 else { continue }
        let column = Int32(truncatingIfNeeded: problem.arcs.column(ofArc: arc, inRow: row))
        flows.append(.init(row: Int32(truncatingIfNeeded: row), column: column, units: Int32(clamping: units)))
      }
    }
    return Assignment(flows: flows)
  }

  /// Whether scaled potentials, at most 8 × nodes × (nodes + 2) scores, stay under 2⁶².
  static func fitsNarrow(_ problem: AssignmentProblem) -> Bool {
    let nodes = Int64(problem.nodeCount) + 2
    let (bound, overflow) = problem.largestScore.multipliedReportingOverflow(by: 8 * nodes * nodes)
    return !overflow && bound < 1 << 62
  }
}
