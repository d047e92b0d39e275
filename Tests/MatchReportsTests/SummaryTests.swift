import AssignmentCore
import CounselMatch
import MatchDatasets
import MatchReports
import Testing

@Suite("Summaries of plans and validations")
struct SummaryTests {
  private func plan() -> MatchPlan {
    var size = ProblemSize()
    size.attorneys = 4
    func unmatched(_ id: String, _ facts: [String], _ rules: [UnmatchedSurvivor.RuleCount] = []) -> UnmatchedSurvivor {
      UnmatchedSurvivor(survivor: id, reason: .nobodyEligible, missingFacts: facts, blockedBy: rules)
    }
    return MatchPlan(
      status: .optimal, termination: .finished, solver: "network-simplex", policy: Policy(),
      pairs: [MatchedPair(survivor: "S1", attorney: "A1", firm: nil, score: ScoreBreakdown())],
      unmatched: [
        unmatched("S2", ["jurisdiction"]), unmatched("S3", ["languages"]),
        unmatched("S4", ["jurisdiction", "languages"]), unmatched("S5", ["languages"]),
        unmatched("S6", [], [.init(rule: "language", attorneys: 4), .init(rule: "meeting", attorneys: 1)]),
        UnmatchedSurvivor(survivor: "S7", reason: .bottleneck, bottleneck: "B1"),
      ], onHold: ["S8"],
      levels: [
        LevelResult(name: "served", value: 1, classes: [0, 1], proven: true),
        LevelResult(name: "quality", value: 412, proven: true),
      ], bound: 412,
      bottlenecks: [Bottleneck(key: "B1", people: 2, places: 1, survivors: ["S1", "S7"], attorneys: ["A1"])],
      size: size)
  }

  @Test("notice and missing facts come first, and no id is shown")
  func summary() {
    let text = PlanSummary(plan()).text
    #expect(
      text == """
        \(MatchPlan.notice)

        4 people could not be considered because a fact is missing: ask for language (3), state (2).

        1 of 7 survivors have a proposed match (14.3 %); 1 more are on hold. \
        Optimal: every level is proven and checked. Solver: network-simplex.

        level    value  by class  proven
        -------  -----  --------  ------
        served       1  0 1       yes
        quality    412            yes

        without a match  people
        ---------------  ------
        nobody-eligible       5
        bottleneck            1
        trade-off             0

        rule that excludes every attorney  people
        ---------------------------------  ------
        language                                1

        bottleneck  people  places  attorneys
        ----------  ------  ------  ---------
        B1               2       1          1

        """)
    for id in ["S1", "S2", "S7", "S8"] { #expect(!text.contains(id)) }
  }

  @Test("attorneys' missing facts are named with the dataset")
  func attorneys() throws {
    let instance = try CaseInstance(
      survivors: [Survivor(id: "S1", jurisdiction: "TX", languages: ["en"], matter: .federal)],
      attorneys: [
        Attorney(id: "A1", admissions: [], languages: [SpokenLanguage("en")], capacity: 1, traumaTraining: nil)
      ])
    let summary = PlanSummary(
      MatchPlan(status: .optimal, termination: .finished, solver: "x", policy: Policy()), instance: instance)
    #expect(
      summary.missingFacts
        == "No survivor lacks a fact. Facts of attorneys are missing too: admissions (1), trauma training (1).")
  }

  @Test("validation: text and JSON carry code, place, rule and remedy")
  func validation() {
    let fault = InputFault(
      code: "number.format", file: "survivors.csv", row: 7, column: "hours", rule: "A whole number.", remedy: "Fix it.")
    let note = InputFault(.note, code: "number.repaired", rule: "Read as 3.", remedy: "None.")
    let report = ValidationReport(InvalidInput(faults: [fault], remarks: [note]))
    #expect(
      report.text == """
        error number.format at survivors.csv row 7 column hours
          A whole number.
          Fix it.
        note number.repaired
          Read as 3.
          None.
        1 error, 0 warnings, 1 note.

        """)
    #expect(
      report.json.compactText
        == #"{"faults":[{"code":"number.format","file":"survivors.csv","row":7,"column":"hours","#
        + #""rule":"A whole number.","remedy":"Fix it."}],"warnings":[{"code":"number.repaired","file":null,"#
        + #""row":null,"column":null,"rule":"Read as 3.","remedy":"None.","severity":"note"}]}"#)
    #expect(ValidationReport(remarks: []).text == "0 errors, 0 warnings, 0 notes: the dataset can be used.\n")
  }
}
