import AssignmentCore
import Testing

@Suite struct CostScaleTests {
  @Test func case01_case02_whatIsNotFiniteHasNoScale() {
    for cost in [Double.nan, .signalingNaN, .infinity, -.infinity] {
      #expect(CostScale(costs: [1, cost], terms: 10) == nil)
    }
  }

  @Test func zeros() throws {
    let scale = try #require(CostScale(costs: [0, -0.0], terms: 4))
    #expect(scale.scaled(-0.0) == 0)
    #expect(scale.scaled(0) == 0)
    #expect(CostScale(costs: [], terms: 4) != nil)
  }

  @Test func integersStayExact() throws {
    let costs: [Double] = [1, -3, 1_000_000, 0.5]
    let scale = try #require(CostScale(costs: costs, terms: 1_000))
    for cost in costs { #expect(Double(scale.scaled(cost)) * scale.resolution == cost) }
  }

  /// For any costs and terms: `terms` of the largest scaled costs add up inside 2⁶², the rounding is at most half a
  /// resolution, and twice the scale would not be safe.
  @Test(arguments: [UInt64(1), 2, 3])
  func theProofHoldsAtTheBorder(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for round in 0..<5_000 {
      let terms = max(1, Int(random.next() >> UInt64.random(in: 3...62, using: &random)))
      let exponent = Int.random(in: -1_070...1_023, using: &random)
      let costs = (0..<4).map { _ in
        Double(
          sign: Bool.random(using: &random) ? .plus : .minus,
          exponent: exponent - Int.random(in: 0...3, using: &random),
          significand: Bool.random(using: &random) ? 1 : Double.random(in: 1..<2, using: &random))
      }
      let scale = try #require(CostScale(costs: costs, terms: terms))
      for cost in costs {
        let scaled = scale.scaled(cost)
        let (total, overflow) = Int64(scaled.magnitude + 1).multipliedReportingOverflow(by: Int64(terms))
        #expect(!overflow && total <= 1 << 62, "seed \(seed), round \(round)")
        let error = (Double(scaled) * scale.resolution - cost).magnitude
        #expect(error <= scale.resolution / 2, "seed \(seed), round \(round): \(cost) became \(scaled)")
      }
      let twice = Double(sign: .plus, exponent: scale.exponent + 1, significand: 1)
      let next = (costs.map { $0.magnitude }.max() ?? 0) * twice
      #expect(
        scale.exponent == 1_000 || next >= 0x1p62 || (Int64(next.rounded()) + 1) > (1 << 62) / Int64(terms),
        "seed \(seed), round \(round): \(costs) with \(terms) terms are scaled too coarsely")
    }
  }

  @Test func case16_theLargestAndTheSmallestNumbers() throws {
    let huge = Double.greatestFiniteMagnitude
    for terms in [1, 1_000, 1 << 40] {
      let scale = try #require(CostScale(costs: [huge, -huge, .leastNonzeroMagnitude], terms: terms))
      #expect(scale.scaled(huge) > 0)
      #expect(scale.scaled(-huge) == -scale.scaled(huge))
      #expect(scale.scaled(.leastNonzeroMagnitude) == 0)
      #expect(scale.resolution.isFinite)
    }
    let tiny = try #require(CostScale(costs: [.leastNonzeroMagnitude, .leastNormalMagnitude], terms: 8))
    #expect(tiny.scaled(.leastNonzeroMagnitude) == 0)
    #expect(tiny.resolution == 0x1p-1000)
    #expect(tiny.resolution.isNormal)
  }

  @Test func tiesRoundToEven() throws {
    // 4 × (2^(60 − 1) + 1) is over 2⁶¹ but not over 2⁶²; 4 × (2⁶⁰ + 1) is over it. With 16 terms, k = −3.
    #expect(CostScale(costs: [0x1p60], terms: 4)?.exponent == -1)
    let scale = try #require(CostScale(costs: [0x1p60], terms: 16))
    #expect(scale.exponent == -3)
    #expect([4, 12, 20, -4, -12].map { scale.scaled($0) } == [0, 2, 2, 0, -2])
  }

  @Test func scalingAllAtOnceIsScalingEach() throws {
    let costs = [0.1, -0.1, 0, -0.0, 1e-9, 3.5, -2.5, 123.456, 7e8]
    let scale = try #require(CostScale(costs: costs, terms: 100))
    #expect(scale.scaled(costs) == costs.map { scale.scaled($0) })
    #expect(scale.scaled(costs, negated: true) == costs.map { -scale.scaled($0) })
  }
}
