import Foundation
import MatchDatasets
import Testing

/// The main job through the built binary: a dataset folder in, a verified matching out.
struct SpineTests {
  @Test func solveVerifyFairness() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let result = folder.path("result")
    let solve = try CommandRun.run("solve", data, "--output", result, "--json")
    #expect(solve.status == 0, "\(solve.errors)")
    let answer = try solve.json
    #expect(answer["matched"]?.intValue == 3)
    #expect(answer["unmatched"]?.intValue == 3)
    #expect(answer["status"]?.stringValue == "optimal")
    #expect(answer["certificate"]?.stringValue == "verified")
    #expect(answer["levels"]?.arrayValue?.first?["classes"]?.arrayValue?.compactMap(\.intValue) == [1, 2])
    #expect(answer["digest"]?.stringValue?.count == 64)
    let verify = try CommandRun.run("verify", data, result, "--json")
    #expect(verify.status == 0)
    #expect(try verify.json["accepted"]?.boolValue == true)
    let fairness = try CommandRun.run("fairness", data, result, "--json")
    #expect(fairness.status == 0)
    #expect(try fairness.json["metrics"]?.arrayValue?.isEmpty == false)
  }

  /// Later results are compared with the first; the small dataset's few people are withheld.
  @Test func fairnessPricesLaterResults() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let results = [folder.path("first"), folder.path("second")]
    for result in results { #expect(try CommandRun.run("solve", data, "--output", result).status == 0) }
    let metrics =
      try CommandRun.run("fairness", data, results[0], results[1], "--json").json["metrics"]?.arrayValue ?? []
    let prices = metrics.filter { $0["name"]?.stringValue?.hasPrefix("price-") == true }
    #expect(prices.map { $0["result"]?.stringValue } == [String](repeating: "second", count: 4))
    #expect(prices.allSatisfy { $0["suppressed"]?.boolValue == true && $0["exact"]?.stringValue == nil })
    for name in ["served-rate-ratio", "quality-lower-quartile", "load-jain", "load-cv", "envy-people"] {
      #expect(metrics.contains { $0["name"]?.stringValue == name }, "\(name)")
    }
  }

  /// One grouping by two columns and nothing else; reasons for one result only; an unknown column is a wrong call.
  @Test func fairnessGroupsByColumnsTogether() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let result = folder.path("result")
    #expect(try CommandRun.run("solve", data, "--output", result).status == 0)
    func rows(_ arguments: String...) throws -> [(name: String, by: String)] {
      let run = try CommandRun.run(arguments: ["fairness", data] + arguments + ["--json"])
      let metrics = try run.json["metrics"]?.arrayValue ?? []
      return metrics.map { ($0["name"]?.stringValue ?? "", $0["by"]?.stringValue ?? "") }
    }
    let together = try rows(result, "--by", "language,priority")
    #expect(Set(together.map(\.by)) == ["all", "language × priority", "attorneys", "firms"])
    #expect(together.contains { $0.name == "unmatched-bottleneck" })
    #expect(try rows(result, result).allSatisfy { $0.name != "unmatched-bottleneck" })
    #expect(try CommandRun.run("fairness", data, result, "--by", "colour").status == 64)
  }

  @Test func missingFactsComeFirst() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun.run("solve", try SmallDataset.write(folder))
    let missing = try #require(run.output.range(of: "1 person could not be considered because a fact is missing"))
    let served = try #require(run.output.range(of: "served"))
    #expect(missing.lowerBound < served.lowerBound)
    #expect(run.output.contains("Nobody has been contacted"))
  }

  @Test func existingResultIsKeptUnlessForced() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let result = folder.path("result")
    #expect(try CommandRun.run("solve", data, "--output", result).status == 0)
    let before = try folder.read("result/result.json")
    #expect(try CommandRun.run("solve", data, "--output", result, "--solver", "greedy").status == 73)
    #expect(try folder.read("result/result.json") == before)
    #expect(try CommandRun.run("solve", data, "--output", result, "--solver", "greedy", "--force").status == 0)
    #expect(try folder.read("result/result.json") != before)
  }

  @Test func aNamedSolverIsUsedOrRefused() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let refused = try CommandRun.run("solve", data, "--solver", "hungarian", "--json")
    #expect(refused.status == 64)
    #expect(try refused.json["error"]?.stringValue == "solver.cannot")
    #expect(refused.errors.contains("firm-caps"))
    let unknown = try CommandRun.run("solve", data, "--solver", "hungarain")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("hungarian"))
    // GLPK alone may be missing, where its trait was off.
    let missing = try CommandRun.run("solve", data, "--solver", "glpk", "--json")
    if missing.status != 0 {
      #expect(missing.status == 64)
      #expect(try missing.json["error"]?.stringValue == "solver.unavailable")
    }
  }

  @Test func greedyProvesServedOnlyAndIsAccepted() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let run = try CommandRun.run("solve", data, "--solver", "greedy", "--output", folder.path("g"), "--json")
    let levels = try run.json["levels"]?.arrayValue ?? []
    #expect(levels.first?["proven"]?.boolValue == true)
    #expect(levels.first?["value"]?.intValue == 3)
    #expect(try CommandRun.run("verify", data, folder.path("g")).status == 0)
  }

  @Test func aDeadlineStillGivesAPlan() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun.run("solve", try SmallDataset.write(folder), "--time-limit", "30", "--json")
    #expect(run.status == 0)
    #expect(try run.json["termination"]?.stringValue == "finished")
  }

  @Test(arguments: ["0", "-1", "nan", "inf", "1e300"]) func case85_timeLimitsThatAreNone(seconds: String) throws {
    let folder = try TemporaryFolder()
    #expect(try CommandRun.run("solve", try SmallDataset.write(folder), "--time-limit=\(seconds)").status == 64)
  }

  @Test func contradictingPinsExitWithOne() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder, ["pins.csv": "survivor,attorney\nS1,A1\nS2,A1"])
    let run = try CommandRun.run("solve", data, "--json", "--output", folder.path("none"))
    #expect(run.status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path("none")))
    #expect(try run.json["status"]?.stringValue == "infeasible")
  }

  @Test func helpTextsHaveAnExample() throws {
    let commands = [
      "solvers", "generate", "import", "validate", "solve", "verify", "compare", "fairness", "assign", "flow",
      "export", "bench",
    ]
    for command in commands {
      let run = try CommandRun.run(command, "--help")
      #expect(run.status == 0)
      #expect(run.output.contains("EXAMPLE: counselmatch \(command)"), "\(command)")
    }
  }
}
