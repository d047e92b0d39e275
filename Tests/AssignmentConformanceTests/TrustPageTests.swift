import AssignmentConformance
import Foundation
import Testing

/// The list of saboteurs in docs/TRUST.md is the one that is planted.
struct TrustPageTests {
  @Test func everySabotageIsListedWithItsChecks() throws {
    let listed = try rows("Saboteurs")
    #expect(listed.map { $0[0] } == Sabotage.allCases.map(\.rawValue))
    for row in listed {
      let sabotage = try #require(Sabotage(rawValue: row[0]))
      let checks = Set(row[1].components(separatedBy: ", "))
      #expect(checks == SaboteurTests.caught[sabotage], "\(row[0])")
    }
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
