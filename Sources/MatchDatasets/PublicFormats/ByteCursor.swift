/// Reads numbers and words from bytes without making strings; it knows only where it stands.
struct ByteCursor {
  let bytes: [UInt8]
  var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  var isAtEnd: Bool { offset >= bytes.count }

  /// The byte here, or 0 at the end.
  var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  mutating func advance() { offset += 1 }

  /// Skips blanks and tabs, not line ends.
  mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
  }

  /// Skips blanks, tabs and line ends.
  mutating func skipSpace() {
    while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
  }

  mutating func skipLine() {
    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    if offset < bytes.count { offset += 1 }
  }

  /// The 1-based line of an offset; walks the file, so it is for faults only.
  func line(of offset: Int) -> Int {
    1 + bytes[..<min(offset, bytes.count)].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  /// A decimal integer with an optional sign, ended by a space, a comma or the end.
  mutating func integer() throws(ScanFault) -> Int64 {
    let start = offset
    var at = offset
    let isNegative = at < bytes.count && bytes[at] == 0x2D
    if at < bytes.count, bytes[at] == 0x2D || bytes[at] == 0x2B { at += 1 }
    let first = at
    var value: Int64 = 0
    while at < bytes.count, bytes[at] &- 48 < 10 {
      let digit = Int64(bytes[at] &- 48)
      if at - first < 18 {
        // Eighteen digits stay below 10¹⁸ < 2⁶³.
        value = value &* 10 &+ digit
      } else {
        let (tens, over) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
        if over || carry { throw ScanFault(code: "number.range", offset: start) }
        value = sum
      }
      at += 1
      if isNegative, at - first == 18 { value = -value }
    }
    guard at > first, at == bytes.count || Self.isSpace(bytes[at]) || bytes[at] == 0x2C else {
      throw ScanFault(code: "number.format", offset: start)
    }
    offset = at
    return isNegative && at - first < 18 ? -value : value
  }
}

/// What is wrong at an offset, before it is turned into a fault with a line.
struct ScanFault: Error {
  let code: String
  let offset: Int
}
