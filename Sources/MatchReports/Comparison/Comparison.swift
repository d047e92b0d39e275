public import MatchDatasets

/// Rows of a comparison, in the order in which they were measured, as table, CSV, JSON and Markdown.
///
/// The columns of levels and metrics are those that occur, in the order of their first row.
public struct Comparison: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.comparison/1"

  /// One for each dataset, policy and solver.
  public var rows: [ComparisonRow]

  public init(rows: [ComparisonRow] = []) {
    self.rows = rows
  }

  private var levelNames: [String] { Self.distinct(rows.flatMap { $0.levels.map(\.name) }) }
  private var metricNames: [String] { Self.distinct(rows.flatMap { $0.metrics.map(\.name) }) }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// One line per row, for people: proven values carry no mark, unproven ones end in `?`.
  public var table: ReportTable {
    let named = rows.contains { $0.policy != nil }
    var columns = [ReportTable.Column("dataset"), ReportTable.Column("solver")]
    if named { columns.insert(ReportTable.Column("policy"), at: 1) }
    columns += (levelNames + metricNames + ["solve (s)"]).map { ReportTable.Column($0, .right) }
    columns += [ReportTable.Column("status"), ReportTable.Column("certificate")]
    return ReportTable(columns: columns, rows: rows.map { cells(of: $0, withPolicy: named) })
  }

  private func cells(of row: ComparisonRow, withPolicy named: Bool) -> [String] {
    var cells = [row.dataset] + (named ? [row.policy ?? "own"] : []) + [row.solver]
    cells += levelNames.map { name in
      row.levels.first { $0.name == name }.map { level in
        (level.value.map { String($0) } ?? "–") + (level.proven ? "" : "?")
      } ?? "–"
    }
    cells += metricNames.map { name in row.metrics.first { $0.name == name }?.value ?? "–" }
    let refused = row.status == "refused"
    return cells + [
      refused ? "–" : FixedNumber.seconds(row.solve), row.note.map { "\(row.status): \($0)" } ?? row.status,
    ]
      + [row.certificate]
  }

  /// Header and rows of results.csv: one row per comparison, seconds with six places.
  public var records: [[String]] {
    let header =
      ["dataset", "policy", "solver", "status", "certificate", "survivors"]
      + levelNames.flatMap { [$0, "\($0)_proven"] } + metricNames.flatMap { [$0, "\($0)_group"] }
      + ["compile_seconds", "solve_seconds", "verify_seconds", "note"]
    return [header] + rows.map(record)
  }

  private func record(_ row: ComparisonRow) -> [String] {
    var cells = [row.dataset, row.policy ?? "", row.solver, row.status, row.certificate, String(row.survivors)]
    for name in levelNames {
      let level = row.levels.first { $0.name == name }
      cells += [level?.value.map { String($0) } ?? "", level.map { $0.proven ? "yes" : "no" } ?? ""]
    }
    for name in metricNames {
      let metric = row.metrics.first { $0.name == name }
      cells += [metric?.value ?? "", metric?.group ?? ""]
    }
    let durations = [row.compile, row.solve, row.verify].map { FixedNumber.seconds($0, places: 6) }
    return cells + durations + [row.note ?? ""]
  }

  /// The same content for programs.
  public var json: JSONValue {
    .object([("schema", .string(Self.schema)), ("rows", .array(rows.map(Self.json)))])
  }

  private static func json(_ row: ComparisonRow) -> JSONValue {
    let levels = row.levels.map { level in
      JSONValue.object([
        ("name", .string(level.name)), ("value", level.value.map { .integer($0) } ?? .null),
        ("proven", .bool(level.proven)),
      ])
    }
    let metrics = row.metrics.map { metric in
      JSONValue.object([
        ("name", .string(metric.name)), ("group", .optional(metric.group)), ("value", .optional(metric.value)),
      ])
    }
    let seconds = JSONValue.object([
      ("compile", row.compile.json), ("solve", row.solve.json), ("verify", row.verify.json),
    ])
    return .object([
      ("dataset", .string(row.dataset)), ("policy", .optional(row.policy)), ("solver", .string(row.solver)),
      ("status", .string(row.status)), ("certificate", .string(row.certificate)), ("survivors", .int(row.survivors)),
      ("levels", .array(levels)), ("metrics", .array(metrics)), ("seconds", seconds), ("note", .optional(row.note)),
    ])
  }

  /// A page with the table, for README files and reviews.
  public var markdown: String {
    """
    # Comparison of solvers

    Values without a mark are proven optimal and verified; a value that ends in `?` is not proven.

    \(table.markdown)

    """
  }
}
