import Foundation
import MatchDatasets

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A run of the built binary that goes on while the test looks at what it has said.
struct RunningCommand {
  let process = Process()
  private let folder: TemporaryFolder

  /// Starts `counselmatch` with `arguments`; its streams go to the files `out` and `err` of the folder.
  init(_ arguments: [String], in folder: TemporaryFolder) throws {
    self.folder = folder
    process.executableURL = CommandRun.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    for name in ["out", "err"] { try folder.write(name, "") }
    process.standardOutput = try FileHandle(forWritingTo: folder.url.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: folder.url.appending(path: "err"))
    try process.run()
  }

  var errors: String { get throws { String(decoding: try folder.read("err"), as: UTF8.self) } }

  var answer: JSONValue { get throws { try JSONValue.parse(try folder.read("out"), file: "out") } }

  var status: Int32 { process.terminationStatus }

  /// Waits until standard error holds `words`; false where the process ends before, or says nothing of the kind for a
  /// minute.
  func says(_ words: String) throws -> Bool {
    for _ in 0..<6_000 {
      if try errors.contains(words) { return true }
      guard process.isRunning else { return false }
      usleep(10_000)
    }
    return false
  }

  /// Ctrl-C, and what comes of it.
  func interrupt() {
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
  }
}

extension RunningCommand {
  /// A dataset whose hours and families keep decomposition busy for longer than any test waits.
  static func hardDataset(_ folder: TemporaryFolder) throws -> String {
    let path = folder.path("hard")
    guard !FileManager.default.fileExists(atPath: path) else { return path }
    let run = try CommandRun.run(
      "generate", "--survivors", "400", "--attorneys", "40", "--seed", "5", "--hours", "--family-share", "0.5",
      "--scarcity", "0.8", "--output", path)
    guard run.status == 0 else { throw Failure(errors: run.errors) }
    return path
  }

  struct Failure: Error { var errors: String }
}
