import CounselMatch
import Testing

/// A truth table per rule: yes, no with its reason, unknown with its facts.
struct RuleTests {
  private func language(
    _ wanted: [Language], _ spoken: [SpokenLanguage], _ interpreter: InterpreterWish = .notAcceptable,
    _ change: (inout Policy) -> Void = { _ in }
  ) -> RuleOutcome {
    LanguageRule(Fixtures.policy(change)).evaluate(
      Fixtures.survivor { ($0.languages, $0.interpreter) = (wanted, interpreter) },
      Fixtures.attorney { $0.languages = spoken })
  }

  @Test func languages() {
    #expect(language(["es"], [SpokenLanguage("es")]) == .eligible)
    #expect(language(["vi", "es"], [SpokenLanguage("es", .working)]) == .eligible)
    #expect(language(["es"], [SpokenLanguage("es", .basic)]) == .ineligible(.noSharedLanguage))
    #expect(language(["es"], [SpokenLanguage("es", .basic)]) { $0.rules.languageMinimum = .basic } == .eligible)
    #expect(language(["es"], [SpokenLanguage("en")]) == .ineligible(.noSharedLanguage))
    #expect(language(["yue"], [SpokenLanguage("zh")]) == .ineligible(.noSharedLanguage))
    #expect(language(["es"], [SpokenLanguage("en")], .acceptable) == .eligible)
    #expect(language(["es"], [], .acceptable) == .eligible)
    #expect(
      language(["es"], [SpokenLanguage("en")], .acceptable) { $0.rules.interpreterAllowed = false }
        == .ineligible(.noSharedLanguage))
    #expect(language([], [SpokenLanguage("en")], .acceptable) == .unknown(.survivorLanguages))
    #expect(language(["es"], []) == .unknown(.attorneyLanguages))
  }

  private func jurisdiction(
    _ matter: Matter?, _ home: Jurisdiction?, _ admissions: [Admission], _ federal: Policy.FederalRule = .anyLicence
  ) -> RuleOutcome {
    JurisdictionRule(Fixtures.policy { $0.rules.federal = federal }).evaluate(
      Fixtures.survivor { ($0.matter, $0.jurisdiction) = (matter, home) },
      Fixtures.attorney { $0.admissions = admissions })
  }

  @Test func jurisdictions() {
    let expired = Admission("TX", validUntil: Fixtures.asOf.advanced(by: -1))
    let lastDay = Admission("TX", validUntil: Fixtures.asOf)
    #expect(jurisdiction(.federal, "TX", [Admission("CA")]) == .eligible)
    #expect(jurisdiction(.federal, "INTL", [Admission("CA")]) == .eligible)
    #expect(jurisdiction(.federal, "TX", [expired]) == .ineligible(.noLicence))
    #expect(jurisdiction(.federal, "TX", [lastDay]) == .eligible)
    #expect(jurisdiction(.federal, "TX", [Admission("CA")], .admitted) == .ineligible(.notAdmitted))
    #expect(jurisdiction(.federal, "TX", [Admission("TX")], .admitted) == .eligible)
    #expect(jurisdiction(.federal, "INTL", [Admission("TX")], .admitted) == .ineligible(.notAdmitted))
    for matter in [Matter.state, .federalAndState] {
      #expect(jurisdiction(matter, "TX", [Admission("CA"), lastDay]) == .eligible)
      #expect(jurisdiction(matter, "TX", [Admission("CA")]) == .ineligible(.notAdmitted))
      #expect(jurisdiction(matter, "TX", [expired]) == .ineligible(.notAdmitted))
      #expect(jurisdiction(matter, "INTL", [Admission("TX")]) == .ineligible(.notAdmitted))
      #expect(jurisdiction(matter, "TX", []) == .unknown(.attorneyAdmissions))
    }
    #expect(jurisdiction(nil, "TX", [Admission("TX")]) == .unknown(.survivorMatter))
    #expect(jurisdiction(.federal, nil, [Admission("TX")]) == .unknown(.survivorJurisdiction))
    #expect(jurisdiction(nil, nil, []) == .unknown([.survivorMatter, .survivorJurisdiction]))
  }

  private func training(
    _ need: TrainingNeed, _ status: TrainingStatus?, expires: Day? = nil, _ rule: Policy.TrainingRule = .certified
  ) -> RuleOutcome {
    TraumaTrainingRule(Fixtures.policy { $0.rules.trainingRequired = rule }).evaluate(
      Fixtures.survivor { $0.traumaTraining = need },
      Fixtures.attorney { ($0.traumaTraining, $0.trainingExpires) = (status, expires) })
  }

  @Test func traumaTraining() {
    #expect(training(.required, .certified) == .eligible)
    #expect(training(.required, .certified, expires: Fixtures.asOf) == .eligible)
    #expect(training(.required, .certified, expires: Fixtures.asOf.advanced(by: -1)) == .ineligible(.notCertified))
    #expect(training(.required, .scheduled) == .ineligible(.notCertified))
    #expect(training(.required, TrainingStatus.none) == .ineligible(.notCertified))
    #expect(training(.required, nil) == .unknown(.attorneyTraining))
    #expect(training(.required, TrainingStatus.none, .off) == .eligible)
    for need in [TrainingNeed.preferred, .notNeeded] {
      for status in [TrainingStatus.certified, .scheduled, TrainingStatus.none, nil] {
        #expect(training(need, status) == .eligible)
      }
    }
  }

  private func meeting(
    _ wish: Meeting, _ offered: Meeting?, _ admissions: [Admission] = [Admission("TX")], home: Jurisdiction? = "TX"
  ) -> RuleOutcome {
    MeetingRule(Fixtures.policy()).evaluate(
      Fixtures.survivor { ($0.meeting, $0.jurisdiction) = (wish, home) },
      Fixtures.attorney { ($0.meeting, $0.admissions) = (offered, admissions) })
  }

  @Test func meetings() {
    for offered in [Meeting.remote, .inPerson, .either, nil] { #expect(meeting(.either, offered, []) == .eligible) }
    #expect(meeting(.remote, .remote, []) == .eligible)
    #expect(meeting(.remote, .either, []) == .eligible)
    #expect(meeting(.remote, .inPerson) == .ineligible(.meeting))
    #expect(meeting(.remote, nil) == .unknown(.attorneyMeeting))
    #expect(meeting(.inPerson, .inPerson) == .eligible)
    #expect(meeting(.inPerson, .either) == .eligible)
    #expect(meeting(.inPerson, .remote, []) == .ineligible(.meeting))
    #expect(meeting(.inPerson, .either, [Admission("CA")]) == .ineligible(.meeting))
    #expect(meeting(.inPerson, nil, [Admission("CA")]) == .ineligible(.meeting))
    #expect(meeting(.inPerson, nil, []) == .unknown([.attorneyMeeting, .attorneyAdmissions]))
    #expect(meeting(.inPerson, .either, home: nil) == .unknown(.survivorJurisdiction))
    let expired = Admission("TX", validUntil: Fixtures.asOf.advanced(by: -1))
    #expect(meeting(.inPerson, .either, [expired]) == .ineligible(.meeting))
  }

  @Test func attorneyGender() {
    func outcome(_ wish: Gender?, _ gender: Gender?, _ rule: Policy.GenderRule = .requiredWhenStated) -> RuleOutcome {
      AttorneyGenderRule(Fixtures.policy { $0.rules.attorneyGender = rule }).evaluate(
        Fixtures.survivor { $0.attorneyGender = wish }, Fixtures.attorney { $0.gender = gender })
    }
    #expect(outcome(nil, nil) == .eligible)
    #expect(outcome(.woman, .woman) == .eligible)
    #expect(outcome(.woman, .nonBinary) == .ineligible(.gender))
    #expect(outcome(.nonBinary, .nonBinary) == .eligible)
    #expect(outcome(.woman, nil) == .unknown(.attorneyGender))
    #expect(outcome(.woman, .man, .off) == .eligible)
  }

  @Test func needs() {
    func outcome(_ needs: [String], _ offers: [String]) -> RuleOutcome {
      NeedsRule().evaluate(Fixtures.survivor { $0.needs = needs }, Fixtures.attorney { $0.offers = offers })
    }
    #expect(outcome([], []) == .eligible)
    #expect(outcome(["asl"], ["minor", "asl"]) == .eligible)
    #expect(outcome(["asl", "minor"], ["asl"]) == .ineligible(.needNotOffered))
    #expect(outcome(["asl"], []) == .unknown(.attorneyOffers))
  }

  @Test func availability() {
    func outcome(
      from: Int? = nil, until: Int? = nil, deadline: Int? = nil, _ change: (inout Policy) -> Void = { _ in }
    ) -> RuleOutcome {
      func day(_ offset: Int?) -> Day? { offset.map { Fixtures.asOf.advanced(by: $0) } }
      return AvailabilityRule(Fixtures.policy(change)).evaluate(
        Fixtures.survivor { $0.deadline = day(deadline) },
        Fixtures.attorney { ($0.availableFrom, $0.availableUntil) = (day(from), day(until)) })
    }
    #expect(outcome() == .eligible)
    #expect(outcome(from: 0, until: 0) == .eligible)
    #expect(outcome(from: 1) == .ineligible(.notAvailable))
    #expect(outcome(until: -1) == .ineligible(.notAvailable))
    #expect(outcome(from: 16, deadline: 30) == .eligible)
    #expect(outcome(from: 17, deadline: 30) == .ineligible(.tooLate))
    #expect(outcome(from: 17, deadline: 30) { $0.leadDays = 0 } == .eligible)
    #expect(outcome(until: -1, deadline: 30) == .ineligible(.notAvailable))
    #expect(outcome(from: 16) { $0.deadline = Fixtures.asOf.advanced(by: 30) } == .eligible)
    #expect(outcome(from: 16, deadline: 20) { $0.deadline = Fixtures.asOf.advanced(by: 99) } == .ineligible(.tooLate))
    #expect(outcome(deadline: 13) == .ineligible(.tooLate))
    #expect(outcome(from: 900, deadline: 1) { $0.asOf = nil } == .eligible)
  }

  @Test func exclusions() {
    let rule = ExclusionRule([Exclusion(survivor: "S1", attorney: "A1"), Exclusion(survivor: "S2", firm: "F1")])
    let inFirm = Fixtures.attorney("A2") { $0.firm = "F1" }
    #expect(rule.evaluate(Fixtures.survivor("S1"), Fixtures.attorney("A1")) == .ineligible(.excluded))
    #expect(rule.evaluate(Fixtures.survivor("S1"), inFirm) == .eligible)
    #expect(rule.evaluate(Fixtures.survivor("S2"), Fixtures.attorney("A1")) == .eligible)
    #expect(rule.evaluate(Fixtures.survivor("S2"), inFirm) == .ineligible(.excluded))
  }

  /// The codes that compare 10⁸ pairs agree with the rules, pair by pair.
  @Test func codesAgreeWithRules() throws {
    var counts = (eligible: 0, ineligible: 0, unknown: 0)
    for seed in 0..<600 as Range<UInt64> {
      let instance = try RandomInstance(seed: seed).instance()
      let evaluator = EligibilityEvaluator(instance)
      for survivor in instance.survivors.indices {
        for attorney in instance.attorneys.indices {
          let verdict = evaluator.evaluate(survivor: survivor, attorney: attorney)
          let eligible = evaluator.isEligible(survivor: survivor, attorney: attorney)
          #expect(eligible == (verdict.status == .eligible), "seed \(seed), pair \(survivor), \(attorney)")
          switch verdict.status {
          case .eligible: counts.eligible += 1
          case .ineligible: counts.ineligible += 1
          case .unknown: counts.unknown += 1
          }
        }
      }
    }
    #expect(counts.eligible > 500 && counts.ineligible > 500 && counts.unknown > 100, "\(counts)")
  }

  @Test func verdictKeepsEveryRuleInOrder() throws {
    let survivor = Fixtures.survivor {
      ($0.matter, $0.traumaTraining, $0.attorneyGender, $0.needs) = (.state, .required, .woman, ["asl"])
    }
    let attorney = Fixtures.attorney {
      ($0.admissions, $0.languages, $0.traumaTraining) = (
        [Admission("CA")], [SpokenLanguage("vi")], TrainingStatus.none
      )
    }
    let instance = try CaseInstance(survivors: [survivor], attorneys: [attorney], policy: Fixtures.policy())
    let verdict = EligibilityEvaluator(instance).evaluate(survivor: 0, attorney: 0)
    #expect(verdict.status == .ineligible)
    #expect(verdict.failed.map(\.rule) == [.language, .jurisdiction, .traumaTraining])
    #expect(verdict.undecided == [.attorneyGender, .needs])
    #expect(verdict.missing.ofAttorney == ["gender", "offers"])
    #expect(verdict.against == [.language, .jurisdiction, .traumaTraining, .attorneyGender, .needs])
  }
}
