public import CounselMatch

extension JSONValue {
  /// The canonical bytes of RFC 8785 (JCS): keys by UTF-16 code units, ECMAScript's numbers, no white space.
  ///
  /// - Throws: `InvalidInput` with `json.canonicalRange` for an integer beyond ±(2⁵³ − 1), which IEEE 754 cannot tell
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
      DecimalBytes.append(value, to: &bytes)
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
        Self.appendQuoted(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        guard member.value.appendCanonical(to: &bytes) else { return false }
      }
      bytes.append(UInt8(ascii: "}"))
    default: appendScalar(to: &bytes)
    }
    return true
  }

  /// Appends the text of a value that is neither array nor object; `null` for those.
  func appendScalar(to bytes: inout [UInt8]) {
    switch self {
    case .null, .array, .object: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): DecimalBytes.append(value, to: &bytes)
    case .number(let value):
      bytes.append(contentsOf: Self.ecmaScript(value).utf8)
      // The digits alone would be read as an integer, which may not fit 64 bits.
      if value.magnitude >= 0x1p53, value.magnitude < 1e21 { bytes.append(contentsOf: "e0".utf8) }
    case .string(let value): Self.appendQuoted(value, to: &bytes)
    }
  }

  /// The string in quotes with the fewest escapes (RFC 8785, 3.2.2.2).
  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendQuoted(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the string in quotes with the fewest escapes (RFC 8785, 3.2.2.2).
  static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case 0x8: bytes.append(contentsOf: "\\b".utf8)
      case 0x9: bytes.append(contentsOf: "\\t".utf8)
      case 0xA: bytes.append(contentsOf: "\\n".utf8)
      case 0xC: bytes.append(contentsOf: "\\f".utf8)
      case 0xD: bytes.append(contentsOf: "\\r".utf8)
      case 0..<0x20:
        let hex = String(byte, radix: 16)
        bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
