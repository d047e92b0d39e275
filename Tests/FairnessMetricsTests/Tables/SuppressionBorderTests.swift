import CounselMatch
import FairnessMetrics
import Testing

/// Reports of nobody, tables beyond their range, and figures that no table fits.
@Suite struct SuppressionBorderTests {
  @Test func aReportOfNobodyShowsNobody() throws {
    var policy = Policy()
    policy.suppressBelow = 11
    policy.asOf = Day(year: 2026, month: 1, day: 1)
    let attorney = Attorney(
      id: "Z", admissions: [Admission("TX")], languages: [SpokenLanguage("en")], capacity: 1, traumaTraining: nil)
    let instance = try CaseInstance(survivors: [], attorneys: [attorney], policy: policy)
    let report = try FairnessReport(FairnessInput(instance: instance, pairs: []))
    #expect(ReportAttack([report]).findings == [])
    #expect(report.metrics.allSatisfy { $0.name != "served-rate" || ($0.people ?? 0) == 0 })
  }

  @Test func tablesHoldLessThanTwoToTheFortieth() {
    let half = 1 << 39
    #expect(CountTable([[half, half - 1]])?[0, 2] == (1 << 40) - 1)
    #expect(CountTable([[half, half]]) == nil)
    #expect(CountTable([[half], [half]]) == nil)
    #expect(CountTable([[half], [half - 1]])?[2, 0] == (1 << 40) - 1)
    // What is given for a column with parts counts for nothing.
    #expect(CountTable([[-7, 2, 3]], parents: [nil, 0, 0])?[0, 0] == 5)
  }

  @Test func figuresThatNoTableFits() throws {
    func attack(_ figures: [PublishedTable.Figure]) throws -> IntervalAttack? {
      IntervalAttack(try #require(PublishedTable(rowCount: 1, parents: [nil], figures: figures)))
    }
    #expect(try attack([.hidden(least: 5, most: 3), .shown(4), .shown(4), .shown(4)]) == nil)
    #expect(try attack([.hidden(least: 0, most: 3), .shown(4), .shown(4), .shown(4)]) == nil)
    #expect(try attack([.hidden(least: 0, most: 5), .shown(4), .shown(4), .shown(4)])?.intervals[0]?.most == 4)
  }
}
