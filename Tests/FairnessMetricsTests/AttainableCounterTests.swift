import CounselMatch
import FairnessMetrics
import Testing

@Suite struct AttainableCounterTests {
  /// A seeded network with firm caps, an exclusion here and there, and, if asked for, pins.
  private func network(seed: UInt64, pinned: Bool) throws -> CaseInstance {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let languages: [Language] = ["es", "vi", "ht"]
    let places: [Jurisdiction] = ["TX", "CA"]
    let survivors = (0..<24).map { index in
      Survivor(
        id: "S\(10 + index)", jurisdiction: places[next(2)], languages: [languages[next(3)]],
        matter: [.federal, .state][next(2)], traumaTraining: [.required, .notNeeded][next(2)],
        mayMatch: next(12) > 0)
    }
    let attorneys = (0..<7).map { index in
      Attorney(
        id: "A\(index)", firm: ["F1", "F2", nil][next(3)], admissions: [Admission(places[next(2)])],
        languages: [SpokenLanguage(languages[next(3)]), SpokenLanguage("en")], capacity: next(4),
        traumaTraining: [.certified, TrainingStatus.none][next(2)])
    }
    var policy = Policy()
    policy.suppressBelow = 1
    let exclusions = [Exclusion(survivor: "S12", firm: "F1"), Exclusion(survivor: "S15", attorney: "A2")]
    let firms = [Firm(id: "F1", capacity: 1 + next(4)), Firm(id: "F2", capacity: next(4))]
    let plain = try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, exclusions: exclusions, policy: policy)
    guard pinned, let pair = try Matcher().plan(for: plain).pairs.first else { return plain }
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, exclusions: exclusions,
      pins: [Pin(survivor: pair.survivor, attorney: pair.attorney)], policy: policy)
  }

  /// Compiling once gives what matching each group alone gives; groups by language, and one person at a time.
  @Test(arguments: [false, true]) func groupsAloneAreMatchedAlike(pinned: Bool) throws {
    for seed in 1...25 as ClosedRange<UInt64> {
      let instance = try network(seed: seed, pinned: pinned)
      let counter = try AttainableCounter(instance)
      var groups = instance.survivors.prefix(6).map { [$0.id] }
      for language in ["es", "vi", "ht"] {
        groups.append(instance.survivors.filter { $0.languages.first?.code == language }.map(\.id))
      }
      for group in groups + [[], instance.survivors.map(\.id)] {
        // Pinned people keep their places, whichever group they are of.
        let ids = Set(group + instance.pins.map(\.survivor))
        let alone = try CaseInstance(
          survivors: instance.survivors.filter { ids.contains($0.id) }, attorneys: instance.attorneys,
          firms: instance.firms, exclusions: instance.exclusions.filter { ids.contains($0.survivor) },
          pins: instance.pins.filter { ids.contains($0.survivor) }, policy: instance.policy)
        let most = try Matcher().plan(for: alone).pairs.count { group.contains($0.survivor) }
        #expect(try counter.most(of: group) == most, "seed \(seed), pinned \(pinned)")
      }
    }
  }

  /// A minimum that only others can meet does not make a group unattainable.
  @Test func hardMinimumsKeepTheOthersThere() throws {
    var policy = Policy()
    policy.minimums = .hard
    let people = ["es", "vi"].flatMap { language in
      (1...2).map { index in
        Survivor(
          id: "\(language)\(index)", jurisdiction: "TX", languages: [Language(code: language)], matter: .federal,
          traumaTraining: .notNeeded)
      }
    }
    var attorneys = ["es", "vi"].map { language in
      Attorney(
        id: language, admissions: [Admission("TX")], languages: [SpokenLanguage(Language(code: language))],
        capacity: 2, traumaTraining: .certified)
    }
    attorneys[1].minimum = 2
    let instance = try CaseInstance(
      survivors: people, attorneys: attorneys, firms: [], policy: policy)
    let counter = try AttainableCounter(instance)
    #expect(try counter.most(of: ["es1", "es2"]) == 2)
    #expect(try counter.most(of: ["vi1"]) == 1)
  }

  /// Where `served` comes first, everybody together attains what the plan serves.
  @Test func everybodyTogetherAttainsThePlan() throws {
    let instance = try network(seed: 7, pinned: false)
    let plan = try Matcher().plan(for: instance)
    let report = try FairnessReport(FairnessInput(instance: instance, plan: plan), matcher: Matcher())
    let all = report.metrics.first { $0.name == "attainable-rate" && $0.partition == "all" }
    #expect(all?.exact == Fraction(1))
    #expect(
      report.metrics.filter { $0.name == "attainable-rate" }.allSatisfy { ($0.exact ?? Fraction(2)) <= Fraction(1) })
  }
}
