public import CounselMatch
public import FairnessMetrics

extension FairnessReport {
  /// One number for each of the five metrics: the worst group's value, with its name, ties to the first group.
  ///
  /// Withheld groups are not looked at; a metric with no group left has no value.
  public var headlines: [ComparisonRow.Metric] {
    [
      headline("served-rate", lowest: true, places: 3), headline("attainable-rate", lowest: true, places: 3),
      headline("quality-median", lowest: true, places: 1), headline("load-gini", lowest: false, places: 3),
      headline("waiting-longest-unmatched", lowest: false, places: 0),
    ]
  }

  /// The lowest and the highest rate of a shown group against what it could attain alone, in these partitions; in all
  /// where none is named.
  public func attainableRates(of partitions: Set<String>) -> (lowest: Fraction, highest: Fraction)? {
    let rates = metrics.filter {
      $0.name == "attainable-rate" && (partitions.isEmpty || partitions.contains($0.partition))
    }.compactMap(\.exact)
    guard let lowest = rates.min(), let highest = rates.max() else { return nil }
    return (lowest, highest)
  }

  private func headline(_ name: String, lowest: Bool, places: Int) -> ComparisonRow.Metric {
    var worst: (value: Fraction, group: String)?
    for metric in metrics where metric.name == name {
      guard let value = metric.exact else { continue }
      if worst.map({ lowest ? value < $0.value : $0.value < value }) ?? true {
        worst = (value, metric.partition == metric.group ? metric.group : "\(metric.partition)=\(metric.group)")
      }
    }
    let text = worst.map { FixedNumber.ratio($0.value.numerator, $0.value.denominator, places: places) }
    return ComparisonRow.Metric(name: name, group: worst?.group, value: text)
  }
}
