import MatchReports
import Testing

struct ProgressTextTests {
  @Test func aKnownTotalHasBarRateAndTimeLeft() {
    let text = ProgressText(work: "done", steps: 50, total: 200, unit: "datasets", elapsed: .seconds(10))
    #expect(text.line() == "[█████░░░░░░░░░░░░░░░] 25 % · done · 50 of 200 datasets · 5.00/s · 30 s left")
  }

  @Test func aLimitHasABarOfTime() {
    let text = ProgressText(
      work: "branching, level 2", steps: 12_345, elapsed: .seconds(15), limit: .seconds(60), value: 200, bound: 210)
    #expect(
      text.line(columns: 140)
        == "[█████░░░░░░░░░░░░░░░] 25 % · branching, level 2 · 12.3 k steps · 823/s · at most 45 s left · best 200"
        + " · bound 210 · gap 5.0 %")
  }

  @Test func nothingIsSaidThatIsNotKnown() {
    #expect(ProgressText(work: "pivoting", steps: 0, elapsed: .zero).line() == "pivoting · 0 steps")
  }

  @Test func workThatIsNotCountedHasItsTime() {
    #expect(ProgressText(work: "checking the result", elapsed: .seconds(7)).line() == "checking the result · 7 s")
    #expect(ProgressText(work: "checking the result", elapsed: .seconds(7)).line(columns: 8) == "checking")
  }

  @Test(arguments: [1, 10, 40, 79])
  func aLineKeepsToItsColumns(columns: Int) {
    let text = ProgressText(
      work: "branching, level 1", steps: .max, total: .max, elapsed: .seconds(100_000), limit: .seconds(1),
      value: .min, bound: .max)
    #expect(text.line(columns: columns).count <= columns)
  }
}
