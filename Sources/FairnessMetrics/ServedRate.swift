// Metric: served-rate.
// Definition: people of the group who are matched / people of the group who take part (on hold: not counted).
// Range: 0 … 1, with a 95 % Wilson interval. Direction: higher is better; compare groups, not only the total.
// Reference: statistical parity as in Barocas, Hardt, Narayanan, Fairness and Machine Learning (2023), chapter 3.

import CounselMatch

/// The share of a group that is matched.
public enum ServedRate {
  /// What it is, for tables.
  public static let about = MetricDescription(
    name: "served-rate", definition: "matched people of the group / people of the group who take part", range: "0 … 1",
    direction: .higher, reference: "Barocas, Hardt, Narayanan, Fairness and Machine Learning (2023), chapter 3")

  static func values(_ partition: Partition) -> [MetricValue] {
    partition.cells.map { cell in
      guard !cell.isHidden else {
        return MetricValue(
          suppressed: about.name, partition.name, cell.group, people: cell.shown.people ? cell.people.count : nil)
      }
      return MetricValue(
        about.name, partition.name, cell.group, exact: Fraction(Int64(cell.served), Int64(cell.people.count)),
        interval: WilsonInterval(successes: cell.served, trials: cell.people.count), people: cell.people.count)
    }
  }
}
