public import CounselMatch

extension RawAssignment {
  /// Reads OR-Library text: n, then n × n integer costs, separated by any white space.
  ///
  /// - Throws: a fault with its line: `file.empty`, `number.format`, `number.range`, `size.limit`, `matrix.short`,
  ///   `matrix.long`.
  /// - Complexity: O(bytes)
  public init(orLibrary bytes: [UInt8], file: String) throws(InvalidInput) {
    var cursor = ByteCursor(bytes)
    do {
      self = try Self.orLibrary(&cursor)
    } catch {
      throw InvalidInput(error, in: cursor, file: file)
    }
  }

  private static func orLibrary(_ cursor: inout ByteCursor) throws(ScanFault) -> RawAssignment {
    cursor.skipSpace()
    if cursor.isAtEnd { throw ScanFault(code: "file.empty", offset: 0) }
    let start = cursor.offset
    let size = try cursor.integer()
    guard size >= 0, size <= 46_340 else { throw ScanFault(code: "size.limit", offset: start) }
    let count = Int(size * size)
    // Every cost takes a digit and a separator: a short file is refused before memory is reserved for it.
    guard count <= cursor.bytes.count / 2 + 1 else {
      throw ScanFault(code: "matrix.short", offset: cursor.bytes.count)
    }
    let costs = try integers(count, from: &cursor)
    cursor.skipSpace()
    guard cursor.isAtEnd else { throw ScanFault(code: "matrix.long", offset: cursor.offset) }
    return RawAssignment(rows: Int(size), columns: Int(size), costs: costs)
  }

  /// Integers separated by white space, kept in 32 bits until one does not fit.
  private static func integers(_ count: Int, from cursor: inout ByteCursor) throws(ScanFault) -> Costs {
    var buffer = CostBuffer(capacity: count)
    for _ in 0..<count {
      cursor.skipSpace()
      if cursor.isAtEnd { throw ScanFault(code: "matrix.short", offset: cursor.offset) }
      buffer.append(try cursor.integer())
    }
    return buffer.costs
  }
}
