import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// The level `group-rates` beside households and hours: what is called proven is the best of all plans.
struct RatesBesideSidesTests {
  private func random(_ seed: UInt64) throws -> CaseInstance {
    let base = try MixedSideTests.mixed(seed)
    var random = SplitMix64(seed: seed &+ 3)
    var survivors = base.survivors
    for index in survivors.indices { survivors[index].audit["audit_group"] = random.pick(["a", "a", "b", "c"]) }
    var policy = base.policy
    policy.levels = random.pick([[.groupRates], [.groupRates, .served], [.served, .groupRates]])
    (policy.groupRatesBy, policy.groupRatesReason, policy.minimums) = ("audit_group", "a test", .soft)
    return try CaseInstance(
      survivors: survivors, attorneys: base.attorneys, firms: base.firms, quotas: base.quotas, policy: policy)
  }

  /// Sorted rates of a choice, each as served × 60 ÷ attainable; attainable is at most 4.
  private func rates(_ instance: CaseInstance, _ choice: [Int?], _ attainable: [String: Int]) -> [Int] {
    attainable.keys.map { group in
      let most = attainable[group] ?? 0
      let served = choice.indices.count { choice[$0] != nil && instance.survivors[$0].audit["audit_group"] == group }
      return most == 0 ? 60 : served * 60 / most
    }.sorted()
  }

  /// Of one group alone a search tree proves the rate, as of people served.
  @Test func theRateOfOneGroupIsProvenByATree() throws {
    var proven = 0
    for seed in 97_200..<97_260 as Range<UInt64> {
      let base = try random(seed)
      var survivors = base.survivors
      for index in survivors.indices { survivors[index].audit["audit_group"] = "a" }
      let instance = try CaseInstance(
        survivors: survivors, attorneys: base.attorneys, firms: base.firms, policy: base.policy)
      var matcher = Matcher(solvers: [DecompositionSolver()])
      matcher.levelPrices = false
      let plan = try matcher.plan(for: instance)
      guard plan.tree != nil, let level = plan.levels.first(where: { $0.name == "group-rates" }) else { continue }
      if level.proven { proven += 1 }
    }
    #expect(proven > 10, "\(proven)")
  }

  @Test func whatIsProvenIsTheBest() throws {
    var (proven, open) = (0, 0)
    for seed in 97_000..<97_160 as Range<UInt64> {
      let instance = try random(seed)
      guard instance.quotas.allSatisfy({ $0.minimum == nil }) else { continue }
      var matcher = Matcher(solvers: [NetworkSimplexSolver(), DecompositionSolver(), GreedySolver()])
      matcher.levelPrices = false
      let plan = try matcher.plan(for: instance)
      let level = try #require(plan.levels.first { $0.name == "group-rates" })
      guard level.proven else {
        open += 1
        #expect(plan.status == .feasible, "seed \(seed)")
        continue
      }
      let attainable = Dictionary(uniqueKeysWithValues: (level.groups ?? []).map { ($0.group, $0.attainable) })
      var best: [[Int]] = []
      let evaluator = EligibilityEvaluator(instance)
      var choice = [Int?](repeating: nil, count: instance.survivors.count)
      func place(_ next: Int) {
        guard next < choice.count else {
          let loads = instance.attorneys.indices.map { index in choice.count { $0 == index } }
          guard zip(instance.attorneys, loads).allSatisfy({ $0.freePlaces >= $1 }) else { return }
          guard MixedSideTests.holds(instance, choice) else { return }
          let classes = Set(instance.survivors.map(\.priority)).sorted()
          let served = classes.map { rank in
            choice.indices.count { choice[$0] != nil && instance.survivors[$0].priority == rank }
          }
          let rates = rates(instance, choice, attainable)
          let value = instance.policy.levels == [.served, .groupRates] ? served + rates : rates
          if best.isEmpty || best[0].lexicographicallyPrecedes(value) { best = [value] }
          return
        }
        place(next + 1)
        for attorney in instance.attorneys.indices where evaluator.isEligible(survivor: next, attorney: attorney) {
          choice[next] = attorney
          place(next + 1)
        }
        choice[next] = nil
      }
      place(0)
      let reached = instance.survivors.map { person in
        plan.pairs.first { $0.survivor == person.id }.flatMap { pair in
          instance.attorneys.firstIndex { $0.id == pair.attorney }
        }
      }
      let value = rates(instance, reached, attainable)
      #expect(best.first.map { Array($0.suffix(value.count)) } == value, "seed \(seed)")
      proven += 1
    }
    #expect(proven > 20, "\(proven) proven, \(open) open")
  }

  /// Hours for one of group a or two of group b: two steps of b are worth more than one of a, and the lowest rate is the
  /// same; so the plan may be either, and is not called the best.
  @Test func stepsAreNoLeximinBesideHours() throws {
    let people = [("S1", "a", 4), ("S2", "b", 2), ("S3", "b", 2)].map { id, group, hours in
      Fixtures.survivor(id) { ($0.audit["audit_group"], $0.hours) = (group, hours) }
    }
    var policy = Fixtures.policy()
    (policy.levels, policy.groupRatesBy, policy.groupRatesReason) = ([.groupRates], "audit_group", "a test")
    let instance = try CaseInstance(
      survivors: people, attorneys: [Fixtures.attorney { ($0.capacity, $0.hours) = (2, 4) }], policy: policy)
    let plan = try Matcher().plan(for: instance)
    #expect(plan.status == .feasible && plan.bound == nil && !plan.levels[0].proven)
  }
}
