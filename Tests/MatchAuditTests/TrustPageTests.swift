import Foundation
import Testing

/// The lists of wrong reasons and of corrupted results in docs/TRUST.md are those that are planted.
struct TrustPageTests {
  @Test func everyWrongReasonIsListed() throws {
    let listed = try rows("Wrong reasons").map { $0[0] }
    #expect(listed.sorted() == PlantedReason.all.map(\.name).sorted())
    #expect(listed.count >= 40)
  }

  @Test func everyCorruptionIsListed() throws {
    #expect(try rows("Corrupted results").map { $0[0] }.sorted() == Corruption.Kind.allCases.map(\.rawValue).sorted())
  }
}

/// The rows of a table of docs/TRUST.md, below its heading: cells without backticks.
private func rows(_ heading: String) throws -> [[String]] {
  let root = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
  let page = try String(contentsOf: root.appending(path: "docs/TRUST.md"), encoding: .utf8)
  let section = try #require(page.components(separatedBy: "\n### \(heading)\n").dropFirst().first)
  let body = section.components(separatedBy: "\n#")[0].split(separator: "\n").filter { $0.hasPrefix("|") }
  return body.dropFirst(2).map { line in
    line.split(separator: "|").map { cell in
      cell.replacing("`", with: "").trimmingCharacters(in: .whitespaces)
    }
  }
}
