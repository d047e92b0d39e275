// Metric helper: the 95 % score interval of a rate.
// Definition: the values p for which |s − n·p| ≤ z √(n·p·(1 − p)), with z = 1.96; with Z = z² its ends are
// (2s + Z ∓ z √(Z + 4 s (n − s) / n)) / (2 (n + Z)).
// Range: 0 … 1. It never leaves it, and it has a width even where nobody or everybody is served.
// Only + − × ÷ and the square root are used, which round alike on every platform.
// Reference: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).

/// The 95 % Wilson interval of a rate.
public struct WilsonInterval: Sendable, Hashable {
  /// 0 … 1.
  public let low: Double
  /// ``low`` … 1.
  public let high: Double

  /// - Parameters:
  ///   - successes: 0 … `trials`.
  ///   - trials: at least 1, else nil is returned.
  public init?(successes: Int, trials: Int) {
    guard trials >= 1, (0...trials).contains(successes) else { return nil }
    let z = 1.96
    let square = z * z
    let (served, people) = (Double(successes), Double(trials))
    let spread = z * (square + 4 * served * (people - served) / people).squareRoot()
    let scale = 2 * (people + square)
    low = successes == 0 ? 0 : max(0, (2 * served + square - spread) / scale)
    high = successes == trials ? 1 : min(1, (2 * served + square + spread) / scale)
  }
}
