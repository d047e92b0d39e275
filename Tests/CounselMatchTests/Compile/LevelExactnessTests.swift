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

  @Test func load() throws {
    for seed in 41_000..<41_500 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 1...5, lawyers: 1...4)
      random.policy.levels = random.generator.pick([
        [.served, .load], [.served, .load, .quality], [.served, .quality, .load],
      ])
      random.policy.loadBy = random.generator.pick([.attorney, .firm])
      if seed % 3 == 0 { random.addMinimums(seed % 2 == 0 ? .soft : .hard) }
      if seed % 5 == 0 { try random.addPins() }
      try check(random, seed)
    }
  }

  @Test func groupRates() throws {
    for seed in 42_000..<42_500 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 1...5, lawyers: 1...4)
      random.policy.levels = random.generator.pick([
        [.groupRates], [.served, .groupRates, .quality], [.groupRates, .served], [.served, .quality, .groupRates],
        [.groupRates, .quality],
      ])
      random.addGroups()
      if seed % 3 == 0 { random.addMinimums(seed % 2 == 0 ? .soft : .hard) }
      if seed % 5 == 0 { try random.addPins() }
      try check(random, seed)
    }
  }

  @Test func changes() throws {
    for seed in 43_000..<43_500 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 1...5, lawyers: 1...4)
      random.policy.levels = random.generator.pick([
        [.served, .changes], [.served, .changes, .quality], [.served, .quality, .changes],
      ])
      random.addPrevious()
      if seed % 3 == 0 { random.addMinimums(seed % 2 == 0 ? .soft : .hard) }
      if seed % 5 == 0 { try random.addPins() }
      try check(random, seed)
    }
  }

  @Test func allLevelsInAnyOrder() throws {
    for seed in 44_000..<45_000 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 1...5, lawyers: 1...4)
      var levels: [Policy.LevelName] = [.worstQuality, .load, .changes, .quality, .groupRates]
      levels.shuffle(using: &random.generator)
      levels = Array(levels.prefix(random.generator.pick([2, 3, 4, 5, 5])))
      let first = levels.firstIndex { ![.quality, .groupRates].contains($0) } ?? levels.count
      levels.insert(.served, at: Int.random(in: 0...first, using: &random.generator))
      random.policy.levels = levels
      random.policy.bandWidth = random.generator.pick([1, 100, 400])
      random.policy.loadBy = random.generator.pick([.attorney, .firm])
      random.addGroups()
      random.addPrevious()
      if seed % 3 == 0 { random.addMinimums(seed % 2 == 0 ? .soft : .hard) }
      if seed % 5 == 0 { try random.addPins() }
      try check(random, seed)
    }
  }

  /// What a level costs is what the policy without it reaches beyond the plan.
  @Test func pricesAreThoseOfThePolicyWithoutTheLevel() throws {
    var priced = 0
    for seed in 46_000..<46_200 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 2...6, lawyers: 2...4)
      var levels: [Policy.LevelName] = [.worstQuality, .load, .changes, .groupRates].shuffled(using: &random.generator)
      levels = [.served] + levels.prefix(3) + [.quality]
      random.policy.levels = levels
      random.addGroups()
      random.addPrevious()
      if seed % 3 == 0 { random.addMinimums(.soft) }
      let instance = try random.instance()
      let plan = try matcher.plan(for: instance, seed: seed)
      for level in plan.levels where level.name != "served" && level.name != "quality" {
        var without = random
        without.policy.levels = levels.filter { $0.rawValue != level.name }
        if level.name == "minimums" {
          for index in without.attorneys.indices { without.attorneys[index].minimum = 0 }
          for index in without.firms.indices { without.firms[index].minimum = 0 }
        }
        let other = try matcher.plan(for: without.instance(), seed: seed)
        func quality(_ plan: MatchPlan) -> Int64 { plan.levels.first { $0.name == "quality" }?.value ?? 0 }
        let price = LevelPrice(
          people: Int64(other.pairs.count - plan.pairs.count), quality: quality(other) - quality(plan))
        #expect(level.price == price, "seed \(seed), \(level.name)")
        priced += price.quality != 0 ? 1 : 0
      }
    }
    #expect(priced > 5)
  }
}
