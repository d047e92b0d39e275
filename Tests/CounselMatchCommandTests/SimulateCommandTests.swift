import Foundation
import MatchDatasets
import Testing

/// Back-tests through the built command.
struct SimulateCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let made = try CommandRun.run(
      "generate", "--survivors", "80", "--attorneys", "12", "--firms", "3", "--seed", "3", "--scarcity", "0.9",
      "--output", folder.path("data"), "--quiet")
    #expect(made.status == 0, "\(made.errors)")
  }

  private func simulate(_ arguments: String...) throws -> CommandRun {
    try CommandRun.run(
      arguments: ["simulate", folder.path("data"), "--training-worlds", "2", "--quiet", "--json"] + arguments)
  }

  @Test func contract() throws {
    let run = try simulate(
      "--policy", "random,greedy,priced", "--seeds", "3", "--seed", "5", "--output", folder.path("out"))
    #expect(run.status == 0, "\(run.errors)")
    let policies = try #require(try run.json["policies"]?.arrayValue)
    #expect(policies.map { $0["name"]?.stringValue } == ["random", "greedy", "priced"])
    for policy in policies {
      #expect(policy["seeds"]?.intValue == 3)
      let share = try #require(policy["shareOfHindsight"]?.doubleValue)
      #expect(share > 0 && share <= 1)
      #expect(try #require(policy["low"]?.doubleValue) <= share)
      #expect(try #require(policy["high"]?.doubleValue) >= share)
      #expect(try #require(policy["served"]?.intValue) > 0)
    }
    #expect(policies[1]["gapClosed"]?.doubleValue == 0)
    let rows = String(decoding: try folder.read("out/results.csv"), as: UTF8.self).split(separator: "\n")
    #expect(rows.count == 1 + 3 * 4)
    let page = String(decoding: try folder.read("out/report.html"), as: UTF8.self)
    #expect(page.contains("<svg") && page.contains("hindsight"))
  }

  @Test func sameBytesOnAnyThreads() throws {
    let one = try simulate("--policy", "greedy,priced", "--seeds", "3", "--seed", "5", "--threads", "1")
    let four = try simulate("--policy", "greedy,priced", "--seeds", "3", "--seed", "5", "--threads", "4")
    #expect(one.output == four.output && !one.output.isEmpty)
  }

  @Test func refusals() throws {
    #expect(try simulate("--policy", "greedy").status == 64)
    #expect(try simulate("--policy", "clever", "--seed", "1").status == 64)
    #expect(try simulate("--policy", "greedy", "--seed", "1", "--declines", "1.5").status == 64)
    try folder.write("data/dataset.json", #"{"schema":"counselmatch.dataset/1","name":"own"}"#)
    let own = try simulate("--policy", "greedy", "--seed", "1")
    #expect(own.status == 65 && own.output.contains("simulate.parameters"))
  }
}
