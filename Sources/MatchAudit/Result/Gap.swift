internal import CounselMatch

/// |bound − value| ÷ max(1, |value|) of the first level that is not proven, as an exact reduced fraction.
struct Gap {
  let numerator: UInt64
  let denominator: UInt64

  /// nil where a level is open and its value or bound is not known.
  init?(levels: [LevelResult], bound: Int64?) {
    guard let open = levels.first(where: { !$0.proven }) else {
      (numerator, denominator) = (0, 1)
      return
    }
    guard let bound, let value = open.value else { return nil }
    let (difference, overflow) = bound.subtractingReportingOverflow(value)
    guard !overflow else { return nil }
    let (top, bottom) = (difference.magnitude, max(1, value.magnitude))
    let divisor = Self.greatestCommonDivisor(top, bottom)
    (numerator, denominator) = (top / divisor, bottom / divisor)
  }

  /// `3/161035`; whole numbers without a slash.
  var text: String { denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)" }

  private static func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (left, right) = (first, second)
    while right != 0 { (left, right) = (right, left % right) }
    return max(1, left)
  }
}
