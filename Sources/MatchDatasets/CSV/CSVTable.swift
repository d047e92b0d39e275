public import CounselMatch

/// Caps of the CSV reader, in bytes.
public struct CSVLimits: Sendable, Hashable {
  /// Most bytes of a cell: 1 MiB.
  public var field = 1 << 20
  /// Most bytes of a row: 16 MiB.
  public var line = 16 << 20
  /// At most 2³⁰.
  public var file = 1 << 30

  public init() {}
}

/// A CSV file in memory: its bytes, and where each cell stands in them.
///
/// No cell becomes a String before it is asked for. Rows with a structural fault (wrong number of cells, NUL, not UTF-8,
/// too long) are not in the table; the faults are in the ``CSVReading``. Printing a value shows only sizes.
public struct CSVTable: Sendable {
  /// The file's name, for faults.
  public let file: String
  /// As written, white space at the ends removed; an empty last name (trailing delimiter) is left out.
  public let header: [String]
  let bytes: [UInt8]
  /// `count` × `width`, by rows.
  let cells: [CSVCell]
  let rowNumbers: [Int32]

  /// Rows without the header.
  public var count: Int { rowNumbers.count }
  /// Columns.
  public var width: Int { header.count }

  /// The 1-based record number in the file, the header being 1; blank lines count.
  public func rowNumber(_ row: Int) -> Int { Int(rowNumbers[row]) }

  func cell(_ row: Int, _ column: Int) -> CSVCell { cells[row * width + column] }

  /// Whether nothing, not even a blank, stands in the cell.
  public func isEmpty(_ row: Int, _ column: Int) -> Bool { cell(row, column).length == 0 }

  /// The cell's text: quotes removed, doubled quotes single, nothing else changed.
  public func text(_ row: Int, _ column: Int) -> String { cell(row, column).text(in: bytes) }

  /// All cells of a row.
  public func texts(_ row: Int) -> [String] { (0..<width).map { text(row, $0) } }

  /// The bytes between the cell's quotes or delimiters; doubled quotes inside are still doubled.
  public func rawBytes(_ row: Int, _ column: Int) -> ArraySlice<UInt8> { bytes[cell(row, column).range] }

  /// The column whose name is `name`, byte for byte.
  public func column(_ name: String) -> Int? { header.firstIndex { $0.utf8.elementsEqual(name.utf8) } }
}

extension CSVTable: RedactedValue {
  public var description: String { "CSVTable(\(count) rows, \(width) columns)" }
}

/// Where a cell's content stands.
struct CSVCell: Sendable {
  private let start: UInt32
  private let lengthAndFlag: UInt32

  init(start: Int, end: Int, hasDoubledQuotes: Bool) {
    self.start = UInt32(truncatingIfNeeded: start)
    lengthAndFlag = UInt32(truncatingIfNeeded: end - start) | (hasDoubledQuotes ? 1 << 31 : 0)
  }

  var length: Int { Int(lengthAndFlag & ~(1 << 31)) }
  var range: Range<Int> { Int(start)..<(Int(start) + length) }
  private var hasDoubledQuotes: Bool { lengthAndFlag >> 31 == 1 }

  func text(in bytes: [UInt8]) -> String {
    guard hasDoubledQuotes else { return String(decoding: bytes[range], as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(length)
    var skip = false
    for byte in bytes[range] {
      skip = byte == UInt8(ascii: "\"") && !skip
      if !skip { plain.append(byte) }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}

/// What came out of reading a CSV file: the table as far as it could be read, and all that was found on the way.
public struct CSVReading: Sendable {
  /// nil where not even the header could be read.
  public let table: CSVTable?
  /// Errors; at most `InvalidInput.limit`, then counted in `omitted`.
  public let faults: [InputFault]
  /// Errors beyond those listed.
  public let omitted: Int
  /// Warnings and notes.
  public let remarks: [InputFault]
}

extension CSVTable {
  /// Reads RFC 4180 with every fault in one pass.
  ///
  /// UTF-8 only; line ends LF, CRLF or CR; a byte order mark, blank rows, a delimiter at the ends of rows and mixed line
  /// ends are remarked on and accepted.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name, for faults.
  ///   - names: the columns that are expected: where the header has none of them it may be a row of data, and faults
  ///     then name columns by number. Empty: every header is believed.
  ///   - limits: sizes.
  ///   - threads: for large files; the answer does not depend on it.
  /// - Returns: table, errors (`file.empty`, `csv.delimiter`, `csv.unclosedQuote`, `csv.textAfterQuote`,
  ///   `csv.bareQuote`, `csv.fieldCount`, `column.duplicate`, `column.unnamed`, `csv.nul`, `file.limit`, `encoding`,
  ///   `size.limit`) and remarks (`csv.bom`, `csv.blankRow`, `csv.mixedLineEnds`, `csv.trailingDelimiter`).
  ///
  /// Complexity: O(bytes); 8 bytes of memory a cell beside the file's.
  public static func read(
    _ bytes: [UInt8], file: String, expecting names: [String] = [], limits: CSVLimits = CSVLimits(), threads: Int = 1
  ) -> CSVReading {
    read(bytes, file: file, expecting: names, limits: limits, pace: ReadingPace(threads: threads))
  }

  package static func read(
    _ bytes: [UInt8], file: String, expecting names: [String], limits: CSVLimits = CSVLimits(), pace: ReadingPace
  ) -> CSVReading {
    var scanner = CSVScanner(file: file, names: names, limits: limits)
    scanner.scan(bytes, pace: pace)
    let table = scanner.header.map { header in
      CSVTable(file: file, header: header, bytes: bytes, cells: scanner.cells, rowNumbers: scanner.rowNumbers)
    }
    return CSVReading(
      table: table, faults: scanner.log.errors, omitted: scanner.log.omitted, remarks: scanner.log.remarks)
  }

  /// The table, where nothing is wrong; see `read(_:file:expecting:limits:)`.
  ///
  /// - Throws: `InvalidInput` with every fault.
  public static func parse(
    _ bytes: [UInt8], file: String, expecting names: [String] = [], limits: CSVLimits = CSVLimits()
  ) throws(InvalidInput) -> CSVTable {
    let reading = read(bytes, file: file, expecting: names, limits: limits)
    guard let table = reading.table, reading.faults.isEmpty else {
      var invalid = InvalidInput(faults: reading.faults, remarks: reading.remarks)
      invalid.omitted += reading.omitted
      throw invalid
    }
    return table
  }
}
