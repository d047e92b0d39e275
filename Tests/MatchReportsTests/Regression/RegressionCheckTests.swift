import MatchDatasets
import MatchReports
import Testing

struct RegressionCheckTests {
  let row = RegressionRow(
    dataset: "d", solver: "s", levels: [.init("served", 949), .init("quality", 161_035)],
    counters: [.init("pivots", 1_000)])

  private func findings(_ change: (inout RegressionRow) -> Void) -> [RegressionCheck.Finding] {
    var measured = row
    change(&measured)
    return RegressionCheck.compare(measured: [measured], baseline: RegressionBaseline(rows: [row]))
  }

  @Test func nothingMoved() {
    #expect(findings { _ in }.isEmpty)
  }

  @Test func worseValueIsCaught() {
    let found = findings { $0.levels[1].value -= 1 }
    #expect(found.map(\.kind) == [.value])
    #expect(found.first?.text == "d × s: quality was 161035, is 161034 (0.0 %)")
  }

  @Test func betterValueIsCaughtToo() {
    #expect(findings { $0.levels[0].value += 1 }.map(\.kind) == [.value])
  }

  @Test(arguments: [(950, true), (949, false), (1_050, true), (1_051, false), (1_200, false)])
  func countersStayWithinFivePercent(pivots: Int64, holds: Bool) {
    #expect(findings { $0.counters[0].value = pivots }.isEmpty == holds)
  }

  /// A baseline is a file that anybody may have edited.
  @Test(arguments: [Int64.min, .max, 0]) func extremeNumbersAreCompared(pivots: Int64) {
    let found = findings { $0.counters[0].value = pivots }
    #expect(found.map(\.kind) == [.counter])
    #expect(found.first?.text.hasPrefix("d × s: pivots was 1000, is \(pivots)") == true)
  }

  @Test func missingAndUnknownRowsAreNamed() {
    #expect(findings { $0.solver = "t" }.map(\.kind) == [.unknown, .missing])
    #expect(findings { $0.counters[0] = .init("scans", 1) }.map(\.kind) == [.unknown, .missing])
  }

  @Test func baselineSurvivesItsFile() {
    let baseline = RegressionBaseline(rows: [row])
    #expect(RegressionBaseline(json: baseline.json) == baseline)
    #expect(RegressionBaseline(json: .object([("schema", "other")])) == nil)
  }
}
