extension JSONValue {
  /// A finite number as ECMAScript's Number::toString prints it: shortest digits that round-trip, exponent from 21 on.
  ///
  /// The digits are Swift's own shortest ones; only their arrangement differs. A number that is not finite is `null`.
  static func ecmaScript(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    guard value != 0 else { return "0" }
    let (digits, point) = shortestDigits(value.magnitude)
    return (value < 0 ? "-" : "") + arranged(digits, point: point)
  }

  /// Digits d₁d₂… without zeros at either end and n, where the value is 0.d₁d₂… × 10ⁿ.
  private static func shortestDigits(_ value: Double) -> (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    let zero = UInt8(ascii: "0")
    let text = Array(value.description.utf8)
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else if byte == UInt8(ascii: "e") {
        // A sign and digits; signs stand before the digits in ASCII.
        let written = text[(index + 1)...]
        exponent = written.reduce(0) { $1 < zero ? $0 : $0 * 10 + Int($1 - zero) }
        if written.first == UInt8(ascii: "-") { exponent = -exponent }
        break
      } else {
        digits.append(byte)
      }
    }
    let leading = digits.prefix { $0 == zero }.count
    let trailing = digits.reversed().prefix { $0 == zero }.count
    return (Array(digits[leading..<(digits.count - trailing)]), (point ?? digits.count) + exponent - leading)
  }

  private static func arranged(_ digits: [UInt8], point: Int) -> String {
    func text(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }
    func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
    let (count, all) = (digits.count, ArraySlice(digits))
    if count <= point, point <= 21 { return text(all) + zeros(point - count) }
    if point > 0, point <= 21 { return text(digits[..<point]) + "." + text(digits[point...]) }
    if point > -6, point <= 0 { return "0." + zeros(-point) + text(all) }
    let exponent = point - 1
    let mantissa = count == 1 ? text(all) : text(digits[..<1]) + "." + text(digits[1...])
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
  }
}
