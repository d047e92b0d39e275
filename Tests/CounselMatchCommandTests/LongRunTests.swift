import Foundation
import MatchDatasets
import Testing

/// Ctrl-C while something long goes on: what has been found so far, labelled; twice: the end.
@Suite(.serialized) struct LongRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Both signals wait while the process stands still, so the second comes before the first has had any effect.
  @Test func theSecondEndsAtOnce() throws {
    let (command, _) = try RunningCommand.busy(folder, saying: "solving") {
      ["solve", $0, "--solver", "decomposition", "--json"]
    }
    let process = command.process
    for signal in [SIGSTOP, SIGINT, SIGTERM, SIGCONT] { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && [130, 143].contains(process.terminationStatus))
    #expect(try folder.read("out").isEmpty)
  }

  /// The second dataset is in work for longer than the test waits: the first is what there is.
  @Test func compareKeepsTheDatasetsThatAreDone() throws {
    let first = CommandRun.datasets.appending(path: "remission-100").path
    let (command, _) = try RunningCommand.busy(folder, saying: "DATA × decomposition") {
      ["compare", first, $0, "--solvers", "decomposition", "--no-reasons", "--output", folder.path("c"), "--force"]
    }
    command.interrupt()
    #expect(command.status == 0)
    let results = try JSONValue.parse(try folder.read("c/results.json"), file: "results.json")
    #expect(results["stopped"]?["done"]?.intValue == 1 && results["stopped"]?["of"]?.intValue == 2)
    #expect(results["rows"]?.arrayValue?.count == 1)
    let page = String(decoding: try folder.read("c/report.html"), as: UTF8.self)
    #expect(page.contains("Stopped early"))
  }

  @Test func compareWritesNothingWhereNothingIsDone() throws {
    let (command, dataset) = try RunningCommand.busy(folder, saying: "DATA × decomposition") {
      ["compare", $0, "--solvers", "decomposition", "--no-reasons", "--output", $0 + "-page"]
    }
    command.interrupt()
    #expect(command.status == 1)
    #expect(!FileManager.default.fileExists(atPath: dataset + "-page"))
  }

  @Test func aSweepKeepsTheTasksThatAreDone() throws {
    let file = try folder.write(
      "sweep.json",
      """
      {"seeds":{"from":1,"to":500},"sizes":[{"survivors":200,"attorneys":30,"firms":3}],"solvers":["network-simplex"]}
      """)
    let command = try RunningCommand(
      ["sweep", file, "--jobs", "1", "--json", "--output", folder.path("s")], in: folder)
    try #require(try command.says("of 500 datasets"), "it ended too soon")
    command.interrupt()
    #expect(command.status == 0)
    let done = try command.answer["tasksDone"]?.intValue ?? 0
    #expect((1..<500).contains(done), "\(done)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("s/tasks")).count == done)
  }

  /// Everybody of `survivors` is explained on a machine of any speed: the number grows until that takes so long that
  /// something is said on the way.
  @Test func explainSaysWhatItHas() throws {
    for survivors in [1_600, 6_400, 25_600, 102_400] {
      let made = try CommandRun.run(
        "generate", "--survivors", "\(survivors)", "--attorneys", "\(survivors / 8)", "--seed", "3", "--output",
        folder.path("e"), "--force")
      #expect(made.status == 0)
      let command = try RunningCommand(["explain", folder.path("e"), "--json"], in: folder)
      guard try command.says(" people · ") else { continue }
      command.interrupt()
      #expect(command.status == 0)
      #expect(try command.answer["complete"]?.boolValue == false)
      let told =
        (try command.answer["matched"]?.arrayValue?.count ?? 0)
        + (try command.answer["unmatched"]?.arrayValue?.count ?? 0)
      #expect(told > 0 && told < survivors, "\(told)")
      return
    }
    Issue.record("everybody was explained without a word")
  }
}
