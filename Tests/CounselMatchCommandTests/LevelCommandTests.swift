import Foundation
import MatchDatasets
import Testing

/// Fair levels and the previous plan through the built binary.
struct LevelCommandTests {
  private static let levels = """
    {"levels":["served","group-rates","worst-quality","changes","load","quality"],"groupRatesBy":"audit_region",
     "groupRatesReason":"a test","asOf":"2026-01-15"}
    """

  @Test func sixLevelsAgainstAPreviousPlanAreVerified() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let policy = try folder.write("six.json", Self.levels)
    let (before, after) = (folder.path("before"), folder.path("after"))
    #expect(try CommandRun.run("solve", data, "--output", before).status == 0)
    // The previous plan does not stand in the folder: validate does not ask for it, solve does.
    #expect(try CommandRun.run("validate", data, "--policy", policy).status == 0)
    let refused = try CommandRun.run("solve", data, "--policy", policy, "--json")
    #expect(refused.status == 65)
    #expect(try refused.json["faults"]?.arrayValue?.first?["code"]?.stringValue == "policy.previousMissing")
    let solve = try CommandRun.run(
      "solve", data, "--policy", policy, "--previous", before, "--output", after, "--json")
    #expect(solve.status == 0, "\(solve.errors)")
    let answer = try solve.json
    #expect(answer["status"]?.stringValue == "optimal")
    let levels = answer["levels"]?.arrayValue ?? []
    #expect(
      levels.compactMap { $0["name"]?.stringValue } == [
        "served", "group-rates", "worst-quality", "changes", "load", "quality",
      ])
    // east: nobody can be served; south: one place for two; west: both.
    #expect(levels[1]["groups"]?.arrayValue?.compactMap { $0["group"]?.stringValue } == ["east", "south", "west"])
    #expect(levels[1]["value"]?.stringValue != nil && levels[2]["bands"]?.arrayValue?.isEmpty == false)
    #expect(levels[3]["value"]?.intValue == 0)
    #expect(levels[1...4].allSatisfy { $0["price"]?["people"]?.intValue == 0 })
    let verify = try CommandRun.run("verify", data, after, "--json")
    #expect(try verify.status == 0 && verify.json["accepted"]?.boolValue == true, "\(verify.output)")
    #expect(FileManager.default.fileExists(atPath: folder.path("after/previous.csv")))
    #expect(try CommandRun.run("fairness", data, after, "--policy", policy).status == 0)
  }

  @Test func pricesAreLeftOutWhereNotWanted() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let policy = try folder.write("load.json", #"{"levels":["served","load","quality"],"asOf":"2026-01-15"}"#)
    let priced = try CommandRun.run("solve", data, "--policy", policy)
    #expect(priced.output.contains("costs"))
    let plain = try CommandRun.run("solve", data, "--policy", policy, "--no-level-prices")
    #expect(plain.status == 0 && !plain.output.contains("costs"))
    let wrong = try folder.write("wrong.json", #"{"levels":["load","served"],"asOf":"2026-01-15"}"#)
    let refused = try CommandRun.run("solve", data, "--policy", wrong, "--json")
    #expect(refused.status == 65)
    #expect(try refused.json["faults"]?.arrayValue?.first?["code"]?.stringValue == "policy.levelOrder")
  }
}
