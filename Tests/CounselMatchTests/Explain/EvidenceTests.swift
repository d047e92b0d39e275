import AssignmentSolvers
import CounselMatch
import Testing

/// Why people are unmatched: by hand, and checked from the definitions on random instances.
struct EvidenceTests {
  private let matcher = Matcher()

  @Test func case38_nobodyEligibleWithCountsPerRule() throws {
    let survivors = [
      Fixtures.survivor("S1") { ($0.languages, $0.matter) = (["vi"], .state) },
      Fixtures.survivor("S2") { $0.languages = [] },
    ]
    let attorneys = [
      Fixtures.attorney("A1"), Fixtures.attorney("A2") { $0.admissions = [Admission("CA")] },
      Fixtures.attorney("A3") {
        $0.languages = [SpokenLanguage("vi")]
        $0.admissions = []
      },
    ]
    let plan = try matcher.plan(
      for: CaseInstance(survivors: survivors, attorneys: attorneys, policy: Fixtures.policy()))
    let (first, second) = (plan.unmatched[0], plan.unmatched[1])
    #expect(first.reason == .nobodyEligible && first.missingFacts.isEmpty)
    #expect(first.blockedBy == [.init(rule: "language", attorneys: 2), .init(rule: "jurisdiction", attorneys: 2)])
    #expect(second.reason == .nobodyEligible && second.missingFacts == ["languages"])
    #expect(second.blockedBy == [.init(rule: "language", attorneys: 3), .init(rule: "jurisdiction", attorneys: 1)])
    #expect(
      plan.missingFactsSummary.text
        == "1 person could not be considered because a fact is missing: ask for language (1).")
  }

  @Test func summaryListsTheMostFrequentFirst() throws {
    let survivors = (0..<5).map { index in
      Fixtures.survivor("S\(index)") {
        if index < 3 { $0.languages = [] }
        if index == 2 || index == 3 { $0.matter = nil }
        if index == 3 { $0.jurisdiction = nil }
      }
    }
    let plan = try matcher.plan(
      for: CaseInstance(survivors: survivors, attorneys: [Fixtures.attorney()], policy: Fixtures.policy()))
    #expect(plan.missingFactsSummary.people == 4)
    #expect(
      plan.missingFactsSummary.text
        == "4 people could not be considered because a fact is missing: ask for language (3), matter (2), state (1).")
  }

  @Test func noMissingFactNoText() throws {
    let plan = try matcher.plan(
      for: CaseInstance(survivors: [Fixtures.survivor()], attorneys: [Fixtures.attorney()], policy: Fixtures.policy()))
    #expect(plan.missingFactsSummary.text.isEmpty)
  }

  /// Three Spanish speakers share one place, two Vietnamese speakers a firm's one place; English has room.
  @Test func case40_separateBottlenecks() throws {
    func speaking(_ id: String, _ language: Language) -> Survivor {
      Fixtures.survivor(id) { $0.languages = [language] }
    }
    func lawyer(_ id: String, _ language: Language, firm: String? = nil) -> Attorney {
      Fixtures.attorney(id) { ($0.languages, $0.firm, $0.capacity) = ([SpokenLanguage(language)], firm, 1) }
    }
    let instance = try CaseInstance(
      survivors: [
        speaking("S1", "vi"), speaking("S2", "es"), speaking("S3", "es"), speaking("S4", "es"), speaking("S5", "vi"),
        speaking("S6", "en"),
      ],
      attorneys: [
        lawyer("A1", "es"), lawyer("A2", "vi", firm: "F1"), lawyer("A3", "vi", firm: "F1"), lawyer("A4", "en"),
      ],
      firms: [Firm(id: "F1", capacity: 1)], policy: Fixtures.policy())
    let plan = try matcher.plan(for: instance)
    #expect(
      plan.bottlenecks == [
        Bottleneck(key: "B1", people: 2, places: 1, survivors: ["S1", "S5"], attorneys: ["A2", "A3"]),
        Bottleneck(key: "B2", people: 3, places: 1, survivors: ["S2", "S3", "S4"], attorneys: ["A1"]),
      ])
    #expect(plan.unmatched.allSatisfy { $0.reason == .bottleneck && $0.blockedBy.isEmpty })
    #expect(
      plan.unmatched.map(\.bottleneck) == (plan.unmatched.map { ["S1", "S5"].contains($0.survivor) ? "B1" : "B2" }))
  }

  @Test func case33_noPlacesIsABottleneckWithZeroPlaces() throws {
    let instance = try CaseInstance(
      survivors: [Fixtures.survivor()], attorneys: [Fixtures.attorney { $0.activeLoad = 1 }], policy: Fixtures.policy())
    let plan = try matcher.plan(for: instance)
    #expect(plan.bottlenecks == [Bottleneck(key: "B1", people: 1, places: 0, survivors: ["S1"], attorneys: ["A1"])])
  }

  /// Quality first: a pair with negative points is better left out, although there is a place.
  @Test func tradeOffWhenAnEarlierLevelStandsAgainst() throws {
    let instance = try CaseInstance(
      survivors: [Fixtures.survivor()], attorneys: [Fixtures.attorney()],
      scores: [PersonalScore(survivor: "S1", attorney: "A1", points: -10_000)],
      policy: Fixtures.policy { $0.levels = [.quality, .served] })
    let plan = try matcher.plan(for: instance)
    #expect(plan.unmatched.map(\.reason) == [.tradeOff] && plan.bottlenecks.isEmpty)
  }

  @Test func evidenceHoldsOnRandomInstances() throws {
    var counts: [UnmatchedSurvivor.Reason: Int] = [:]
    for seed in 40_000..<40_400 as Range<UInt64> {
      let random = RandomInstance(seed: seed, people: 0...9)
      let instance = try random.instance()
      let plan = try matcher.plan(for: instance)
      for person in plan.unmatched { counts[person.reason, default: 0] += 1 }
      checkReasons(instance, plan, seed)
      checkBottlenecks(instance, plan, seed)
      if instance.policy.levels.first == .served {
        #expect(!plan.unmatched.contains { $0.reason == .tradeOff }, "seed \(seed)")
      }
    }
    #expect(counts[.nobodyEligible, default: 0] > 10 && counts[.bottleneck, default: 0] > 10, "\(counts)")
  }

  private func checkReasons(_ instance: CaseInstance, _ plan: MatchPlan, _ seed: UInt64) {
    let evaluator = EligibilityEvaluator(instance)
    for person in plan.unmatched {
      guard let index = instance.survivors.firstIndex(where: { $0.id == person.survivor }) else { continue }
      let verdicts = instance.attorneys.indices.map { evaluator.evaluate(survivor: index, attorney: $0) }
      let nobody = !verdicts.contains { $0.status == .eligible }
      #expect((person.reason == .nobodyEligible) == nobody, "seed \(seed)")
      #expect((person.reason == .bottleneck) == (person.bottleneck != nil), "seed \(seed)")
      guard nobody else { continue }
      let counted = RuleName.allCases.compactMap { rule -> UnmatchedSurvivor.RuleCount? in
        let count = verdicts.count { $0.against.contains(rule) }
        return count > 0 ? .init(rule: rule.rawValue, attorneys: count) : nil
      }
      #expect(person.blockedBy == counted, "seed \(seed)")
    }
  }

  /// Hall's condition from the definitions: the attorneys are all that the people can reach, their places are what
  /// they and their firms have free, and the difference is the number of unmatched people inside.
  private func checkBottlenecks(_ instance: CaseInstance, _ plan: MatchPlan, _ seed: UInt64) {
    let evaluator = EligibilityEvaluator(instance)
    for bottleneck in plan.bottlenecks {
      let people = instance.survivors.indices.filter { bottleneck.survivors.contains(instance.survivors[$0].id) }
      let reached = instance.attorneys.indices.filter { attorney in
        people.contains { evaluator.isEligible(survivor: $0, attorney: attorney) }
      }
      #expect(reached.map { instance.attorneys[$0].id } == bottleneck.attorneys, "seed \(seed)")
      #expect(bottleneck.people == people.count, "seed \(seed)")
      #expect(bottleneck.places == places(of: reached, in: instance), "seed \(seed)")
      let open = plan.unmatched.count { $0.bottleneck == bottleneck.key }
      #expect(open == bottleneck.people - bottleneck.places, "seed \(seed)")
    }
  }

  private func places(of attorneys: [Int], in instance: CaseInstance) -> Int {
    var sum = attorneys.filter { instance.attorneys[$0].firm == nil }.reduce(0) {
      $0 + instance.attorneys[$1].freePlaces
    }
    for firm in instance.firms {
      let all = instance.attorneys.filter { $0.firm == firm.id }
      let free = attorneys.filter { instance.attorneys[$0].firm == firm.id }
        .reduce(0) { $0 + instance.attorneys[$1].freePlaces }
      let cap = firm.capacity.map { max(0, $0 - all.reduce(0) { $0 + $1.activeLoad }) } ?? .max
      sum += min(cap, free)
    }
    guard let network = instance.policy.networkCapacity else { return sum }
    return min(sum, max(0, network - instance.attorneys.reduce(0) { $0 + $1.activeLoad }))
  }
}
