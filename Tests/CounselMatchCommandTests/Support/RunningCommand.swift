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
  /// A command that is still at work on one of ever larger datasets, on a machine of any speed.
  ///
  /// The datasets have hours and families, which keep decomposition busy; `words` is what it says on standard error once
  /// it is at work, with `DATA` for the dataset's name.
  static func busy(
    _ folder: TemporaryFolder, saying words: String, _ arguments: (String) throws -> [String]
  ) throws -> (command: RunningCommand, dataset: String) {
    for survivors in [400, 1_600, 6_400, 25_600] {
      let path = folder.path("hard-\(survivors)")
      let made = try CommandRun.run(
        "generate", "--survivors", "\(survivors)", "--attorneys", "\(survivors / 10)", "--seed", "5", "--hours",
        "--family-share", "0.5", "--scarcity", "0.8", "--output", path)
      guard made.status == 0 else { throw Failure(errors: made.errors) }
      let command = try RunningCommand(try arguments(path), in: folder)
      let awaited = words.replacing("DATA", with: "hard-\(survivors)")
      if try command.says(awaited) { return (command, path) }
    }
    throw Failure(errors: "every dataset was done before anything was said")
  }

  struct Failure: Error { var errors: String }
}
