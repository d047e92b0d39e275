// Metric: served-rate-ratio (ratio of rates).
// Definition: the smallest served rate of the groups of a partition / the largest; 1 where nobody of any group is served.
// Range: 0 … 1; 1 where all groups are served alike. Direction: higher is better.
// Mark: 4/5, known from the selection of employees. A place to look closer, not a legal test: a ratio below it proves no
// discrimination, one above it excludes none, and no rule for pro bono networks names it.
// Over the groups whose rates are shown, as served-rate-difference.
// It misleads at small rates (1 % to 2 % is a ratio of 1/2 and a difference of one person in a hundred), in small groups,
// and where a withheld group is the worst off.
// Reference: 29 CFR 1607.4(D) (1978), where the mark comes from; Feldman et al., KDD 2015.

import CounselMatch

/// The served rate of the worst served group, as a share of that of the best served.
public enum ServedRateRatio {
  /// What it is, for tables.
  public static let about = MetricDescription(
    name: "served-rate-ratio", definition: "smallest served rate of the shown groups / the largest",
    range: "0 … 1, mark 0.8 (not a legal test)", direction: .higher,
    reference: "29 CFR 1607.4(D) (1978); Feldman et al., KDD 2015", mark: Fraction(4, 5))

  static func values(_ partition: Partition) -> [MetricValue] {
    guard let shown = ShownGroups(partition) else { return [] }
    guard let rates = shown.servedRates else {
      return [MetricValue(suppressed: about.name, partition.name, shown.scope)]
    }
    let ratio = rates.most == Fraction(0) ? Fraction(1) : rates.least.divided(by: rates.most)
    return [MetricValue(about.name, partition.name, shown.scope, exact: ratio, people: shown.people)]
  }
}
