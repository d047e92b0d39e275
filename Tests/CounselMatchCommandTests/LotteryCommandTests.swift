import Foundation
import MatchDatasets
import Testing

/// `lottery` through the built binary: chances, views and refusals.
struct LotteryCommandTests {
  private let folder: TemporaryFolder
  private let data: String

  init() throws {
    folder = try TemporaryFolder()
    data = try SmallDataset.write(folder)
  }

  /// By hand: S1 goes first and takes one of the firm's two places, S2 and S4 share the other, S3 speaks English too.
  @Test func everyLevelIsListedAndAddsUp() throws {
    let json = try CommandRun.run("lottery", data, "--seed", "7", "--json").json
    let levels = try #require(json["levels"]?.arrayValue).map { level in
      [level["priority"]?.intValue, level["people"]?.intValue, level["places"]?.intValue]
        .map { String($0 ?? -1) }.joined(separator: " ") + " " + (level["probability"]?.stringValue ?? "")
    }
    #expect(levels == ["0 1 1 1", "1 2 0 0", "1 2 1 1/2", "1 1 1 1"])
    #expect(json["schema"]?.stringValue == "counselmatch.lottery/1")
    #expect(json["expectedServed"]?.stringValue == "3")
    let served = try #require(json["served"]?.arrayValue).compactMap(\.stringValue)
    #expect(served.count == 3 && served.contains("S1") && served.contains("S3"))
    let pairs = try #require(json["pairs"]?.arrayValue)
    #expect(pairs.compactMap { $0["survivor"]?.stringValue } == served)
    #expect(pairs.allSatisfy { $0["attorney"]?.stringValue != nil })
  }

  /// Options may stand before the folder, and `draw` may be said.
  @Test func theSameSeedGivesTheSameDraw() throws {
    let first = try CommandRun.run("lottery", data, "--seed", "3", "--json").output
    #expect(try CommandRun.run("lottery", "--seed", "3", "--json", data).output == first)
    #expect(try CommandRun.run("lottery", "draw", data, "--seed", "3", "--json", "--threads", "1").output == first)
    let changes = Dictionary(uniqueKeysWithValues: SmallDataset.files.keys.map { ($0, SmallDataset.shuffled($0)) })
    let shuffled = try SmallDataset.write(folder, name: "shuffled", changes)
    #expect(try CommandRun.run("lottery", shuffled, "--seed", "3", "--json").output == first)
    let draws = try (0..<12).map { try CommandRun.run("lottery", data, "--seed", "\($0)", "--json").json }
    #expect(Set(draws.map { $0["served"] }).count == 2)
    #expect(Set(draws.map { $0["levels"] }).count == 1)
  }

  @Test func coordinatorsSeeEverybodysChanceAndWhatSetsIt() throws {
    let json = try CommandRun.run("lottery", data, "--seed", "7", "--json", "--view", "coordinator").json
    let people = try #require(json["people"]?.arrayValue).map { person in
      ["survivor", "chance", "reason", "level"].map { person[$0]?.stringValue ?? "" }.joined(separator: " ")
    }
    #expect(
      people == [
        "S1 1 place L1", "S2 1/2 bottleneck L3", "S3 1 place L4", "S4 1/2 bottleneck L3", "S5 0 nobody-eligible L2",
        "S6 0 nobody-eligible L2",
      ])
    let level = try #require(json["levels"]?.arrayValue?[2])
    #expect(level["survivors"] == ["S2", "S4"] && level["attorneys"] == ["A1", "A2"] && level["served"] == ["S1"])
    let text = try CommandRun.run("lottery", data, "--seed", "7", "--view", "coordinator").output
    #expect(text.contains("For coordinators only") && text.contains("S4"))
    #expect(try !CommandRun.run("lottery", data, "--seed", "7").output.contains("S4"))
  }

  @Test func theShareableViewHasNoIdsAndNoSmallCounts() throws {
    let small = try CommandRun.run("lottery", data, "--seed", "7", "--view", "shareable", "--json")
    #expect(try small.json["suppressed"]?.boolValue == true)
    #expect(try small.json["expectedServed"]?.isNull == true && small.json["levels"] == [])
    #expect(!small.output.contains("S1") && !small.output.contains("A1"))
    let many = CommandRun.datasets.appending(path: "scarce-300").path
    let full = try CommandRun.run("lottery", many, "--seed", "7", "--json").json
    let shown = try CommandRun.run("lottery", many, "--seed", "7", "--view", "shareable", "--json")
    let groups = try #require(shown.json["levels"]?.arrayValue)
    func sum(_ levels: [JSONValue], _ key: String) -> Int { levels.reduce(0) { $0 + ($1[key]?.intValue ?? 0) } }
    let levels = try #require(full["levels"]?.arrayValue)
    for key in ["people", "places"] { #expect(sum(groups, key) == sum(levels, key)) }
    #expect(groups.count > 1 && groups.count < levels.count)
    for group in groups {
      let (people, places) = (group["people"]?.intValue ?? -1, group["places"]?.intValue ?? -1)
      for count in [people, places, people - places] { #expect(count == 0 || count >= 11, "\(group)") }
    }
    let text = try CommandRun.run("lottery", many, "--seed", "7", "--view", "shareable").output
    for output in [shown.output, text] { #expect(output.firstMatch(of: /[SA][0-9]{3}/) == nil) }
  }

  @Test func whatIsMissingIsRefusedWithACode() throws {
    let cases: [(String, [String])] = [
      ("seed.missing", [data]), ("source.missing", ["commit", data, "--output", folder.path("c")]),
      ("source.missing", ["commit", data, "--source", " ", "--output", folder.path("c")]),
      ("output.missing", ["commit", data, "--source", "a beacon"]),
      ("salt.format", ["commit", data, "--source", "a beacon", "--output", folder.path("c"), "--salt", "0"]),
      ("commitment.missing", ["reveal", data, "--randomness", "00", "--output", folder.path("r")]),
      ("randomness.missing", ["reveal", data, "--commitment", "c", "--output", folder.path("r")]),
      ("output.missing", ["reveal", data, "--commitment", "c", "--randomness", "00"]),
      (
        "randomness.format",
        ["reveal", data, "--commitment", "c", "--randomness", "0x", "--output", folder.path("r")]
      ), ("usage", ["verify", data]), ("usage", [data, "--seed", "1", "--view", "everybody"]),
    ]
    for (code, arguments) in cases {
      let run = try CommandRun.run(arguments: ["lottery"] + arguments + ["--json"])
      #expect(run.status == 64, "\(arguments)")
      #expect(try run.json["error"]?.stringValue == code, "\(arguments)")
    }
    #expect(try CommandRun.run("lottery", folder.path("none"), "--seed", "1").status == 66)
    #expect(try CommandRun.run("lottery", "verify", data, folder.path("none")).status == 66)
    let reveal = try CommandRun.run(
      "lottery", "reveal", data, "--commitment", folder.path("none"), "--randomness", "00", "--output",
      folder.path("r"))
    #expect(reveal.status == 66)
  }

  @Test func constraintsThatCannotBeDrawnAreNamed() throws {
    let policies = [
      ("household", #"{"households":"same-firm"}"#), ("hard-minimums", #"{"minimums":"hard"}"#),
      ("levels before served", #"{"levels":["quality","served"]}"#),
    ]
    for (name, policy) in policies {
      let people = (SmallDataset.files["survivors.csv"] ?? "").split(separator: "\n").enumerated()
        .map { "\($1),\($0 == 0 ? "household" : "H1")" }.joined(separator: "\n")
      let lawyers = (SmallDataset.files["attorneys.csv"] ?? "").split(separator: "\n").enumerated()
        .map { "\($1),\($0 == 0 ? "minimum" : "1")" }.joined(separator: "\n")
      let set = try SmallDataset.write(
        folder, name: name, ["survivors.csv": people, "attorneys.csv": lawyers, "policy.json": policy])
      for arguments in [["--seed", "1"], ["--source", "a beacon", "--output", folder.path("no")]] {
        let command = ["lottery"] + (arguments[0] == "--seed" ? [] : ["commit"]) + [set] + arguments + ["--json"]
        let run = try CommandRun.run(arguments: command)
        #expect(run.status == 64)
        #expect(try run.json["error"]?.stringValue == "solver.cannot")
        #expect(try run.json["message"]?.stringValue?.contains(name) == true)
      }
    }
    let pinned = try SmallDataset.write(folder, name: "p", ["pins.csv": "survivor,attorney\nS1,A1\nS2,A1"])
    let run = try CommandRun.run("lottery", pinned, "--seed", "1", "--json")
    #expect(run.status == 1)
    #expect(try run.json["error"]?.stringValue == "pins.attorney")
  }

  /// A draw that the clock cut could not be made again, so there is none.
  @Test func aLotteryOutOfTimeDrawsNothing() throws {
    let output = folder.path("late")
    let many = CommandRun.datasets.appending(path: "remission-1k").path
    let run = try CommandRun.run(
      "lottery", many, "--seed", "1", "--time-limit", "0.000001", "--json", "--output", output)
    #expect(run.status == 1)
    #expect(try run.json["error"]?.stringValue == "solver.stopped")
    #expect(try run.json["message"]?.stringValue?.contains("lottery was stopped (time-limit)") == true)
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test func theOutputIsAResultFolderAndIsNotReplaced() throws {
    let output = folder.path("draw")
    #expect(try CommandRun.run("lottery", data, "--seed", "7", "--output", output).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: output).sorted()
    #expect(
      names == ["chances.csv", "lottery.json", "matches.csv", "opening.json", "result.json", "unmatched.csv"])
    #expect(try CommandRun.run("verify", data, output).status == 0)
    #expect(try CommandRun.run("lottery", "verify", data, output).status == 0)
    #expect(try CommandRun.run("lottery", data, "--seed", "8", "--output", output).status == 73)
    #expect(try CommandRun.run("lottery", data, "--seed", "8", "--output", output, "--force").status == 0)
    #expect(try CommandRun.run("lottery", "verify", data, output).status == 0)
  }
}
