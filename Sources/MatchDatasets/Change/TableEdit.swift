internal import CounselMatch

/// A table of text cells that is being changed, and which change touched which row.
///
/// Cells that no change touches stay where they stand in the file's bytes, so that the decoder reads the rest exactly as
/// it did before.
struct TableEdit {
  private struct Row {
    /// Row of the original table; nil: added.
    var source: Int?
    /// New cells by column.
    var cells: [Int: String] = [:]
    /// Change that set each column last.
    var setBy: [Int: Int] = [:]
    /// The change that touched the row last; nil: none did.
    var touchedBy: Int?
    var isDropped = false
  }

  let schema: TableSchema
  private let original: CSVTable?
  private var header: [String]
  private var columns: [String: Int] = [:]
  private var rows: [Row]
  /// Rows by id or by survivor; dropped ones are among them.
  private var places: [String: [Int]] = [:]

  /// - Parameters:
  ///   - schema: the table's columns.
  ///   - original: as read; nil where there is no such file.
  init(_ schema: TableSchema, _ original: CSVTable?) {
    self.schema = schema
    self.original = original
    header = original?.header ?? schema.columns
    for (column, name) in header.enumerated() {
      let name = CSVTable.normalName(name)
      if columns[name] == nil { columns[name] = column }
    }
    rows = (0..<(original?.count ?? 0)).map { Row(source: $0) }
    for row in rows.indices { places[text(row, firstColumn), default: []].append(row) }
  }

  /// The column by which rows are found: `id`, or `survivor`.
  private var firstColumn: Int { columns[schema.columns[0]] ?? 0 }

  /// A cell as the decoder reads it.
  private func text(_ row: Int, _ column: Int) -> String {
    if let cell = rows[row].cells[column] { return CellText.trimmed(cell) }
    guard let original, let source = rows[row].source, column < original.width else { return "" }
    return CellText.trimmed(CSVProtection.unprotected(original.text(source, column)))
  }

  /// Whether the table has such a column, in this file or not.
  func knows(_ name: String) -> Bool { schema.columns.contains(name) || schema.isAudit(name) }

  /// Rows whose cells are these.
  func rows(where cells: [(column: String, text: String)]) -> [Int] {
    let positions = cells.map { (column: columns[$0.column], text: CellText.trimmed($0.text)) }
    let first = cells.firstIndex { $0.column == schema.columns[0] }
    let candidates = first.map { places[positions[$0].text] ?? [] } ?? Array(rows.indices)
    return candidates.filter { row in
      !rows[row].isDropped
        && positions.allSatisfy { cell in
          let found = cell.column.map { text(row, $0) } ?? ""
          return found.utf8.elementsEqual(cell.text.utf8)
        }
    }
  }

  mutating func set(_ row: Int, _ cells: [(column: String, text: String)], change: Int) {
    for (name, text) in cells {
      let column = position(of: name)
      rows[row].cells[column] = text
      rows[row].setBy[column] = change
      if column == firstColumn { places[CellText.trimmed(text), default: []].append(row) }
    }
    rows[row].touchedBy = change
  }

  mutating func add(_ cells: [(column: String, text: String)], change: Int) {
    rows.append(Row())
    set(rows.count - 1, cells, change: change)
  }

  mutating func drop(_ row: Int) { rows[row].isDropped = true }

  /// The column's place; one that the file lacks is added, empty in every row.
  private mutating func position(of name: String) -> Int {
    if let column = columns[name] { return column }
    columns[name] = header.count
    header.append(name)
    return header.count - 1
  }

  // MARK: The changed table

  /// Number of a row: as in the file, or as many as come after the file's last.
  private func number(_ row: Int) -> Int {
    let count = original?.count ?? 0
    if let original, let source = rows[row].source { return original.rowNumber(source) }
    let last = original.flatMap { count > 0 ? $0.rowNumber(count - 1) : nil } ?? 1
    return last + 1 + row - count
  }

  /// The table with all changes, in the order of the file, added rows last.
  var table: CSVTable {
    var bytes = original?.bytes ?? []
    var cells: [CSVCell] = []
    var numbers: [Int32] = []
    for row in rows.indices where !rows[row].isDropped {
      numbers.append(Int32(clamping: number(row)))
      for column in header.indices {
        if let text = rows[row].cells[column] {
          let start = bytes.count
          bytes += CSVProtection.protected(text).utf8
          cells.append(CSVCell(start: start, end: bytes.count, hasDoubledQuotes: false))
        } else if let original, let source = rows[row].source, column < original.width {
          cells.append(original.cell(source, column))
        } else {
          cells.append(CSVCell(start: 0, end: 0, hasDoubledQuotes: false))
        }
      }
    }
    return CSVTable(
      file: schema.table.rawValue, header: header, bytes: bytes, cells: cells, rowNumbers: numbers)
  }

  /// For the numbers of the rows that were touched: the change that set each column, and the last one.
  var touched: [Int: TouchedRow] {
    var touched: [Int: TouchedRow] = [:]
    for row in rows.indices {
      guard !rows[row].isDropped, let last = rows[row].touchedBy else { continue }
      var setBy: [String: Int] = [:]
      for (column, change) in rows[row].setBy { setBy[CSVTable.normalName(header[column])] = change }
      touched[number(row)] = TouchedRow(setBy: setBy, last: last, isAdded: rows[row].source == nil)
    }
    return touched
  }
}

/// Which changes a row has seen.
struct TouchedRow {
  /// By column.
  var setBy: [String: Int]
  var last: Int
  var isAdded: Bool

  /// The change to which a fault at a column is due; a remark at a column that no change set is as it was.
  func change(at column: String?, isError: Bool) -> Int? {
    if let column, let change = setBy[column] { return change }
    return isError || isAdded ? last : nil
  }
}
