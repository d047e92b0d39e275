import AssignmentCore
import Foundation
import MatchDatasets
import Testing

/// Same input in any row order, same seed and policy: the same bytes, whatever the threads, process, locale or zone.
struct DeterminismTests {
  static let files = ["matches.csv", "unmatched.csv", "result.json"]

  private func bytes(_ folder: TemporaryFolder, _ name: String) throws -> [[UInt8]] {
    try Self.files.map { try folder.read("\(name)/\($0)") }
  }

  @Test func twentyProcessesWriteTheSameBytes() throws {
    let folder = try TemporaryFolder()
    var random = SplitMix64(seed: 20)
    let zones = ["UTC", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Apia"]
    let locales = ["C", "de_DE.UTF-8", "tr_TR.UTF-8", "ar_SA.UTF-8", "en_US.UTF-8"]
    var reference: [[UInt8]]?
    for run in 0..<20 {
      let data = try shuffledDataset(folder, "d\(run)", &random)
      let solved = try CommandRun.run(
        arguments: ["solve", data, "--output", folder.path("r\(run)"), "--threads", ["1", "2", "4"][run % 3]],
        environment: ["TZ": zones[run % 4], "LANG": locales[run % 5], "LC_ALL": locales[run % 5]])
      #expect(solved.status == 0, "\(solved.errors)")
      let written = try bytes(folder, "r\(run)")
      reference = reference ?? written
      #expect(written == reference, "run \(run)")
    }
  }

  /// remission-100 with the rows of every table in an order of their own; `make determinism` does more of it, and with both
  /// builds.
  private func shuffledDataset(_ folder: TemporaryFolder, _ name: String, _ random: inout SplitMix64) throws -> String {
    let source = CommandRun.datasets.appending(path: "remission-100")
    for file in try FileManager.default.contentsOfDirectory(atPath: source.path) where file != "dataset.json" {
      var lines = try String(contentsOf: source.appending(path: file), encoding: .utf8).split(separator: "\n")
      if file.hasSuffix(".csv") {
        for last in stride(from: lines.count - 1, to: 1, by: -1) {
          lines.swapAt(last, 1 + Int(random.next(below: UInt64(last))))
        }
      }
      try folder.write("\(name)/\(file)", lines.joined(separator: "\n") + "\n")
    }
    return folder.path(name)
  }

  @Test func shuffledRowsWriteTheSameBytes() throws {
    let folder = try TemporaryFolder()
    let plain = try SmallDataset.write(folder)
    let shuffled = try SmallDataset.write(
      folder, name: "shuffled",
      [
        "survivors.csv": SmallDataset.shuffled("survivors.csv"),
        "attorneys.csv": SmallDataset.shuffled("attorneys.csv"),
      ])
    #expect(try CommandRun.run("solve", plain, "--output", folder.path("a")).status == 0)
    #expect(try CommandRun.run("solve", shuffled, "--output", folder.path("b")).status == 0)
    #expect(try bytes(folder, "a") == bytes(folder, "b"))
  }

  @Test func case90_theSeedIsRecordedAndOrdersTies() throws {
    let folder = try TemporaryFolder()
    let policy = #"{"schema":"counselmatch.policy/1","tieBreak":"lottery"}"#
    let data = try SmallDataset.write(folder, ["policy.json": policy])
    let refused = try CommandRun.run("solve", data, "--json")
    #expect(refused.status == 64)
    #expect(try refused.json["error"]?.stringValue == "seed.missing")
    let run = try CommandRun.run("solve", data, "--seed", "7", "--output", folder.path("s"), "--json")
    #expect(try run.json["seed"]?.intValue == 7)
  }
}
