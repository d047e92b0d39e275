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

/// Planted faults of time and memory, and what is none.
struct RegressionCostTests {
  static let machine = RegressionMachine(
    name: "linux-x86_64-release",
    costs: [.init(dataset: "d", solver: "exact", timePermille: 1_000, memoryMB: 100)])

  private func findings(time: Int64 = 1_000, memory: Int64? = 100) -> [RegressionCheck.Finding] {
    RegressionCheck.compare(
      costs: [.init(dataset: "d", solver: "exact", timePermille: time, memoryMB: memory)], with: Self.machine)
  }

  @Test func twentyPercentSlowerIsFoundAndSaysByHowMuch() {
    let found = findings(time: 1_200)
    #expect(found.map(\.kind) == [.time])
    #expect(found[0].text == "d × exact: time (‰ of the kernel) was 1000, is 1200 (20.0 %)")
  }

  @Test func moreMemoryIsFound() {
    #expect(findings(memory: 111).map(\.kind) == [.memory])
    #expect(findings(memory: 110).isEmpty && findings(memory: nil).isEmpty)
  }

  @Test func whatIsFasterOrWithinTheToleranceIsNoFinding() {
    #expect(findings(time: 1_150).isEmpty && findings(time: 10, memory: 1).isEmpty)
    #expect(findings(time: 1_151).count == 1)
  }

  @Test func rowsOnOneSideAreFound() {
    let other = RegressionMachine.Cost(dataset: "e", solver: "exact", timePermille: 1, memoryMB: 1)
    #expect(RegressionCheck.compare(costs: [other], with: Self.machine).map(\.kind) == [.unknown, .missing])
  }

  @Test func costsAndReasonsAreReadBack() {
    let baseline = RegressionBaseline(rows: [], machines: [Self.machine], reasons: ["because"])
    #expect(RegressionBaseline(json: baseline.json) == baseline)
    #expect(baseline.machine("linux-x86_64-release") == Self.machine && baseline.machine("other") == nil)
  }

  @Test func theKernelDoesTheSameWorkEveryTime() {
    #expect(ReferenceKernel.run() == ReferenceKernel.run() && ReferenceKernel.run() != 0)
  }
}
