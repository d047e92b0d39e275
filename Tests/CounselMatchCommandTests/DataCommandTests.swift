import Foundation
import MatchDatasets
import Testing

/// generate, import, export and compare through the built binary.
struct DataCommandTests {
  @Test func generateReproducesACommittedDatasetByteForByte() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun.run(
      "generate", "--survivors", "100", "--attorneys", "20", "--firms", "5", "--seed", "100", "--optimum",
      "--difficulty", "--output", folder.path("remission-100"))
    #expect(run.status == 0, "\(run.errors)")
    for name in ["survivors.csv", "attorneys.csv", "firms.csv", "policy.json", "dataset.json"] {
      let committed = try Data(contentsOf: CommandRun.datasets.appending(path: "remission-100/\(name)"))
      #expect(try folder.read("remission-100/\(name)") == [UInt8](committed), "\(name)")
    }
  }

  @Test func generateNeedsASeedAndKeepsWhatStands() throws {
    let folder = try TemporaryFolder()
    let arguments = ["generate", "--survivors", "5", "--attorneys", "2", "--firms", "1", "--output", folder.path("g")]
    let unseeded = try CommandRun.run(arguments: arguments + ["--json"])
    #expect(unseeded.status == 64)
    #expect(try unseeded.json["error"]?.stringValue == "seed.missing")
    #expect(try CommandRun.run(arguments: arguments + ["--seed", "3"]).status == 0)
    #expect(try CommandRun.run(arguments: arguments + ["--seed", "4"]).status == 73)
  }

  @Test func theCommittedFormBecomesADatasetWithoutPersonalData() throws {
    let folder = try TemporaryFolder()
    let form = CommandRun.datasets.appending(path: "example-form")
    let run = try CommandRun.run(
      "import", form.appending(path: "form.csv").path, "--map", form.appending(path: "map.json").path, "--output",
      folder.path("form"), "--json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.json["rows"]?.intValue ?? 0 > 0)
    #expect(try CommandRun.run("validate", folder.path("form")).status == 0)
    let table = String(decoding: try folder.read("form/survivors.csv"), as: UTF8.self)
    for personal in ["Example Person", "@example.org", "202-555"] { #expect(!table.contains(personal)) }
  }

  @Test(arguments: ["dmx", "lp", "mps"])
  func exportsHoldNoIds(format: String) throws {
    let run = try CommandRun.run(
      "export", CommandRun.datasets.appending(path: "remission-100").path, "--format", format)
    #expect(run.status == 0)
    #expect(run.output.count > 1_000)
    #expect(!run.output.contains("S0001") && !run.output.contains("A0001"))
  }

  @Test func theExportedFlowHasTheSameOptimum() throws {
    let folder = try TemporaryFolder()
    let data = CommandRun.datasets.appending(path: "remission-100").path
    #expect(try CommandRun.run("export", data, "--format", "dmx", "--output", folder.path("x.dmx")).status == 0)
    let flow = try CommandRun.run("flow", folder.path("x.dmx"), "--json")
    #expect(try flow.json["status"]?.stringValue == "optimal")
    let plan = try CommandRun.run("solve", data, "--json").json
    let levels = try #require(plan["levels"]?.arrayValue)
    let quality = try #require(levels.last?["value"]?.intValue)
    let classes = levels.first?["classes"]?.arrayValue?.compactMap(\.intValue) ?? []
    let weight = classes.enumerated().reduce(0) { $0 + $1.element * (classes.count - $1.offset) }
    let objective = try #require(try flow.json["objective"]?.intValue)
    // −objective = M × Σ (K − class) + quality, with M beyond any sum of scores.
    #expect((-objective - quality).isMultiple(of: weight))
    #expect((-objective - quality) / weight > quality)
  }

  @Test func compareListsRefusalsAndWritesItsFiles() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun.run(
      "compare", CommandRun.datasets.appending(path: "firm-caps-300").path, "--solvers",
      "network-simplex,hungarian,greedy", "--output", folder.path("c"), "--json")
    #expect(run.status == 0, "\(run.errors)")
    let rows = try run.json["rows"]?.arrayValue ?? []
    #expect(rows.map { $0["status"]?.stringValue } == ["optimal", "refused", "feasible"])
    #expect(rows[0]["metrics"]?.arrayValue?.count == 5)
    #expect(rows[0]["levels"]?.arrayValue?.first?["value"] == rows[2]["levels"]?.arrayValue?.first?["value"])
    let written = try JSONValue.parse(try folder.read("c/results.json"), file: "results.json")
    #expect(written["rows"]?.arrayValue?.count == 3)
    #expect(String(decoding: try folder.read("c/comparison.md"), as: UTF8.self).contains("| network-simplex"))
    #expect(try folder.read("c/results.csv").count { $0 == 10 } == 4)
    #expect(String(decoding: try folder.read("c/report.html"), as: UTF8.self).contains("</html>"))
    #expect(String(decoding: try folder.read("c/report.csv"), as: UTF8.self).hasPrefix("section,table,row,column"))
  }

  /// Who reads the report learns of nobody: no id, no small number, though all policies of the dataset are in it.
  @Test func theReportNamesNobody() throws {
    let folder = try TemporaryFolder()
    let data = CommandRun.datasets.appending(path: "remission-100").path
    let run = try CommandRun.run("compare", data, "--solvers", "network-simplex,greedy", "--output", folder.path("c"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasSuffix("/report.html\n"))
    for name in ["report.html", "results.json", "results.csv", "report.csv", "comparison.md"] {
      let text = String(decoding: try folder.read("c/\(name)"), as: UTF8.self)
      #expect(text.firstMatch(of: /\b[SA]\d{3,}\b/) == nil, "\(name) holds an id")
    }
    let results = try JSONValue.parse(try folder.read("c/results.json"), file: "results.json")
    let dataset = try #require(results["datasets"]?.arrayValue?.first)
    let limit = try #require(dataset["suppressBelow"]?.intValue)
    for (key, unit) in [("quality", "pairs"), ("load", "attorneys")] {
      for bar in dataset[key]?.arrayValue ?? [] {
        for count in bar[unit]?.arrayValue ?? [] { #expect(count == 0 || (count.intValue ?? 0) >= limit) }
      }
    }
    for group in dataset["groups"]?.arrayValue ?? [] { #expect((group["people"]?.intValue ?? limit) >= limit) }
  }

  @Test func ofVeryFewPeopleAComparisonTellsNothing() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun.run(
      "compare", try SmallDataset.write(folder), "--solvers", "greedy", "--output", folder.path("c"), "--json")
    let row = try #require(try run.json["rows"]?.arrayValue?.first)
    #expect(row["withheld"]?.boolValue == true)
    #expect(row["measures"]?.isNull == true)
    #expect(row["levels"]?.arrayValue?.allSatisfy { $0["value"]?.isNull == true } == true)
    #expect(String(decoding: try folder.read("c/comparison.md"), as: UTF8.self).contains("withheld"))
  }
}
