/// Turns floating-point costs into Int64 once, with the proof that nothing overflows.
///
/// Every cost is multiplied by 2^k and rounded to the nearest integer, with the largest k up to 1,000 for which
/// `terms` × (largest scaled magnitude + 1) ≤ 2⁶² (k = 0 where all costs are 0). Scaling by a power of two is exact, so the only error is the
/// rounding: at most half of ``resolution`` per cost. Optimal then means within n × resolution.
public struct CostScale: Sendable, Hashable {
  /// k: costs are multiplied by 2^k.
  ///
  /// May be negative for huge costs.
  public let exponent: Int

  /// The largest magnitude of a scaled cost.
  public let largest: Int64

  /// One unit of the scaled integers, in the unit of the costs: 2^−k.
  public var resolution: Double { Double(sign: .plus, exponent: -exponent, significand: 1) }

  /// Finds the largest exponent that is safe; nil if a cost is NaN or infinite.
  ///
  /// - Parameters:
  ///   - costs: finite numbers.
  ///   - terms: how many scaled costs may be added up anywhere in a solve (nodes + 4, or units × depth).
  public init?(costs: [Double], terms: Int) {
    // Magnitudes of doubles are ordered as their bits are; infinity and NaN lie above all others.
    var bits: UInt64 = 0
    for cost in costs { bits = max(bits, cost.magnitude.bitPattern) }
    let largest = Double(bitPattern: bits)
    guard largest.isFinite else { return nil }
    guard largest > 0 else {
      exponent = 0
      self.largest = 0
      return
    }
    // 2^room is at least `terms`; costs below 2^bits scaled by 2^(61 − room − bits) leave a spare bit. What the three
    // roundings to powers of two gave away is then taken back.
    let room = Int.bitWidth - max(terms, 1).leadingZeroBitCount
    var safe = min(1_000, 61 - room - Int(largest.exponent) - 1)
    while safe < 1_000, Self.fits(largest, safe + 1, terms) { safe += 1 }
    exponent = safe
    self.largest = Int64(
      (largest * Double(sign: .plus, exponent: safe, significand: 1)).rounded(.toNearestOrEven))
  }

  private static func fits(_ largest: Double, _ exponent: Int, _ terms: Int) -> Bool {
    let scaled = (largest * Double(sign: .plus, exponent: exponent, significand: 1)).rounded()
    guard scaled < 0x1p62 else { return false }
    let (total, overflow) = (UInt64(scaled) + 1).multipliedReportingOverflow(by: UInt64(max(terms, 1)))
    return !overflow && total <= 1 << 62
  }

  /// The scaled cost, rounded to nearest, ties to even.
  ///
  /// - Precondition: the cost is no larger in magnitude than the largest of those the scale was made for.
  public func scaled(_ cost: Double) -> Int64 {
    Int64((cost * Double(sign: .plus, exponent: exponent, significand: 1)).rounded(.toNearestOrEven))
  }

  /// All costs scaled, or their negatives: ``scaled(_:)`` of each, without a call per cost.
  ///
  /// O(costs).
  public func scaled(_ costs: [Double], negated: Bool = false) -> [Int64] {
    // Scaling by a power of two and changing the sign are exact, so the sign may go into the factor.
    let factor = Double(sign: negated ? .minus : .plus, exponent: exponent, significand: 1)
    return costs.map { Int64(($0 * factor).rounded(.toNearestOrEven)) }
  }
}
