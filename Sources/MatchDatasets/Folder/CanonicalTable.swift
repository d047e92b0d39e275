public import CounselMatch

/// A table as parsed: every column of the format in a fixed order, rows sorted by UTF-8.
///
/// Two files that read as the same values give equal tables, whatever their row order, column order, quoting, line ends or
/// spelling of codes: what digests are taken over.
public struct CanonicalTable: Sendable, Hashable {
  /// Which table it is.
  public let table: InputTable
  /// The format's columns, then the audit columns in UTF-8 order.
  public let header: [String]
  /// Sorted cell by cell by UTF-8 bytes.
  public let rows: [[String]]
}

extension CanonicalTable: RedactedValue {
  public var description: String { "CanonicalTable(\(table.rawValue), \(rows.count) rows)" }
}

extension CaseInstance {
  /// The six tables, empty ones too, and the quotas where there are any.
  ///
  /// A column that came to the format later (`supervision`, `co_counsel`) is there where a cell of it says more than the
  /// default, so that digests of datasets without it stay what they were.
  /// Firms without a row of their own count as rows without capacity.
  ///
  /// Complexity: O(n log n) in the number of rows.
  public var canonicalTables: [CanonicalTable] { digestedTables.compactMap(canonicalTable) }

  /// One of ``canonicalTables``; nil for a file that is no table.
  func canonicalTable(_ table: InputTable) -> CanonicalTable? {
    switch table {
    case .survivors: survivorTable
    case .attorneys: attorneyTable
    case .firms:
      CanonicalTable(table, TableSchema.firms.columns, firms.map { [$0.id, text($0.capacity), String($0.minimum)] })
    case .exclusions:
      CanonicalTable(
        table, TableSchema.exclusions.columns, exclusions.map { [$0.survivor, $0.attorney ?? "", $0.firm ?? ""] })
    case .pins: CanonicalTable(table, TableSchema.pins.columns, pins.map { [$0.survivor, $0.attorney] })
    case .scores:
      CanonicalTable(
        table, TableSchema.scores.columns, scores.map { [$0.survivor, $0.attorney, String($0.points)] })
    case .quotas: quotaTable
    default: nil
    }
  }

  private var survivorTable: CanonicalTable {
    let audit = auditNames(threads: 1)
    let pairs = asksForCoCounsel
    return CanonicalTable(
      .survivors, survivorColumns + audit,
      survivors.map { person in
        person.cells + (pairs ? [person.coCounselCell] : []) + audit.map { person.audit[$0] ?? "unknown" }
      })
  }

  /// The header of the table of survivors, without audit columns.
  var survivorColumns: [String] {
    let pairs = asksForCoCounsel
    return TableSchema.survivors.columns.filter { pairs || $0 != "co_counsel" }
  }

  /// The audit columns of all survivors, in UTF-8 order.
  func auditNames(threads: Int) -> [String] {
    let parts = Parts.map(survivors.count, threads: threads) { range in
      var names: Set<String> = []
      for index in range {
        let audit = survivors[index].audit
        if audit.count != names.count || !audit.keys.allSatisfy(names.contains) { names.formUnion(audit.keys) }
      }
      return names
    }
    return parts.reduce(into: Set<String>()) { $0.formUnion($1) }.sorted { $0.precedes($1) }
  }

  private var attorneyTable: CanonicalTable {
    let supervises = supervises
    return CanonicalTable(.attorneys, attorneyColumns, attorneys.map { $0.cells(supervises: supervises) })
  }

  /// Whether a cell of `supervision` is filled.
  var supervises: Bool { attorneys.contains { $0.supervision != 0 } }

  /// The header of the table of attorneys.
  var attorneyColumns: [String] {
    let supervises = supervises
    return TableSchema.attorneys.columns.filter { supervises || $0 != "supervision" }
  }

  private var quotaTable: CanonicalTable? {
    guard !quotas.isEmpty else { return nil }
    let rows = quotas.map { [$0.column.rawValue, $0.value, $0.firm ?? "", text($0.minimum), text($0.maximum)] }
    return CanonicalTable(.quotas, TableSchema.quotas.columns, rows)
  }
}

extension CanonicalTable {
  fileprivate init(_ table: InputTable, _ header: [String], _ rows: [[String]]) {
    self.table = table
    self.header = header
    self.rows = rows.sorted { $0.lexicographicallyPrecedes($1) { $0.precedes($1) } }
  }
}

private func text(_ value: Int?) -> String { value.map { String($0) } ?? "" }

private func text(_ value: Day?) -> String { value?.description ?? "" }

extension Survivor {
  /// The cells of the row, in the order of the format's columns.
  fileprivate var cells: [String] {
    [
      id, jurisdiction?.code ?? "", languages.map(\.code).joined(separator: ";"), matter?.rawValue ?? "",
      traumaTraining.rawValue, interpreter.rawValue, meeting.rawValue, attorneyGender?.rawValue ?? "any",
      needs.joined(separator: ";"), String(priority), text(hours), household ?? "", householdWish.rawValue,
      text(registered), text(deadline), mayMatch ? "yes" : "hold", text(consentUntil),
    ]
  }
}

extension Survivor {
  /// The cell of `co_counsel`.
  var coCounselCell: String { coCounsel == .required ? "required" : "not-needed" }
}

extension Attorney {
  /// The cells of the row, in the order of the format's columns.
  func cells(supervises: Bool) -> [String] { cells + (supervises ? [String(supervision)] : []) }

  private var cells: [String] {
    [
      id, admissions.map(\.cell).joined(separator: ";"), languages.map(\.cell).joined(separator: ";"),
      String(capacity), traumaTraining?.rawValue ?? "", firm ?? "", String(minimum), text(hours), text(trainingDate),
      text(trainingExpires), meeting?.rawValue ?? "", gender?.rawValue ?? "", offers.joined(separator: ";"),
      String(activeLoad), text(availableFrom), text(availableUntil), String(experience),
    ]
  }
}

extension Admission {
  fileprivate var cell: String { validUntil.map { "\(jurisdiction.code):\($0)" } ?? jurisdiction.code }
}

extension SpokenLanguage {
  fileprivate var cell: String { level == .fluent ? language.code : "\(language.code):\(level.rawValue)" }
}
