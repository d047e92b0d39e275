public import MatchDatasets

/// The content of a comparison's report: sections of sentences, tables and charts, each figure with its place in results.json.
///
/// Page, Markdown and CSV are made from this one document, so they cannot differ.
public struct ReportDocument: Sendable {
  package struct Table: Sendable {
    package var caption: String
    package var columns: [ReportTable.Column]
    /// The first cell of a row is its head.
    package var rows: [[Phrase]]
    /// Shown folded up, because a chart says the same.
    package var isBehindChart = false
  }

  package struct Chart: Sendable {
    package var title: Phrase
    /// What the picture shows, in words.
    package var description: Phrase
    /// The words stand above several pictures.
    package var isDescribedAbove = false
    /// A complete `<svg>` element.
    package var svg: String
  }

  package enum Block: Sendable {
    case paragraph(Phrase)
    case list([Phrase])
    case table(Table)
    /// Side by side where there is room.
    case charts([Chart])
  }

  package struct Section: Sendable {
    /// For links within the page.
    package var id: String
    package var title: Phrase
    /// 2 for a section, 3 for a part of one.
    package var level: Int
    package var blocks: [Block]
  }

  package var title: String
  package var lead: [Phrase]
  package var sections: [Section]
  /// The last lines.
  package var closing: [Phrase]

  /// Lays out what `compare` or `merge` wrote to results.json.
  ///
  /// - Parameter results: the document of results.json; parts that are missing or of another form are left out.
  public init(results: JSONValue) {
    var builder = DocumentBuilder(Node(results))
    self = builder.document()
  }

  init(title: String, lead: [Phrase], sections: [Section], closing: [Phrase]) {
    self.title = title
    self.lead = lead
    self.sections = sections
    self.closing = closing
  }
}
