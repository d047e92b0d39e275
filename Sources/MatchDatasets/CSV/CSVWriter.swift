public import CounselMatch

/// Writes RFC 4180 with LF line ends, quotes only where needed, and cells that are dangerous in spreadsheets protected.
public struct CSVWriter: Sendable {
  /// What is written so far.
  public private(set) var bytes: [UInt8] = []
  private let header: [String]
  private let file: String?
  private let isProtecting: Bool
  private var rows = 0

  /// - Parameters:
  ///   - header: the columns; written at once.
  ///   - file: the file's name, for faults.
  ///   - protecting: whether cells are protected (``CSVProtection``).
  /// - Throws: `InvalidInput` for a name with a NUL.
  public init(header: [String], file: String? = nil, protecting: Bool = true) throws(InvalidInput) {
    self.header = header
    self.file = file
    isProtecting = protecting
    try append(header)
  }

  /// Adds a row.
  ///
  /// - Throws: `InvalidInput` with `csv.nul` or `csv.fieldCount`; then nothing is added.
  public mutating func append(_ cells: [String]) throws(InvalidInput) {
    guard cells.count == header.count else {
      throw invalid(
        "csv.fieldCount", nil, "A row has as many cells as the header: expected \(header.count), found \(cells.count).")
    }
    if let column = cells.firstIndex(where: { !Self.isPlain($0) && $0.utf8.contains(0) }) {
      throw invalid("csv.nul", header[column], "A cell holds no NUL byte.")
    }
    rows += 1
    for (column, cell) in cells.enumerated() {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell, isOnly: cells.count == 1)
    }
    bytes.append(0x0A)
  }

  /// A letter or digit first, and nothing that needs quotes: neither dangerous nor special.
  private static func isPlain(_ cell: String) -> Bool {
    guard let first = cell.utf8.first, first >= UInt8(ascii: "0") else { return false }
    switch first {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: break
    default: return false
    }
    return cell.utf8.allSatisfy { $0 > UInt8(ascii: ",") || $0 == 0x20 }
  }

  private static let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D]
  private static let specialAlone = special + [UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

  private mutating func append(_ cell: String, isOnly: Bool) {
    if !isOnly, Self.isPlain(cell) { return bytes.append(contentsOf: cell.utf8) }
    let isDangerous = isProtecting && CSVProtection.isDangerous(cell)
    let text = isDangerous ? "'" + cell : cell
    // A row of one empty cell would be a blank line, and a table of one column with a tab one of tabs.
    let special = isOnly ? Self.specialAlone : Self.special
    guard isDangerous || (isOnly && text.isEmpty) || text.utf8.contains(where: { special.contains($0) }) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func invalid(_ code: String, _ column: String?, _ rule: String) -> InvalidInput {
    InvalidInput(faults: [
      InputFault(code: code, file: file, row: rows + 1, column: column, rule: rule, remedy: "Correct the value.")
    ])
  }
}

extension CSVWriter {
  /// A whole table, its rows in parts side by side; the bytes do not depend on the threads.
  ///
  /// - Throws: ``InvalidInput`` as ``append(_:)`` does, for the first row that cannot be written.
  package static func bytes(
    header: [String], count: Int, file: String, threads: Int, cells: @Sendable (Int) -> [String]
  ) throws(InvalidInput) -> [UInt8] {
    let start = try Self(header: header, file: file)
    let parts = Parts.map(count, threads: threads) { rows in
      var writer = start
      writer.rows += rows.lowerBound
      return writer.written(rows, cells)
    }
    var bytes = start.bytes
    for part in parts { bytes += try part.get() }
    return bytes
  }
}

extension CSVWriter {
  /// What these rows are written as, after what is written so far; or the fault of the first that cannot be.
  private func written(_ rows: Range<Int>, _ cells: (Int) -> [String]) -> Result<[UInt8], InvalidInput> {
    var writer = self
    do throws(InvalidInput) {
      for row in rows { try writer.append(cells(row)) }
    } catch {
      return .failure(error)
    }
    return .success(Array(writer.bytes.dropFirst(bytes.count)))
  }
}

extension CSVWriter: RedactedValue {}
