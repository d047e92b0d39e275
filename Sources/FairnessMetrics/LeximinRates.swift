// Metric: leximin-rates.
// Definition: the attainable rates of the groups of a partition, ascending, as exact fractions. Of two plans the one with
// the larger first entry is fairer; with equal entries the next decides. The value is the first entry.
// Range: each 0 … 1. Direction: higher is better, entry by entry.
// Over the groups whose rates are shown: the vector is a sorted copy of published rates and gives nothing away.
// It misleads where vectors of different groups are compared (other datasets, other withheld groups: the number of entries
// differs), and it does not weigh groups by their size: one small group decides the first entry.
// Reference: Moulin, Fair Division and Collective Welfare (2003), chapter 3.

/// The groups' attainable rates, worst first.
public enum LeximinRates {
  /// What it is, for tables.
  public static let about = MetricDescription(
    name: "leximin-rates", definition: "attainable rates of the shown groups, ascending; the worst decides first",
    range: "0 … 1 each", direction: .higher,
    reference: "Moulin, Fair Division and Collective Welfare (2003), chapter 3")

  /// Nothing where nobody asked what is attainable.
  static func values(_ partition: Partition) -> [MetricValue] {
    guard let shown = ShownGroups(partition, where: \.shown.attainable),
      partition.cells.allSatisfy({ $0.attainable != nil })
    else { return [] }
    let rates = shown.cells.compactMap(AttainableRate.rate).sorted()
    guard rates.count > 1 else { return [MetricValue(suppressed: about.name, partition.name, shown.scope)] }
    return [
      MetricValue(
        about.name, partition.name, shown.scope, exact: rates.first, vector: rates, people: shown.people)
    ]
  }
}
