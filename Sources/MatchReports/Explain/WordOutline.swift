/// Paragraphs, lists and tables under headings, as plain text or Markdown.
package struct WordOutline: Sendable {
  private enum Part: Sendable {
    case paragraph(String)
    case list(title: String, items: [String])
    case table(title: String, ReportTable, plain: [String])
  }

  private var parts: [Part] = []

  package init() {}

  package mutating func paragraph(_ text: String) { parts.append(.paragraph(text)) }

  package mutating func list(_ title: String, _ items: [String]) { parts.append(.list(title: title, items: items)) }

  /// `plain`: the lines that say the same in plain text.
  package mutating func table(_ title: String, _ table: ReportTable, plain: [String]) {
    parts.append(.table(title: title, table, plain: plain))
  }

  /// A blank line between parts, a newline at the end.
  package var text: String {
    let blocks = parts.map { part in
      switch part {
      case .paragraph(let text): text
      case .list(let title, let items): ([title + ":"] + items.map { "- " + $0 }).joined(separator: "\n")
      case .table(let title, _, let plain): ([title] + plain).joined(separator: "\n")
      }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  package var markdown: String {
    let blocks = parts.map { part in
      switch part {
      case .paragraph(let text): Self.escaped(text) + "\n"
      case .list(let title, let items):
        "## \(Self.escaped(title))\n\n" + items.map { "- \(Self.escaped($0))\n" }.joined()
      case .table(let title, let table, _): "## \(Self.escaped(title))\n\n" + Self.escaped(table).markdown
      }
    }
    return blocks.joined(separator: "\n")
  }

  /// Characters that Markdown would read as marks, in front of each a backslash; line ends become spaces.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if "\\`*_[]<>#|~".unicodeScalars.contains(scalar) { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(scalar.value < 32 ? " " : scalar)
    }
    return escaped
  }

  /// Cells as they are meant; ``ReportTable/markdown`` itself takes care of pipes and backslashes.
  package static func escaped(_ table: ReportTable) -> ReportTable {
    var table = table
    table.columns = table.columns.map { .init(escapedCell($0.title), $0.alignment) }
    table.rows = table.rows.map { $0.map(escapedCell) }
    return table
  }

  private static func escapedCell(_ cell: String) -> String {
    var text = ""
    for scalar in cell.unicodeScalars {
      switch scalar {
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "[": text += "&#91;"
      case "]": text += "&#93;"
      case "*": text += "&#42;"
      case "_": text += "&#95;"
      case "`": text += "&#96;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
