import Foundation
import MatchDatasets
import Testing

/// The command in a committed dataset.json makes the folder again, byte for byte.
struct ManifestCommandTests {
  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: CommandRun.datasets.path)) ?? []
    return all.filter { name in
      FileManager.default.fileExists(atPath: CommandRun.datasets.appending(path: "\(name)/dataset.json").path)
    }.sorted()
  }()

  @Test func everyDatasetHasACommand() {
    #expect(Self.names.count >= 15)
  }

  /// Without solving: tables and policy.
  @Test(arguments: names) func theCommandMakesTheFilesAgain(name: String) throws {
    try compare(name, without: ["--optimum", "--difficulty"]) { $0 != "dataset.json" }
  }

  /// With everything, in release: minutes in debug.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] != nil), arguments: names)
  func theCommandMakesTheManifestAgain(name: String) throws {
    try compare(name, without: []) { _ in true }
  }

  private func compare(_ name: String, without left: Set<String>, _ isCompared: (String) -> Bool) throws {
    let committed = CommandRun.datasets.appending(path: name)
    let manifest = try DatasetManifest.parse(
      [UInt8](try Data(contentsOf: committed.appending(path: "dataset.json"))))
    var words = try #require(manifest.command).split(separator: " ").map(String.init)
    try #require(words.prefix(2) == ["counselmatch", "generate"] && words.suffix(2) == ["--output", name])
    let folder = try TemporaryFolder()
    words = words.dropFirst().dropLast().filter { !left.contains($0) } + [folder.path(name), "--quiet"]
    let run = try CommandRun.run(arguments: words)
    #expect(run.status == 0, "\(run.errors)")
    let files = try FileManager.default.contentsOfDirectory(atPath: committed.path).sorted()
    let made = try FileManager.default.contentsOfDirectory(atPath: folder.path(name)).sorted()
    #expect(made == files)
    for file in files where isCompared(file) {
      #expect(
        try folder.read("\(name)/\(file)") == [UInt8](try Data(contentsOf: committed.appending(path: file))),
        "\(name)/\(file)")
    }
    #expect(manifest.expectedHashes.keys.sorted() == files.filter { $0 != "dataset.json" })
  }
}
