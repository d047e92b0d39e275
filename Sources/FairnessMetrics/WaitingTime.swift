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
  /// What they are, for tables.
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
  static func values(_ partition: Partition, _ input: FairnessInput, _ rule: Suppression) -> [MetricValue] {
    guard let asOf = input.instance.policy.asOf else { return [] }
    func waits(isMatched: Bool) -> [[Int]] {
      partition.cells.map { cell in
        cell.people.filter { (input.matches[$0] != nil) == isMatched }.compactMap { person in
          input.instance.survivors[person].registered.map { max(0, Int(asOf.number) - Int($0.number)) }
        }
      }
    }
    func longest(_ days: [Int]) -> Fraction? { days.max().map { Fraction(Int64($0)) } }
    let (matched, unmatched) = (waits(isMatched: true), waits(isMatched: false))
    return partition.values(
      "waiting-median-matched", rule, numbers: matched, expected: \.served, value: Order.median)
      + partition.values("waiting-longest-matched", rule, numbers: matched, expected: \.served, value: longest)
      + partition.values(
        "waiting-median-unmatched", rule, numbers: unmatched, expected: \.unserved, value: Order.median)
      + partition.values("waiting-longest-unmatched", rule, numbers: unmatched, expected: \.unserved, value: longest)
  }
}
