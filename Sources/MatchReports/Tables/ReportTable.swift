/// A table of cells, shown as aligned text or Markdown, or handed on as rows.
///
/// Every row has one cell per column; missing cells are shown empty, surplus cells are dropped.
public struct ReportTable: Sendable, Hashable {
  /// Where a column's cells stand.
  public enum Alignment: Sendable, Hashable {
    case left
    case right
  }

  /// The head of a column.
  public struct Column: Sendable, Hashable {
    /// The column's name.
    public var title: String
    /// Numbers stand on the right.
    public var alignment: Alignment

    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// From left to right.
  public var columns: [Column]
  /// As many cells as columns each.
  public var rows: [[String]]

  public init(columns: [Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The header and the rows as plain cells, for a CSV writer.
  public var cells: [[String]] { [columns.map(\.title)] + rows.map(fitted) }

  /// Aligned text: two spaces between columns, a rule under the header, no trailing spaces, a newline at the end
  /// of each line.
  ///
  /// Control characters are shown as spaces.
  public var text: String {
    let lines = cells.map { $0.map(Self.singleLine) }
    let widths = columns.indices.map { column in lines.map { $0[column].displayWidth }.max() ?? 0 }
    var all = lines.map { line(of: $0, widths: widths) }
    all.insert(Self.trimmed(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")), at: 1)
    return all.map { $0 + "\n" }.joined()
  }

  /// A Markdown table; pipes and backslashes inside cells are escaped.
  public var markdown: String {
    let rule = columns.map { $0.alignment == .right ? "---:" : "---" }
    var lines = cells.map { $0.map { Self.escaped(Self.singleLine($0)) } }
    lines.insert(rule, at: 1)
    return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  private func fitted(_ row: [String]) -> [String] {
    columns.indices.map { $0 < row.count ? row[$0] : "" }
  }

  private func line(of row: [String], widths: [Int]) -> String {
    let parts = columns.indices.map { index in
      let gap = String(repeating: " ", count: max(0, widths[index] - row[index].displayWidth))
      return columns[index].alignment == .right ? gap + row[index] : row[index] + gap
    }
    return Self.trimmed(parts.joined(separator: "  "))
  }

  private static func trimmed(_ line: String) -> String {
    var scalars = Substring(line)
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  private static func singleLine(_ cell: String) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: clean.append(" ")
      default: clean.append(scalar)
      }
    }
    return String(clean)
  }

  private static func escaped(_ cell: String) -> String {
    var text = ""
    for character in cell {
      if character == "|" || character == "\\" { text.append("\\") }
      text.append(character)
    }
    return text
  }
}
