// Problem: what follows from reports as they are published, all of one call together, about numbers that they withhold.
// Formulation: only the published values are read. A rate and its people give the number; numbers of people beside a median
// or an extreme are the served or the unserved; a group's people are known from any of the reports. From these every
// partition of every report becomes a PublishedTable of people, served, unserved and, with reasons, the reasons; what is
// attainable bounds the people for whom nobody is eligible. IntervalAttack does the rest.
// What everybody knows: groups that are named have somebody; zeros are shown, except in groups, columns and reasons of a
// group withheld as a whole.
// Invariants: nothing of the suppression is used, and nothing of the dataset.
// Groupings that refine others, as everybody knows, are joined: statuses are rows, and groups are columns of which the finer
// are parts, which is one table again (unserved as a whole aside).
// Cannot: join other groupings; why that gains nothing is said in ReportSuppression.

import CounselMatch

/// What an attacker finds out from the reports of one call.
public struct ReportAttack: Sendable {
  /// A number of people that should not be known.
  public struct Finding: Sendable, Hashable {
    /// Which of the reports.
    public let report: Int
    /// As in ``MetricValue/partition``.
    public let partition: String
    /// As in ``MetricValue/group``; `all` for totals.
    public let group: String
    /// `people`, `served`, `unserved`, a metric's name.
    public let figure: String
    /// What it is known to be; nil where the values contradict each other.
    public let interval: CountInterval?
  }

  /// That groups of one grouping lie within groups of another, which is no secret.
  public struct Refinement: Sendable, Hashable {
    /// The partition of the smaller groups.
    public let finer: String
    /// The partition of the larger groups.
    public let coarser: String
    /// For each smaller group the larger one.
    public let groups: [String: String]
  }

  /// Which groupings of a dataset refine others.
  public static func refinements(of input: FairnessInput) -> [Refinement] {
    ReportSuppression.refinements(Partition.all(of: input), people: input.instance.survivors.count)
  }

  /// Everything found; empty for reports that are safe.
  public let findings: [Finding]
  /// How many withheld numbers were attacked.
  public let attacked: Int

  /// - Parameters:
  ///   - reports: of one call.
  ///   - refinements: which groupings lie within others.
  /// - Complexity: an ``IntervalAttack`` for each partition and refinement of each report.
  public init(_ reports: [FairnessReport], refinements: [Refinement] = []) {
    let threshold = reports.map(\.suppressBelow).max() ?? 1
    let read = reports.map { ReadReport($0, threshold) }
    var findings = read.enumerated().flatMap { index, report in report.findings(index) }
    var attacked = 0
    // The people of a group are the same in all reports.
    func rows(_ report: ReadReport, _ partition: String) -> [ReadRow] {
      report.rows(of: partition).map { row in
        var row = row
        row.people = row.people ?? read.compactMap { $0.row(partition, row.group)?.people }.first
        return row
      }
    }
    for (index, report) in read.enumerated() {
      for name in report.partitions {
        let coarser = refinements.filter { $0.finer == name }
        let rows = rows(report, name)
        let blocks = rows.map { row in coarser.map { $0.groups[row.group] ?? "" } }
        let outcome = ReadTable(rows, blocks: blocks, totals: report.row("all", "all")).attack(threshold)
        attacked += outcome.attacked
        findings += outcome.findings.map {
          Finding(report: index, partition: name, group: $0.group, figure: $0.figure, interval: $0.interval)
        }
      }
    }
    for (index, report) in read.enumerated() {
      for refinement in refinements {
        let table = NestedTable(
          rows(report, refinement.coarser), rows(report, refinement.finer), refinement,
          totals: report.row("all", "all"))
        findings += table.findings(threshold).map {
          Finding(
            report: index, partition: refinement.finer, group: $0.group, figure: $0.figure, interval: $0.interval)
        }
      }
    }
    self.findings = findings
    self.attacked = attacked
  }
}

/// A report's values by partition and group.
private struct ReadReport {
  private static let reasons = ["unmatched-nobody-eligible", "unmatched-bottleneck", "unmatched-trade-off"]
  private let values: [MetricValue]
  private let threshold: Int
  private var byGroup: [String: [MetricValue]] = [:]

  init(_ report: FairnessReport, _ threshold: Int) {
    // Figures over attorneys, firms and groups compared count no people of a group.
    values = report.metrics.filter { $0.partition != "attorneys" && $0.partition != "firms" }
    self.threshold = threshold
    for value in values { byGroup[value.partition + "\u{1F}" + value.group, default: []].append(value) }
  }

  private var rates: [MetricValue] { values.filter { $0.name == "served-rate" } }

  var partitions: [String] {
    var seen: Set<String> = []
    return rates.map(\.partition).filter { seen.insert($0).inserted }
  }

  func rows(of partition: String) -> [ReadRow] {
    rates.filter { $0.partition == partition }.compactMap { row(partition, $0.group) }
  }

  func row(_ partition: String, _ group: String) -> ReadRow? {
    guard let values = byGroup[partition + "\u{1F}" + group] else { return nil }
    func count(_ name: String) -> Int? {
      guard let value = values.first(where: { $0.name == name }), let people = value.people else { return nil }
      return value.exact.map { Int($0.numerator) * people / Int($0.denominator) }
    }
    func described(_ end: (String) -> Bool) -> Int? { values.first { end($0.name) && $0.people != nil }?.people }
    var row = ReadRow(group: group)
    row.people =
      values.first { $0.people != nil && ($0.name == "served-rate" || Self.reasons.contains($0.name)) }?.people
    row.served = count("served-rate") ?? described { $0.hasPrefix("quality") }
    row.unserved = row.people.flatMap { people in row.served.map { people - $0 } }
    if values.contains(where: { Self.reasons.contains($0.name) }) { row.reasons = Self.reasons.map(count) }
    if let rate = values.first(where: { $0.name == "attainable-rate" })?.exact, let served = row.served,
      rate.numerator > 0
    {
      row.attainable = served * Int(rate.denominator) / Int(rate.numerator)
    }
    return row
  }

  /// Small numbers in plain sight, intervals beside withheld rates, and values of a group that contradict each other.
  func findings(_ report: Int) -> [ReportAttack.Finding] {
    values.compactMap { value in
      let small = value.people.map { $0 >= 1 && $0 < threshold } ?? false
      let tells = value.exact == nil && (value.interval != nil || value.vector != nil)
      let row = row(value.partition, value.group)
      let isBeside = value.people != nil && (value.name.hasPrefix("quality") || value.name.hasPrefix("waiting"))
      let isLeft =
        isBeside && row?.served == nil || value.name.hasPrefix("quality") && value.people ?? 0 > row?.served ?? 0
      guard small || tells || isLeft else { return nil }
      let interval = value.people.map { CountInterval(least: $0, most: $0) }
      return .init(
        report: report, partition: value.partition, group: value.group, figure: value.name, interval: interval)
    }
  }
}

/// The published numbers of a partition as a table.
private struct ReadTable {
  private let rows: [ReadRow]
  /// For each row the larger groups that it lies in.
  private let blocks: [[String]]
  private let totals: ReadRow?
  private let hasReasons: Bool

  init(_ rows: [ReadRow], blocks: [[String]], totals: ReadRow?) {
    self.rows = rows
    self.blocks = blocks
    self.totals = totals
    hasReasons = rows.contains { !$0.reasons.isEmpty }
  }

  private var names: [String] {
    ["served", "unserved"] + (hasReasons ? ["nobody-eligible", "bottleneck", "trade-off"] : []) + ["people"]
  }

  private func numbers(_ row: ReadRow?) -> [Int?] {
    guard let row else { return names.map { _ in nil } }
    let reasons = hasReasons ? (row.reasons.isEmpty ? [nil, nil, nil] : row.reasons) : []
    return [row.served, row.unserved] + reasons + [row.people]
  }

  private var published: PublishedTable? {
    let (numbers, totals) = (rows.map(numbers), numbers(totals))
    let columns = names.count - 1
    // A column of which some row shows its number is not withheld as a whole: its zeros are shown, in the same larger groups.
    var isShown: [[String]: [Bool]] = [:]
    for (block, line) in zip(blocks, numbers) {
      isShown[block] = zip(isShown[block] ?? line.map { _ in false }, line).map { $0 || $1 != nil }
    }
    var figures: [PublishedTable.Figure] = []
    for (row, line) in numbers.enumerated() {
      for column in 0...columns {
        // Reasons of a group are withheld together, but for those that nobody has.
        let isBeside = column < 2 || (2..<columns).contains { line[$0] != nil && totals[$0] != 0 }
        let isKnown = column == columns || isShown[blocks[row]]?[column] == true && isBeside && line[columns] != nil
        var most: Int?
        if column == 2, hasReasons, let people = line[columns], let attainable = rows[row].attainable {
          most = people - attainable
        }
        figures.append(line[column].map { .shown($0) } ?? .hidden(least: isKnown ? 1 : 0, most: most))
      }
    }
    for column in 0...columns {
      let least = column < 2 && totals[columns] != nil ? 1 : 0
      figures.append(totals[column].map { .shown($0) } ?? .hidden(least: least))
    }
    let parents: [Int?] = [nil, nil] + (hasReasons ? [1, 1, 1] : [])
    return PublishedTable(rowCount: rows.count, parents: parents, figures: figures)
  }

  func attack(
    _ threshold: Int
  ) -> (attacked: Int, findings: [(group: String, figure: String, interval: CountInterval?)]) {
    guard let published, let attack = IntervalAttack(published) else { return (0, [("all", "all", nil)]) }
    var findings: [(group: String, figure: String, interval: CountInterval?)] = []
    let width = names.count
    for (place, figure) in published.figures.enumerated() {
      let group = place / width < rows.count ? rows[place / width].group : "all"
      let interval = attack.intervals[place]
      let isSmall: Bool
      switch figure {
      case .shown(let count): isSmall = count >= 1 && count < threshold
      case .hidden: isSmall = interval?.excludesLarge(from: threshold) ?? false
      }
      if isSmall { findings.append((group, names[place % width], interval)) }
    }
    return (attack.intervals.count { $0 != nil }, findings)
  }
}
