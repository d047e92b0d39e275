internal import CounselMatch
public import MatchDatasets

/// Rows of a comparison, in the order in which they were measured, as table, CSV, JSON and Markdown.
///
/// The columns of levels and metrics are those that occur, in the order of their first row.
public struct Comparison: Sendable {
  /// The value of `schema`.
  public static let schema = "counselmatch.comparison/1"

  /// One for each dataset, policy and solver.
  public var rows: [ComparisonRow]
  /// What was found of each dataset besides; empty where only rows are known.
  public var datasets: [DatasetFindings]
  /// The version of the program that made it, for provenance.
  public var version: String?
  /// Which of how many parts this is; nil: all.
  public var shard: (index: Int, count: Int)?
  /// How many datasets of how many were done when it was stopped; nil: it was not.
  public var stopped: (done: Int, total: Int)?

  public init(rows: [ComparisonRow] = [], datasets: [DatasetFindings] = [], version: String? = nil) {
    self.rows = rows
    self.datasets = datasets
    self.version = version
  }

  private var levelNames: [String] { Self.distinct(rows.flatMap { $0.levels.map(\.name) }) }
  private var metricNames: [String] { Self.distinct(rows.flatMap { $0.metrics.map(\.name) }) }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// One line per row, for people: proven values carry no mark, unproven ones end in `?`.
  ///
  /// Where policies are compared, what their plans reached takes the place of levels, which differ.
  public var table: ReportTable {
    let named = rows.contains { $0.policy != nil }
    if named { return policyTable }
    var columns = [ReportTable.Column("dataset"), ReportTable.Column("solver")]
    columns += (levelNames + metricNames + ["solve (s)"]).map { ReportTable.Column($0, .right) }
    columns += [ReportTable.Column("status"), ReportTable.Column("certificate")]
    return ReportTable(columns: columns, rows: rows.map { cells(of: $0) })
  }

  private func cells(of row: ComparisonRow) -> [String] {
    var cells = [row.dataset, row.solver]
    cells += levelNames.map { name in
      row.levels.first { $0.name == name }.map { level in
        level.isWithheld ? "withheld" : (level.text ?? "–") + (level.proven ? "" : "?")
      } ?? "–"
    }
    cells += metricNames.map { name in row.metrics.first { $0.name == name }?.value ?? "–" }
    return cells + ending(of: row)
  }

  /// Time, status and certificate.
  func ending(of row: ComparisonRow) -> [String] {
    [
      row.status == "refused" ? "–" : FixedNumber.seconds(row.solve),
      row.note.map { "\(row.status): \($0)" } ?? row.status, row.certificate,
    ]
  }

  /// Header and rows of results.csv: one row per comparison, seconds with six places.
  public var records: [[String]] { Self.records(of: json) }

  /// The same content for programs.
  public var json: JSONValue {
    let front = front
    let values = rows.indices.map { json(rows[$0], isOnFront: front[$0]) }
    return .object([
      ("schema", .string(Self.schema)), ("version", .optional(version)), ("notice", .string(MatchPlan.notice)),
      (
        "shard",
        shard.map { .object([("index", .int($0.index)), ("of", .int($0.count))]) } ?? .null
      ),
      ("stopped", stopped.map { .object([("done", .int($0.done)), ("of", .int($0.total))]) } ?? .null),
      ("rows", .array(values)), ("datasets", .array(datasets.map(\.json))),
    ])
  }

  private func json(_ row: ComparisonRow, isOnFront: Bool?) -> JSONValue {
    let levels = row.levels.map { level in
      JSONValue.object([
        ("name", .string(level.name)), ("value", level.value.map { .integer($0) } ?? .optional(level.text)),
        ("proven", .bool(level.proven)), ("withheld", .bool(level.isWithheld)),
      ])
    }
    let metrics = row.metrics.map { metric in
      JSONValue.object([
        ("name", .string(metric.name)), ("group", .optional(metric.group)), ("value", .optional(metric.value)),
      ])
    }
    let seconds = JSONValue.object([
      ("compile", row.compile.json), ("solve", row.solve.json), ("verify", row.verify.json),
      ("runs", .array(row.runs.map(\.json))),
    ])
    return .object([
      ("dataset", .string(row.dataset)), ("policy", .optional(row.policy)), ("solver", .string(row.solver)),
      ("status", .string(row.status)), ("certificate", .string(row.certificate)), ("survivors", .int(row.survivors)),
      ("withheld", .bool(row.isWithheld)), ("levels", .array(levels)),
      ("measures", row.measures.map { measures($0, of: row) } ?? .null),
      ("onFront", isOnFront.map { .bool($0) } ?? .null), ("metrics", .array(metrics)), ("seconds", seconds),
      ("note", .optional(row.note)),
    ])
  }
}
