import Foundation
import MatchDatasets
import Testing

/// Ctrl-C while something long goes on: what has been found so far, labelled; twice: the end.
@Suite(.serialized) struct LongRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Hours and families keep decomposition busy for longer than any test waits.
  private func hard() throws -> String {
    let path = folder.path("hard")
    guard !FileManager.default.fileExists(atPath: path) else { return path }
    let run = try CommandRun.run(
      "generate", "--survivors", "400", "--attorneys", "40", "--seed", "5", "--hours", "--family-share", "0.5",
      "--scarcity", "0.8", "--output", path)
    #expect(run.status == 0, "\(run.errors)")
    return path
  }

  private func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = CommandRun.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    for name in ["out", "err"] { try folder.write(name, "") }
    process.standardOutput = try FileHandle(forWritingTo: folder.url.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: folder.url.appending(path: "err"))
    try process.run()
    return process
  }

  private var errors: String { get throws { String(decoding: try folder.read("err"), as: UTF8.self) } }

  private var answer: JSONValue { get throws { try JSONValue.parse(try folder.read("out"), file: "out") } }

  /// Waits until standard error holds `words`; false where the process ends before.
  private func wait(_ process: Process, for words: String) throws -> Bool {
    for _ in 0..<6_000 {
      if try errors.contains(words) { return true }
      guard process.isRunning else { return false }
      usleep(10_000)
    }
    return false
  }

  private func interrupt(_ process: Process) {
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
  }

  /// Both signals wait while the process stands still, so the second comes before the first has had any effect.
  @Test func theSecondEndsAtOnce() throws {
    let process = try start(["solve", try hard(), "--solver", "decomposition", "--json"])
    try #require(try wait(process, for: "solving"), "it ended too soon")
    kill(process.processIdentifier, SIGSTOP)
    kill(process.processIdentifier, SIGINT)
    kill(process.processIdentifier, SIGTERM)
    kill(process.processIdentifier, SIGCONT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && [130, 143].contains(process.terminationStatus))
    #expect(try folder.read("out").isEmpty)
  }

  /// The second dataset is in work for longer than the test waits: the first is what there is.
  @Test func compareKeepsTheDatasetsThatAreDone() throws {
    let first = CommandRun.datasets.appending(path: "remission-100").path
    let process = try start([
      "compare", first, try hard(), "--solvers", "decomposition", "--no-reasons", "--output", folder.path("c"),
    ])
    try #require(try wait(process, for: "hard × decomposition"), "it ended too soon")
    interrupt(process)
    #expect(process.terminationStatus == 0)
    let results = try JSONValue.parse(try folder.read("c/results.json"), file: "results.json")
    #expect(results["stopped"]?["done"]?.intValue == 1 && results["stopped"]?["of"]?.intValue == 2)
    #expect(results["rows"]?.arrayValue?.count == 1)
    let page = String(decoding: try folder.read("c/report.html"), as: UTF8.self)
    #expect(page.contains("Stopped early"))
  }

  @Test func compareWritesNothingWhereNothingIsDone() throws {
    let process = try start(["compare", try hard(), "--solvers", "decomposition", "--output", folder.path("n")])
    try #require(try wait(process, for: "hard × decomposition"), "it ended too soon")
    interrupt(process)
    #expect(process.terminationStatus == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path("n")))
  }

  @Test func aSweepKeepsTheTasksThatAreDone() throws {
    let file = try folder.write(
      "sweep.json",
      """
      {"seeds":{"from":1,"to":500},"sizes":[{"survivors":200,"attorneys":30,"firms":3}],"solvers":["network-simplex"]}
      """)
    let process = try start(["sweep", file, "--jobs", "1", "--json", "--output", folder.path("s")])
    try #require(try wait(process, for: "of 500 datasets"), "it ended too soon")
    interrupt(process)
    #expect(process.terminationStatus == 0)
    let done = try answer["tasksDone"]?.intValue ?? 0
    #expect((1..<500).contains(done), "\(done)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("s/tasks")).count == done)
  }

  /// Everybody is explained in seconds in release, in minutes in debug.
  @Test func explainSaysWhatItHas() throws {
    #if DEBUG
    let (survivors, attorneys) = ("1600", "200")
    #else
    let (survivors, attorneys) = ("8000", "900")
    #endif
    let made = try CommandRun.run(
      "generate", "--survivors", survivors, "--attorneys", attorneys, "--seed", "3", "--output", folder.path("e"))
    #expect(made.status == 0)
    let process = try start(["explain", folder.path("e"), "--json"])
    try #require(try wait(process, for: " people · "), "it ended too soon")
    interrupt(process)
    #expect(process.terminationStatus == 0)
    #expect(try answer["complete"]?.boolValue == false)
    let told = (try answer["matched"]?.arrayValue?.count ?? 0) + (try answer["unmatched"]?.arrayValue?.count ?? 0)
    #expect(told > 0 && told < Int(survivors) ?? 0, "\(told)")
  }
}
