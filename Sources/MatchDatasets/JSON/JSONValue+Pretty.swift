extension JSONValue {
  /// The text for files: two spaces a level, members in their order, one a line, ended by a line feed.
  ///
  /// Arrays of scalars stay on one line, unless strings fill more than `lineWidth` characters. Never fails: a number that is not finite is written as null.
  public var prettyText: String { String(decoding: prettyBytes, as: UTF8.self) }

  /// ``prettyText`` as UTF-8.
  public var prettyBytes: [UInt8] {
    var bytes: [UInt8] = []
    appendPretty(to: &bytes, indent: 0)
    bytes.append(0x0A)
    return bytes
  }

  /// One line, members in their order: for standard output.
  public var compactText: String {
    var bytes: [UInt8] = []
    appendCompact(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Strings of an array that together are longer stand one on a line.
  private static let lineWidth = 100

  private func needsLines(_ values: [JSONValue]) -> Bool {
    if values.contains(where: \.isContainer) { return true }
    return values.reduce(0) { $0 + ($1.stringValue?.utf8.count ?? 0) } > Self.lineWidth
  }

  private var isContainer: Bool {
    switch self {
    case .array(let values): !values.isEmpty
    case .object(let object): !object.members.isEmpty
    default: false
    }
  }

  private static func appendLine(_ indent: Int, to bytes: inout [UInt8]) {
    bytes.append(0x0A)
    for _ in 0..<indent { bytes.append(UInt8(ascii: " ")) }
  }

  private func appendPretty(to bytes: inout [UInt8], indent: Int) {
    switch self {
    case .array(let values):
      let hasLines = needsLines(values)
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        if hasLines {
          Self.appendLine(indent + 2, to: &bytes)
        } else if index > 0 {
          bytes.append(UInt8(ascii: " "))
        }
        value.appendPretty(to: &bytes, indent: hasLines ? indent + 2 : indent)
      }
      if hasLines { Self.appendLine(indent, to: &bytes) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.appendLine(indent + 2, to: &bytes)
        Self.appendQuoted(member.key, to: &bytes)
        bytes.append(contentsOf: ": ".utf8)
        member.value.appendPretty(to: &bytes, indent: indent + 2)
      }
      if !object.members.isEmpty { Self.appendLine(indent, to: &bytes) }
      bytes.append(UInt8(ascii: "}"))
    default: appendScalar(to: &bytes)
    }
  }

  private func appendCompact(to bytes: inout [UInt8]) {
    switch self {
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.appendCompact(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.appendQuoted(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.appendCompact(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    default: appendScalar(to: &bytes)
    }
  }
}
