import CounselMatch
import MatchDatasets
import MatchReports
import Testing

/// A plan in JSON and words: the keys of the contract, attorneys and profiles, and nobody's id.
struct RecruitmentReportTests {
  private func instance() throws -> CaseInstance {
    let people = (1...4).map { index in
      Survivor(
        id: "SECRET\(index)", jurisdiction: "TX", languages: [index < 3 ? "vi" : "es"], matter: .state,
        traumaTraining: index == 3 ? .required : .notNeeded)
    }
    let attorney = Attorney(
      id: "A1", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 2,
      traumaTraining: .scheduled)
    return try CaseInstance(survivors: people, attorneys: [attorney])
  }

  @Test func placesHaveTheKeysOfTheContract() throws {
    let plan = try Recruiter(instance()).plan(.people(nil))
    let report = RecruitmentReport(plan, goal: .people(nil))
    let json = report.json
    #expect(json["servedBefore"]?.intValue == 1 && json["servedAfter"]?.intValue == 4)
    #expect(json["verified"]?.boolValue == true && json["proven"]?.boolValue == true)
    let additions = try #require(json["additions"]?.arrayValue)
    #expect(additions.map { $0["kind"]?.stringValue } == ["attorney", "attorney"])
    let vietnamese = try #require(additions.first { $0["profile"]?["languages"]?.arrayValue == ["vi"] })
    #expect(vietnamese["places"]?.intValue == 2)
    #expect(vietnamese["profile"]?["admissions"]?.arrayValue == ["TX"])
    #expect(vietnamese["profile"]?["trauma_training"]?.stringValue == "not-needed")
    #expect(json["gained"]?.arrayValue?.first?["people"]?.intValue == 3)
    for text in [report.text, report.markdown, json.prettyText] { #expect(!text.contains("SECRET")) }
    #expect(report.text.contains("the promise holds") && report.text.contains("Proved: nothing cheaper"))
    #expect(report.markdown.contains("| attorney | new | vi | TX |"))
  }

  @Test func trainingsNameTheAttorney() throws {
    let plan = try Recruiter(instance()).plan(.train(1))
    let json = RecruitmentReport(plan, goal: .train(1)).json
    let addition = try #require(json["additions"]?.arrayValue?.first)
    #expect(addition["kind"]?.stringValue == "training" && addition["attorney"]?.stringValue == "A1")
    #expect(addition["profile"]?["trauma_training"]?.stringValue == "certified")
    #expect(json["gain"]?.intValue == 1 && json["objective"]?.stringValue == "people")
    let few = try Recruiter(instance()).plan(.recruits(capacity: 5, people: nil))
    let report = RecruitmentReport(few, goal: .recruits(capacity: 5, people: nil))
    #expect(report.json["value"]?.intValue == 2 && report.text.contains("1 new"))
  }
}
