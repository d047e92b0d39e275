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

  /// A plan with what every level may say; not a true one.
  private func everyLevel(_ plan: MatchPlan) -> MatchPlan {
    var plan = plan
    plan.levels = [
      LevelResult(name: "served", value: 2, classes: [1, 1], proven: true),
      LevelResult(
        name: "worst-quality", value: -100, bands: [.init(from: -100, pairs: 1), .init(from: 300, pairs: 1)],
        proven: true),
      LevelResult(
        name: "group-rates", value: nil,
        groups: [.init(group: "", served: 7, attainable: 9), .init(group: "es", served: 0, attainable: 0)],
        proven: false),
      LevelResult(name: "load", value: 6, proven: false), LevelResult(name: "changes", value: 0, proven: false),
    ]
    plan.prices = PlanPrices(
      levels: ["served", "worst-quality:-100", "worst-quality:300"], survivors: [[1, 2, 3], []],
      attorneys: [[0, 0, 0]],
      firms: [], network: [], groups: [[1, 0, 0], []])
    return plan
  }

  @Test("bands, groups, rates and the previous plan are read back, and the previous plan stands under the digest")
  func laterLevels() throws {
    let (base, shortPlan) = try example()
    let plan = everyLevel(shortPlan)
    let previous = plan.pairs.map { PreviousPair(survivor: $0.survivor, attorney: $0.attorney) }
    let instance = try CaseInstance(
      survivors: base.survivors, attorneys: base.attorneys, firms: base.firms, exclusions: base.exclusions,
      pins: base.pins, scores: base.scores, previous: previous, policy: base.policy)
    try inFolder { path in
      let files = try ResultFolder.write(plan, instance: instance, to: path)
      let result = try ResultFolder.read(path)
      #expect(result.levels == plan.levels)
      #expect(result.rates == [nil, nil, "7/9", nil, nil])
      #expect(result.prices == plan.prices)
      #expect(result.previousPairs == previous)
      #expect(result.pairsAsPrevious == previous)
      #expect(result.previousHash == files.previousHash)
      #expect(try text(path, "previous.csv").hasPrefix("survivor,attorney\n"))
      var cell = files
      cell.previous?[0].cells[1] = "other"
      #expect(try cell.digest() == files.digest())
      #expect(verify(cell, instance)?.failures.contains { $0.check == "previous" } == true)
      try cell.seal()
      #expect(try cell.digest() != files.digest())
      try FileManager.default.removeItem(atPath: "\(path)/previous.csv")
      let error = #expect(throws: InvalidInput.self) { try ResultFolder.read(path) }
      #expect(error?.faults.map { "\($0.code) \($0.file ?? "")" } == ["file.missing previous.csv"])
    }
  }

  @Test("a result of the first version, without the keys of later levels, is still read")
  func firstVersion() throws {
    let (instance, plan) = try example()
    var files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
    files.document["previous"] = nil
    var certificate = try #require(files.document["certificate"]?.objectValue)
    certificate["groups"] = nil
    files.document["certificate"] = .object(certificate)
    files.document["digest"] = .string(try files.digest())
    #expect(verify(files, instance)?.failures == [])
  }

  @Test("wrong types and keys of the later levels are named")
  func strictLevels() throws {
    let (instance, shortPlan) = try example()
    let plan = everyLevel(shortPlan)
    let files = try ResultFiles(plan: plan, inputs: instance.tableDigests, previous: [])
    let changes: [(String, JSONValue, String)] = [
      ("levels", [["name": "load", "value": "6", "proven": true]], "result.type $.levels[0].value"),
      ("levels", [["name": "group-rates", "value": 1, "proven": true]], "result.type $.levels[0].value"),
      (
        "levels", [["name": "load", "value": 6, "proven": true, "bands": [["from": 1, "pairs": -1]]]],
        "result.type $.levels[0].bands[0].pairs"
      ),
      (
        "levels", [["name": "load", "value": 6, "proven": true, "groups": [["group": "a", "served": 1]]]],
        "result.missingKey $.levels[0].groups[0].attainable"
      ),
      ("levels", [["name": "load", "value": 6, "proven": true, "rate": 1]], "result.unknownKey $.levels[0]"),
      ("previous", [], "result.type $.previous"),
      ("previous", ["sha256": 1], "result.type $.previous.sha256"),
      ("previous", ["sha256": "0", "file": "x"], "result.unknownKey $.previous"),
    ]
    for (key, value, expected) in changes {
      var changed = files
      changed.document[key] = value
      let faults = #expect(throws: InvalidInput.self) { try StoredResult(reading: changed) }?.faults ?? []
      #expect(faults.map { "\($0.code) \($0.column ?? "")" } == [expected])
    }
    var twice = files
    twice.previous = [.init(cells: ["S1", "A1"], number: 2), .init(cells: ["S1", ""], number: 3)]
    let faults = #expect(throws: InvalidInput.self) { try StoredResult(reading: twice) }?.faults ?? []
    #expect(faults.map(\.row) == [3, 3])
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
