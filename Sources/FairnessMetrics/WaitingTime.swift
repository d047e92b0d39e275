// Metrics: waiting-median and waiting-longest, of the matched and of those who still wait.
// Definition: days from `registered` to the policy's asOf; people without a date are left out, and a date after asOf
// counts as 0.
// Range: whole days; the median of an even number is the mean of the middle two, rounded down: a half would tell that the
// number is even. Direction: lower is better; a group that waits longer at equal dates of arrival is passed over.
// Withheld where the served rate of the group is. Where somebody who takes part has no date, also where fewer than
// suppressBelow dates would be described (and once more, so that none is withheld alone); then no number of people stands
// beside any of these values, so that nobody can tell how many have no date.
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
    let (matched, unmatched) = (waits(isMatched: true), waits(isMatched: false))
    let isComplete =
      zip(matched, partition.cells).allSatisfy { $0.count == $1.served }
      && zip(unmatched, partition.cells).allSatisfy { $0.count == $1.unserved }
    return [("matched", matched), ("unmatched", unmatched)].flatMap { name, days in
      let expected = partition.cells.map { name == "matched" ? $0.served : $0.unserved }
      let hidden = hidden(partition, days, expected: expected, rule)
      func all(_ metric: String, _ value: ([Int]) -> Int?) -> [MetricValue] {
        partition.cells.indices.map { row in
          let (metric, group) = ("\(metric)-\(name)", partition.cells[row].group)
          guard !hidden[row] else { return MetricValue(suppressed: metric, partition.name, group) }
          let exact = value(days[row]).map { Fraction(Int64($0)) }
          let people = isComplete || rule.threshold <= 1 ? days[row].count : nil
          return MetricValue(metric, partition.name, group, exact: exact, people: people)
        }
      }
      return all("waiting-median", median) + all("waiting-longest") { $0.max() }
    }
  }

  /// The middle number of days, rounded down; nil for none.
  private static func median(_ days: [Int]) -> Int? {
    Order.median(days).map { Int($0.numerator) / Int($0.denominator) }
  }

  /// Which groups are withheld.
  private static func hidden(
    _ partition: Partition, _ days: [[Int]], expected: [Int], _ rule: Suppression
  ) -> [Bool] {
    var hidden = partition.cells.map(\.isHidden)
    let few = days.indices.filter { row in
      !hidden[row] && days[row].count < expected[row] && days[row].count < rule.threshold && rule.threshold > 1
    }
    for row in few { hidden[row] = true }
    let left = days.indices.filter { !hidden[$0] && !days[$0].isEmpty }
    if few.count == 1, let next = left.min(by: { expected[$0] < expected[$1] }) { hidden[next] = true }
    return hidden
  }
}
