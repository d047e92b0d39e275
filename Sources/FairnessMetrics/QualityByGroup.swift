// Metrics: quality-median, quality-worst.
// Definition: median and smallest score of the group's matched pairs; the median of an even number is the mean of the
// middle two, kept as a fraction.
// Range: points of the policy's weights (with the default 0 … 850, personal points aside). Direction: higher is better.
// Withheld where the served rate of the group is: then at least suppressBelow pairs are described, or none.
// Reference: Rawls' maximin and its use for allocations, Moulin, Fair Division and Collective Welfare (2003), chapter 3.

import CounselMatch

/// Median and worst score of a group's pairs.
public enum QualityByGroup {
  /// What they are, for tables.
  public static let about = [
    MetricDescription(
      name: "quality-median", definition: "median score of the group's pairs", range: "points", direction: .higher,
      reference: "Moulin, Fair Division and Collective Welfare (2003), chapter 3"),
    MetricDescription(
      name: "quality-worst", definition: "smallest score of the group's pairs", range: "points", direction: .higher,
      reference: "Moulin, Fair Division and Collective Welfare (2003), chapter 3"),
  ]

  static func values(_ partition: Partition, _ input: FairnessInput) -> [MetricValue] {
    let scores = partition.cells.map { cell in cell.people.compactMap { input.matches[$0]?.score } }
    return partition.values("quality-median", numbers: scores, value: Order.median)
      + partition.values("quality-worst", numbers: scores) { scores in
        scores.min().map { Fraction(Int64($0)) }
      }
  }
}
