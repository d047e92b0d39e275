import AssignmentSolvers
import CounselMatch
import Testing

/// Levels in every order that is allowed: the optimum of the people by enumeration, with prices that hold person by
/// person.
struct LevelExactnessTests {
  private let matcher = Matcher(solvers: [NetworkSimplexSolver()])

  private func check(_ random: RandomInstance, _ seed: UInt64) throws {
    let instance = try random.instance()
    let plan = try matcher.plan(for: instance, seed: seed)
    guard let optimum = Oracle.optimum(instance) else {
      #expect(plan.status == .infeasible, "seed \(seed)")
      return
    }
    #expect(plan.status == .optimal, "seed \(seed)")
    #expect(Oracle.values(instance, plan) == optimum, "seed \(seed)")
    #expect(PriceCheck.failures(instance, plan).isEmpty, "seed \(seed)")
  }

  @Test func worstQuality() throws {
    for seed in 40_000..<40_500 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 1...5, lawyers: 1...4)
      random.policy.levels = random.generator.pick([
        [.served, .worstQuality], [.served, .worstQuality, .quality], [.served, .quality, .worstQuality],
      ])
      random.policy.bandWidth = random.generator.pick([1, 50, 100, 400])
      if seed % 3 == 0 { random.addMinimums(seed % 2 == 0 ? .soft : .hard) }
      if seed % 5 == 0 { try random.addPins() }
      try check(random, seed)
    }
  }
}
