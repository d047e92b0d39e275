// Metric: served-rate-difference (demographic parity difference).
// Definition: the largest served rate of the groups of a partition − the smallest, as an exact fraction.
// Range: 0 … 1; 0 where all groups are served alike. Direction: lower is better.
// Over the groups whose rates are shown: where one is withheld the figure stands for `shown groups`, and it is withheld
// where fewer than two are shown. It follows from published rates, so it gives nothing away.
// It misleads where groups are small (chance alone makes the largest of many rates exceed the smallest; the Wilson
// intervals of the rates tell how far), where a withheld group is the worst off, where groups differ in what is attainable
// (see attainable-rate), and where everybody is served equally badly: 0 is no praise. It has no interval of its own:
// one for two groups picked for being the extremes would be too narrow.
// Reference: Calders & Verwer, Data Mining and Knowledge Discovery 21 (2010); Barocas, Hardt, Narayanan (2023), chapter 3.

import CounselMatch

/// How far apart the served rates of the groups are.
public enum ServedRateDifference {
  /// What it is, for tables.
  public static let about = MetricDescription(
    name: "served-rate-difference", definition: "largest served rate of the shown groups − the smallest",
    range: "0 … 1", direction: .lower, reference: "Calders & Verwer, Data Mining and Knowledge Discovery 21 (2010)")

  static func values(_ partition: Partition) -> [MetricValue] {
    guard let shown = ShownGroups(partition) else { return [] }
    guard let rates = shown.servedRates else {
      return [MetricValue(suppressed: about.name, partition.name, shown.scope)]
    }
    return [
      MetricValue(
        about.name, partition.name, shown.scope, exact: rates.most.minus(rates.least), people: shown.people)
    ]
  }
}
