public import CounselMatch

/// The metrics of one result, small numbers of people withheld.
public struct FairnessReport: Sendable, Hashable {
  /// In a fixed order: metric by metric, partition by partition, groups by their UTF-8 bytes.
  public let metrics: [MetricValue]
  /// Counts from 1 to one less were withheld.
  public let suppressBelow: Int

  /// Every metric, for tables and reports.
  public static let descriptions =
    [ServedRate.about, AttainableRate.about] + UnmatchedReasons.about + QualityByGroup.about + LoadSpread.about
    + WaitingTime.about
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
    var results = [Partition.all(of: input)]
    if let attainable { try Self.ask(attainable, &results, input) }
    ReportSuppression(rule).apply(to: &results, people: input.instance.survivors.count)
    self.init(input, reference, results.first ?? [], rule)
  }

  /// Computes every metric of several results of one dataset, such that nothing small follows from all together.
  ///
  /// Groups that one report withholds as a whole are withheld by all, and reasons are left out: whether anybody is eligible
  /// is the same in every result. The first is what the others' price is measured against.
  ///
  /// - Parameters:
  ///   - inputs: dataset and pairs of each result; the datasets' people and date must be the same.
  ///   - names: of ``groupings(of:)``: people are grouped by all of these together, and by nothing else; none: by each of them
  ///     apart. What a call by some names and another call tell together is not looked at.
  ///   - attainable: asked once per group; nil leaves the rates relative to attainable out.
  /// - Returns: one report for each result, in their order.
  /// - Throws: whatever `attainable` throws; `InvalidInput` where the people are not the same.
  public static func reports(
    _ inputs: [FairnessInput], by names: [String] = [], attainable: Attainable? = nil
  ) throws -> [FairnessReport] {
    guard let first = inputs.first else { return [] }
    try requireSamePeople(inputs)
    let inputs = inputs.count > 1 ? inputs.map(\.withoutReasons) : inputs
    let rule = Suppression(threshold: inputs.map(\.instance.policy.suppressBelow).max() ?? 1)
    var results = inputs.map { Partition.all(of: $0, by: names) }
    if let attainable { try ask(attainable, &results, first) }
    ReportSuppression(rule).apply(to: &results, people: first.instance.survivors.count)
    return inputs.indices.map { FairnessReport(inputs[$0], $0 == 0 ? nil : first, results[$0], rule) }
  }

  /// What people can be grouped by: every audit column, `language`, `jurisdiction` and `priority`.
  public static func groupings(of instance: CaseInstance) -> [String] { Partition.groupings(of: instance) }

  private static func requireSamePeople(_ inputs: [FairnessInput]) throws(InvalidInput) {
    for input in inputs {
      guard input.instance.survivors == inputs[0].instance.survivors,
        input.instance.policy.asOf == inputs[0].instance.policy.asOf
      else {
        throw InvalidInput(faults: [
          InputFault(
            code: "result.otherDataset", file: "survivors.csv",
            rule: "Results that are compared have the same people and the same date.",
            remedy: "Compare results of one dataset.")
        ])
      }
    }
  }

  /// What is attainable does not depend on the result.
  private static func ask(
    _ attainable: Attainable, _ results: inout [[Partition]], _ input: FairnessInput
  ) throws {
    guard let first = results.first else { return }
    for (index, partition) in first.enumerated() {
      for (row, cell) in partition.cells.enumerated() {
        let most = try attainable(cell.people.map { input.instance.survivors[$0].id })
        for result in results.indices { results[result][index].cells[row].attainable = most }
      }
    }
  }

  /// The metrics of partitions that are marked.
  private init(_ input: FairnessInput, _ reference: FairnessInput?, _ partitions: [Partition], _ rule: Suppression) {
    suppressBelow = rule.threshold
    let isTotalHidden = partitions.first?.cells.contains(where: \.isHidden) ?? false
    metrics =
      partitions.flatMap(ServedRate.values) + partitions.flatMap(AttainableRate.values)
      + partitions.flatMap(UnmatchedReasons.values)
      + partitions.flatMap { QualityByGroup.values($0, input) }
      + LoadSpread.values(input, isWithheld: isTotalHidden)
      + partitions.flatMap { WaitingTime.values($0, input, rule) }
      + Self.comparisons(partitions, input, reference, rule, isTotalHidden: isTotalHidden)
  }

  /// Values as they are, for tests of those who read reports.
  package init(_ metrics: [MetricValue], suppressBelow: Int) {
    self.metrics = metrics
    self.suppressBelow = suppressBelow
  }

  /// Metrics that compare groups, loads, people and plans.
  private static func comparisons(
    _ partitions: [Partition], _ input: FairnessInput, _ reference: FairnessInput?, _ rule: Suppression,
    isTotalHidden: Bool
  ) -> [MetricValue] {
    var values =
      partitions.flatMap(ServedRateDifference.values) + partitions.flatMap(ServedRateRatio.values)
      + partitions.flatMap(LeximinRates.values)
      + partitions.flatMap { QualityQuartiles.values($0, input) }
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
