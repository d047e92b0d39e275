public import CounselMatch

extension RawAssignment {
  /// Reads a matrix of numbers: one row a line, commas between, no header; integers or decimals.
  ///
  /// One decimal makes all costs doubles.
  ///
  /// - Throws: a fault with its line: `file.empty`, `number.format`, `number.range`, `weight.notFinite`, `row.length`,
  ///   `size.limit`.
  /// - Complexity: O(bytes)
  public init(csv bytes: [UInt8], file: String) throws(InvalidInput) {
    try self.init(csv: bytes, file: file, limit: Self.sizeLimit)
  }

  /// The same with at most `limit` costs.
  package init(csv bytes: [UInt8], file: String, limit: Int) throws(InvalidInput) {
    var cursor = ByteCursor(bytes)
    do {
      self = try Self.matrix(&cursor, limit)
    } catch {
      throw InvalidInput(error, in: cursor, file: file)
    }
  }

  private static func matrix(_ cursor: inout ByteCursor, _ limit: Int) throws(ScanFault) -> RawAssignment {
    var costs = CostBuffer()
    var rows = 0
    var columns = 0
    cursor.skipSpace()
    while !cursor.isAtEnd {
      let start = cursor.offset
      let before = costs.count
      try row(&cursor, into: &costs)
      let length = costs.count - before
      if rows == 0 { columns = length }
      guard length == columns else { throw ScanFault(code: "row.length", offset: start) }
      guard costs.count <= limit else { throw ScanFault(code: "size.limit", offset: start) }
      rows += 1
      cursor.skipSpace()
    }
    if rows == 0 { throw ScanFault(code: "file.empty", offset: 0) }
    return RawAssignment(rows: rows, columns: columns, costs: costs.costs)
  }

  /// One line of numbers, up to its end.
  private static func row(_ cursor: inout ByteCursor, into costs: inout CostBuffer) throws(ScanFault) {
    while true {
      cursor.skipBlanks()
      costs.append(try cursor.number())
      cursor.skipBlanks()
      if cursor.byte != 0x2C { break }
      cursor.advance()
    }
    guard cursor.isAtEnd || cursor.byte == 0x0A || cursor.byte == 0x0D else {
      throw ScanFault(code: "number.format", offset: cursor.offset)
    }
  }
}
