/// The document as Markdown and as records.
extension ReportDocument {
  /// The whole report for README files and reviews; charts are left to the page, their numbers stand in tables.
  public var markdown: String {
    var parts = ["# \(title)\n"]
    parts += lead.map { Self.escaped($0) + "\n" }
    for section in sections {
      parts.append(String(repeating: "#", count: section.level) + " " + Self.escaped(section.title) + "\n")
      parts += section.blocks.compactMap(Self.markdown)
    }
    parts += closing.map { Self.escaped($0) + "\n" }
    return parts.joined(separator: "\n")
  }

  private static func markdown(_ block: Block) -> String? {
    switch block {
    case .paragraph(let phrase): return escaped(phrase) + "\n"
    case .list(let items): return items.map { "- \(escaped($0))\n" }.joined()
    case .charts: return nil
    case .table(let table):
      let plain = ReportTable(columns: table.columns, rows: table.rows.map { $0.map(\.text) })
      return "\(WordOutline.escaped(table.caption)):\n\n" + WordOutline.escaped(plain).markdown
    }
  }

  private static func escaped(_ phrase: Phrase) -> String { WordOutline.escaped(phrase.text) }

  /// Every cell of every table, one a record: section, table, row, column, value, and where in results.json it is from.
  ///
  /// The first record is the header.
  public var records: [[String]] {
    var records = [["section", "table", "row", "column", "value", "source"]]
    for section in sections {
      for case .table(let table) in section.blocks {
        for row in table.rows {
          for (column, cell) in zip(table.columns, row).dropFirst() {
            records.append([
              section.id, table.caption, row.first?.text ?? "", column.title, cell.text, cell.source ?? "",
            ])
          }
        }
      }
    }
    return records
  }
}
