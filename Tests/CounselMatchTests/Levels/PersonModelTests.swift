import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// The oracle's definitions against a flow of people: two ways to the same plans, neither by way of the compiler.
@Suite struct PersonModelTests {
  /// Why the flow's plan is not among the best; nil where it is.
  static func fault(_ one: LevelCase, weighted: Bool = false) throws -> String? {
    let oracle = LevelOracle(try one.instance([.served]), levels: one.policy.levels)
    let model = PersonModel(oracle, weighted: weighted)
    guard let problem = try model.problem() else {
      return oracle.plans.isEmpty ? nil : "pins exceed a capacity, but a plan is feasible"
    }
    let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
    let verdict = CertificateVerifier.verify(problem, outcome)
    guard verdict.accepted else { return "refused: \(verdict.failures)" }
    guard let assignment = outcome.assignment else {
      return verdict.provesInfeasible && oracle.plans.isEmpty
        ? nil : "infeasible, but \(oracle.plans.count) plans are not"
    }
    if verdict.provenLevels < problem.levels.count { return "\(verdict.provenLevels) levels proved" }
    let choices = model.choices(assignment)
    let best = oracle.best(oracle.levels)
    if best.contains(choices) { return nil }
    return "\(choices) with \(oracle.levels.map { oracle.value($0, choices) }), "
      + "\(best.first ?? []) with \(best.first.map { plan in oracle.levels.map { oracle.value($0, plan) } } ?? [])"
  }

  @Test func aFlowOfPeopleFindsTheDefinedOptimum() throws {
    for (index, levels) in LevelOrders.allowed.enumerated() {
      let one = try LevelCase(seed: 700_000 + UInt64(index), levels: levels)
      if let fault = try Self.fault(one) { Issue.record("\(fault)\n\(one)") }
    }
  }
}
