public import AssignmentCore

extension NetworkSimplexSolver {
  /// Solves a general minimum-cost flow problem on the same engine.
  ///
  /// A first phase brings all supplies to their demands over artificial arcs to a new root and minimises what stays on
  /// them; the second minimises the cost by the face rule. A capacitated assignment in flow's dress (`FunnelFlow`) begins
  /// from a first assignment instead. Counters as for assignment problems.
  ///
  /// - Returns: an optimal flow with potentials; or a cut where there is no flow; or, cut short, the flow that the
  ///   second phase had. Potentials are left out where they would leave 64 bits, which takes costs near their limit.
  /// - Throws: `SolverFailure.range(_:)` for more than 2³¹ arcs and nodes.
  /// - Complexity: a small multiple of the nodes in pivots, in practice.
  public func solve(_ flow: FlowProblem, limits: SolveLimits) throws(SolverFailure) -> FlowOutcome {
    guard flow.arcCount < Int(Int32.max) - flow.nodeCount else { throw .range("more than 2147483647 arcs") }
    if let funnel = FunnelFlow(flow) { return funnel.stated(try solve(funnel.problem, limits: limits)) }
    return solveFromArtificial(flow, limits: limits)
  }

  /// As ``solve(_:limits:)-(FlowProblem,_)``, whatever the network looks like.
  package func solveFromArtificial(_ flow: FlowProblem, limits: SolveLimits) -> FlowOutcome {
    let network = FlowNetwork(problem: flow)
    var engine = network.makeEngine()
    let artificial = engine.active..<engine.arcCount
    for place in artificial { engine.cost[place] = 1 }
    if let reason = engine.optimise(limits, level: 0) {
      return FlowOutcome(termination: reason, statistics: SolveStatistics(engine))
    }
    let phase = PhaseOne(potentials: engine.potentials)
    for place in artificial where engine.flow[place] > 0 {
      let cut = phase.contradiction(engine, artificial)
      return FlowOutcome(termination: .finished, cut: cut, statistics: SolveStatistics(engine))
    }
    engine.freezeDecidedArcs()
    for place in artificial { engine.cost[place] = 0 }
    for place in 0..<engine.active { engine.cost[place] = flow.costs[Int(engine.label[place])] }
    let reason = engine.optimise(limits, level: 0)
    var potentials: [Int64]?
    if reason == nil {
      potentials = phase.folded(into: engine.potentials, engine, artificial) { flow.costs[Int(engine.label[$0])] }
      potentials?.removeLast()
    }
    return FlowOutcome(
      termination: reason ?? .finished, flows: network.flows(engine), potentials: potentials,
      statistics: SolveStatistics(engine))
  }
}

/// A flow problem as a network for the engine: its nodes, a root, and one artificial arc per node.
struct FlowNetwork {
  let problem: FlowProblem

  /// Lower bounds are taken as flowing; every node hangs from the root by the arc that settles what is left there.
  func makeEngine() -> SimplexEngine {
    let nodes = problem.nodeCount
    var engine = SimplexEngine(nodes: nodes + 1, arcs: problem.arcCount + nodes)
    var excess = problem.supplies
    for arc in 0..<problem.arcCount {
      let (tail, head, lower) = (Int(problem.tails[arc]), Int(problem.heads[arc]), problem.lowers[arc])
      excess[tail] -= lower
      excess[head] += lower
      if problem.uppers[arc] > lower {
        engine.addArc(tail, head, upper: problem.uppers[arc] - lower, label: Int32(truncatingIfNeeded: arc))
      }
    }
    engine.active = engine.arcCount
    for node in 0..<nodes {
      let (from, to) = excess[node] < 0 ? (engine.root, node) : (node, engine.root)
      let added = engine.addArc(from, to, upper: SimplexEngine.unbounded, label: -1)
      engine.hang(node, by: added, carrying: abs(excess[node]))
    }
    engine.thread()
    return engine
  }

  /// Flow of each arc of the problem.
  func flows(_ engine: borrowing SimplexEngine) -> [Int64] {
    var flows = problem.lowers
    for place in 0..<engine.arcCount where engine.label[place] >= 0 {
      flows[Int(engine.label[place])] += engine.flow[place]
    }
    return flows
  }
}

extension SolveStatistics {
  /// What the engine counted.
  init(_ engine: borrowing SimplexEngine) {
    self.init(counters: engine.counters.map { Counter(name: $0.name, value: $0.value) })
  }
}
