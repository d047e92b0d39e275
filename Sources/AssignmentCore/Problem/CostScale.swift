/// Turns floating-point costs into Int64 once, with the proof that nothing overflows.
///
/// Every cost is multiplied by 2^k and rounded to the nearest integer, with the largest k for which
/// `terms` × (largest scaled magnitude + 1) ≤ 2⁶². Scaling by a power of two is exact, so the only error is the
/// rounding: at most half of ``resolution`` per cost. Optimal then means within n × resolution.
public struct CostScale: Sendable, Hashable {
  /// k: costs are multiplied by 2^k.
  ///
  /// May be negative for huge costs.
  public let exponent: Int

  /// One unit of the scaled integers, in the unit of the costs: 2^−k.
  public var resolution: Double { Double(sign: .plus, exponent: -exponent, significand: 1) }

  /// Finds the largest exponent that is safe; nil if a cost is NaN or infinite.
  ///
  /// - Parameters:
  ///   - costs: finite numbers.
  ///   - terms: how many scaled costs may be added up anywhere in a solve (nodes + 4, or units × depth).
  public init?(costs: [Double], terms: Int) {
    var largest = 0.0
    for cost in costs {
      guard cost.isFinite else { return nil }
      largest = max(largest, cost.magnitude)
    }
    // 2^room is at least `terms`; costs below 2^(bits) scaled by 2^(62 − room − bits − 1) leave a spare bit.
    let room = Int.bitWidth - max(terms, 1).leadingZeroBitCount
    let bits = largest == 0 ? 0 : Int(largest.exponent) + 1
    exponent = min(1_000, 61 - room - bits)
  }

  /// The scaled cost, rounded to nearest, ties to even.
  public func scaled(_ cost: Double) -> Int64 {
    Int64((cost * Double(sign: .plus, exponent: exponent, significand: 1)).rounded(.toNearestOrEven))
  }
}
