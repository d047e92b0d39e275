import AssignmentCore
import AssignmentSolvers

/// A repaired plan in the words of the domain, checked like that of any solver.
struct RepairedPlan {
  /// Its name where a plan names its solver.
  static let solver = "repair"

  private let instance: CaseInstance
  private let repair: PlanRepair
  private let seed: UInt64
  private let limits: CompileLimits
  private let compiled: CompiledInstance

  init(
    _ instance: CaseInstance, _ repair: PlanRepair, seed: UInt64, attainable: [String: Int]?, limits: CompileLimits
  ) throws(MatchFailure) {
    self.instance = instance
    self.repair = repair
    self.seed = seed
    var limits = limits
    limits.splitsAttorneys = true
    self.limits = limits
    compiled = try InstanceCompiler(limits: limits, attainable: attainable).compile(instance, seed: seed)
  }

  func plan() throws(MatchFailure) -> MatchPlan {
    var plan = MatchPlan(
      status: .optimal, termination: .finished, solver: Self.solver, seed: seed, policy: instance.policy)
    let survivors = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let attorneys = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    var attorneyOf = [Int32](repeating: -1, count: instance.survivors.count)
    for pair in repair.pairs() {
      guard let survivor = survivors[pair.survivor], let attorney = attorneys[pair.attorney] else { continue }
      attorneyOf[survivor] = Int32(attorney)
      plan.pairs.append(
        MatchedPair(
          survivor: pair.survivor, attorney: pair.attorney, firm: instance.attorneys[attorney].firm,
          isPinned: compiled.map.pinnedAttorney[survivor] >= 0,
          score: compiled.codes.score(survivor: survivor, attorney: attorney)))
    }
    plan.onHold = instance.survivors.indices.filter { compiled.map.onHold[$0] }.map { instance.survivors[$0].id }
    plan.prices = repair.prices(instance, compiled.map, rates: compiled.rates)
    plan.levels = LevelValues(instance: instance, compiled: compiled, attorneyOf: attorneyOf).results(proven: .max)
    plan.bound = plan.levels.last?.value
    plan.size.survivors = instance.survivors.count
    plan.size.attorneys = instance.attorneys.count
    plan.size.survivorTypes = compiled.problem.rowCount
    plan.size.attorneyTypes = compiled.problem.columnCount
    plan.size.arcs = compiled.problem.arcs.count
    let flow = try checked(plan)
    let evidence = Evidence(instance: instance, compiled: compiled, codes: compiled.codes, assignment: flow.assignment)
    (plan.unmatched, plan.bottlenecks) = evidence.explain(attorneyOf)
    return plan
  }

  /// The plan as a flow whose duals the verifier accepts, at every level.
  private func checked(_ plan: MatchPlan) throws(MatchFailure) -> PlanFlow {
    let flow: PlanFlow
    do {
      flow = try PlanFlow(instance, plan, limits)
    } catch {
      throw .solverUntrusted(solver: Self.solver, checks: [error.code])
    }
    guard let search = flow.sensitivity(), search.levelCount == compiled.map.levels.count else {
      throw .solverUntrusted(solver: Self.solver, checks: ["certificate.missing"])
    }
    return flow
  }
}
