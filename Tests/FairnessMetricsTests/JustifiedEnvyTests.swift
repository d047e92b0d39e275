import CounselMatch
import FairnessMetrics
import Testing

@Suite struct JustifiedEnvyTests {
  private func survivor(_ id: String, _ priority: Int, _ language: Language = "es", hours: Int? = nil) -> Survivor {
    Survivor(
      id: id, jurisdiction: "TX", languages: [language], matter: .federal, traumaTraining: .notNeeded,
      priority: priority, hours: hours)
  }

  private func attorney(_ id: String, _ language: Language = "es", hours: Int? = nil) -> Attorney {
    Attorney(
      id: id, admissions: [Admission("TX")], languages: [SpokenLanguage(language)], capacity: 2,
      traumaTraining: TrainingStatus.none, hours: hours)
  }

  private func envy(
    _ survivors: [Survivor], _ attorneys: [Attorney], _ pairs: [(String, String)], pins: [Pin] = []
  ) throws -> Fraction? {
    var policy = Policy()
    policy.suppressBelow = 1
    let instance = try CaseInstance(survivors: survivors, attorneys: attorneys, pins: pins, policy: policy)
    let input = try FairnessInput(
      instance: instance, pairs: pairs.map { .init(survivor: $0.0, attorney: $0.1, score: 1) })
    return try FairnessReport(input).metrics.first { $0.name == "envy-people" }?.exact
  }

  /// A1 (Spanish) has C of class 2, A2 (Vietnamese) has D of class 1.
  ///
  /// A and B of class 0 and 1 speak Spanish and envy C;
  /// E of class 2 envies nobody, and V (Vietnamese, class 1) is no better than D.
  @Test func whomAPlaceWouldFit() throws {
    let people = [
      survivor("A", 0), survivor("B", 1), survivor("C", 2), survivor("D", 1, "vi"), survivor("E", 2),
      survivor("V", 1, "vi"),
    ]
    let attorneys = [attorney("A1"), attorney("A2", "vi")]
    #expect(try envy(people, attorneys, [("C", "A1"), ("D", "A2")]) == Fraction(2))
    // D of class 1 in the place that V of class 0 could take.
    let better = people.map { person in person.id == "V" ? survivor("V", 0, "vi") : person }
    #expect(try envy(better, attorneys, [("C", "A1"), ("D", "A2")]) == Fraction(3))
    #expect(try envy(people, attorneys, [("A", "A1"), ("D", "A2")]) == Fraction(0))
    // A pinned place is nobody's to envy; neither is an empty one.
    #expect(
      try envy(people, attorneys, [("C", "A1")], pins: [Pin(survivor: "C", attorney: "A1")]) == Fraction(0))
    #expect(try envy(people, attorneys, []) == Fraction(0))
  }

  /// 10 hours in all, 6 of them C's: A fits with 10, not with 11.
  @Test func hoursAndHouseholdsBind() throws {
    for (hours, expected) in [(10, 1), (11, 0)] {
      let people = [survivor("A", 0, hours: hours), survivor("C", 1, hours: 6)]
      #expect(try envy(people, [attorney("A1", hours: 10)], [("C", "A1")]) == Fraction(Int64(expected)))
    }
    // Of 10 hours C of class 2 has 1 and D of class 0 has 6; A of class 1 needs 5, and D's place is not hers to envy.
    let three = [survivor("A", 1, hours: 5), survivor("C", 2, hours: 1), survivor("D", 0, hours: 6)]
    #expect(try envy(three, [attorney("A1", hours: 10)], [("C", "A1"), ("D", "A1")]) == Fraction(0))
    #expect(try envy(three, [attorney("A1", hours: 11)], [("C", "A1"), ("D", "A1")]) == Fraction(1))
    var (first, second) = (survivor("C", 1), survivor("D", 1))
    (first.household, second.household, first.householdWish) = ("H", "H", .together)
    #expect(try envy([survivor("A", 0), first, second], [attorney("A1")], [("C", "A1"), ("D", "A1")]) == Fraction(0))
  }

  /// Plans with `served` first leave no justified envy; the same plans with classes turned round do, somewhere.
  @Test func optimalPlansHaveNone() throws {
    var turned = 0
    for seed in 1...150 as ClosedRange<UInt64> {
      var state = seed
      func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
      }
      let languages: [Language] = ["es", "vi", "ht"]
      let people = (0..<14).map { survivor("S\(10 + $0)", next(3), languages[next(3)]) }
      let attorneys = (0..<4).map { index in
        var lawyer = attorney("A\(index)", languages[next(3)])
        lawyer.languages.append(SpokenLanguage(languages[next(3)] == "ht" ? "en" : "fr"))
        lawyer.capacity = next(4)
        lawyer.firm = ["F1", nil][next(2)]
        return lawyer
      }
      var policy = Policy()
      policy.suppressBelow = 1
      let firms = [Firm(id: "F1", capacity: 1 + next(4))]
      let instance = try CaseInstance(survivors: people, attorneys: attorneys, firms: firms, policy: policy)
      let plan = try Matcher().plan(for: instance)
      func envious(_ instance: CaseInstance) throws -> Fraction? {
        try FairnessReport(FairnessInput(instance: instance, plan: plan)).metrics.first { $0.name == "envy-people" }?
          .exact
      }
      #expect(try envious(instance) == Fraction(0), "seed \(seed)")
      let other = people.map { person in
        var changed = person
        changed.priority = 2 - person.priority
        return changed
      }
      if try envious(
        CaseInstance(survivors: other, attorneys: attorneys, firms: firms, policy: policy)) != Fraction(0)
      {
        turned += 1
      }
    }
    #expect(turned > 50)
  }
}
