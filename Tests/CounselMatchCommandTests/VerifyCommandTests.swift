import AssignmentCore
import Foundation
import MatchDatasets
import Testing

/// `verify` through the built binary: what another writer rewrote is accepted, what was corrupted is not.
struct VerifyCommandTests {
  private let folder: TemporaryFolder
  private let data: String

  init() throws {
    folder = try TemporaryFolder()
    data = try SmallDataset.write(folder)
    #expect(try CommandRun.run("solve", data, "--output", folder.path("result")).status == 0)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try folder.read("result/\(name)"), as: UTF8.self)
  }

  /// A copy of the result with one file changed.
  private func verify(_ copy: String, _ name: String, _ changed: String) throws -> CommandRun {
    for file in ["matches.csv", "unmatched.csv", "result.json"] {
      try folder.write("\(copy)/\(file)", file == name ? changed : try text(file))
    }
    return try CommandRun.run("verify", data, folder.path(copy), "--json")
  }

  /// Quotes every cell, ends lines with CRLF, reverses rows and columns.
  private static func rewritten(_ table: String) -> String {
    let lines = table.utf8.split(separator: 10).map { String(Substring($0)) }
    let cells = lines.map { line in line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" } }
    let rows = [cells[0]] + cells.dropFirst().reversed()
    return rows.map { $0.reversed().joined(separator: ",") + "\r\n" }.joined()
  }

  @Test func tablesOfAnotherWriterAreAccepted() throws {
    for name in ["matches.csv", "unmatched.csv"] {
      let run = try verify("other", name, Self.rewritten(try text(name)))
      #expect(run.status == 0, "\(name): \(run.output)")
    }
  }

  @Test func aHundredCorruptionsAreRefused() throws {
    var random = SplitMix64(seed: 2026)
    for number in 0..<100 {
      let name = ["matches.csv", "unmatched.csv", "result.json"][number % 3]
      let original = try text(name)
      let changed = Self.corrupted(original, &random)
      #expect(changed != original)
      let run = try verify("c\(number)", name, changed)
      #expect(run.status == 1 || run.status == 65, "seed 2026, corruption \(number) of \(name): \(run.output)")
    }
  }

  @Test func reasonsAreCheckedAndWrongOnesRefused() throws {
    let result = folder.path("result")
    let explained = try CommandRun.run("explain", data, "--result", result, "--json").output
    let file = try folder.write("why.json", explained)
    let right = try CommandRun.run("verify", data, result, "--explanation", file, "--json")
    #expect(right.status == 0, "\(right.output)")
    #expect(try right.json["explanation"]?["accepted"]?.boolValue == true)
    #expect(try CommandRun.run("verify", data, result, "--explanation", file).output.contains("Reasons accepted"))
    for (from, to) in [("nobody-eligible", "trade-off"), ("\"bound\": false", "\"bound\": true")] {
      let wrong = try folder.write("wrong.json", explained.replacing(from, with: to))
      let run = try CommandRun.run("verify", data, result, "--explanation", wrong, "--json")
      #expect(run.status == 1, "\(from)")
      #expect(try run.json["explanation"]?["failures"]?.arrayValue?.isEmpty == false, "\(from)")
    }
    let shareable = try CommandRun.run("explain", data, "--view", "shareable", "--json").output
    let other = try folder.write("shareable.json", shareable)
    #expect(try CommandRun.run("verify", data, result, "--explanation", other).status == 65)
    #expect(try CommandRun.run("verify", data, result, "--explanation", folder.path("nowhere")).status == 66)
  }

  @Test func aPlanMadeAgainstOtherPairsIsRefused() throws {
    let policy = try folder.write("changes.json", #"{"levels":["served","changes","quality"],"asOf":"2026-01-15"}"#)
    let (before, after) = (folder.path("result"), folder.path("after"))
    let solve = try CommandRun.run("solve", data, "--policy", policy, "--previous", before, "--output", after)
    #expect(solve.status == 0, "\(solve.errors)")
    let levels = try CommandRun.run("verify", data, after, "--previous", before, "--json")
    #expect(levels.status == 0)
    #expect(
      try levels.json["levels"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["served", "changes", "quality"])
    #expect(try CommandRun.run("verify", data, after).output.contains("Proven: served, changes, quality."))
    // The earlier result with a pair less; then the pairs that the result itself holds.
    let shorter = String(decoding: try folder.read("result/matches.csv"), as: UTF8.self).dropLast()
    let lines = shorter.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
    for file in ["unmatched.csv", "result.json"] { try folder.write("shorter/\(file)", try text(file)) }
    try folder.write("shorter/matches.csv", lines)
    let other = try CommandRun.run("verify", data, after, "--previous", folder.path("shorter"), "--json")
    #expect(other.status == 1)
    #expect(try other.json["failures"]?.arrayValue?.compactMap { $0["check"]?.stringValue } == ["previous"])
    let pairs = String(decoding: try folder.read("after/previous.csv"), as: UTF8.self)
    try folder.write("after/previous.csv", pairs.replacingOccurrences(of: ",A", with: ",B"))
    #expect(try CommandRun.run("verify", data, after).status == 1)
    try FileManager.default.removeItem(atPath: folder.path("after/previous.csv"))
    #expect(try CommandRun.run("verify", data, after).status == 66)
  }

  /// Another digit or letter somewhere, a row lost, or a row twice.
  private static func corrupted(_ text: String, _ random: inout SplitMix64) -> String {
    var bytes = Array(text.utf8)
    let body = bytes.indices.filter { $0 > bytes.firstIndex(of: 10) ?? 0 }
    let letters = body.filter { (48...57).contains(bytes[$0]) || (97...122).contains(bytes[$0]) }
    let place = letters[Int(random.next(below: UInt64(letters.count)))]
    switch random.next(below: 3) {
    case 0:
      bytes[place] = (48...57).contains(bytes[place]) ? 48 + (bytes[place] - 47) % 10 : 97 + (bytes[place] - 96) % 26
    case 1:
      let start = bytes[..<place].lastIndex(of: 10).map { $0 + 1 } ?? 0
      let end = bytes[place...].firstIndex(of: 10) ?? bytes.count
      bytes.removeSubrange(start..<min(end + 1, bytes.count))
    default:
      let start = bytes[..<place].lastIndex(of: 10).map { $0 + 1 } ?? 0
      let end = min((bytes[place...].firstIndex(of: 10) ?? bytes.count - 1) + 1, bytes.count)
      bytes.insert(contentsOf: bytes[start..<end], at: start)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
