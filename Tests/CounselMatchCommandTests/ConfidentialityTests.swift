import Foundation
import MatchDatasets
import Testing

/// A canary planted in cells and ids appears in no output and no error.
struct ConfidentialityTests {
  static let canaries = ["Canary Nightingale", "canary@example.org", "555-123-4567", "123-45-6789"]
  static let commands = [
    ["validate"], ["validate", "--with-ids"], ["solve"], ["solve", "--json"], ["validate", "--json"],
    ["lottery", "--seed", "1"], ["lottery", "--seed", "1", "--view", "shareable", "--json"],
  ]

  private func expectSilence(_ folder: TemporaryFolder, _ data: String, _ canary: String) throws {
    for command in Self.commands {
      let run = try CommandRun.run(arguments: [command[0], data] + command.dropFirst())
      #expect(!run.output.contains(canary) && !run.errors.contains(canary), "\(command) shows \(canary)")
    }
    let compare = try CommandRun.run("compare", data, "--output", folder.path("c"), "--force")
    #expect(!compare.output.contains(canary) && !compare.errors.contains(canary))
  }

  @Test(
    arguments: canaries, ["id", "jurisdiction", "languages", "matter", "trauma_training", "priority", "registered"])
  func aCanaryInASurvivorsCellStaysThere(canary: String, column: String) throws {
    let folder = try TemporaryFolder()
    let columns = ["id", "jurisdiction", "languages", "matter", "trauma_training", "priority", "registered"]
    let cells = ["S1", "TX", "es", "federal", "required", "1", "2026-01-05"]
    let row = zip(columns, cells).map { $0 == column ? canary : $1 }
    let table = columns.joined(separator: ",") + "\n" + row.joined(separator: ",")
    try expectSilence(folder, try SmallDataset.write(folder, ["survivors.csv": table]), canary)
  }

  @Test(arguments: canaries)
  func aCanaryInLinksAndUnknownColumnsStaysThere(canary: String) throws {
    let folder = try TemporaryFolder()
    let table = (SmallDataset.files["survivors.csv"] ?? "").replacingOccurrences(of: "S6,", with: "\(canary),")
    try expectSilence(folder, try SmallDataset.write(folder, ["survivors.csv": table]), canary)
    let links = try SmallDataset.write(
      folder, name: "links",
      ["exclusions.csv": "survivor,attorney\n\(canary),A1", "pins.csv": "survivor,attorney\n\(canary),A2"])
    try expectSilence(folder, links, canary)
  }
}
