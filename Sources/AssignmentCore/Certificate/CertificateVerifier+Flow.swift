/// A flow with the potentials that prove it, or a cut that proves that there is none.
public struct FlowOutcome: Sendable, Hashable {
  /// Why the solver stopped.
  public var termination: Termination
  /// Flow of each arc; nil where there is none.
  public var flows: [Int64]?
  /// Potential of each node, costs being negative scores: −cost + potential(head) − potential(tail) is ≤ 0 where
  /// more would fit and ≥ 0 where the flow exceeds its lower bound.
  public var potentials: [Int64]?
  /// Nodes whose supply and bounds contradict each other, ascending.
  public var cut: [Int32]?
  /// What the solve cost.
  public var statistics: SolveStatistics

  public init(
    termination: Termination, flows: [Int64]? = nil, potentials: [Int64]? = nil, cut: [Int32]? = nil,
    statistics: SolveStatistics = SolveStatistics()
  ) {
    self.termination = termination
    self.flows = flows
    self.potentials = potentials
    self.cut = cut
    self.statistics = statistics
  }
}

extension CertificateVerifier {
  /// Checks a flow: bounds, conservation, cost, and optimality by its potentials.
  ///
  /// `levelValues` is [−cost].
  public static func verify(_ problem: FlowProblem, _ outcome: FlowOutcome) -> Verdict {
    var verdict = Verdict()
    func fail(_ check: String, _ index: Int) { verdict.failures.append(.init(check: check, index: index)) }
    guard let flows = outcome.flows else {
      verdict.provesInfeasible = outcome.cut.map { cutHolds($0, problem) } ?? false
      if outcome.cut != nil, !verdict.provesInfeasible { fail("witness.refuted", 0) }
      return verdict
    }
    if outcome.cut != nil { fail("witness.refuted", 0) }
    guard flows.count == problem.arcCount else {
      fail("flow.shape", 0)
      return verdict
    }
    var balance = problem.supplies
    var value: Int64 = 0
    for arc in flows.indices {
      guard flows[arc] >= problem.lowers[arc], flows[arc] <= problem.uppers[arc] else {
        fail("flow.bounds", arc)
        continue
      }
      balance[Int(problem.tails[arc])] -= flows[arc]
      balance[Int(problem.heads[arc])] += flows[arc]
      value -= problem.costs[arc] * flows[arc]
    }
    for node in balance.indices where balance[node] != 0 { fail("flow.conservation", node) }
    guard verdict.accepted else { return verdict }
    verdict.levelValues = [value]
    guard let potentials = outcome.potentials else { return verdict }
    guard potentials.count == problem.nodeCount, potentials.allSatisfy({ $0.magnitude <= 1 << 62 }) else {
      fail("dual.shape", 0)
      return verdict
    }
    for arc in flows.indices {
      let (difference, overflow) = potentials[Int(problem.heads[arc])]
        .subtractingReportingOverflow(potentials[Int(problem.tails[arc])])
      let (reduced, carry) = difference.subtractingReportingOverflow(problem.costs[arc])
      if overflow || carry { fail("dual.overflow.arc", arc) }
      if reduced > 0 && flows[arc] < problem.uppers[arc] { fail("dual.room.arc", arc) }
      if reduced < 0 && flows[arc] > problem.lowers[arc] { fail("dual.used.arc", arc) }
    }
    if verdict.accepted { verdict.provenLevels = 1 }
    return verdict
  }

  /// Hoffman's condition: supply of the set plus least inflow exceeds most outflow, or the other way round.
  private static func cutHolds(_ cut: [Int32], _ problem: FlowProblem) -> Bool {
    var inside = [Bool](repeating: false, count: problem.nodeCount)
    for node in cut {
      guard node >= 0, Int(node) < inside.count else { return false }
      inside[Int(node)] = true
    }
    var supply: Int64 = 0
    for node in inside.indices where inside[node] { supply += problem.supplies[node] }
    var (leastIn, mostIn, leastOut, mostOut): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    for arc in 0..<problem.arcCount {
      let (tail, head) = (inside[Int(problem.tails[arc])], inside[Int(problem.heads[arc])])
      if tail && !head { (leastOut, mostOut) = (leastOut + problem.lowers[arc], mostOut + problem.uppers[arc]) }
      if !tail && head { (leastIn, mostIn) = (leastIn + problem.lowers[arc], mostIn + problem.uppers[arc]) }
    }
    return supply + leastIn > mostOut || leastOut > supply + mostIn
  }
}
