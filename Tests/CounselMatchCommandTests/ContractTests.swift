import Foundation
import MatchDatasets
import Testing

/// Sentences of the contract that no other suite provokes.
struct ContractTests {
  // MARK: One JSON object, whatever happens

  @Test(
    arguments: [
      ["solve", "--json"], ["solve", "data", "--bogus", "--json"], ["solve", "data", "--threads", "0", "--json"],
      ["solve", "data", "--seed", "x", "--json"], ["frobnicate", "--json"], ["--json"],
      ["generate", "--preset", "x", "--survivors", "1", "--attorneys", "1", "--output", "none", "--json"],
      ["bench", "--check", "--update", "--json"],
    ])
  func argumentsThatCannotBeReadAreJSONToo(arguments: [String]) throws {
    let run = try CommandRun.run(arguments: arguments)
    #expect(run.status == 64)
    #expect(try run.json["error"]?.stringValue == "usage")
    #expect(try run.json["message"]?.stringValue?.isEmpty == false)
    #expect(run.errors.contains("error"))
  }

  @Test func helpIsNoError() throws {
    let run = try CommandRun.run("solve", "--help")
    #expect(run.status == 0)
    #expect(run.output.contains("USAGE"))
  }

  @Test func exportAndBenchAnswerInJSON() throws {
    let folder = try TemporaryFolder()
    let data = CommandRun.datasets.appending(path: "remission-100").path
    let written = try CommandRun.run("export", data, "--format", "lp", "--output", folder.path("x.lp"), "--json")
    #expect(written.status == 0)
    #expect(try written.json["arcs"]?.intValue ?? 0 > 0)
    let refused = try CommandRun.run("export", data, "--format", "lp", "--json")
    #expect(refused.status == 64)
    #expect(try refused.json["error"]?.stringValue == "export.output")
    try SmallDataset.write(folder, name: "sets/small")
    let update = try CommandRun.run(
      "bench", "--update", "--json", "--datasets", folder.path("sets"), "--baseline", folder.path("base/b.json"))
    #expect(update.status == 0)
    #expect(try update.json["rows"]?.arrayValue?.isEmpty == false)
  }

  @Test func sizesThatCannotBeGeneratedAreUsage() throws {
    let folder = try TemporaryFolder()
    let arguments = ["generate", "--survivors", "5", "--attorneys", "2", "--seed", "1", "--output", folder.path("g")]
    for more in [["--firms", "3"], ["--firms", "1", "--family-share", "1.5"], ["--firms", "1", "--pair-noise", "2"]] {
      let run = try CommandRun.run(arguments: arguments + more + ["--json"])
      #expect(run.status == 64)
      #expect(try run.json["error"]?.stringValue == "generate.size")
    }
  }

  @Test func aSeedBeyondInt64IsRecordedAsItIs() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun.run(
      "solve", try SmallDataset.write(folder), "--seed", "18446744073709551615", "--json")
    #expect(try run.json["seed"]?.stringValue == "18446744073709551615")
  }

  @Test func anInfeasiblePlanSaysWhyAndDeniesNothing() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder, ["pins.csv": "survivor,attorney\nS1,A1\nS2,A1"])
    let run = try CommandRun.run("solve", data, "--quiet")
    #expect(run.status == 1)
    #expect(run.output.contains("1 person could not be considered because a fact is missing"))
    #expect(run.output.contains("more pins for attorney A1 than free places"))
    #expect(!run.output.contains("0 of 0"))
    let answer = try CommandRun.run("solve", data, "--json").json
    #expect(answer["contradictions"]?.arrayValue?.first?["kind"]?.stringValue == "pins.attorney")
  }

  @Test func anExportNeverIgnoresContradictingPins() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder, ["pins.csv": "survivor,attorney\nS1,A1\nS2,A1"])
    let run = try CommandRun.run("export", data, "--format", "lp", "--output", folder.path("x.lp"), "--json")
    #expect(run.status == 1)
    #expect(try run.json["error"]?.stringValue == "pins.attorney")
    #expect(!FileManager.default.fileExists(atPath: folder.path("x.lp")))
  }

  @Test func aComparisonUnderALotteryNeedsASeed() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder, ["policy.json": #"{"tieBreak":"lottery"}"#])
    let arguments = ["compare", data, "--solvers", "greedy", "--output", folder.path("c"), "--json"]
    let unseeded = try CommandRun.run(arguments: arguments)
    #expect(unseeded.status == 64)
    #expect(try unseeded.json["error"]?.stringValue == "seed.missing")
    #expect(try CommandRun.run(arguments: arguments + ["--seed", "1"]).status == 0)
  }

  // MARK: verify DIR RESULTDIR, whatever policy was used

  @Test func aResultUnderAnotherPolicyIsVerifiedUnderIt() throws {
    let folder = try TemporaryFolder()
    let table = (SmallDataset.files["attorneys.csv"] ?? "").replacingOccurrences(of: ",TX,", with: ",TX:2027-01-01,")
    // The folder names no day: without another policy its data cannot even be read.
    let data = try SmallDataset.write(folder, ["attorneys.csv": table])
    #expect(try CommandRun.run("validate", data).status == 65)
    let other = try folder.write("other.json", #"{"asOf":"2026-03-01","weights":{"experience":100}}"#)
    let result = folder.path("result")
    #expect(try CommandRun.run("solve", data, "--policy", other, "--output", result).status == 0)
    let verify = try CommandRun.run("verify", data, result, "--json")
    #expect(verify.status == 0, "\(verify.output)")
    #expect(try verify.json["policy"]?.stringValue == "result")
    #expect(try CommandRun.run("verify", data, result).output.contains("not the dataset's policy.json"))
    #expect(try CommandRun.run("verify", data, result, "--policy", other).status == 0)
    let third = try folder.write("third.json", #"{"asOf":"2026-03-01"}"#)
    let mismatch = try CommandRun.run("verify", data, result, "--policy", third, "--json")
    #expect(mismatch.status == 1)
    #expect(try mismatch.json["failures"]?.arrayValue?.first?["check"]?.stringValue == "policy")
  }

  @Test func theFoldersPolicyNeedsNoWord() throws {
    let folder = try TemporaryFolder()
    let data = try SmallDataset.write(folder)
    let result = folder.path("result")
    #expect(try CommandRun.run("solve", data, "--output", result).status == 0)
    #expect(try CommandRun.run("verify", data, result, "--json").json["policy"]?.stringValue == "dataset")
  }
}
