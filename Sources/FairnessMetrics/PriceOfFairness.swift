// Metrics: price-people, price-people-share, price-quality, price-quality-share; of a plan against another of the same
// dataset, usually the plan without the fairness level.
// Definition: people matched there − people matched here; the sum of scores there − here; the shares divide by the number
// there. Exact.
// Range: people and points, negative for a gain; shares up to 1. Direction: lower is better. Quality lost contains the
// scores of the people who are lost.
// People lost follow from the two served rates and are withheld where one of those is. Points are also withheld where the
// two plans differ for 1 … suppressBelow − 1 people: the difference would describe these few.
// It misleads where the other plan is no optimum (a price against a poor plan looks small), and it says who pays nothing:
// see the rates by group. Where scores can be negative, a share of their sum says little and is left out at a sum ≤ 0.
// Reference: Bertsimas, Farias, Trichakis, "The price of fairness", Operations Research 59 (2011).

import CounselMatch

/// What a plan loses against another plan.
public enum PriceOfFairness {
  private static let reference = "Bertsimas, Farias, Trichakis, Operations Research 59 (2011)"
  /// What they are, for tables.
  public static let about = [
    MetricDescription(
      name: "price-people", definition: "people matched in the plan compared with − people matched here",
      range: "people, negative for a gain", direction: .lower, reference: reference),
    MetricDescription(
      name: "price-people-share", definition: "price-people / people matched in the plan compared with",
      range: "… 1", direction: .lower, reference: reference),
    MetricDescription(
      name: "price-quality", definition: "sum of scores in the plan compared with − sum here",
      range: "points, negative for a gain", direction: .lower, reference: reference),
    MetricDescription(
      name: "price-quality-share", definition: "price-quality / sum of scores in the plan compared with",
      range: "… 1", direction: .lower, reference: reference),
  ]

  /// Nothing where the two results are of different people; `all` is everybody, after suppression.
  static func values(
    _ input: FairnessInput, against reference: FairnessInput, all: Partition, _ rule: Suppression
  ) -> [MetricValue] {
    guard let cell = all.cells.first, input.instance.survivors == reference.instance.survivors else { return [] }
    var other = [[Partition.everybody(reference)]]
    ReportSuppression(rule).apply(to: &other, people: reference.instance.survivors.count)
    guard let there = other.first?.first?.cells.first else { return [] }
    let isHidden = cell.isHidden || there.isHidden
    let people = Amount(here: cell.served, there: there.served)
    let quality = Amount(here: score(input, cell), there: score(reference, there))
    let isQualityHidden = isHidden || rule.isSmall(differing(input, reference, cell))
    let values: [(isHidden: Bool, exact: Fraction?)] = [
      (isHidden, people.lost), (isHidden, people.share), (isQualityHidden, quality.lost),
      (isQualityHidden, quality.share),
    ]
    return zip(about, values).map { description, value in
      guard !value.isHidden else { return MetricValue(suppressed: description.name, all.name, cell.group) }
      return MetricValue(description.name, all.name, cell.group, exact: value.exact, people: cell.people.count)
    }
  }

  private struct Amount {
    let lost: Fraction?
    let share: Fraction?

    init(here: some BinaryInteger, there: some BinaryInteger) {
      let lost = Int128(there) - Int128(here)
      self.lost = Fraction(reducing: lost, 1)
      share = Fraction(reducing: lost, Int128(there))
    }
  }

  private static func score(_ input: FairnessInput, _ cell: Partition.Cell) -> Int128 {
    cell.people.reduce(0) { $0 + Int128(input.matches[$1]?.score ?? 0) }
  }

  /// How many people have another attorney, another score, or a match in one of the plans only.
  private static func differing(_ left: FairnessInput, _ right: FairnessInput, _ cell: Partition.Cell) -> Int {
    cell.people.count { left.matches[$0] != right.matches[$0] }
  }
}
