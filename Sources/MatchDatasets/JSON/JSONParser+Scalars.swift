extension JSONParser {
  /// `true`, `false`, `null`; the words for numbers that are not finite are faults.
  mutating func word() throws(Stop) -> JSONValue {
    let words: [(String, JSONValue)] = [("true", true), ("false", false), ("null", nil)]
    for (word, value) in words where take(word) { return value }
    for word in ["NaN", "Infinity"] where take(word) {
      notFinite()
      return 0
    }
    throw syntax(position < bytes.count ? "A JSON value stands here." : "The text ends where a value is due.")
  }

  mutating func take(_ word: String) -> Bool {
    let end = position + word.utf8.count
    guard end <= bytes.count, bytes[position..<end].elementsEqual(word.utf8) else { return false }
    position = end
    return true
  }

  private mutating func digits() -> Int {
    let start = position
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(here) { position += 1 }
    return position - start
  }

  private mutating func notFinite() {
    fault("number.notFinite", "A number is finite.", "Write a finite number.")
  }

  mutating func number() throws(Stop) -> JSONValue {
    let start = position
    if here == UInt8(ascii: "-") {
      position += 1
      for word in ["NaN", "Infinity"] where take(word) {
        notFinite()
        return 0
      }
    }
    let zeroFirst = here == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0 else { throw syntax("A digit follows the sign.") }
    guard whole == 1 || !zeroFirst else { throw syntax("A number has no leading zero.") }
    var isInteger = true
    if here == UInt8(ascii: ".") {
      position += 1
      isInteger = false
      guard digits() > 0 else { throw syntax("A digit follows the point.") }
    }
    if here == UInt8(ascii: "e") || here == UInt8(ascii: "E") {
      position += 1
      isInteger = false
      if here == UInt8(ascii: "+") || here == UInt8(ascii: "-") { position += 1 }
      guard digits() > 0 else { throw syntax("A digit follows the exponent's mark.") }
    }
    return converted(String(decoding: bytes[start..<position], as: UTF8.self), isInteger: isInteger)
  }

  private mutating func converted(_ text: String, isInteger: Bool) -> JSONValue {
    if isInteger {
      if let value = Int64(text) { return .integer(value) }
      fault("number.range", "An integer lies within 64 bits.", "Write a smaller number.")
      return 0
    }
    guard let value = Double(text), value.isFinite else {
      notFinite()
      return 0
    }
    return .number(value == 0 ? 0 : value)
  }

  /// The string at the position, which is a quote.
  mutating func string() throws(Stop) -> String {
    position += 1
    var text: [UInt8] = []
    var start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        text.append(contentsOf: bytes[start..<position])
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: bytes[start..<position])
        position += 1
        try escape(into: &text)
        start = position
      case ..<0x20:
        fault("json.control", "Control characters in a string are escaped.", "Write it as \\u00XX.")
        position += 1
      default:
        position += 1
      }
    }
    throw syntax("A string ends with a quote.")
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  private mutating func escape(into text: inout [UInt8]) throws(Stop) {
    if let byte = Self.plainEscapes[here] {
      text.append(byte)
      position += 1
      return
    }
    guard here == UInt8(ascii: "u") else { throw syntax("This escape is not one of JSON's.") }
    position += 1
    var scalar = try hex()
    if (0xD800..<0xDC00).contains(scalar), take("\\u") {
      let low = try hex()
      guard (0xDC00..<0xE000).contains(low) else { return loneSurrogate() }
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let unicode = Unicode.Scalar(scalar) else { return loneSurrogate() }
    text.append(contentsOf: Array(String(Character(unicode)).utf8))
  }

  private mutating func loneSurrogate() {
    fault("json.surrogate", "Surrogates come in pairs, high before low.", "Write the character itself.")
  }

  private mutating func hex() throws(Stop) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch here {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = here - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = here - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = here - UInt8(ascii: "A") + 10
      default: throw syntax("Four hexadecimal digits follow \\u.")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
