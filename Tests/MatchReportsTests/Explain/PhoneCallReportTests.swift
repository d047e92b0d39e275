import CounselMatch
import MatchDatasets
import MatchReports
import Testing

/// Calls in both views: ids and answers for coordinators, columns of many attorneys for everybody.
struct PhoneCallReportTests {
  /// People who wait for Spanish; so many attorneys with unknown languages, and one person whose own are unknown.
  private func calls(attorneys: Int) throws -> [PhoneCall] { try explained(attorneys: attorneys).calls }

  private func explained(
    attorneys: Int, people: Int = 40
  ) throws -> (calls: [PhoneCall], shareable: ShareableExplanation) {
    let survivors = (0..<people).map { index in
      Survivor(
        id: "S\(100 + index)", jurisdiction: "TX", languages: index == 0 ? [] : ["es"], matter: .federal,
        traumaTraining: .notNeeded)
    }
    let known = Attorney(
      id: "K", admissions: [Admission("TX")], languages: [SpokenLanguage("vi")], capacity: 1, traumaTraining: .certified
    )
    let lawyers = (0..<attorneys).map { index in
      Attorney(
        id: "A\(100 + index)", admissions: [Admission("TX")], languages: [], capacity: 2, traumaTraining: .certified)
    }
    let instance = try CaseInstance(survivors: survivors, attorneys: lawyers + [known])
    let plan = try Matcher().plan(for: instance)
    var explainer = try Explainer(instance, plan: plan)
    return (
      explainer.phoneCalls(), ShareableExplanation(explainer.explanation(), plan: plan, instance: instance)
    )
  }

  @Test func coordinatorsReadWhomToAskAndForWhat() throws {
    let calls = try calls(attorneys: 3)
    let report = PhoneCallReport(calls, limit: 2)
    let json = report.added(to: .object([]))
    #expect(json["phoneCallsFound"]?.intValue == 4 && json["phoneCalls"]?.arrayValue?.count == 2)
    let first = try #require(json["phoneCalls"]?.arrayValue?.first)
    #expect(first["attorney"] == "A100" && first["gain"]?.intValue == 2 && first["values"] == ["es"])
    #expect(first["classes"] == [2] && first["helpful"]?.intValue == 1 && first["possible"]?.intValue == 2)
    #expect(report.text.contains("A100: please ask about language. If the answer is es, 2 more people could be served"))
    #expect(
      report.text.contains("- 2 more; --calls lists more.") && report.markdown.contains("## Facts worth a phone call"))
    let all = PhoneCallReport(calls)
    #expect(all.text.contains("S100: please ask about language. If the answer is vi, one more person could be served"))
    #expect(PhoneCallReport(calls, language: .spanish).text.contains("por favor pregunte por idioma"))
    #expect(PhoneCallReport([]).text.isEmpty && PhoneCallReport([]).markdown.isEmpty)
  }

  @Test func everybodyReadsColumnsOfManyAttorneysOnly() throws {
    func report(_ attorneys: Int, people: Int = 40) throws -> PhoneCallReport {
      let (calls, shareable) = try explained(attorneys: attorneys, people: people)
      #expect(!calls.isEmpty)
      return PhoneCallReport(calls, beside: shareable)
    }
    let few = try report(10)
    #expect(few.text.isEmpty && few.added(to: .object([]))["phoneCallColumns"] == [])
    let (calls, shareable) = try explained(attorneys: 12, people: 40)
    let text = shareable.text(with: PhoneCallReport(calls, beside: shareable))
    let lines = text.split(separator: "\n").map(String.init)
    let call = try #require(lines.firstIndex { $0.hasPrefix("- Asking 12 attorneys about language") })
    #expect(call == lines.count - 2, "the note on privacy comes last")
    let withheld = try report(12, people: 5)
    #expect(withheld.text.isEmpty, "where few wait it is not told what would help")
    let many = try report(12)
    let json = many.added(to: .object([]))
    #expect(json["phoneCalls"] == [] && json["phoneCallsFound"] == nil)
    #expect(json["phoneCallColumns"]?.arrayValue?.first?["attorneys"]?.intValue == 12)
    #expect(
      many.text
        == "\nFacts worth a phone call:\n- Asking 12 attorneys about language could let more people be served.\n")
    #expect(!json.prettyText.contains("S100") && !json.prettyText.contains("A100"))
  }
}
