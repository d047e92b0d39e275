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
    var (survivors, attorneys) = (Array(base.survivors.prefix(4)), Array(base.attorneys.prefix(5)))
    let (people, lawyers) = (Set(survivors.map(\.id)), Set(attorneys.map(\.id)))
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
        draw.chance(1, 2) ? .certified : TrainingStatus.none, nil
      )
    }
    return try? CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: base.firms,
      exclusions: base.exclusions.filter { people.contains($0.survivor) && $0.attorney.map(lawyers.contains) ?? true },
      scores: base.scores.filter { people.contains($0.survivor) && lawyers.contains($0.attorney) }, policy: base.policy)
  }

  private static let plans: [(seed: UInt64, instance: CaseInstance, plan: MatchPlan)] = {
    var matcher = Matcher(solvers: [NetworkSimplexSolver(), DecompositionSolver(), GreedySolver()])
    matcher.levelPrices = false
    return (8_400..<8_480 as Range<UInt64>).compactMap { seed in
      guard let instance = instance(seed: seed), let plan = try? matcher.plan(for: instance),
        plan.status != .infeasible, plan.pairs.contains(where: { $0.coCounsel != nil })
      else { return nil }
      return (seed, instance, plan)
    }
  }()

  @Test("plans are accepted by their trees, and read back as they were")
  func accepted() throws {
    var trees = 0
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
    }
    #expect(trees > 2, "\(trees) with trees")
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
    #expect(barred > 5)
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
    #expect(places > 5 && hours > 2, "\(places) \(hours)")
  }

  @Test("where no case finds a lead the network proves the plan, and its prices are checked by types")
  func prices() throws {
    let people = ["S1", "S2"].map { id in
      Survivor(
        id: id, jurisdiction: "TX", languages: ["es"], matter: .federal, traumaTraining: .notNeeded,
        coCounsel: id == "S1" ? .required : nil)
    }
    let lawyer = Attorney(
      id: "A1", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 1,
      traumaTraining: TrainingStatus.none)
    let instance = try CaseInstance(survivors: people, attorneys: [lawyer])
    let plan = try Matcher().plan(for: instance)
    #expect(plan.status == .optimal && plan.tree == nil && plan.prices?.survivors.count == 3)
    #expect(plan.unmatched.map(\.reason) == [.nobodyEligible])
    #expect(verify(try ResultFiles(plan: plan, inputs: instance.tableDigests), instance)?.failures == [])
    var other = plan
    for index in 0..<3 { other.prices?.survivors[index] = [5, 5] }
    let files = try ResultFiles(plan: other, inputs: instance.tableDigests)
    #expect(verify(files, instance)?.failures.map(\.check).contains("certificate.types") == true)
  }
}
