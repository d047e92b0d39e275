import Foundation
import MatchDatasets
import Testing

/// `recruit` through the built binary: keys, goals, costs, exit codes.
struct RecruitCommandTests {
  @Test func everybodyWhomAPlaceServes() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let run = try CommandRun.run("recruit", data, "--json")
    #expect(run.status == 0, "\(run.errors)")
    let json = try run.json
    #expect(json["schema"]?.stringValue == "counselmatch.recruit/1")
    #expect(json["servedBefore"]?.intValue == 3 && json["servedAfter"]?.intValue == 5)
    #expect(json["verified"]?.boolValue == true && json["proven"]?.boolValue == true)
    let additions = try #require(json["additions"]?.arrayValue)
    #expect(!additions.isEmpty && additions.allSatisfy { $0["profile"]?["languages"]?.arrayValue != nil })
    let text = try CommandRun.run("recruit", data)
    #expect(text.status == 0 && text.output.contains("Nobody has been contacted"))
    for id in ["S1", "S2", "S3", "S4", "S5", "S6"] { #expect(!text.output.contains(id) && !run.output.contains(id)) }
    #expect(try CommandRun.run("recruit", data, "--markdown").output.contains("| addition |"))
  }

  @Test func goalsAndCosts() throws {
    let data = CommandRun.datasets.appending(path: "remission-100").path
    for arguments in [
      ["--places", "3"], ["--people", "3"], ["--train", "2"], ["--budget", "9"], ["--capacity", "3"],
    ] {
      let run = try CommandRun.run(arguments: ["recruit", data, "--json"] + arguments)
      #expect(run.status == 0, "\(run.errors)")
      let json = try run.json
      let (before, after) = (json["servedBefore"]?.intValue ?? 0, json["servedAfter"]?.intValue ?? 0)
      #expect(after > before && json["gain"]?.intValue == after - before && json["verified"]?.boolValue == true)
    }
    let folder = try TemporaryFolder()
    try folder.write("costs.json", #"{"place": null}"#)
    let costs = folder.path("costs.json")
    let run = try CommandRun.run("recruit", data, "--people", "2", "--costs", costs, "--json")
    #expect(try run.json["additions"]?.arrayValue?.allSatisfy { $0["kind"]?.stringValue == "attorney" } == true)
    try folder.write("costs.json", #"{"plaice": 1}"#)
    #expect(try CommandRun.run("recruit", data, "--costs", costs).status == 65)
    #expect(try CommandRun.run("recruit", data, "--costs", folder.path("none.json")).status == 66)
  }

  @Test func goalsThatDoNotGoTogetherAreRefused() throws {
    for arguments in [
      ["--places", "1", "--people", "1"], ["--train", "-1"], ["--capacity", "0"], ["--capacity", "2", "--train", "1"],
      ["--json", "--markdown"], ["--budget", "x"],
    ] {
      #expect(try CommandRun.run(arguments: ["recruit", "data"] + arguments).status == 64, "\(arguments)")
    }
  }
}
