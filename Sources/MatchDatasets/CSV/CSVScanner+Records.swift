internal import CounselMatch

extension CSVScanner {
  /// Checks size, encoding and delimiter.
  ///
  /// - Returns: where the header starts; nil where nothing can be read.
  mutating func accepted(_ file: [UInt8], _ pace: ReadingPace) -> Int? {
    let bytes = file.span
    guard bytes.count <= min(limits.file, 1 << 30) else {
      fault("size.limit", "A CSV file has at most \(min(limits.file, 1 << 30)) bytes.", "Split the file.")
      return nil
    }
    if let name = UTF8Check.utf16Name(bytes) {
      fault("encoding", "CSV files are UTF-8; byte 0 on looks like \(name).", "Save the file as UTF-8.")
      return nil
    }
    isUTF8 = UTF8Check.holds(file, pace)
    var start = 0
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      start = 3
      remark(.note, "csv.bom", "The file begins with a byte order mark, which was skipped.", "Nothing need be done.")
    }
    guard start < bytes.count else {
      fault("file.empty", "A file has at least its header.", "Write the header line; leave out a table without use.")
      return nil
    }
    if let name = otherDelimiter(bytes, from: start) {
      fault("csv.delimiter", "Cells are separated by commas; this file uses \(name).", "Save it with commas.", row: 1)
      return nil
    }
    return start
  }

  /// The name of the delimiter of a first line without a comma.
  private func otherDelimiter(_ bytes: borrowing Span<UInt8>, from start: Int) -> String? {
    var isQuoted = false
    var found: String?
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case 0x0A where !isQuoted, 0x0D where !isQuoted: return found
      case UInt8(ascii: ",") where !isQuoted: return nil
      case UInt8(ascii: ";") where !isQuoted: found = found ?? "semicolons"
      case 0x09 where !isQuoted: found = found ?? "tabs"
      case UInt8(ascii: "|") where !isQuoted: found = found ?? "vertical bars"
      default: break
      }
      index += 1
    }
    return found
  }

  mutating func blankRecord() {
    cells.removeLast(cells.count - firstCell)
    if pendingBlank.count < InvalidInput.limit { pendingBlank.append(record) }
  }

  mutating func finishRecord(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
    for row in pendingBlank {
      remark(.warning, "csv.blankRow", "A blank row was skipped.", "Remove it.", row: row)
    }
    pendingBlank.removeAll(keepingCapacity: true)
    if range.count > limits.line {
      rowFault("file.limit", "A row has at most \(limits.line) bytes.", "Look for a quote that is missing before it.")
    }
    if !isUTF8 { checkEncoding(bytes, range) }
    guard header != nil else { return finishHeader(bytes) }
    checkLength()
    if recordIsSound {
      rowNumbers.append(Int32(truncatingIfNeeded: record))
    } else {
      cells.removeLast(cells.count - firstCell)
    }
  }

  /// Compares the record's cells with the header's, and drops one empty cell too many.
  private mutating func checkLength() {
    let found = cells.count - firstCell
    if found == width + 1, let last = cells.last, last.length == 0 {
      cells.removeLast()
      noteTrailingDelimiter()
    } else if found != width {
      rowFault(
        "csv.fieldCount", "A row has as many cells as the header: expected \(width), found \(found).",
        "Look for a missing or unquoted comma.")
    }
  }

  private mutating func noteTrailingDelimiter() {
    guard !trailingDelimiterNoted else { return }
    trailingDelimiterNoted = true
    remark(
      .note, "csv.trailingDelimiter", "Rows end with a delimiter; the empty cell after it was left out.",
      "Nothing need be done.", row: record)
  }

  private mutating func finishHeader(_ bytes: borrowing Span<UInt8>) {
    var texts: [String] = []
    for cell in cells[firstCell...] {
      var content: [UInt8] = []
      for index in cell.range { content.append(bytes[index]) }
      let whole = CSVCell(start: 0, end: content.count, hasDoubledQuotes: content.contains(UInt8(ascii: "\"")))
      texts.append(CellText.trimmed(whole.text(in: content)))
    }
    cells.removeLast(cells.count - firstCell)
    if texts.count > 1, texts.last?.isEmpty == true {
      texts.removeLast()
      noteTrailingDelimiter()
    }
    (header, width) = (texts, texts.count)
    let normal = texts.map(CSVTable.normalName)
    headerIsDoubtful = !names.isEmpty && !normal.contains { names.contains($0) }
    checkHeader(normal)
  }

  private mutating func checkHeader(_ normal: [String]) {
    var seen: Set<String> = []
    for (column, name) in normal.enumerated() {
      if name.isEmpty {
        fault(
          "column.unnamed", "Every column has a name.", "Name the column.", row: record, column: columnName(column))
      } else if !seen.insert(name).inserted {
        fault(
          "column.duplicate", "A column stands once.", "Rename or remove one of the two.", row: record,
          column: columnName(column))
      }
    }
  }

  mutating func finishFile(_ bytes: borrowing Span<UInt8>) {
    if !pendingBlank.isEmpty, header != nil {
      remark(
        .note, "csv.blankRow", "Blank rows at the end were skipped.", "Nothing need be done.", row: pendingBlank[0])
    }
    if header == nil, log.errors.isEmpty {
      fault("file.empty", "A file has at least its header.", "Write the header line; leave out a table without use.")
    }
    let kinds = [lineEnds.lineFeed, lineEnds.both, lineEnds.carriageReturn].filter { $0 > 0 }
    if kinds.count > 1 {
      remark(.note, "csv.mixedLineEnds", "The file mixes line ends; each was taken as one.", "Save it again.")
    }
    if !isUTF8, !log.errors.contains(where: { $0.code == "encoding" }), let offset = UTF8Check.firstFault(in: bytes) {
      encodingFault(offset, bytes)
    }
  }
}

extension CSVTable {
  /// A column's name for comparison: trimmed, lower case in ASCII, spaces and hyphens as underscores.
  public static func normalName(_ name: String) -> String {
    let bytes = CellText.trimmed(name).utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
      case UInt8(ascii: " "), UInt8(ascii: "-"): UInt8(ascii: "_")
      default: byte
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
