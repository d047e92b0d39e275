import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// The reference pages say what the code reads.
struct ReferenceTests {
  private static let root = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }

  private func page(_ name: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: "docs/\(name)"), encoding: .utf8)
  }

  /// Names in backticks of a row's cells.
  private func names(_ cells: some Sequence<Substring>) -> [String] {
    cells.flatMap { $0.matches(of: /`([a-z_]+)`/).map { String($0.1) } }
  }

  @Test func everyColumnIsDescribed() throws {
    let rows = try page("formats.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
    for table in TableSchema.all {
      let row = try #require(rows.first { $0.hasPrefix("| `\(table.name)`") }, "\(table.name)")
      let cells = row.replacing("\\|", with: "/").split(separator: "|")
      #expect(cells.count >= 2)
      let described = Set(names(cells.dropFirst()))
      #expect(Set(table.required).isSubset(of: Set(names(cells.dropFirst().prefix(1)))), "\(table.name)")
      #expect(Set(table.required + table.optional).isSubset(of: described), "\(table.name)")
    }
  }

  @Test func theDefaultPolicyIsTheDefault() throws {
    let blocks = try page("formats.md").components(separatedBy: "```json\n").dropFirst()
    let block = try #require(blocks.first).components(separatedBy: "```")[0]
    #expect(try PolicyCoding.parse(Array(block.utf8)) == Policy())
    let keys = try JSONValue.parse(block).objectValue?.keys ?? []
    #expect(Set(keys) == Set(PolicyCoding.keys))
  }

  @Test func everyLevelIsDescribed() throws {
    let text = try page("formats.md")
    for level in Policy.LevelName.allCases where level != .minimums {
      #expect(text.contains("| `\(level.rawValue)` |"), "\(level.rawValue)")
    }
  }

  @Test func everyCommandIsListed() throws {
    let folder = Self.root.appending(path: "Sources/CounselMatchCommand/Commands")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    let text = try page("command.md")
    var count = 0
    for file in files ?? [] where file.pathExtension == "swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      for name in source.matches(of: /commandName: "([a-z-]+)"/).map({ String($0.1) }) {
        count += 1
        #expect(text.contains("`\(name)`"), "\(name)")
      }
    }
    #expect(count >= 30)
  }
}
