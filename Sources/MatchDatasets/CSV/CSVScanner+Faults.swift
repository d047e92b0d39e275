internal import CounselMatch

extension CSVScanner {
  /// The name of a column by the header; by number where there is none or it may be data.
  func columnName(_ column: Int) -> String {
    guard let header, !headerIsDoubtful, column < header.count, !header[column].isEmpty else {
      return "column \(column + 1)"
    }
    return header[column]
  }

  mutating func fault(_ code: String, _ rule: String, _ remedy: String, row: Int? = nil, column: String? = nil) {
    guard log.wants(.error) else { return log.skip(.error) }
    log.add(InputFault(code: code, file: file, row: row, column: column, rule: rule, remedy: remedy))
  }

  mutating func remark(
    _ severity: InputFault.Severity, _ code: String, _ rule: String, _ remedy: String, row: Int? = nil
  ) {
    log.add(InputFault(severity, code: code, file: file, row: row, rule: rule, remedy: remedy))
  }

  /// A fault that keeps the row out of the table.
  mutating func rowFault(_ code: String, _ rule: String, _ remedy: String, column: Int? = nil) {
    recordIsSound = false
    fault(code, rule, remedy, row: record, column: column.map(columnName))
  }

  /// A byte that may not stand in a cell; told once a row.
  mutating func plainFault(_ byte: UInt8) {
    guard recordIsSound else { return }
    let column = cells.count - firstCell
    if byte == 0 {
      rowFault("csv.nul", "A cell holds no NUL byte.", "Remove it; the file may be damaged.", column: column)
    } else {
      rowFault(
        "csv.bareQuote", "A quote stands only around a whole cell, or doubled inside quotes.",
        "Put the cell in quotes and double the quotes inside.", column: column)
    }
  }

  mutating func unclosedQuote() {
    rowFault(
      "csv.unclosedQuote", "A quote that opens a cell is closed.", "Close the quote that opens in this row.",
      column: cells.count - firstCell)
  }

  mutating func textAfterQuote(column: Int) {
    rowFault(
      "csv.textAfterQuote", "Nothing follows a closing quote but a comma or the line's end.",
      "Double the quotes inside the cell.", column: column)
  }

  mutating func fieldLimit() {
    rowFault(
      "file.limit", "A cell has at most \(limits.field) bytes.", "Look for a quote that is missing before it.",
      column: cells.count - firstCell)
  }

  /// Finds the cells of the record that are not UTF-8.
  mutating func checkEncoding(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
    for column in 0..<(cells.count - firstCell) {
      let cell = cells[firstCell + column].range
      guard let offset = UTF8Check.firstFault(in: bytes.extracting(cell)) else { continue }
      recordIsSound = false
      encodingFault(cell.lowerBound + offset, bytes, row: record, column: columnName(column))
    }
  }

  mutating func encodingFault(
    _ offset: Int, _ bytes: borrowing Span<UInt8>, row: Int? = nil, column: String? = nil
  ) {
    fault(
      "encoding", "CSV files are UTF-8; the byte at offset \(offset) is not (\(UTF8Check.guess(bytes))).",
      "Save the file as UTF-8.", row: row, column: column)
  }
}
