// Metric: load-cv, over attorneys and over firms.
// Definition: coefficient of variation of the loads of all who have a place at all: standard deviation of the population /
// mean = √(n Σ x² − (Σ x)²) / Σ x; 0 where there is no load at all. Jain's index is 1 / (1 + cv²).
// Range: 0 (all alike) … √(n − 1). Direction: lower is better.
// Arithmetic: in millionths, rounded once, half up: with y = ⌊4·10¹² (n Σ x² − (Σ x)²) / (Σ x)²⌋ the value is
// ⌊(⌊√y⌋ + 1) / 2⌋ millionths: ⌊(√z + 1) / 2⌋ changes only where √z reaches a whole number, so nothing is lost. No floating point.
// Withheld where the total number served is, as load-jain.
// It misleads at small means (a first case each at a few attorneys looks wilder than twenty cases spread unevenly) and
// grows with n; compare plans of one network only.
// Reference: K. Pearson, Philosophical Transactions A 187 (1896); its link to the index: Jain, Chiu & Hawe (1984).

package import CounselMatch

/// How much the loads vary, relative to their mean.
public enum LoadVariation {
  /// What it is, for tables.
  public static let about = MetricDescription(
    name: "load-cv", definition: "standard deviation of the loads / their mean, rounded to millionths",
    range: "0 … √(n − 1)", direction: .lower,
    reference: "Pearson, Philosophical Transactions A 187 (1896)")

  static func values(_ input: FairnessInput, isWithheld: Bool) -> [MetricValue] {
    LoadSpread.loads(input).map { name, loads in
      guard !isWithheld else { return MetricValue(suppressed: about.name, name, name) }
      return MetricValue(about.name, name, name, exact: coefficient(loads), people: loads.count)
    }
  }

  /// Nil for nobody, and where the sums do not fit 128 bits; 0 where there is no load at all.
  package static func coefficient(_ loads: [Int]) -> Fraction? {
    guard !loads.isEmpty, let moments = LoadMoments(loads) else { return nil }
    guard moments.sum > 0 else { return Fraction(0) }
    let spread = UInt128(moments.countTimesSquares - moments.squareOfSum)
    // The quotient fits 128 bits: spread / (Σ x)² ≤ n − 1 < 2⁶³, and 4·10¹² < 2⁴².
    let scaled = spread.multipliedFullWidth(by: 4_000_000_000_000)
    let quotient = UInt128(moments.squareOfSum).dividingFullWidth(scaled).quotient
    guard let millionths = Int64(exactly: (squareRoot(quotient) + 1) / 2) else { return nil }
    return Fraction(millionths, 1_000_000)
  }

  /// ⌊√value⌋, by bisection on the bits of the root.
  package static func squareRoot(_ value: UInt128) -> UInt128 {
    var root = UInt128(0)
    for bit in (0..<64).reversed() {
      let next = root | (UInt128(1) << UInt128(bit))
      if next * next <= value { root = next }
    }
    return root
  }
}
