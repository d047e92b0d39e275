package import CounselMatch

/// The metrics of one result, small numbers of people withheld.
public struct FairnessReport: Sendable, Hashable {
  /// In a fixed order: metric by metric, partition by partition, groups by their UTF-8 bytes.
  public let metrics: [MetricValue]
  /// Counts from 1 to one less were withheld.
  public let suppressBelow: Int

  /// Every metric, for tables and reports.
  public static let descriptions =
    [ServedRate.about, AttainableRate.about] + QualityByGroup.about + LoadSpread.about + WaitingTime.about
    + [ServedRateDifference.about, ServedRateRatio.about, LeximinRates.about] + QualityQuartiles.about
    + [LoadJain.about, LoadVariation.about, JustifiedEnvy.about] + PriceOfFairness.about

  /// How many of the survivors with these ids could be served if only they were there, under all hard rules.
  public typealias Attainable = (_ survivors: [String]) throws -> Int

  /// Computes every metric.
  ///
  /// - Parameters:
  ///   - input: dataset and pairs.
  ///   - reference: another result of the same dataset; with it the price of the first is part of the report.
  ///   - attainable: asked once per group; nil leaves the rates relative to attainable out.
  /// - Complexity: O(people × audit columns + unmatched people × attorneys), and one call of `attainable` per group.
  /// - Throws: whatever `attainable` throws.
  public init(_ input: FairnessInput, reference: FairnessInput? = nil, attainable: Attainable? = nil) throws {
    let rule = Suppression(threshold: input.instance.policy.suppressBelow)
    var partitions = Partition.all(of: input)
    for index in partitions.indices {
      if let attainable {
        for cell in partitions[index].cells.indices {
          let ids = partitions[index].cells[cell].people.map { input.instance.survivors[$0].id }
          partitions[index].cells[cell].attainable = try attainable(ids)
        }
      }
      partitions[index].suppress(rule)
    }
    suppressBelow = rule.threshold
    let isTotalHidden = partitions.first?.cells.contains(where: \.isHidden) ?? false
    metrics =
      partitions.flatMap(ServedRate.values) + partitions.flatMap(AttainableRate.values)
      + partitions.flatMap { QualityByGroup.values($0, input, rule) }
      + LoadSpread.values(input, isWithheld: isTotalHidden)
      + partitions.flatMap { WaitingTime.values($0, input, rule) }
      + Self.comparisons(partitions, input, reference, rule, isTotalHidden: isTotalHidden)
  }

  /// Metrics that compare groups, loads, people and plans.
  private static func comparisons(
    _ partitions: [Partition], _ input: FairnessInput, _ reference: FairnessInput?, _ rule: Suppression,
    isTotalHidden: Bool
  ) -> [MetricValue] {
    var values =
      partitions.flatMap(ServedRateDifference.values) + partitions.flatMap(ServedRateRatio.values)
      + partitions.flatMap(LeximinRates.values)
      + partitions.flatMap { QualityQuartiles.values($0, input, rule) }
    values += LoadJain.values(input, isWithheld: isTotalHidden)
    values += LoadVariation.values(input, isWithheld: isTotalHidden)
    values += JustifiedEnvy.values(partitions, input, rule)
    if let reference, let all = partitions.first {
      values += PriceOfFairness.values(input, against: reference, all: all, rule)
    }
    return values
  }
}

/// Middle and ends of whole numbers, exact.
package enum Order {
  /// The median; the mean of the middle two for an even count; nil for none, and where it does not fit 64 bits.
  package static func median(_ numbers: [Int]) -> Fraction? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return Fraction(Int64(sorted[middle])) }
    return Fraction(reducing: Int128(sorted[middle - 1]) + Int128(sorted[middle]), 2)
  }
}
