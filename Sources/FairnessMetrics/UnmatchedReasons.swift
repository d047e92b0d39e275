// Metrics: unmatched-nobody-eligible, unmatched-bottleneck, unmatched-trade-off.
// Definition: people of the group who are unmatched for this reason / people of the group who take part. The reasons are
// those of the result: nobody is eligible under all rules; everybody eligible shares too few places (a bottleneck); or
// others went before.
// Range: 0 … 1 each; the three and the served rate add up to 1. Direction: lower is better.
// The first asks for other attorneys, the second for more places, the third is what the order of the levels costs.
// Shown for one result at a time: nobody-eligible is the same in every result of a dataset, so several results with reasons
// would have to be protected as one table (see ReportSuppression).
// It misleads where rules are asked too much: somebody whose facts are missing may have nobody eligible on paper only.
// Reference: P. Hall, "On representatives of subsets", J. London Math. Soc. 10 (1935), for the bottleneck.

import CounselMatch

/// Why people of a group are unmatched.
public enum UnmatchedReasons {
  private static let reference = "Hall, Journal of the London Mathematical Society 10 (1935)"
  /// What they are, for tables.
  public static let about = [
    MetricDescription(
      name: "unmatched-nobody-eligible", definition: "people for whom nobody is eligible / people who take part",
      range: "0 … 1", direction: .lower, reference: reference),
    MetricDescription(
      name: "unmatched-bottleneck", definition: "people who share too few places / people who take part",
      range: "0 … 1", direction: .lower, reference: reference),
    MetricDescription(
      name: "unmatched-trade-off", definition: "people whom others went before / people who take part",
      range: "0 … 1", direction: .lower, reference: reference),
  ]

  /// The reasons in the order of the metrics.
  static let all: [UnmatchedSurvivor.Reason] = [.nobodyEligible, .bottleneck, .tradeOff]

  /// Nothing where reasons are not known.
  static func values(_ partition: Partition) -> [MetricValue] {
    about.indices.flatMap { index in
      partition.cells.filter { !$0.reasons.isEmpty }.map { cell in
        let name = about[index].name
        guard cell.shown.reasons[index] else { return MetricValue(suppressed: name, partition.name, cell.group) }
        return MetricValue(
          name, partition.name, cell.group, exact: Fraction(Int64(cell.reasons[index]), Int64(cell.people.count)),
          people: cell.people.count)
      }
    }
  }
}
