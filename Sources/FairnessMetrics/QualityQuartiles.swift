// Metrics: quality-lower-quartile, quality-upper-quartile; the median stands beside them.
// Definition: the smallest score that at least a quarter of the group's pairs do not exceed; the largest score that at
// least a quarter reach. Each is the score of a pair: rank ⌈n/4⌉ from below and from above.
// Range: points of the policy's weights. Direction: higher is better; the two far apart: some are matched much better.
// No interpolation: the denominator of an interpolated quartile would tell the number of pairs modulo 4 where that number
// is withheld. Withheld where the served rate of the group is.
// It misleads where a group is served little: quartiles speak of the matched only, and a plan that drops the worst matched
// people raises them.
// Reference: Hyndman & Fan, The American Statistician 50 (1996), definition 1.

import CounselMatch

/// The middle half of a group's scores.
public enum QualityQuartiles {
  private static let reference = "Hyndman & Fan, The American Statistician 50 (1996), definition 1"
  /// What they are, for tables.
  public static let about = [
    MetricDescription(
      name: "quality-lower-quartile", definition: "smallest score that a quarter of the group's pairs do not exceed",
      range: "points", direction: .higher, reference: reference),
    MetricDescription(
      name: "quality-upper-quartile", definition: "largest score that a quarter of the group's pairs reach",
      range: "points", direction: .higher, reference: reference),
  ]

  static func values(_ partition: Partition, _ input: FairnessInput) -> [MetricValue] {
    let scores = partition.cells.map { cell in cell.people.compactMap { input.matches[$0]?.score } }
    return partition.values("quality-lower-quartile", numbers: scores) {
      Order.quartiles($0).map { Fraction(Int64($0.lower)) }
    }
      + partition.values("quality-upper-quartile", numbers: scores) {
        Order.quartiles($0).map { Fraction(Int64($0.upper)) }
      }
  }
}

extension Order {
  /// The numbers of rank ⌈n/4⌉ from below and from above; nil for none.
  package static func quartiles(_ numbers: [Int]) -> (lower: Int, upper: Int)? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    let rank = (sorted.count + 3) / 4
    return (sorted[rank - 1], sorted[sorted.count - rank])
  }
}
