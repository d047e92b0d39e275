public import AssignmentCore

/// The exact flow engine: all levels, firm caps, floors and marginals, with duals for every level.
///
/// Problem: `AssignmentProblem` without side constraints; lexicographic levels.
/// Formulation: one minimum-cost flow per level on one network, row → column → group → … → root, and for units that
/// no pair takes row → row → idle group → root.
/// Method: the primal network simplex (see `SimplexEngine`). After a level every arc with a reduced cost other than 0
/// is frozen (the face rule), and the next level goes on from the same tree and flow. The potentials of all levels
/// together are the certificate. Floors add one level before the first, which minimises the units that break them.
/// Complexity: a small multiple of the nodes in pivots, about √arcs scanned arcs each, in practice; 37 bytes per arc.
/// It takes no hours and no households.
public struct NetworkSimplexSolver: AssignmentSolver {
  /// From so many arcs on a level is sifted.
  private let siftedFrom: Int

  public init() { self.init(siftedFrom: 1 << 20) }

  /// For tests, which sift small problems.
  package init(siftedFrom: Int) { self.siftedFrom = siftedFrom }

  public var name: String { "network-simplex" }
  public var capabilities: SolverCapabilities { [.groupCaps, .floors, .marginals, .rowParents, .idleGroups, .exact] }

  /// Solves all levels.
  ///
  /// Counters: `pivots`, `scanned-arcs`, `degenerate-pivots`. A solve that is cut short returns the feasible
  /// assignment it had, and the duals of the levels that it had finished.
  ///
  /// - Throws: `SolverFailure.cannot(constraint:)` for side constraints, `SolverFailure.range(_:)` for more than
  ///   2³¹ arcs.
  public func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    if let constraint = capabilities.missing(for: problem) { throw .cannot(constraint: constraint) }
    guard AssignmentNetwork.fits(problem) else { throw .range("more than 2147483647 arcs") }
    if let outlet = (0..<problem.outletCount).first(where: {
      problem.floor(ofOutlet: $0) > problem.capacity(ofOutlet: $0)
    }) {
      let witness = InfeasibilityWitness(nodes: [Int32(truncatingIfNeeded: problem.rowCount + outlet)])
      return SolveOutcome(termination: .finished, assignment: nil, certificate: .infeasibility(witness))
    }
    var network = AssignmentNetwork(problem)
    var engine = network.makeEngine()
    engine.siftedFrom = siftedFrom
    var solve = LexicographicSolve(network: network)
    return solve.run(&engine, limits)
  }
}

/// One run through the levels.
struct LexicographicSolve {
  var network: AssignmentNetwork
  var phaseOne: PhaseOne?
  /// Potentials of the levels that are finished.
  var finished: [[Int64]] = []

  init(network: AssignmentNetwork) { self.network = network }

  mutating func run(_ engine: inout SimplexEngine, _ limits: SolveLimits) -> SolveOutcome {
    if !network.artificial.isEmpty {
      network.setArtificialCosts(engine)
      if let reason = engine.optimise(limits, level: 0) { return stopped(reason, engine) }
      let phase = PhaseOne(potentials: engine.potentials)
      guard network.isFeasible(engine) else {
        let nodes = phase.contradiction(engine, network.artificial)
        return outcome(.finished, nil, .infeasibility(InfeasibilityWitness(nodes: nodes)), engine)
      }
      phaseOne = phase
      engine.freezeDecidedArcs()
    }
    for level in network.problem.levels.indices {
      network.splitRuns(&engine, level: level)
      network.setCosts(of: level, engine)
      if let reason = engine.optimise(limits, level: level) { return stopped(reason, engine) }
      finished.append(engine.potentials)
      engine.freezeDecidedArcs()
    }
    let assignment = network.assignment(engine)
    return outcome(.finished, assignment, certificate(engine, assignment, ""), engine)
  }

  /// The present flow, if it meets the floors, with the duals of the finished levels.
  private func stopped(_ reason: Termination, _ engine: borrowing SimplexEngine) -> SolveOutcome {
    let why = reason == .cancelled ? "cancelled" : "stopped by the time limit"
    guard network.isFeasible(engine) else { return outcome(reason, nil, .none(reason: why), engine) }
    let assignment = network.assignment(engine)
    return outcome(reason, assignment, certificate(engine, assignment, why), engine)
  }

  private func certificate(
    _ engine: borrowing SimplexEngine, _ assignment: Assignment, _ why: String
  ) -> Certificate {
    guard var levels = Optional(finished), !levels.isEmpty else { return .none(reason: why) }
    if let phaseOne {
      let folded = phaseOne.folded(into: levels[0], engine, network.artificial) { place in
        network.cost(ofLabel: Int(engine.label[place]), row: Int(engine.tail[place]), level: 0)
      }
      // Too large for 64 bits only with scores near their limit; the longest paths always fit.
      guard let folded else {
        let recovered = DualRecovery.duals(for: network.problem, assignment: assignment, levels: levels.count)
        return recovered.duals.map { .optimality($0) } ?? .none(reason: why)
      }
      levels[0] = folded
    }
    return DualPrices(levels: levels).map { .optimality($0) } ?? .none(reason: why)
  }

  private func outcome(
    _ termination: Termination, _ assignment: Assignment?, _ certificate: Certificate,
    _ engine: borrowing SimplexEngine
  ) -> SolveOutcome {
    SolveOutcome(
      termination: termination, assignment: assignment, certificate: certificate,
      statistics: SolveStatistics(engine))
  }
}
