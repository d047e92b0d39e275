import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// The oracle's definitions against a flow of people: two ways to the same plans, neither by way of the compiler.
@Suite struct PersonModelTests {
  /// Why the flow's plan is not among the best; nil where it is.
  static func fault(_ oracle: LevelOracle, weighted: Bool = false) throws -> String? {
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

  private func check(_ seed: UInt64, weighted: Bool, _ orders: [[Policy.LevelName]]) throws {
    for (index, levels) in orders.enumerated() {
      let one = try LevelCase(seed: seed + UInt64(index), levels: levels)
      let oracle = LevelOracle(try one.instance([.served]), levels: levels)
      if let fault = try Self.fault(oracle, weighted: weighted) { Issue.record("\(fault)\n\(one)") }
    }
  }

  @Test func aFlowOfPeopleFindsTheDefinedOptimum() throws {
    try check(700_000, weighted: false, LevelOrders.allowed)
  }

  /// One level worth K − class stands for a level a class wherever no rates of groups come before it.
  @Test func oneLevelOfClassesIsEnoughBeforeRatesOfGroups() throws {
    let orders = LevelOrders.allowed.filter { order in
      order.contains(.served) && !order.prefix { $0 != .served }.contains(.groupRates)
    }
    try check(710_000, weighted: true, orders)
    let instance = try LevelExample.classesAcrossGroups([.groupRates, .served, .quality])
    #expect(try Self.fault(LevelOracle(instance)) == nil)
    #expect(try Self.fault(LevelOracle(instance), weighted: true) != nil)
  }
}
