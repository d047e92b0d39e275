/// An exact probability: a reduced fraction from 0 to 1.
public struct Chance: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// 0 … `denominator`.
  public let numerator: Int64
  /// At least 1, at most 2³¹ − 1 where people are counted; shares no factor with the numerator.
  public let denominator: Int64

  /// Nobody.
  public static let never = Chance(0, of: 1)
  /// Everybody.
  public static let certain = Chance(1, of: 1)

  /// `places` of `people`, reduced; at most 1, and 0 where there are no people.
  package init(_ places: Int64, of people: Int64) {
    let top = max(0, min(places, people))
    let common = Self.commonFactor(top, max(people, 1))
    numerator = top / common
    denominator = max(people, 1) / common
  }

  /// Exact; the products have 128 bits.
  public static func < (left: Chance, right: Chance) -> Bool {
    Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
  }

  /// As `12/41`.
  public var description: String { "\(numerator)/\(denominator)" }

  private static func commonFactor(_ first: Int64, _ second: Int64) -> Int64 {
    var (low, high) = (first, second)
    while low != 0 { (low, high) = (high % low, low) }
    return high
  }
}
