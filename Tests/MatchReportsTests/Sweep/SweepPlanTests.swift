import CounselMatch
import MatchDatasets
import MatchReports
import Testing

struct SweepPlanTests {
  static let text = """
    {"seeds":{"from":3,"to":5},"sizes":[{"survivors":20,"attorneys":4,"scarcity":"0.6"},{"survivors":30,"attorneys":9,
    "firms":3,"firmCaps":"1","hours":true}],"policies":[null,"fair.json"],"solvers":["network-simplex","greedy"],
    "timeLimit":9}
    """

  @Test func aPlanIsReadAndWrittenAgain() throws {
    let plan = try SweepPlan.parse(Array(Self.text.utf8))
    #expect(plan.seeds == [3, 4, 5] && plan.policies == [nil, "fair.json"] && plan.timeLimit == 9)
    #expect(plan.sizes[0].scarcity == 600 && plan.sizes[1].firmCaps == 1_000 && plan.sizes[1].hours)
    #expect(plan.tasks.count == 6 && plan.options(of: plan.tasks[4]).seed == 4)
    #expect(try SweepPlan.parse(stored: plan.json, file: "plan.json") == plan)
  }

  @Test(arguments: [
    "{}", "[]", #"{"seeds":[1,1],"sizes":[{"survivors":1,"attorneys":1}],"solvers":["a"]}"#,
    #"{"seeds":[1],"sizes":[],"solvers":["a"]}"#, #"{"seeds":[1],"sizes":[{"survivors":1}],"solvers":["a"]}"#,
    #"{"seeds":[1],"sizes":[{"survivors":1,"attorneys":1,"scarcity":0.6}],"solvers":["a"]}"#,
    #"{"seeds":[1],"sizes":[{"survivors":1,"attorneys":1}],"solvers":[]}"#,
    #"{"seeds":{"from":5,"to":1},"sizes":[{"survivors":1,"attorneys":1}],"solvers":["a"]}"#,
    #"{"seeds":{"from":0,"to":99999999},"sizes":[{"survivors":1,"attorneys":1}],"solvers":["a"]}"#,
    #"{"seeds":[1],"sizes":[{"survivors":1,"attorneys":1,"sed":2}],"solvers":["a"]}"#,
    #"{"seeds":[1],"sizes":[{"survivors":1,"attorneys":1}],"solvers":["a"],"timeLimit":0}"#,
  ])
  func whatIsNoPlanIsRefused(text: String) {
    #expect(throws: InvalidInput.self) { try SweepPlan.parse(Array(text.utf8)) }
  }

  @Test func differencesAreThisLessTheFirstAndBetterKnowsItsDirection() throws {
    let plan = SweepPlan(
      seeds: [1, 2], sizes: [GeneratorOptions(survivors: 2, attorneys: 1, firms: 1, seed: 0)],
      solvers: ["exact", "quick"])
    let results = plan.tasks.map { task in
      var rows = plan.solvers.map { SweepRow(policy: nil, solver: $0, status: "optimal") }
      for index in rows.indices {
        (rows[index].served, rows[index].quality) = (2, index == 0 ? 700 : 690 - Int64(task.seed))
        (rows[index].load, rows[index].nanoseconds) = (4, index == 0 ? 9_000 : 1_000)
      }
      return SweepTaskResult(plan: "x", task: task, rows: rows)
    }
    let summary = SweepSummary(plan: plan, results: results.reversed(), version: "0").json
    let quality = try #require(
      summary["comparisons"]?.arrayValue?.first { $0["measure"]?.stringValue == "quality" })
    #expect(quality["worse"]?.intValue == 2 && quality["better"]?.intValue == 0)
    #expect(quality["mean"]?["exact"]?.stringValue == "-23/2")
    let time = try #require(summary["comparisons"]?.arrayValue?.first { $0["measure"]?.stringValue == "time" })
    #expect(time["better"]?.intValue == 2)
    for result in results { #expect(SweepTaskResult(result.json) == result) }
    #expect(ReportDocument(sweep: summary).markdown.contains("-11.50"))
  }
}
