internal import CounselMatch

// RFC 4180 over bytes.
//
// Problem: find the cells of a file, and the row and column of every fault, without making a String a cell.
// Invariants: `cells` holds `width` cells for each entry of `rowNumbers` between records; every index into the span is
//   checked; the position grows with every step, so any input ends.
// Deviations: a lone CR ends a row too; a blank line is no row but counts in row numbers, as spreadsheets count.
// Complexity: O(bytes) time, at most two passes (encoding, structure), three where a large file has findings.
// Cannot: other delimiters (a file that uses one is refused by name), other encodings, streaming.
// Reference: Y. Shafranovich, RFC 4180, 2005.

/// The state of a scan; ``scan(_:)`` runs it.
struct CSVScanner: Sendable {

  let file: String
  let names: [String]
  let limits: CSVLimits
  var log = FaultLog()
  /// nil until the header is read.
  var header: [String]?
  var cells: [CSVCell] = []
  var rowNumbers: [Int32] = []

  /// The record at hand, 1-based.
  var record = 0
  var recordIsSound = true
  /// Where the record's cells begin in `cells`.
  var firstCell = 0
  var pendingBlank: [Int] = []
  var lineEnds = (lineFeed: 0, both: 0, carriageReturn: 0)
  var trailingDelimiterNoted = false
  var isUTF8 = true
  /// The header may be a row of data: its names are not shown.
  var headerIsDoubtful = false

  init(file: String, names: [String], limits: CSVLimits) {
    self.file = file
    self.names = names
    self.limits = limits
  }

  /// Cells of a row; 0 until the header is read.
  var width = 0

  /// Scans the whole file, in parts where it is large and there are threads for them.
  mutating func scan(_ file: [UInt8], pace: ReadingPace = ReadingPace()) {
    let bytes = file.span
    guard var index = accepted(file, pace) else { return }
    while index < bytes.count, header == nil { index = scanRecord(bytes, from: index) }
    if pace.threads < 2 || bytes.count - index < pace.bytes / 4 || !scanParts(file, from: index, pace) {
      while index < bytes.count { index = scanRecord(bytes, from: index) }
    }
    finishFile(bytes)
  }

  /// Scans a record that starts at `start`.
  ///
  /// - Returns: where the next one starts.
  mutating func scanRecord(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    record += 1
    recordIsSound = true
    firstCell = cells.count
    var index = start
    while true {
      let isQuoted = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
      index = isQuoted ? scanQuoted(bytes, from: index) : scanPlain(bytes, from: index)
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    let end = index
    let next = pastLineEnd(bytes, at: index)
    if end == start { blankRecord() } else { finishRecord(bytes, start..<end) }
    return next
  }

  /// Scans a cell without quotes up to the delimiter or line end, and stores it.
  private mutating func scanPlain(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      // Nearly all bytes are above the comma; all that matter are not.
      if byte <= UInt8(ascii: ",") {
        if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { break }
        if byte == UInt8(ascii: "\"") || byte == 0 { plainFault(byte) }
      }
      index += 1
    }
    store(start, index, hasDoubledQuotes: false)
    return index
  }

  /// Scans a cell in quotes up to the delimiter or line end after it, and stores it.
  private mutating func scanQuoted(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    var index = start + 1
    var hasDoubledQuotes = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else {
          let column = cells.count - firstCell
          store(start + 1, index, hasDoubledQuotes: hasDoubledQuotes)
          return pastQuote(bytes, at: index + 1, column: column)
        }
        hasDoubledQuotes = true
        index += 1
      } else if byte == 0 {
        plainFault(0)
      }
      index += 1
    }
    unclosedQuote()
    store(start + 1, bytes.count, hasDoubledQuotes: hasDoubledQuotes)
    return bytes.count
  }

  /// Skips to the delimiter or line end after a closing quote.
  private mutating func pastQuote(_ bytes: borrowing Span<UInt8>, at start: Int, column: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { break }
      index += 1
    }
    if index > start { textAfterQuote(column: column) }
    return index
  }

  private mutating func store(_ start: Int, _ end: Int, hasDoubledQuotes: Bool) {
    if end - start > limits.field { fieldLimit() }
    cells.append(CSVCell(start: start, end: end, hasDoubledQuotes: hasDoubledQuotes))
  }

  private mutating func pastLineEnd(_ bytes: borrowing Span<UInt8>, at index: Int) -> Int {
    guard index < bytes.count else { return index }
    if bytes[index] == 0x0A {
      lineEnds.lineFeed += 1
      return index + 1
    }
    if index + 1 < bytes.count, bytes[index + 1] == 0x0A {
      lineEnds.both += 1
      return index + 2
    }
    lineEnds.carriageReturn += 1
    return index + 1
  }
}
