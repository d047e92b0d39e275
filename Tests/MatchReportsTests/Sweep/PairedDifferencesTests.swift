import AssignmentCore
import CounselMatch
import MatchReports
import Testing

struct PairedDifferencesTests {
  /// Ranks of the sign-test interval at 95 %, from tables of the binomial distribution with p = 1/2.
  @Test(
    arguments: [
      (5, nil), (6, 1), (8, 1), (9, 2), (10, 2), (12, 3), (15, 4), (20, 6), (25, 8), (30, 10), (50, 18), (100, 40),
      (200, 86),
    ] as [(Int, Int?)])
  func ranksAreThoseOfTheTables(count: Int, rank: Int?) {
    #expect(SignRank.rank(count) == rank)
  }

  /// By definition: P(B < k) ≤ 1/40 < P(B < k + 1), counted by adding up Pascal's triangle.
  @Test func ranksHoldTheirDefinition() {
    var row: [UInt128] = [1]
    for count in 1...100 {
      row = zip([0] + row, row + [0]).map { $0 + $1 }
      let whole = row.reduce(0, +)
      let rank = SignRank.rank(count) ?? 0
      #expect(40 * row.prefix(rank).reduce(0, +) <= whole, "\(count)")
      #expect(40 * row.prefix(rank + 1).reduce(0, +) > whole, "\(count)")
    }
  }

  @Test func meansAndMediansAreExact() {
    let paired = PairedDifferences([3, -1, 0, 5, 2, 2, -4])
    #expect(paired.count == 7 && paired.above == 4 && paired.equal == 1 && paired.below == 2)
    #expect(paired.mean == Fraction(1) && paired.median == Fraction(2))
    #expect(paired.medianInterval == Fraction(-4)...Fraction(5))
    #expect(PairedDifferences([1, 2]).median == Fraction(3, 2))
    #expect(PairedDifferences([]).mean == nil && PairedDifferences([4]).meanInterval == nil)
    #expect(PairedDifferences([.max, .max]).mean == Fraction(.max))
  }

  @Test func equalDifferencesHaveAnIntervalOfOnePoint() {
    let paired = PairedDifferences(Array(repeating: 7, count: 30))
    #expect(paired.meanInterval == Fraction(7)...Fraction(7) && paired.medianInterval == Fraction(7)...Fraction(7))
  }

  /// 400 samples of 40 uniform numbers around 0: about 95 % of the intervals hold 0; fewer than 90 % would be a fault.
  @Test func intervalsCoverWhatTheySay() {
    var (mean, median) = (0, 0)
    for seed in 0..<400 {
      var random = SplitMix64(seed: UInt64(seed))
      let paired = PairedDifferences((0..<40).map { _ in Int64.random(in: -1_000...1_000, using: &random) })
      mean += paired.meanInterval?.contains(Fraction(0)) ?? false ? 1 : 0
      median += paired.medianInterval?.contains(Fraction(0)) ?? false ? 1 : 0
    }
    #expect((360...396).contains(mean), "\(mean) of 400 means")
    #expect((366...400).contains(median), "\(median) of 400 medians")
  }
}
