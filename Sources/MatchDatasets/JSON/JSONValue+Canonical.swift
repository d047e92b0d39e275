public import CounselMatch

extension JSONValue {
  /// The canonical bytes of RFC 8785 (JCS): keys by UTF-16 code units, ECMAScript's numbers, no white space.
  ///
  /// - Throws: ``InvalidInput`` with `json.canonicalRange` for an integer beyond ±(2⁵³ − 1), which IEEE 754 cannot tell
  ///   from its neighbours, and for a number that is not finite.
  public func canonicalBytes() throws(InvalidInput) -> [UInt8] {
    var bytes: [UInt8] = []
    guard appendCanonical(to: &bytes) else {
      throw InvalidInput(faults: [
        InputFault(
          code: "json.canonicalRange", rule: "Canonical JSON holds finite numbers and integers within ±(2^53 − 1).",
          remedy: "Write larger integers as strings.")
      ])
    }
    return bytes
  }

  private func appendCanonical(to bytes: inout [UInt8]) -> Bool {
    switch self {
    case .integer(let value):
      guard value.magnitude < 1 << 53 else { return false }
      bytes.append(contentsOf: String(value).utf8)
    case .number(let value):
      guard value.isFinite else { return false }
      bytes.append(contentsOf: Self.ecmaScript(value).utf8)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        guard value.appendCanonical(to: &bytes) else { return false }
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      let sorted = object.members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: Self.quoted(member.key).utf8)
        bytes.append(UInt8(ascii: ":"))
        guard member.value.appendCanonical(to: &bytes) else { return false }
      }
      bytes.append(UInt8(ascii: "}"))
    default:
      bytes.append(contentsOf: scalarText.utf8)
    }
    return true
  }

  /// The text of a value that is neither array nor object.
  var scalarText: String {
    switch self {
    case .null, .array, .object: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): Self.ecmaScript(value)
    case .string(let value): Self.quoted(value)
    }
  }

  /// The string in quotes with the fewest escapes (RFC 8785, 3.2.2.2).
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{8}": result += "\\b"
      case "\u{9}": result += "\\t"
      case "\u{A}": result += "\\n"
      case "\u{C}": result += "\\f"
      case "\u{D}": result += "\\r"
      case "\0"..<" ":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
