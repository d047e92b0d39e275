import AssignmentCore
import CounselMatch
import MatchDatasets
import MatchReports
import Testing

/// The two views of an explanation: ids for coordinators; nothing small and nobody's id for everybody.
struct ExplanationReportTests {
  private func survivor(_ index: Int, _ language: Language) -> Survivor {
    Survivor(
      id: "S\(100 + index)", jurisdiction: "TX", languages: [language], matter: .federal, traumaTraining: .notNeeded)
  }

  /// `spanish` people share 14 places; `others` speak what nobody does.
  private func explained(spanish: Int, others: Int) throws -> (Explanation, MatchPlan, CaseInstance) {
    let survivors =
      (0..<spanish).map { survivor($0, "es") } + (0..<others).map { survivor(spanish + $0, "vi") }
    let attorneys = (0..<7).map { index in
      Attorney(
        id: "A\(index)", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 2,
        traumaTraining: .certified)
    }
    let instance = try CaseInstance(survivors: survivors, attorneys: attorneys)
    let plan = try Matcher().plan(for: instance)
    var explainer = try Explainer(instance, plan: plan)
    return (explainer.explanation(), plan, instance)
  }

  @Test func coordinatorsSeeIdsAndTheKeysOfTheContract() throws {
    let (explanation, plan, _) = try explained(spanish: 20, others: 1)
    let json = ExplanationReport(explanation, plan: plan).json
    let unmatched = try #require(json["unmatched"]?.arrayValue)
    #expect(unmatched.count == 7 && json["matched"]?.arrayValue?.count == 14)
    let shared = try #require(unmatched.first { $0["class"]?.stringValue == "bottleneck" })
    #expect(shared["bottleneck"]?["people"]?.intValue == 20 && shared["bottleneck"]?["places"]?.intValue == 14)
    #expect(shared["chance"]?.stringValue == "7/10")
    #expect(shared["bottleneck"]?["attorneys"]?.arrayValue?.count == 7)
    #expect(shared["remedies"]?.arrayValue?.first?["kind"]?.stringValue == "place")
    #expect(shared["remedies"]?.arrayValue?.first?["gain"]?.intValue == 1)
    let alone = try #require(unmatched.first { $0["class"]?.stringValue == "nobody-eligible" })
    #expect(alone["relaxations"]?.arrayValue?.first?["rules"]?.arrayValue?.map(\.stringValue) == ["language"])
    #expect(alone["relaxations"]?.arrayValue?.first?["attorneys"]?.arrayValue?.count == 7)
    let pair = try #require(json["matched"]?.arrayValue?.first)
    #expect(pair["breakdown"]?["language"]?.intValue == 300)
    #expect(pair["alternates"]?.arrayValue?.first?["cost"]?["served"]?.intValue == 0)
    #expect(pair["alternates"]?.arrayValue?.first?["cost"]?["quality"]?.intValue == 0)
  }

  @Test func spanishSaysThatItIsADraft() throws {
    let (explanation, plan, instance) = try explained(spanish: 20, others: 1)
    let coordinator = ExplanationReport(explanation, plan: plan, language: .spanish)
    let shareable = ShareableExplanation(explanation, plan: plan, instance: instance, language: .spanish)
    for text in [coordinator.text, shareable.text] {
      #expect(text.hasPrefix("Borrador, no revisado") && text.contains("not reviewed by a native-speaking advocate"))
    }
    #expect(coordinator.json["draft"]?.stringValue?.isEmpty == false)
    #expect(!ExplanationReport(explanation, plan: plan).text.contains("Borrador"))
  }

  /// No id, and no number from 1 to 10 beside the threshold itself, whatever the numbers of people.
  @Test func nothingSmallIsShared() throws {
    for (spanish, others) in [
      (14, 0), (15, 0), (20, 1), (30, 12), (40, 3), (26, 11), (25, 11), (3, 2), (0, 12), (60, 60),
    ] {
      let (explanation, plan, instance) = try explained(spanish: spanish, others: others)
      let shared = ShareableExplanation(explanation, plan: plan, instance: instance)
      let what = "\(spanish), \(others)"
      let text = shared.text
      for survivor in instance.survivors { #expect(!text.contains(survivor.id), "\(what)") }
      for attorney in instance.attorneys { #expect(!text.contains(attorney.id), "\(what)") }
      var numbers = counts(shared.json)
      #expect(numbers.allSatisfy { $0 == 0 || $0 >= 11 }, "\(what): \(numbers)")
      let words = text.split { !$0.isNumber }.compactMap { Int($0) }
      #expect(words.allSatisfy { $0 == 0 || $0 >= 11 }, "\(what): \(text)")
      // Nor by subtracting one number from another.
      numbers = Array(Set(numbers)).sorted()
      for (place, small) in numbers.enumerated() {
        for large in numbers[place...] where large - small > 0 && small > 0 && isPart(small, of: large, shared.json) {
          #expect(large - small >= 11, "\(what): \(large) − \(small)")
        }
      }
    }
  }

  /// Counts of a partition and their whole.
  private func isPart(_ small: Int, of large: Int, _ json: JSONValue) -> Bool {
    json["people"]?.intValue == large && json["served"]?.intValue == small
  }

  private func counts(_ json: JSONValue) -> [Int] {
    switch json {
    case .integer(let value): [Int(value)]
    case .array(let values): values.flatMap(counts)
    case .object(let object): object.members.filter { $0.key != "suppressBelow" }.flatMap { counts($0.value) }
    default: []
    }
  }

  @Test func largeGroupsAreNamed() throws {
    let (explanation, plan, instance) = try explained(spanish: 60, others: 60)
    let text = ShareableExplanation(explanation, plan: plan, instance: instance).text
    #expect(text.contains("14 of the 120 people in this plan have a proposed match."))
    #expect(text.contains("For 60 people, no attorney in the network meets all their needs yet."))
    #expect(text.contains("does not have for them yet: an attorney who speaks their language."))
    #expect(text.contains("60 people share 14 places, so 46 of them are still waiting."))
    #expect(text.contains("For 46 people, there are attorneys who could help"))
  }
}
