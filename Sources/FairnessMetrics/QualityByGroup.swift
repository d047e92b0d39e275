// Metrics: quality-median, quality-worst.
// Definition: median and smallest score of the group's matched pairs; the median of an even number is the mean of the
// middle two, kept as a fraction.
// Range: points of the policy's weights (with the default 0 … 850, personal points aside). Direction: higher is better.
// Withheld where fewer than suppressBelow pairs would be described: an extreme is one person's value.
// Reference: Rawls' maximin and its use for allocations, Moulin, Fair Division and Collective Welfare (2003), chapter 3.

/// Median and worst score of a group's pairs.
public enum QualityByGroup {
  public static let about = [
    MetricDescription(
      name: "quality-median", definition: "median score of the group's pairs", range: "points", direction: .higher,
      reference: "Moulin, Fair Division and Collective Welfare (2003), chapter 3"),
    MetricDescription(
      name: "quality-worst", definition: "smallest score of the group's pairs", range: "points", direction: .higher,
      reference: "Moulin, Fair Division and Collective Welfare (2003), chapter 3"),
  ]

  static func values(_ partition: Partition, _ input: FairnessInput) -> [MetricValue] {
    partition.cells.flatMap { cell -> [MetricValue] in
      let names = about.map(\.name)
      guard !cell.isHidden else {
        return names.map { MetricValue(suppressed: $0, partition.name, cell.group) }
      }
      let scores = cell.people.compactMap { input.matches[$0]?.score }
      let values = [Order.median(scores), scores.min().map { Fraction(Int64($0)) }]
      return zip(names, values).map { name, value in
        MetricValue(name, partition.name, cell.group, exact: value, people: scores.count)
      }
    }
  }
}
