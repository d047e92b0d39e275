import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import Testing

@Suite("Result folders")
struct ResultFolderTests {
  /// A dataset whose plan has matched, unmatched and on-hold people, and a bottleneck.
  private func example() throws -> (CaseInstance, MatchPlan) {
    for seed in 0..<2_000 {
      guard let instance = RandomCase.make(seed: UInt64(seed)), let plan = try TestPlanner(instance).plan() else {
        continue
      }
      if plan.pairs.count > 1, plan.unmatched.count > 1, !plan.onHold.isEmpty, !plan.bottlenecks.isEmpty {
        return (instance, plan)
      }
    }
    throw CancellationError()
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("result-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func text(_ path: String, _ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  @Test("what is written is read back and accepted; times stand beside the hashed files")
  func roundTrip() throws {
    let (instance, plan) = try example()
    try inFolder { path in
      try ResultFolder.write(plan, instance: instance, to: path, timings: ["seconds": 1.5])
      let result = try ResultFolder.read(path)
      #expect(result.matches.map(\.survivor) == plan.pairs.map(\.survivor))
      #expect(result.prices == plan.prices)
      #expect(result.bottlenecks == plan.bottlenecks)
      #expect(result.levels == plan.levels)
      #expect(result.seed == 7)
      let report = ResultVerifier.verify(result, instance: instance)
      #expect(report.failures == [])
      #expect(try text(path, "timings.json").contains("1.5"))
      let all = try ResultFiles.hashedNames.map { try text(path, $0) }.joined()
      #expect(!all.contains("seconds"))
      #expect(!all.contains(path))
      #expect(!all.contains("\r"))
    }
  }

  @Test("existing files are not replaced without force")
  func noOverwrite() throws {
    let (instance, plan) = try example()
    let other = try CaseInstance(survivors: [], attorneys: [])
    try inFolder { path in
      try ResultFolder.write(plan, instance: instance, to: path)
      let before = try text(path, "result.json")
      #expect(throws: ResultWriteFailure.self) { try ResultFolder.write(plan, instance: other, to: path) }
      #expect(try text(path, "result.json") == before)
      try ResultFolder.write(plan, instance: other, to: path, force: true)
      #expect(try text(path, "result.json") != before)
    }
  }

  @Test("the same tables rewritten by another CSV writer are accepted")
  func rewritten() throws {
    let (instance, plan) = try example()
    let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
    let matches = rewritten(files.matches, ResultFiles.matchColumns, order: [4, 1, 0, 3, 2])
    let unmatched = rewritten(files.unmatched, ResultFiles.unmatchedColumns, order: [3, 0, 2, 1])
    let document = JSONValue.object(JSONObject(files.document.members.reversed().map { ($0.key, $0.value) }))
    let read = try ResultFiles(
      matches: Array(matches.utf8), unmatched: Array(unmatched.utf8), document: Array(document.compactText.utf8))
    let report = ResultVerifier.verify(try StoredResult(reading: read), instance: instance)
    #expect(report.failures == [])
  }

  /// Every cell quoted, CRLF, columns in another order, rows backwards, a byte order mark.
  private func rewritten(_ rows: [ResultFiles.Row], _ columns: [String], order: [Int]) -> String {
    let lines = ([columns] + rows.reversed().map(\.cells)).map { cells in
      order.map { "\"\(cells[$0])\"" }.joined(separator: ",") + "\r\n"
    }
    return "\u{FEFF}" + lines.joined()
  }

  @Test("a changed cell, row or number is refused by the digest")
  func digest() throws {
    let (instance, plan) = try example()
    let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
    var cell = files
    cell.matches[0].cells[3] += "0"
    var row = files
    row.matches.removeLast()
    var number = files
    number.document["seed"] = "8"
    for changed in [cell, row, number] {
      let report = verify(changed, instance)
      #expect(report?.failures.contains { $0.check == "digest" } == true)
    }
  }

  @Test("faults of form are found in one pass, with file, row and column")
  func strict() throws {
    let (instance, plan) = try example()
    var files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
    files.matches[0].cells[4] = "accepted"
    files.unmatched[0].cells[1] = "unlucky"
    files.document["colour"] = "blue"
    files.document["levels"] = nil
    files.document["matched"] = 1.5
    let faults = #expect(throws: InvalidInput.self) { try StoredResult(reading: files) }?.faults ?? []
    let places = faults.map { "\($0.code) \($0.file ?? "") \($0.row ?? 0) \($0.column ?? "")" }
    #expect(
      places == [
        "result.missingKey result.json 0 $.levels", "result.unknownKey result.json 0 $",
        "result.type result.json 0 $.matched", "result.cell matches.csv 2 status",
        "result.cell unmatched.csv 2 class",
      ])
    let bad = #expect(throws: InvalidInput.self) {
      try ResultFiles(matches: Array("survivor,attorney\n".utf8), unmatched: [], document: Array("[]".utf8))
    }
    #expect(bad?.faults.contains { $0.file == "unmatched.csv" } == true)
    #expect(bad?.faults.contains { $0.code == "result.missingColumn" && $0.column == "score" } == true)
    #expect(bad?.faults.contains { $0.file == "result.json" } == true)
  }

  @Test("a missing folder is named file by file")
  func missing() {
    let error = #expect(throws: InvalidInput.self) { try ResultFolder.read("/nonexistent/folder") }
    #expect(error?.faults.map(\.code) == ["file.missing", "file.missing", "file.missing"])
  }

  @Test("no description shows an id")
  func redacted() throws {
    let (instance, plan) = try example()
    let result = try StoredResult(reading: ResultFiles(plan: plan, inputs: instance.tableDigests))
    var shown = ""
    dump(result, to: &shown)
    shown += "\(result) \(result.files) \(result.matches) \(String(reflecting: result.unmatched)) \(result.evidence)"
    #expect(!shown.contains("S0") && !shown.contains("S1") && !shown.contains("A1"))
  }
}
