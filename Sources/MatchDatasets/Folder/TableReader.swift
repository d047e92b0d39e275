internal import CounselMatch

/// A table with its columns found by name, and the log of what is wrong with its cells.
///
/// No fault carries a cell's content.
struct TableReader: Sendable {
  let schema: TableSchema
  let table: CSVTable
  var log = FaultLog()
  var notes = RepairNotes()
  /// Whether cells with equal bytes are read once.
  var remembers = true
  /// The row at hand, 0-based.
  var row = 0
  /// Audit columns in the order of the file.
  private(set) var audit: [(name: String, column: Int)] = []
  private var columns: [String: Int] = [:]

  init(schema: TableSchema, table: CSVTable) {
    self.schema = schema
    self.table = table
    let known = Set(schema.columns)
    let names = table.header.map(CSVTable.normalName)
    let isDoubtful = !names.contains { known.contains($0) }
    for (column, name) in names.enumerated() where !name.isEmpty {
      let shown = table.header[column]
      if schema.isAudit(name) {
        audit.append((name, column))
      } else if !known.contains(name) {
        unknownColumn(isDoubtful ? "column \(column + 1)" : shown)
        continue
      } else if columns[name] == nil {
        columns[name] = column
      }
      if !shown.utf8.elementsEqual(name.utf8) { repairedColumn(name) }
    }
    for name in schema.required where columns[name] == nil { missingColumn(name, isDoubtful: isDoubtful) }
  }

  /// Whether every required column is there.
  var hasAllColumns: Bool { schema.required.allSatisfy { columns[$0] != nil } }

  func has(_ name: String) -> Bool { columns[name] != nil }

  func column(_ name: String) -> Int? { columns[name] }

  /// The cell's bytes; nil for many.
  func key(_ column: Int) -> CellKey? { CellKey(table.bytes, table.cell(row, column).range) }

  /// How much was found so far.
  var findings: Int { log.size + notes.size }

  /// A reader of other rows of the table, which has found nothing.
  var fresh: TableReader {
    var fresh = self
    (fresh.log, fresh.notes) = (FaultLog(), RepairNotes())
    return fresh
  }

  /// Takes in what a reader of later rows has found.
  mutating func merge(_ later: TableReader) {
    log.merge(later.log)
    notes.merge(later.notes)
  }

  /// The row's number in the file.
  var rowNumber: Int { table.rowNumber(row) }

  /// The cell of the column, protection undone and blanks at the ends removed; empty where there is no such column.
  mutating func text(_ name: String) -> String {
    guard let column = columns[name] else { return "" }
    return text(at: column, name: name)
  }

  mutating func text(at column: Int, name: String) -> String {
    guard !table.isEmpty(row, column) else { return "" }
    let raw = CSVProtection.unprotected(table.text(row, column))
    let trimmed = CellText.trimmed(raw)
    if trimmed.utf8.count != raw.utf8.count {
      note(.valueRepaired, name, "Spaces or invisible characters at the ends were removed.")
    }
    return trimmed
  }

  mutating func fault(_ code: FaultCode, _ column: String?, _ rule: String, _ remedy: String) {
    guard log.wants(.error) else { return log.skip(.error) }
    log.add(InputFault(.error, code, file: schema.table, row: rowNumber, column: column, rule: rule, remedy: remedy))
  }

  /// Counts a repair; repairs of one kind in one column become one note.
  mutating func note(_ code: FaultCode, _ column: String, _ rule: String) {
    notes.add(code, column, rule, row: rowNumber)
  }

  /// Everything that was found, with the notes.
  mutating func finish() -> FaultLog {
    for fault in notes.faults(file: schema.table) { log.add(fault) }
    return log
  }

  private mutating func unknownColumn(_ name: String) {
    log.add(
      InputFault(
        .warning, .columnUnknown, file: schema.table, row: 1, column: name,
        rule: "This column is not one of the table's; it was not read.",
        remedy: CSVTable.nearest(CSVTable.normalName(name), in: schema.columns).map { "Did you mean \($0)?" }
          ?? "Remove it, or name it audit_… if it is for metrics."))
  }

  private mutating func repairedColumn(_ name: String) {
    log.add(
      InputFault(
        .note, .columnRepaired, file: schema.table, row: 1, column: name,
        rule: "The header differs from the column's name in letter case or spaces and was taken.",
        remedy: "Write it as \(name)."))
  }

  private mutating func missingColumn(_ name: String, isDoubtful: Bool) {
    let header =
      isDoubtful
      ? "no known name among \(table.width) columns; the first row may be no header"
      : table.header.map { $0.utf8.allSatisfy { $0.isNameByte || $0 == 0x20 } ? String($0.prefix(40)) : "…" }
        .joined(separator: ", ")
    log.add(
      InputFault(
        .error, .columnMissing, file: schema.table, row: 1, column: name,
        rule: "The column is required. Header found: \(header).", remedy: "Add the column."))
  }
}

/// Repairs of cells, counted by kind and column.
struct RepairNotes: Sendable {
  private struct Kind: Hashable, Sendable {
    let code: FaultCode
    let column: String
    let rule: String
  }

  private var kinds: [(kind: Kind, row: Int, count: Int)] = []
  private var places: [Kind: Int] = [:]

  mutating func add(_ code: FaultCode, _ column: String, _ rule: String, row: Int) {
    add(Kind(code: code, column: column, rule: rule), row: row, 1)
  }

  private mutating func add(_ kind: Kind, row: Int, _ count: Int) {
    size += count
    if let place = places[kind] {
      kinds[place].count += count
    } else {
      places[kind] = kinds.count
      kinds.append((kind, row, count))
    }
  }

  /// Repairs so far.
  private(set) var size = 0

  /// Takes in the notes of later rows.
  mutating func merge(_ later: RepairNotes) {
    for (kind, row, count) in later.kinds { add(kind, row: row, count) }
  }

  /// One note a kind, at the first row where it happened.
  func faults(file: InputTable) -> [InputFault] {
    kinds.map { kind, row, count in
      InputFault(
        .note, kind.code, file: file, row: row, column: kind.column,
        rule: kind.rule + (count > 1 ? " In \(count) cells, this row is the first." : ""),
        remedy: "Nothing need be done; correct the source to be rid of the note.")
    }
  }
}
