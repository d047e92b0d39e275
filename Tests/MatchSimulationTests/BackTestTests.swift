import AssignmentCore
import CounselMatch
import MatchDatasets
import MatchSimulation
import Testing

/// Policies over time, against hindsight.
@Suite("Back-tests of arrival policies")
struct BackTestTests {
  static func test(
    _ rules: [ArrivalPolicy.Rule], survivors: Int = 240, attorneys: Int = 24, worlds: Int = 3, seed: UInt64 = 1,
    change: (inout BackTest) -> Void = { _ in }
  ) throws -> BackTestResults {
    var options = GeneratorOptions(survivors: survivors, attorneys: attorneys, firms: 4, seed: 0)
    options.scarcity = 900
    var test = BackTest(options: options, policies: rules.map { ArrivalPolicy($0) }, seed: seed, worlds: worlds)
    test.trainingWorlds = 2
    change(&test)
    return try test.run(threads: 2)
  }

  @Test("No policy is better than hindsight, level by level, whatever happens in the world", arguments: 0..<6)
  func hindsightBounds(seed: UInt64) throws {
    let results = try Self.test(ArrivalPolicy.Rule.allCases, worlds: 2, seed: 100 * seed) { test in
      test.options.firmCaps = seed.isMultiple(of: 2) ? 700 : nil
      test.options.pairNoise = seed.isMultiple(of: 3) ? 200 : 0
      test.rates.declines = 300
      test.rates.attorneysLeaving = 200
      test.rates.attorneysJoining = 200
      test.rates.impatient = 500
      for index in test.policies.indices {
        (test.policies[index].reserve, test.policies[index].rotation) = (seed == 4 ? 300 : 0, seed == 5 ? 200 : 0)
      }
    }
    for world in results.worlds {
      let best = try #require(world.hindsight)
      #expect(world.policies.count == 5)
      for run in world.policies {
        #expect(run.served > 0, "seed \(world.seed), \(run.name)")
        let isBounded =
          run.classes == best.classes
          ? run.quality <= best.quality : !best.classes.lexicographicallyPrecedes(run.classes)
        #expect(run.served <= best.served && isBounded, "seed \(world.seed), \(run.name): \(run.classes)")
      }
    }
  }

  @Test("Who arrives, what is answered and what is drawn does not depend on the policies or on threads")
  func sameWorlds() throws {
    let both = try Self.test([.greedy, .priced])
    let one = try Self.test([.priced])
    #expect(both.worlds.map(\.hindsight) == one.worlds.map(\.hindsight))
    #expect(both.worlds.map { $0.policies[1] } == one.worlds.map { $0.policies[0] })
    let test = both.test
    #expect(try test.run(threads: 1).worlds == both.worlds)
    #expect(Set(both.worlds.compactMap { $0.hindsight?.quality }).count > 1)
  }

  @Test("The forecast is never of a world that is played, and changes nothing but prices")
  func disjointSeeds() throws {
    let results = try Self.test([.greedy, .priced])
    #expect(Set(results.test.worldSeeds).isDisjoint(with: results.test.trainingSeeds))
    let others = try Self.test([.greedy, .priced]) { $0.trainingWorlds = 3 }
    #expect(results.worlds.map { $0.policies[0] } == others.worlds.map { $0.policies[0] })
    #expect(results.worlds.map { $0.policies[1] } != others.worlds.map { $0.policies[1] })
    #expect(results.worlds.map(\.hindsight) == others.worlds.map(\.hindsight))
  }

  @Test("With nothing uncertain but who comes, waiting for the deadline is hindsight")
  func oneBatch() throws {
    let results = try Self.test([.batch]) { test in
      (test.rates.declines, test.rates.attorneysLeaving, test.rates.attorneysJoining) = (0, 0, 0)
      (test.rates.impatient, test.rates.answerDays) = (0, 1...1)
      test.policies[0].batchDays = 1_000
    }
    for world in results.worlds {
      #expect(world.policies[0].classes == world.hindsight?.classes, "seed \(world.seed)")
      #expect(world.policies[0].quality == world.hindsight?.quality, "seed \(world.seed)")
    }
  }

  @Test("Prices close a good part of greedy's gap")
  func pricesHelp() throws {
    let results = try Self.test([.random, .greedy, .priced], survivors: 600, attorneys: 40, worlds: 4) { test in
      test.options.scarcity = 1_250
      test.trainingWorlds = 4
      test.policies[2].repriceEvery = 20
    }
    let gap = try #require(results.gapClosed("priced"))
    #expect(gap.mean > 0.4)
    #expect(try #require(results.gapClosed("random")).mean < 0)
    for world in results.worlds { #expect(world.policies[2].served > world.policies[1].served) }
  }

  @Test("Offers in turn even out firms")
  func rotation() throws {
    let plain = try Self.test([.greedy], worlds: 4) { $0.options.scarcity = 2_000 }
    let turns = try Self.test([.greedy], worlds: 4) { test in
      test.options.scarcity = 2_000
      test.policies[0].rotation = 2_000
    }
    func spread(_ results: BackTestResults) -> Int { results.worlds.reduce(0) { $0 + $1.policies[0].firmSpread } }
    #expect(spread(turns) < spread(plain))
  }

  @Test("A reserve serves more people with rare languages")
  func reserve() throws {
    func rare(_ reserve: Int) throws -> Int {
      var served = 0
      for seed in 1...6 as ClosedRange<UInt64> {
        var options = GeneratorOptions(survivors: 400, attorneys: 40, firms: 4, seed: 0)
        options.scarcity = 600
        let world = try ArrivalWorld(options, rates: WorldRates(), seed: seed, training: [])
        var policy = ArrivalPolicy(.greedy)
        policy.reserve = reserve
        let run = ArrivalRun(world, policy).finished()
        served += world.people.indices.count { world.people[$0].isRare && run.columnOf[$0] >= 0 }
      }
      return served
    }
    #expect(try rare(500) > rare(0))
  }

  /// A low class waits first of all; on every day one place comes, and two people of the first class.
  @Test("Ageing bounds a wait where the bottleneck receives places", arguments: [3, 10, 30])
  func ageing(days: Int) {
    var rates = WorldRates()
    (rates.days, rates.declines, rates.answerDays) = (120, 0, 1...1)
    let highs = (1...90 as ClosedRange<Int32>).flatMap { [($0, 0), ($0, 0)] as [(arrival: Int32, rank: Int32)] }
    let people: [(arrival: Int32, rank: Int32)] = [(0, 2)] + highs
    let lawyers = (1...100 as ClosedRange<Int32>).map { (places: 1 as Int32, joins: $0) }
    let scores = people.map { _ in lawyers.map { _ in 5 as Int32? } }
    let world = ArrivalWorld(rates: rates, people: people, lawyers: lawyers, scores: scores)
    var policy = ArrivalPolicy(.greedy)
    #expect(ArrivalRun(world, policy).finished().servedOn[0] < 0)
    policy.ageingDays = days
    // First of the first class after two steps; one place a round; a day for the answer.
    #expect(ArrivalRun(world, policy).finished().servedOn[0] == Int32(2 * days) + 1)
  }

  @Test("Quantiles of Student's t")
  func student() {
    #expect(StudentT.quantile(1) == 12.706)
    #expect(StudentT.quantile(9) == 2.262)
    #expect(abs(StudentT.quantile(120) - 1.980) < 0.001)
    #expect(BackTestResults.Estimate([])?.mean == nil)
    #expect(BackTestResults.Estimate([2])?.low == 2)
  }
}
