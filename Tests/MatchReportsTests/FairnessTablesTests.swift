import CounselMatch
import FairnessMetrics
import MatchDatasets
import MatchReports
import Testing

@Suite("Fairness tables")
struct FairnessTablesTests {
  private func report(suppressBelow: Int) throws -> FairnessReport {
    try FairnessReport(input(suppressBelow: suppressBelow))
  }

  private func input(suppressBelow: Int) throws -> FairnessInput {
    var policy = Policy()
    policy.suppressBelow = suppressBelow
    let survivors = (1...3).map {
      Survivor(id: "S\($0)", jurisdiction: "TX", languages: [$0 == 1 ? "es" : "en"], matter: .federal)
    }
    let attorney = Attorney(
      id: "A1", admissions: [Admission("TX")], languages: [SpokenLanguage("en")], capacity: 2,
      traumaTraining: .certified)
    let instance = try CaseInstance(survivors: survivors, attorneys: [attorney], policy: policy)
    return try FairnessInput(instance: instance, pairs: [.init(survivor: "S2", attorney: "A1", score: 5)])
  }

  @Test("withheld values show no number anywhere")
  func withheld() throws {
    let tables = FairnessTables([.init(name: "r", report: try report(suppressBelow: 11))])
    let rows = tables.table.rows.filter { $0[0] == "served-rate" }
    #expect(!rows.isEmpty)
    for row in rows { #expect(Array(row.suffix(3)) == ["withheld", "", ""]) }
    #expect(tables.text.contains("1 to 10 people are withheld"))
    #expect(!tables.json.compactText.contains("0.3333"))
  }

  @Test("shown values carry value, interval and number")
  func shown() throws {
    let tables = FairnessTables([
      .init(name: "first", report: try report(suppressBelow: 1)),
      .init(name: "second", report: try report(suppressBelow: 1)),
    ])
    let row = tables.table.rows.first { $0[1] == "served-rate" && $0[2] == "all" }
    #expect(row?[0] == "first")
    #expect(row?[4] == "0.333")
    #expect(row?[5] == "0.061 … 0.792")
    #expect(row?[6] == "3")
    #expect(tables.json["metrics"]?.arrayValue?.last?["result"]?.stringValue == "second")
    #expect(FairnessTables.legend.rows.count == FairnessReport.descriptions.count)
  }

  @Test("a vector is shown from its worst entry on, in JSON whole; a mark is no test")
  func vectorsAndMarks() throws {
    let first = try input(suppressBelow: 1)
    let tables = FairnessTables([
      .init(name: "first", report: try FairnessReport(first) { $0.count }),
      .init(name: "second", report: try FairnessReport(first, reference: first) { $0.count }),
    ])
    let row = tables.table.rows.first { $0[1] == "leximin-rates" && $0[2] == "language" }
    #expect(row?[3] == "all groups" && row?[4] == "0.000 ≤ 0.500")
    let entries = tables.json["metrics"]?.arrayValue ?? []
    let vector = entries.first { $0["name"]?.stringValue == "leximin-rates" && $0["by"]?.stringValue == "language" }
    #expect(vector?["vector"]?.arrayValue?.compactMap(\.stringValue) == ["0", "1/2"])
    #expect(entries.allSatisfy { ($0["vector"] == nil) == ($0["name"]?.stringValue != "leximin-rates") })
    #expect(tables.text.contains("served-rate-ratio: 0.800 is a mark to look closer, not a legal test."))
    #expect(!tables.text.contains("shown groups"))
    // Only the second has a result to be compared with.
    let prices = tables.table.rows.filter { $0[1].hasPrefix("price-") }
    #expect(prices.map { $0[0] } == [String](repeating: "second", count: 4))
  }

  @Test("withheld groups that are left out are spoken of")
  func leftOut() throws {
    let tables = FairnessTables([.init(name: "r", report: try report(suppressBelow: 11))])
    #expect(
      tables.table.rows.contains { $0[0] == "served-rate-ratio" && $0[2...] == ["shown groups", "withheld", "", ""] })
    #expect(tables.text.contains("\"shown groups\": the groups that are withheld are left out"))
  }
}
