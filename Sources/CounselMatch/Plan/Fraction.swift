/// An exact fraction of whole numbers, reduced; the denominator is positive.
///
/// Values are computed exactly and become a Double once, at the end.
public struct Fraction: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Has the sign.
  public let numerator: Int64
  /// ≥ 1, without a common divisor with the numerator.
  public let denominator: Int64

  /// - Returns: nil where the denominator is not positive.
  public init?(_ numerator: Int64, _ denominator: Int64) {
    guard denominator > 0 else { return nil }
    var (left, right) = (numerator.magnitude, denominator.magnitude)
    while right != 0 { (left, right) = (right, left % right) }
    let divisor = Int64(left)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// - Returns: nil where the denominator is not positive, or the reduced fraction does not fit 64 bits.
  package init?(reducing numerator: Int128, _ denominator: Int128) {
    guard denominator > 0 else { return nil }
    var (left, right) = (numerator.magnitude, denominator.magnitude)
    while right != 0 { (left, right) = (right, left % right) }
    let divisor = Int128(left)
    guard let top = Int64(exactly: numerator / divisor), let bottom = Int64(exactly: denominator / divisor) else {
      return nil
    }
    self.numerator = top
    self.denominator = bottom
  }

  public init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// `7/9`; a whole number stands alone.
  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

  /// The nearest Double, rounded once; exact parts up to 2⁵³.
  public var value: Double { Double(numerator) / Double(denominator) }

  public static func < (left: Fraction, right: Fraction) -> Bool {
    let first = left.numerator.multipliedFullWidth(by: right.denominator)
    let second = right.numerator.multipliedFullWidth(by: left.denominator)
    return (first.high, first.low) < (second.high, second.low)
  }

  /// Nil where the difference does not fit 64 bits.
  package func minus(_ other: Fraction) -> Fraction? {
    let left = Int128(numerator) * Int128(other.denominator)
    let (top, overflow) = left.subtractingReportingOverflow(Int128(other.numerator) * Int128(denominator))
    return overflow ? nil : Fraction(reducing: top, Int128(denominator) * Int128(other.denominator))
  }

  /// Nil where the divisor is not positive, or the quotient does not fit 64 bits.
  package func divided(by other: Fraction) -> Fraction? {
    Fraction(reducing: Int128(numerator) * Int128(other.denominator), Int128(denominator) * Int128(other.numerator))
  }
}
