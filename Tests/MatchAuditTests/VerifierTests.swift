import CounselMatch
import MatchAudit
import MatchDatasets
import Testing

func verify(_ files: ResultFiles, _ instance: CaseInstance, pairLimit: Int = ResultVerifier.pairLimit) -> VerifyReport?
{
  guard let result = try? StoredResult(reading: files) else { return nil }
  return ResultVerifier.verify(result, instance: instance, pairLimit: pairLimit)
}

@Suite("Verifying results")
struct VerifierTests {
  @Test("optimal plans of random datasets are accepted, pair by pair and by types")
  func accepted() throws {
    var plans = 0
    for seed in 0..<200 {
      guard let instance = RandomCase.make(seed: UInt64(seed)) else { continue }
      let planner = TestPlanner(instance)
      guard let plan = try planner.plan() else { continue }
      plans += 1
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      for limit in [ResultVerifier.pairLimit, -1] {
        let report = verify(files, instance, pairLimit: limit)
        #expect(report?.failures == [], "seed \(seed)")
        #expect(report?.mode == (limit < 0 ? .types : .pairs), "seed \(seed)")
      }
    }
    #expect(plans > 120)
  }

  @Test("plans that prove less are accepted for what they claim")
  func partial() throws {
    for seed in 0..<100 {
      guard let instance = RandomCase.make(seed: UInt64(seed)) else { continue }
      let planner = TestPlanner(instance)
      for levels in 0..<planner.enumeration.levels.count {
        guard let plan = try planner.plan(provenLevels: levels) else { continue }
        let report = verify(try ResultFiles(plan: plan, inputs: instance.tableDigests), instance)
        #expect(report?.failures == [], "seed \(seed)")
      }
    }
  }

  @Test("prices for more levels than are proven prove a bound, and no better one")
  func bound() throws {
    var checked = 0
    for seed in 0..<250 {
      guard let instance = RandomCase.make(seed: UInt64(seed)), instance.policy.levels == [.served, .quality],
        let best = try TestPlanner(instance).plan(), best.levels.count == 2, let value = best.levels[1].value
      else { continue }
      let planner = TestPlanner(instance)
      guard let other = moved(planner.attorneys(of: best), planner.enumeration) else { continue }
      var plan = planner.describe(other, like: best)
      plan.status = .feasible
      plan.levels[1].proven = false
      for (bound, isTrue) in [(value, true), (value + 5, true), (value - 1, false)] {
        plan.bound = bound
        let report = verify(try ResultFiles(plan: plan, inputs: instance.tableDigests), instance)
        #expect(report?.failures.map(\.check) == (isTrue ? [] : ["bound"]), "seed \(seed)")
        checked += 1
      }
    }
    #expect(checked > 4)
  }

  @Test("the bound of an open level served is the most that can be served, and no less")
  func servedBound() throws {
    var checked = 0
    for seed in 600..<680 {
      guard let instance = RandomCase.make(seed: UInt64(seed)), instance.policy.levels[0] == .served,
        let best = try TestPlanner(instance).plan(provenLevels: 0), let value = best.levels[0].value
      else { continue }
      let planner = TestPlanner(instance)
      var attorneyOf = planner.attorneys(of: best)
      for person in attorneyOf.indices where person % 2 == 0 && planner.enumeration.pinned[person] == nil {
        attorneyOf[person] = nil
      }
      var plan = planner.describe(attorneyOf, like: best)
      for (bound, isTrue) in [(value, true), (value + 1, true), (value - 1, false)] {
        plan.bound = bound
        for limit in [ResultVerifier.pairLimit, -1] {
          let report = verify(try ResultFiles(plan: plan, inputs: instance.tableDigests), instance, pairLimit: limit)
          #expect(report?.failures.map(\.check) == (isTrue ? [] : ["bound"]), "seed \(seed)")
        }
        checked += 1
      }
    }
    #expect(checked > 30)
  }

  @Test("the bound of an open level quality is the best scores of as many as are served, and no less")
  func qualityBound() throws {
    var (checked, uneven) = (0, 0)
    for seed in 700..<900 {
      guard let instance = RandomCase.make(seed: UInt64(seed)), instance.policy.levels == [.served, .quality],
        var plan = try TestPlanner(instance).plan(provenLevels: 1), plan.levels.map(\.name) == ["served", "quality"]
      else { continue }
      let enumeration = TestPlanner(instance).enumeration
      let free = instance.survivors.indices.filter { !enumeration.onHold[$0] && enumeration.pinned[$0] == nil }
      let bests = free.compactMap { person in enumeration.eligible[person].compactMap(\.self).max().map { max(0, $0) } }
      let pinned = plan.pairs.filter(\.isPinned)
      let served = plan.pairs.count - pinned.count
      let least = bests.sorted(by: >).prefix(served).reduce(0, +) + pinned.reduce(0) { $0 + $1.score.total }
      if served * 2 != bests.count { uneven += 1 }
      for (bound, isTrue) in [(least, true), (least + 1, true), (least - 1, false)] {
        plan.bound = Int64(bound)
        for limit in [ResultVerifier.pairLimit, -1] {
          let report = verify(try ResultFiles(plan: plan, inputs: instance.tableDigests), instance, pairLimit: limit)
          #expect(report?.failures.map(\.check) == (isTrue ? [] : ["bound"]), "seed \(seed), \(bound)")
        }
        checked += 1
      }
    }
    #expect(checked > 60 && uneven > 20)
  }

  @Test("somebody on hold, or twice, in a row of either table is named as such, whatever else is wrong")
  func onHold() throws {
    var checked = 0
    for seed in 0..<120 {
      guard let instance = RandomCase.make(seed: UInt64(seed)), let plan = try TestPlanner(instance).plan(),
        let held = plan.onHold.first, let attorney = instance.attorneys.first
      else { continue }
      var matched = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      matched.matches.append(.init(cells: [held, attorney.id, attorney.firm ?? "", "0", "proposed"], number: 99))
      var waiting = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      waiting.unmatched.append(.init(cells: [held, "trade-off", "", ""], number: 99))
      if let first = matched.matches.first, first.cells[0] != held {
        var twice = try ResultFiles(plan: plan, inputs: instance.tableDigests)
        twice.unmatched.append(.init(cells: [first.cells[0], "trade-off", "", ""], number: 99))
        let checks = verify(twice, instance)?.failures.map(\.check) ?? []
        #expect(checks.contains("survivor.twice"), "seed \(seed): \(checks)")
      }
      for files in [matched, waiting] {
        let checks = verify(files, instance)?.failures.map(\.check) ?? []
        #expect(checks.contains("survivor.onHold"), "seed \(seed): \(checks)")
      }
      checked += 1
    }
    #expect(checked > 20)
  }

  @Test("prices whose bound does not fit 64 bits prove nothing")
  func hugePrices() throws {
    let people = (0..<9).map { index in
      Survivor(id: "S\(index)", jurisdiction: "TX", languages: ["es"], matter: .federal, traumaTraining: .notNeeded)
    }
    let attorney = Attorney(
      id: "A", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 9, traumaTraining: .certified
    )
    var policy = Policy()
    policy.levels = [.served]
    let instance = try CaseInstance(
      survivors: people, attorneys: [attorney], pins: [Pin(survivor: "S0", attorney: "A")], policy: policy)
    var plan = try #require(try TestPlanner(instance).plan(provenLevels: 0))
    plan.bound = 9
    var result = try StoredResult(reading: try ResultFiles(plan: plan, inputs: instance.tableDigests))
    // Eight people at 2^60, one less: 2^63 − 1 without the pinned person.
    let prices = (1...8).map { [Int64(1) << 60 - ($0 == 8 ? 1 : 0)] }
    result.prices = PlanPrices(
      levels: ["served"], survivors: [[]] + prices, attorneys: [[0]], firms: [], network: [])
    #expect(ResultVerifier.verify(result, instance: instance).failures == [])
  }

  /// The plan with one person moved to another attorney, for a lower score.
  private func moved(_ attorneyOf: [Int?], _ enumeration: Enumeration) -> [Int?]? {
    for person in attorneyOf.indices where attorneyOf[person] != nil && enumeration.pinned[person] == nil {
      for attorney in enumeration.instance.attorneys.indices {
        guard let old = attorneyOf[person], let score = enumeration.eligible[person][attorney],
          score < enumeration.eligible[person][old] ?? 0
        else { continue }
        var other = attorneyOf
        other[person] = attorney
        var loads = enumeration.instance.attorneys.map { _ in 0 }
        for attorney in other.compactMap({ $0 }) { loads[attorney] += 1 }
        if enumeration.fits(loads) { return other }
      }
    }
    return nil
  }

  @Test("the enumeration agrees with the claims that are accepted")
  func enumerated() throws {
    for seed in 0..<150 {
      guard let instance = RandomCase.make(seed: UInt64(seed)), let plan = try TestPlanner(instance).plan() else {
        continue
      }
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      #expect(ClaimCheck(instance, files).fault == nil, "seed \(seed)")
    }
  }
}
