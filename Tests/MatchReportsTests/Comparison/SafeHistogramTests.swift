import AssignmentCore
import MatchDatasets
import MatchReports
import Testing

/// No bar of 1 … k − 1, whatever the numbers.
struct SafeHistogramTests {
  @Test func barsAreJoinedUntilNoneIsSmall() {
    let numbers = [0, 0, 0, 1, 2, 2, 2, 9]
    let bars = SafeHistogram([numbers], width: 1, below: 3).bars
    #expect(bars.allSatisfy { $0.counts[0] == 0 || $0.counts[0] >= 3 })
    #expect(bars.map { $0.counts[0] }.reduce(0, +) == 8)
  }

  @Test func aSmallBarInOnePlanJoinsInAll() {
    let bars = SafeHistogram([[1, 1, 1, 2, 2, 2], [1, 1, 2, 2, 2, 2]], width: 1, below: 3).bars
    #expect(bars.map(\.from) == [1] && bars.map(\.to) == [3] && bars.map(\.counts) == [[6, 6]])
  }

  @Test func fewNumbersHaveNoBars() {
    #expect(SafeHistogram([[1, 2]], width: 1, below: 3).bars.isEmpty)
    #expect(SafeHistogram([], width: 1, below: 3).bars.isEmpty)
  }

  @Test func nothingIsJoinedWhereNothingIsWithheld() {
    let bars = SafeHistogram([[-150, -1, 0, 49, 50]], width: 50, below: 1).bars
    #expect(bars.map(\.from) == [-150, -100, -50, 0, 50])
    #expect(bars.map { $0.counts[0] } == [1, 0, 1, 2, 1])
  }

  @Test(arguments: 0..<200)
  func randomNumbersAreSafeAndWhole(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let plans = (0..<3).map { _ in
      (0..<Int.random(in: 0...60, using: &random)).map { _ in Int.random(in: -40...900, using: &random) }
    }
    let threshold = Int.random(in: 1...12, using: &random)
    let bars = SafeHistogram(plans, width: Int.random(in: 1...60, using: &random), below: threshold).bars
    for (plan, numbers) in plans.enumerated() {
      let counts = bars.map { $0.counts[plan] }
      #expect(counts.allSatisfy { $0 == 0 || $0 >= threshold }, "seed \(seed)")
      #expect(bars.isEmpty || counts.reduce(0, +) == numbers.count, "seed \(seed)")
      for bar in bars {
        let within = numbers.filter { (bar.from..<bar.to).contains($0) }
        #expect(bar.counts[plan] == within.count, "seed \(seed)")
      }
    }
    for (left, right) in zip(bars, bars.dropFirst()) { #expect(left.to == right.from, "seed \(seed)") }
  }
}
