import AssignmentCore
import AssignmentSolvers
import CounselMatch
import MatchAudit
import MatchDatasets
import Testing

@Suite("Results in which cases have two attorneys")
struct CoCounselResultTests {
  /// A random dataset in which some cases ask for two, without pins.
  static func instance(seed: UInt64) -> CaseInstance? {
    guard let base = RandomCase.make(seed: seed), base.pins.isEmpty, base.survivors.count > 2 else { return nil }
    var draw = Draw(generator: SplitMix64(seed: seed &+ 7))
    var (survivors, attorneys) = (base.survivors, base.attorneys)
    for index in survivors.indices {
      if draw.chance(1, 2) { survivors[index].coCounsel = .required }
      if draw.chance(1, 2) { survivors[index].hours = 1 + draw.below(4) }
      survivors[index].jurisdiction = "TX"
      (survivors[index].matter, survivors[index].meeting) = (.federal, .either)
      survivors[index].languages = ["en"]
    }
    for index in attorneys.indices {
      if draw.chance(1, 2) { attorneys[index].hours = 3 + draw.below(6) }
      attorneys[index].admissions = [Admission("TX")]
      attorneys[index].languages = [SpokenLanguage("en")]
      (attorneys[index].traumaTraining, attorneys[index].trainingExpires) = (
        draw.chance(1, 2) ? .certified : .none, nil
      )
    }
    return try? CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: base.firms, exclusions: base.exclusions, scores: base.scores,
      policy: base.policy)
  }

  private static var plans: [(seed: UInt64, instance: CaseInstance, plan: MatchPlan)] {
    var matcher = Matcher(solvers: [NetworkSimplexSolver(), DecompositionSolver(), GreedySolver()])
    matcher.levelPrices = false
    return (8_400..<8_500 as Range<UInt64>).compactMap { seed in
      guard let instance = instance(seed: seed), let plan = try? matcher.plan(for: instance),
        plan.status != .infeasible, plan.pairs.contains(where: { $0.coCounsel != nil })
      else { return nil }
      return (seed, instance, plan)
    }
  }

  @Test("plans are accepted, by trees and by prices, and read back as they were")
  func accepted() throws {
    var (trees, prices) = (0, 0)
    for (seed, instance, plan) in Self.plans {
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
      for limit in [ResultVerifier.pairLimit, -1] {
        #expect(verify(files, instance, pairLimit: limit)?.failures == [], "seed \(seed)")
      }
      let bytes = try files.output().map(\.bytes)
      let again = try ResultFiles(matches: bytes[0], unmatched: bytes[1], document: bytes[2])
      #expect(again == files, "seed \(seed)")
      let read = try StoredResult(reading: again).plan(for: instance)
      #expect(read?.pairs == plan.pairs, "seed \(seed)")
      trees += plan.tree == nil ? 0 : 1
      prices += plan.status == .optimal && plan.prices != nil ? 1 : 0
    }
    #expect(trees > 4 && prices > 4, "\(trees) with trees, \(prices) with prices")
  }

  @Test("a second attorney who is missing, the same, unasked or barred is refused")
  func refused() throws {
    var barred = 0
    for (seed, instance, plan) in Self.plans.prefix(25) {
      func checks(_ change: (inout MatchedPair) -> Void, at place: Int) throws -> [String] {
        var other = plan
        change(&other.pairs[place])
        let files = try ResultFiles(plan: other, inputs: instance.tableDigests)
        return verify(files, instance)?.failures.map(\.check) ?? []
      }
      let place = try #require(plan.pairs.firstIndex { $0.coCounsel != nil })
      #expect(try checks({ $0.coCounsel = nil }, at: place).contains("coCounsel.missing"), "seed \(seed)")
      #expect(try checks({ $0.coCounsel = $0.attorney }, at: place).contains("coCounsel.same"), "seed \(seed)")
      if let single = plan.pairs.firstIndex(where: { $0.coCounsel == nil }) {
        let second = plan.pairs[place].attorney
        #expect(try checks({ $0.coCounsel = second }, at: single).contains("coCounsel.unasked"), "seed \(seed)")
      }
      let other = try CaseInstance(
        survivors: instance.survivors, attorneys: instance.attorneys, firms: instance.firms,
        exclusions: instance.exclusions
          + [Exclusion(survivor: plan.pairs[place].survivor, attorney: plan.pairs[place].coCounsel ?? "")],
        scores: instance.scores, policy: instance.policy)
      let files = try ResultFiles(plan: plan, inputs: other.tableDigests)
      if verify(files, other)?.failures.contains(where: { $0.check == "coCounsel.ineligible" }) == true { barred += 1 }
    }
    #expect(barred > 10)
  }

  @Test("places and hours of second attorneys count")
  func counted() throws {
    var (places, hours) = (0, 0)
    for (_, instance, plan) in Self.plans.prefix(30) {
      let second = try #require(plan.pairs.compactMap(\.coCounsel).first)
      var attorneys = instance.attorneys
      let index = try #require(attorneys.firstIndex { $0.id == second })
      let cases = plan.pairs.count { $0.attorneys.contains(second) }
      (attorneys[index].capacity, attorneys[index].minimum) = (attorneys[index].activeLoad + cases - 1, 0)
      let tight = try CaseInstance(
        survivors: instance.survivors, attorneys: attorneys, firms: instance.firms, exclusions: instance.exclusions,
        scores: instance.scores, policy: instance.policy)
      let checks = verify(try ResultFiles(plan: plan, inputs: tight.tableDigests), tight)?.failures.map(\.check) ?? []
      if checks.contains("attorney.capacity") { places += 1 }
      attorneys[index] = instance.attorneys[index]
      attorneys[index].hours = 0
      let short = try CaseInstance(
        survivors: instance.survivors, attorneys: attorneys, firms: instance.firms, exclusions: instance.exclusions,
        scores: instance.scores, policy: instance.policy)
      let late = verify(try ResultFiles(plan: plan, inputs: short.tableDigests), short)?.failures.map(\.check) ?? []
      if late.contains("attorney.hours") { hours += 1 }
    }
    #expect(places > 15 && hours > 4, "\(places) \(hours)")
  }
}
