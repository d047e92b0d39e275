import AssignmentConformance
import AssignmentCore

/// One corrupted outcome against the verifier: what it still accepts must be true.
///
/// The plan loses, gains or moves a unit, or potentials change by a small step. Some corruptions leave a claim true
/// (another optimum, other duals), so acceptance alone is no fault: a proof of levels that are not optimal is.
enum Attack {
  enum Result {
    case refused
    case acceptedRightly
    case acceptedWrongly
  }

  static func run(
    on problem: AssignmentProblem, _ outcome: SolveOutcome, best: [Int64], _ random: inout SplitMix64
  ) -> Result {
    let corrupted = corrupt(outcome, problem, &random)
    let verdict = CertificateVerifier.verify(problem, corrupted)
    if verdict.provesInfeasible { return .acceptedWrongly }
    guard verdict.accepted else { return verdict.provenLevels == 0 ? .refused : .acceptedWrongly }
    let values = corrupted.assignment.flatMap { PlanJudge.values(of: $0.flows, in: problem) }
    let proved = verdict.provenLevels
    return values == verdict.levelValues && verdict.levelValues.prefix(proved) == best.prefix(proved)
      ? .acceptedRightly : .acceptedWrongly
  }

  private static func corrupt(
    _ outcome: SolveOutcome, _ problem: AssignmentProblem, _ random: inout SplitMix64
  ) -> SolveOutcome {
    var outcome = outcome
    for _ in 0...random.below(2) {
      if random.chance(50) { corruptPlan(&outcome, problem, &random) } else { corruptDuals(&outcome, &random) }
    }
    if random.chance(3) {
      let nodes = (0..<Int32(problem.nodeCount)).filter { _ in random.chance(50) }
      return SolveOutcome(
        termination: .finished, assignment: nil, certificate: .infeasibility(InfeasibilityWitness(nodes: nodes)))
    }
    return outcome
  }

  private static func corruptPlan(
    _ outcome: inout SolveOutcome, _ problem: AssignmentProblem, _ random: inout SplitMix64
  ) {
    guard var flows = outcome.assignment?.flows else { return }
    let anywhere = Assignment.Flow(
      row: Int32(random.below(problem.rowCount)), column: Int32(random.below(problem.columnCount)), units: 1)
    guard !flows.isEmpty, random.chance(80) else {
      outcome.assignment = Assignment(flows: flows + [anywhere])
      return
    }
    let index = random.below(flows.count)
    switch random.below(5) {
    case 0: flows.remove(at: index)
    case 1: flows[index].units += 1
    case 2: flows[index].units -= 1
    case 3: flows[index].column = anywhere.column
    default:
      // Two people change places.
      let other = random.below(flows.count)
      (flows[index].column, flows[other].column) = (flows[other].column, flows[index].column)
    }
    outcome.assignment = Assignment(flows: flows)
  }

  private static func corruptDuals(_ outcome: inout SolveOutcome, _ random: inout SplitMix64) {
    guard case .optimality(var duals) = outcome.certificate, !duals.potentials.isEmpty else { return }
    switch random.below(4) {
    case 0:
      duals.potentials.swapAt(random.below(duals.potentials.count), random.below(duals.potentials.count))
    case 1:
      // The first level alone.
      let count = duals.levelCount
      duals = DualPrices(
        levelCount: 1, potentials: stride(from: 0, to: duals.potentials.count, by: count).map { duals.potentials[$0] })
    default: duals.potentials[random.below(duals.potentials.count)] += Int64(random.integer(in: -2...2))
    }
    outcome.certificate = .optimality(duals)
  }
}
