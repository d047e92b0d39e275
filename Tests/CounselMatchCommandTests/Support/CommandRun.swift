import Foundation
import MatchDatasets
import Testing

/// One run of the built binary, as a user would start it.
struct CommandRun: Sendable {
  var status: Int32
  var output: String
  var errors: String

  /// Standard output as one JSON object.
  var json: JSONValue {
    get throws { try JSONValue.parse(Array(output.utf8), file: "standard output") }
  }

  /// The package's root, from this file's place.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static var datasets: URL { root.appending(path: "Datasets") }

  /// Public instances beside the checkout; not part of the tree.
  static var instances: URL { root.deletingLastPathComponent().appending(path: "shared/instances") }

  /// Beside the test bundle.
  static let binary: URL = {
    let arguments = ProcessInfo.processInfo.arguments
    let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appending(path: "counselmatch")
  }()

  /// Runs `counselmatch` with `arguments`; both streams are read to the end.
  static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandRun {
    try run(arguments: arguments, environment: environment)
  }

  static func run(
    arguments: [String], environment: [String: String] = [:], input: String? = nil, executable: URL = binary
  ) throws -> CommandRun {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = root
    var variables = ProcessInfo.processInfo.environment
    // Under the address sanitizer: a command that ends by exit in the middle of its work has leaked nothing.
    variables["ASAN_OPTIONS"] = "detect_leaks=0"
    variables["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = variables.merging(environment) { $1 }
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.url.appending(path: "out"), folder.url.appending(path: "err"))
    for file in [output, errors] { try Data().write(to: file) }
    let given = try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: folder.write("in", $0))) }
    process.standardInput = given ?? FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return CommandRun(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}

/// A folder that goes away with the value.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "counselmatch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url.appending(path: name))) }
}
