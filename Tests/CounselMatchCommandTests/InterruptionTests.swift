import Foundation
import MatchDatasets
import Testing

/// Ctrl-C: the best plan so far, labelled; twice: the end.
struct InterruptionTests {
  private func start(_ arguments: [String], _ folder: TemporaryFolder) throws -> Process {
    let process = Process()
    process.executableURL = CommandRun.binary
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    for name in ["out", "err"] { try folder.write(name, "") }
    process.standardOutput = try FileHandle(forWritingTo: folder.url.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: folder.url.appending(path: "err"))
    try process.run()
    return process
  }

  /// Hours and families keep decomposition busy for longer than this test waits.
  private func hardDataset(_ folder: TemporaryFolder) throws -> String {
    let run = try CommandRun.run(
      "generate", "--survivors", "600", "--attorneys", "60", "--seed", "5", "--hours", "--family-share", "0.5",
      "--scarcity", "0.8", "--output", folder.path("hard"))
    #expect(run.status == 0, "\(run.errors)")
    return folder.path("hard")
  }

  @Test func theFirstGivesTheBestPlanSoFar() throws {
    let folder = try TemporaryFolder()
    let process = try start(
      ["solve", try hardDataset(folder), "--solver", "decomposition", "--json", "--output", folder.path("r")], folder)
    usleep(2_500_000)
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    let answer = try JSONValue.parse(try folder.read("out"), file: "out")
    #expect(answer["termination"]?.stringValue == "cancelled" && answer["status"]?.stringValue == "feasible")
    #expect(answer["matched"]?.intValue ?? 0 > 0)
    #expect(try CommandRun.run("verify", folder.path("hard"), folder.path("r")).status == 0)
    #expect(String(decoding: try folder.read("err"), as: UTF8.self).contains("the best so far follows"))
  }
}
