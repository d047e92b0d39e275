import MatchDatasets
import MatchReports
import Testing

struct ComparisonTests {
  let comparison = Comparison(rows: [
    ComparisonRow(
      dataset: "d", solver: "exact", status: "optimal", certificate: "verified", survivors: 10,
      levels: [
        .init(name: "served", value: 9, proven: true), .init(name: "quality", value: 700, proven: true),
      ],
      metrics: [.init(name: "served-rate", group: "vi", value: "0.50")], solve: .milliseconds(2)),
    ComparisonRow(
      dataset: "d", solver: "greedy", status: "feasible", survivors: 10,
      levels: [
        .init(name: "served", value: 9, proven: true), .init(name: "quality", value: 650, proven: false),
      ]),
    ComparisonRow(dataset: "d", solver: "hungarian", status: "refused", note: "solver.cannot firm-caps"),
  ])

  @Test func tableMarksWhatIsNotProven() {
    let cells = comparison.table.cells
    #expect(
      cells[0] == ["dataset", "solver", "served", "quality", "served-rate", "solve (s)", "status", "certificate"])
    #expect(cells[1] == ["d", "exact", "9", "700", "0.50", "0.002", "optimal", "verified"])
    #expect(cells[2][3] == "650?")
    #expect(cells[3][6] == "refused: solver.cannot firm-caps")
  }

  @Test func recordsKeepEveryColumnInEveryRow() {
    let records = comparison.records
    #expect(Set(records.map(\.count)).count == 1)
    #expect(records[1].contains("vi"))
    #expect(records[2][records[0].firstIndex(of: "quality_proven") ?? 0] == "no")
  }

  @Test func jsonHoldsTheSameRows() {
    let rows = comparison.json["rows"]?.arrayValue ?? []
    #expect(rows.count == 3)
    #expect(rows[0]["levels"]?.arrayValue?.last?["value"]?.intValue == 700)
    #expect(rows[2]["note"]?.stringValue == "solver.cannot firm-caps")
  }
}
