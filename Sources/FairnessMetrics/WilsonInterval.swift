// Metric helper: the 95 % score interval of a rate.
// Definition: the values p for which |s − n·p| ≤ z √(n·p·(1 − p)), with z = 1.96; with Z = z² its ends are
// (2s + Z ∓ z √(Z + 4 s (n − s) / n)) / (2 (n + Z)).
// Range: 0 … 1. It never leaves it, and it has a width even where nobody or everybody is served.
// Arithmetic: in whole numbers, rounded once, half up, to millionths (thousandths from 2²¹ people on; none from 2²⁷ on).
// With z = 49/25 the ends are (A ∓ √(2401 Y)) / D where A = n (1250 s + 2401), Y = n (2401 n + 2500 s (n − s)) and
// D = n (1250 n + 4802). In units of 1/u, rounded half up: ⌊(2 u A ∓ √(4 u² · 2401 Y) + D) / 2 D⌋, and only whether the
// root reaches a whole number matters: its ceiling is subtracted, its floor added.
// Overflow: Y ≤ 2¹⁰ n³ for n ≥ 7 (smaller ones are far from it), so 4 u² · 2401 Y < 2¹²⁸ for u = 10⁶, n < 2²¹ and for u = 10³, n < 2²⁷.
// Reference: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).

public import CounselMatch

/// The 95 % Wilson interval of a rate.
public struct WilsonInterval: Sendable, Hashable {
  /// The lower end, 0 … 1, rounded to millionths.
  public let least: Fraction
  /// The upper end, ``least`` … 1.
  public let most: Fraction

  /// ``least`` as the nearest Double.
  public var low: Double { least.value }
  /// ``most`` as the nearest Double.
  public var high: Double { most.value }

  /// - Parameters:
  ///   - successes: 0 … `trials`.
  ///   - trials: at least 1 and less than 2²⁷, else nil is returned.
  public init?(successes: Int, trials: Int) {
    guard trials >= 1, trials < 1 << 27, (0...trials).contains(successes) else { return nil }
    let unit: Int128 = trials < 1 << 21 ? 1_000_000 : 1_000
    let (served, people) = (Int128(successes), Int128(trials))
    let centre = 2 * unit * people * (1_250 * served + 2_401)
    let scale = people * (1_250 * people + 4_802)
    let spread = people * (2_401 * people + 2_500 * served * (people - served))
    let square = UInt128(4 * unit * unit * 2_401) * UInt128(spread)
    let root = LoadVariation.squareRoot(square)
    let ceiling = root * root == square ? root : root + 1
    let low = max(0, (centre - Int128(ceiling) + scale) / (2 * scale))
    let high = min(unit, (centre + Int128(root) + scale) / (2 * scale))
    guard let least = Fraction(Int64(successes == 0 ? 0 : low), Int64(unit)),
      let most = Fraction(Int64(successes == trials ? unit : high), Int64(unit))
    else { return nil }
    self.least = least
    self.most = most
  }
}
