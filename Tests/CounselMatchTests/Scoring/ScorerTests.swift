import CounselMatch
import Testing

/// Scores by hand.
struct ScorerTests {
  private func score(
    _ survivor: Survivor, _ attorney: Attorney, points: Int? = nil, _ change: (inout Policy) -> Void = { _ in }
  ) throws -> ScoreBreakdown {
    let scores = points.map { [PersonalScore(survivor: survivor.id, attorney: attorney.id, points: $0)] } ?? []
    let instance = try CaseInstance(
      survivors: [survivor], attorneys: [attorney], scores: scores, policy: Fixtures.policy(change))
    return Scorer(instance).score(survivor: 0, attorney: 0)
  }

  @Test func everyTerm() throws {
    let survivor = Fixtures.survivor { ($0.traumaTraining, $0.meeting) = (.preferred, .remote) }
    let attorney = Fixtures.attorney { ($0.meeting, $0.experience) = (.either, 3) }
    let score = try score(survivor, attorney, points: -7)
    #expect(
      score.terms.map(\.name) == ["language", "home-state", "trauma-training", "experience", "meeting", "personal"])
    #expect(score.terms.map(\.points) == [300, 150, 200, 75, 100, -7])
    #expect(score.total == 818)
  }

  @Test(
    arguments: [
      (["es"], [SpokenLanguage("es", .native)], 100), (["es"], [SpokenLanguage("es", .working)], 80),
      (["vi", "es"], [SpokenLanguage("es")], 80), (["vi", "es"], [SpokenLanguage("es", .working)], 60),
      (["vi", "so", "es"], [SpokenLanguage("es")], 60), (["vi", "so", "am", "es"], [SpokenLanguage("es")], 60),
      (["vi", "so", "es"], [SpokenLanguage("es", .working)], 40),
      (["vi", "es"], [SpokenLanguage("vi", .working), SpokenLanguage("es")], 80),
      (["vi", "es"], [SpokenLanguage("vi", .basic), SpokenLanguage("es", .working)], 60),
      (["es", "es", "en"], [SpokenLanguage("en")], 80), (["vi", "es", "vi", "en"], [SpokenLanguage("en")], 60),
      (["es"], [SpokenLanguage("en")], 0), (["es"], [SpokenLanguage("es", .basic)], 0), (["es"], [], 0),
    ] as [([Language], [SpokenLanguage], Int)])
  func languageGrade(_ wanted: [Language], _ spoken: [SpokenLanguage], _ grade: Int) throws {
    let survivor = Fixtures.survivor { ($0.languages, $0.interpreter) = (wanted, .acceptable) }
    let score = try score(survivor, Fixtures.attorney { $0.languages = spoken })
    #expect(score.language == 3 * grade)
  }

  @Test func termsAreRoundedDownOneByOne() throws {
    let score = try score(Fixtures.survivor(), Fixtures.attorney { $0.experience = 1 }) {
      $0.weights.experience = 7
      $0.weights.language = 1
    }
    #expect(score.experience == 1)
    #expect(score.language == 1)
  }

  @Test func personalPointsAreNotDivided() throws {
    #expect(try score(Fixtures.survivor(), Fixtures.attorney(), points: -3) { $0.weights.personal = 5 }.personal == -15)
    #expect(try score(Fixtures.survivor(), Fixtures.attorney(), points: 3) { $0.weights.personal = 0 }.personal == 0)
  }

  @Test func homeStateNeedsAValidAdmission() throws {
    let expired = Admission("TX", validUntil: Fixtures.asOf.advanced(by: -1))
    #expect(
      try score(Fixtures.survivor(), Fixtures.attorney { $0.admissions = [expired, Admission("CA")] }).homeState == 0)
    #expect(try score(Fixtures.survivor { $0.jurisdiction = "INTL" }, Fixtures.attorney()).homeState == 0)
  }

  @Test func trainingScoresWhereItIsWanted() throws {
    let needs: [(TrainingNeed, Int)] = [(.required, 200), (.preferred, 200), (.notNeeded, 0)]
    for (need, points) in needs {
      #expect(try score(Fixtures.survivor { $0.traumaTraining = need }, Fixtures.attorney()).traumaTraining == points)
    }
    let lapsed = Fixtures.attorney { $0.trainingExpires = Fixtures.asOf.advanced(by: -1) }
    #expect(try score(Fixtures.survivor { $0.traumaTraining = .preferred }, lapsed).traumaTraining == 0)
  }

  @Test(
    arguments: [
      (Meeting.either, nil, 100), (.either, .remote, 100), (.remote, .remote, 100), (.remote, .either, 100),
      (.inPerson, .either, 100), (.inPerson, .inPerson, 100), (.remote, .inPerson, 0), (.inPerson, nil, 0),
    ] as [(Meeting, Meeting?, Int)])
  func meetingTerm(_ wish: Meeting, _ offered: Meeting?, _ points: Int) throws {
    #expect(
      try score(Fixtures.survivor { $0.meeting = wish }, Fixtures.attorney { $0.meeting = offered }).meeting == points)
  }

  @Test func auditColumnsAreNeverRead() throws {
    let plain = Fixtures.survivor()
    var marked = plain
    marked.audit = ["audit_group": "x"]
    #expect(try score(plain, Fixtures.attorney()) == score(marked, Fixtures.attorney()))
  }
}
