// Metrics: waiting-median and waiting-longest, of the matched and of those who still wait.
// Definition: days from `registered` to the policy's asOf; people without a date are left out, and a date after asOf
// counts as 0.
// Range: whole days, the median of an even number possibly a half. Direction: lower is better; a group that waits longer
// at equal dates of arrival is passed over.
// Withheld where fewer than suppressBelow people would be described.
// Reference: waiting times of groups in organ allocation, Bertsimas, Farias, Trichakis, Operations Research 61 (2013).

import CounselMatch

/// How long a group has been waiting.
public enum WaitingTime {
  private static let reference = "Bertsimas, Farias, Trichakis, Operations Research 61 (2013)"
  public static let about = [
    MetricDescription(
      name: "waiting-median-matched", definition: "median days from registration to asOf of the matched",
      range: "days", direction: .lower, reference: reference),
    MetricDescription(
      name: "waiting-longest-matched", definition: "longest wait of the matched", range: "days", direction: .lower,
      reference: reference),
    MetricDescription(
      name: "waiting-median-unmatched", definition: "median days from registration to asOf of the unmatched",
      range: "days", direction: .lower, reference: reference),
    MetricDescription(
      name: "waiting-longest-unmatched", definition: "longest wait of the unmatched", range: "days",
      direction: .lower, reference: reference),
  ]

  /// Nothing where the policy has no asOf.
  static func values(_ partition: Partition, _ input: FairnessInput) -> [MetricValue] {
    guard let asOf = input.instance.policy.asOf else { return [] }
    let threshold = input.instance.policy.suppressBelow
    return partition.cells.flatMap { cell -> [MetricValue] in
      let waits = { (isMatched: Bool) -> [Int] in
        cell.people.filter { (input.matches[$0] != nil) == isMatched }.compactMap {
          input.instance.survivors[$0].registered.map { day in max(0, Int(asOf.number - day.number)) }
        }
      }
      let (matched, unmatched) = (waits(true), waits(false))
      let values = [
        (matched, Order.median(matched)), (matched, matched.max().map { Fraction(Int64($0)) }),
        (unmatched, Order.median(unmatched)), (unmatched, unmatched.max().map { Fraction(Int64($0)) }),
      ]
      return zip(about, values).map { about, entry in
        let (people, value) = entry
        if cell.isHidden || (1..<max(1, threshold)).contains(people.count) {
          return MetricValue(suppressed: about.name, partition.name, cell.group)
        }
        return MetricValue(about.name, partition.name, cell.group, exact: value, people: people.count)
      }
    }
  }
}
