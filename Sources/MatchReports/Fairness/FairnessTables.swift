internal import CounselMatch
public import FairnessMetrics
public import MatchDatasets

/// The metrics of one result or several, as text, Markdown, rows and JSON; what is withheld stays withheld.
public struct FairnessTables: Sendable, Hashable {
  /// A result by name.
  public struct Entry: Sendable, Hashable {
    /// The result's name.
    public var name: String
    /// Its metrics.
    public var report: FairnessReport

    public init(name: String, report: FairnessReport) {
      self.name = name
      self.report = report
    }
  }

  /// One a result; columns in this order.
  public var entries: [Entry]

  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// One row per metric, partition and group; a column `result` where there are several.
  public var table: ReportTable {
    let isNamed = entries.count > 1
    var columns: [ReportTable.Column] = [.init("metric"), .init("by"), .init("group")]
    if isNamed { columns.insert(.init("result"), at: 0) }
    columns += [.init("value", .right), .init("95 % interval"), .init("of", .right)]
    let rows = entries.flatMap { entry in
      entry.report.metrics.map { (isNamed ? [entry.name] : []) + Self.cells($0) }
    }
    return ReportTable(columns: columns, rows: rows)
  }

  private static func cells(_ metric: MetricValue) -> [String] {
    let value = metric.vector.map(short) ?? metric.exact.map(decimal) ?? "–"
    let interval = metric.interval.map {
      "\(FixedNumber.decimal($0.low, places: 3)) … \(FixedNumber.decimal($0.high, places: 3))"
    }
    return [
      metric.name, metric.partition, metric.group, metric.suppressed ? "withheld" : value, interval ?? "",
      metric.people.map { String($0) } ?? "",
    ]
  }

  private static func decimal(_ fraction: Fraction) -> String {
    FixedNumber.ratio(fraction.numerator, fraction.denominator, places: 3)
  }

  /// The first entries of an ascending vector; JSON has all of them.
  private static func short(_ vector: [Fraction]) -> String {
    vector.prefix(3).map(decimal).joined(separator: " ≤ ") + (vector.count > 3 ? " ≤ … (\(vector.count))" : "")
  }

  /// What each metric means: definition, range, direction, reference.
  public static var legend: ReportTable {
    ReportTable(
      columns: [.init("metric"), .init("definition"), .init("range"), .init("direction"), .init("reference")],
      rows: FairnessReport.descriptions.map {
        [$0.name, $0.definition, $0.range, $0.direction.rawValue, $0.reference]
      })
  }

  /// The table, then sentences on what is withheld and on marks.
  public var text: String { table.text + "\n" + notes.joined(separator: "\n") + "\n" }

  /// The table, the sentences and the legend as Markdown.
  public var markdown: String {
    [table.markdown, notes.joined(separator: "\n\n") + "\n", Self.legend.markdown].joined(separator: "\n")
  }

  private var notes: [String] {
    let metrics = entries.flatMap(\.report.metrics)
    let marks = FairnessReport.descriptions.compactMap { description in
      description.mark.map { (description.name, Self.decimal($0)) }
    }
    var notes = [withheld]
    if metrics.contains(where: { $0.group == "shown groups" }) {
      notes.append("\"shown groups\": the groups that are withheld are left out; they may be better or worse off.")
    }
    for (name, mark) in marks where metrics.contains(where: { $0.name == name }) {
      notes.append("\(name): \(mark) is a mark to look closer, not a legal test.")
    }
    return notes
  }

  private var withheld: String {
    let thresholds = entries.map(\.report.suppressBelow)
    let least = thresholds.max() ?? 0
    guard least > 1 else { return "Nothing is withheld." }
    return "Values that show, or let derive, a count of 1 to \(least - 1) people are withheld, others to protect them."
  }

  /// `{"metrics":[{"name":…,"group":…,"value":…,"low":…,"high":…,"suppressed":…}]}`, with the partition, the exact
  /// fraction, a vector's entries and, for several results, the result's name.
  public var json: JSONValue {
    let isNamed = entries.count > 1
    return [
      "metrics": .array(
        entries.flatMap { entry in
          entry.report.metrics.map { Self.json($0, result: isNamed ? entry.name : nil) }
        })
    ]
  }

  private static func json(_ metric: MetricValue, result: String?) -> JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    var object: JSONObject = [
      ("name", .string(metric.name)), ("by", .string(metric.partition)), ("group", .string(metric.group)),
      ("value", number(metric.value)), ("exact", .optional(metric.exact?.description)), ("low", number(metric.low)),
      ("high", number(metric.high)), ("suppressed", .bool(metric.suppressed)), ("of", .optional(metric.people)),
    ]
    if let vector = metric.vector { object["vector"] = .array(vector.map { .string($0.description) }) }
    if let result { object["result"] = .string(result) }
    return .object(object)
  }
}
