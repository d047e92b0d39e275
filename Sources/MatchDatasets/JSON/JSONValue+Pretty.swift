extension JSONValue {
  /// The text for files: two spaces a level, members in their order, one a line, ended by a line feed.
  ///
  /// Arrays of scalars stay on one line, unless strings fill more than ``lineWidth`` characters. Never fails: a number that is not finite is written as null.
  public var prettyText: String {
    var text = ""
    appendPretty(to: &text, indent: 0)
    return text + "\n"
  }

  /// One line, members in their order: for standard output.
  public var compactText: String {
    var text = ""
    appendCompact(to: &text)
    return text
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

  private func appendPretty(to text: inout String, indent: Int) {
    let margin = "\n" + String(repeating: " ", count: indent + 2)
    switch self {
    case .array(let values) where needsLines(values):
      text += "["
      for (index, value) in values.enumerated() {
        text += (index > 0 ? "," : "") + margin
        value.appendPretty(to: &text, indent: indent + 2)
      }
      text += margin.dropLast(2) + "]"
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += ", " }
        value.appendPretty(to: &text, indent: indent)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (index, member) in object.members.enumerated() {
        text += (index > 0 ? "," : "") + margin + Self.quoted(member.key) + ": "
        member.value.appendPretty(to: &text, indent: indent + 2)
      }
      text += object.members.isEmpty ? "}" : margin.dropLast(2) + "}"
    default: text += scalarText
    }
  }

  private func appendCompact(to text: inout String) {
    switch self {
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.appendCompact(to: &text)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (index, member) in object.members.enumerated() {
        text += (index > 0 ? "," : "") + Self.quoted(member.key) + ":"
        member.value.appendCompact(to: &text)
      }
      text += "}"
    default: text += scalarText
    }
  }
}
