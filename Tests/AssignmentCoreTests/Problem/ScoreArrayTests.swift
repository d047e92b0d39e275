import AssignmentCore
import Testing

@Suite("Scores: costs are read as scores without a copy")
struct ScoreArrayTests {
  @Test func costsAreNegated() {
    let costs: [Int64] = [3, -4, 0, 2_147_483_647, -2_147_483_648]
    let (narrow, wide) = (ScoreArray.negatedInt32(costs.map { Int32($0) }), ScoreArray.negatedInt64(costs))
    #expect(costs.indices.map { narrow[$0] } == costs.map { -$0 })
    #expect(costs.indices.map { wide[$0] } == costs.map { -$0 })
    #expect([narrow.count, wide.count] == [5, 5])
    #expect([narrow.largestMagnitude, wide.largestMagnitude] == [1 << 31, 1 << 31])
    #expect(ScoreArray.int32([]).largestMagnitude == 0)
    #expect(ScoreArray.int64([-7, 5]).largestMagnitude == 7)
  }

  @Test func decimalsAreScaledWhenTheyAreRead() throws {
    var random = SplitMix64(seed: 5)
    let values = (0..<500).map { _ in Double.random(in: -3...3, using: &random) }
    let scale = try #require(CostScale(costs: values, terms: 1_000))
    for negated in [false, true] {
      let scores = ScoreArray.scaled(try #require(ScaledScores(values, terms: 1_000, negated: negated)))
      let wanted = values.map { scale.scaled($0) * (negated ? -1 : 1) }
      #expect(values.indices.map { scores[$0] } == wanted)
      #expect(scores.largestMagnitude == wanted.map(\.magnitude).max())
    }
    #expect(ScaledScores([1, .infinity], terms: 1, negated: false) == nil)
    #expect(ScaledScores([.nan], terms: 1, negated: false) == nil)
  }
}
