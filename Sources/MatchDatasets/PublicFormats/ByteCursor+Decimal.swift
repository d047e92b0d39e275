/// A number as a text wrote it.
enum ScannedNumber {
  case integer(Int64)
  case real(Double)
}

extension ByteCursor {
  /// Powers of ten that a double holds exactly.
  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// An integer, or a decimal with point and exponent, ended by a space, a comma or the end.
  ///
  /// `nan`, `inf` and hexadecimal are refused. The double is the nearest one to the text: a mantissa below 2⁵³ and a
  /// power of ten up to 22 are both exact, so one rounding happens; longer texts go through the standard library.
  mutating func number() throws(ScanFault) -> ScannedNumber {
    let start = offset
    var at = offset
    if at < bytes.count, bytes[at] == 0x2D || bytes[at] == 0x2B { at += 1 }
    let isNegative = at > start && bytes[start] == 0x2D
    var mantissa: Int64 = 0
    var digits = 0
    var scale = 0
    var hasPoint = false
    while at < bytes.count {
      let byte = bytes[at]
      if byte &- 48 < 10 {
        if digits < 18 { mantissa = mantissa &* 10 &+ Int64(byte &- 48) }
        digits += 1
        if hasPoint { scale -= 1 }
      } else if byte == 0x2E, !hasPoint {
        hasPoint = true
      } else {
        break
      }
      at += 1
    }
    let hasExponent = at < bytes.count && bytes[at] | 0x20 == 0x65
    if !hasPoint, !hasExponent { return .integer(try integer()) }
    guard digits > 0 else { throw ScanFault(code: "number.format", offset: start) }
    let end = try endOfNumber(from: at, start: start)
    if !hasExponent, digits <= 15, scale >= -22 {
      offset = end
      let value = Double(mantissa) / Self.powersOfTen[-scale]
      return .real(isNegative ? -value : value)
    }
    return .real(try slowNumber(start..<end))
  }

  /// Passes over an exponent, if there is one, and checks that the number ends.
  private func endOfNumber(from mantissaEnd: Int, start: Int) throws(ScanFault) -> Int {
    var at = mantissaEnd
    if at < bytes.count, bytes[at] | 0x20 == 0x65 {
      at += 1
      if at < bytes.count, bytes[at] == 0x2D || bytes[at] == 0x2B { at += 1 }
      let first = at
      while at < bytes.count, bytes[at] &- 48 < 10 { at += 1 }
      if at == first { throw ScanFault(code: "number.format", offset: start) }
    }
    guard at == bytes.count || Self.isSpace(bytes[at]) || bytes[at] == 0x2C, at - start <= 400 else {
      throw ScanFault(code: "number.format", offset: start)
    }
    return at
  }

  private mutating func slowNumber(_ range: Range<Int>) throws(ScanFault) -> Double {
    guard let value = Double(String(decoding: bytes[range], as: UTF8.self)), value.isFinite else {
      throw ScanFault(code: "weight.notFinite", offset: range.lowerBound)
    }
    offset = range.upperBound
    return value
  }
}
