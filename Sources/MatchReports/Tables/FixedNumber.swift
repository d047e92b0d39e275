/// Numbers as text, the same in every locale: a point before the decimals, no grouping, halves away from zero.
public enum FixedNumber {
  /// `scaled` ÷ 10^`places` with exactly `places` decimals (0 … 18): `decimal(1234, places: 2)` is `12.34`.
  public static func decimal(_ scaled: Int64, places: Int) -> String {
    let digits = String(scaled.magnitude)
    let sign = scaled < 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// `numerator` ÷ `denominator` rounded to `places` decimals, `–` where the denominator is 0 or the result
  /// does not fit.
  public static func ratio(_ numerator: Int64, _ denominator: Int64, places: Int) -> String {
    guard denominator != 0, let power = power(ofTen: places) else { return "–" }
    let (product, overflow) = numerator.multipliedReportingOverflow(by: power)
    guard !overflow else { return "–" }
    let (quotient, rest) = product.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
    let rounded = quotient + (rest >= denominator.magnitude - rest ? 1 : 0)
    guard let size = Int64(exactly: rounded) else { return "–" }
    return decimal((numerator < 0) == (denominator < 0) ? size : -size, places: places)
  }

  /// A share as percent with `places` decimals: `percent(9, 10, places: 1)` is `90.0 %`.
  public static func percent(_ part: Int64, _ whole: Int64, places: Int = 1) -> String {
    let (hundredfold, overflow) = part.multipliedReportingOverflow(by: 100)
    guard whole != 0, !overflow else { return "–" }
    return ratio(hundredfold, whole, places: places) + " %"
  }

  /// A binary fraction rounded to `places` decimals; `–` for what is not finite or too large.
  public static func decimal(_ value: Double, places: Int) -> String {
    guard let power = power(ofTen: places), value.isFinite else { return "–" }
    guard let scaled = Int64(exactly: (value * Double(power)).rounded(.toNearestOrAwayFromZero)) else { return "–" }
    return decimal(scaled, places: places)
  }

  /// Seconds with `places` decimals (0 … 9).
  public static func seconds(_ duration: Duration, places: Int = 3) -> String {
    let (seconds, attoseconds) = duration.components
    let (billions, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow, (0...9).contains(places) else { return "–" }
    let (nanoseconds, carry) = billions.addingReportingOverflow(attoseconds / 1_000_000_000)
    return carry ? "–" : ratio(nanoseconds, 1_000_000_000, places: places)
  }

  private static func power(ofTen places: Int) -> Int64? {
    guard (0...18).contains(places) else { return nil }
    return (0..<places).reduce(1) { power, _ in power * 10 }
  }
}
