// Metric: attainable-rate.
// Definition: people of the group who are matched / the most of the group that could be matched if only the group were
// there, under all hard rules (a maximum flow restricted to the group's rows).
// Range: 0 … 1; 1 by definition where nobody of the group can be served at all. Direction: higher is better.
// It tells a group that loses in competition from a group for whom nobody is eligible: the served rate cannot.
// Reference: the proportional share of a group under its own maximum, as in Benabbou et al., "Fairness towards groups
// of agents in the allocation of indivisible items", IJCAI 2019.

import CounselMatch

/// The share of a group's own maximum that is matched.
public enum AttainableRate {
  /// What it is, for tables.
  public static let about = MetricDescription(
    name: "attainable-rate",
    definition:
      "matched people of the group / the most of the group that could be matched if only the group were there",
    range: "0 … 1", direction: .higher, reference: "Benabbou et al., IJCAI 2019")

  static func values(_ partition: Partition) -> [MetricValue] {
    partition.cells.compactMap { cell in
      guard let rate = rate(cell) else { return nil }
      guard cell.shown.attainable else { return MetricValue(suppressed: about.name, partition.name, cell.group) }
      return MetricValue(about.name, partition.name, cell.group, exact: rate, people: cell.people.count)
    }
  }

  /// Nil where nobody asked what is attainable.
  static func rate(_ cell: Partition.Cell) -> Fraction? {
    cell.attainable.map { Fraction(Int64(cell.served), Int64($0)) ?? Fraction(1) }
  }
}
