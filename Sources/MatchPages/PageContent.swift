internal import MatchReports

/// What the template asks for, by the names of its tags.
struct PageContent {
  let title: String
  let lead: [Text]
  let contents: [Entry]
  let sections: [Section]
  let closing: [Text]
  let style = PageStyle.text

  struct Entry {
    let id: String
    let title: String
  }

  struct Text {
    let runs: [Run]

    init(_ phrase: Phrase) { runs = phrase.runs.map(Run.init) }
  }

  struct Run {
    let text: String
    var isWords = false
    var isName = false
    var isFigure = false
    var at = ""

    init(_ run: Phrase.Run) {
      switch run {
      case .words(let text): (self.text, isWords) = (text, true)
      case .name(let text): (self.text, isName) = (text, true)
      case .figure(let text, let at): (self.text, isFigure, self.at) = (text, true, at)
      }
    }
  }

  struct Section {
    let id: String
    let isMain: Bool
    let title: Text
    let blocks: [Block]
  }

  struct Block {
    var paragraph: Text?
    var items: [Text]?
    var table: Table?
    var charts: Charts?

    init(_ block: ReportDocument.Block) {
      switch block {
      case .paragraph(let phrase): paragraph = Text(phrase)
      case .list(let items): self.items = items.map(Text.init)
      case .table(let table): self.table = Table(table)
      case .charts(let charts): self.charts = Charts(list: charts.map(Chart.init))
      }
    }
  }

  struct Charts {
    let list: [Chart]
  }

  struct Chart {
    let title: Text
    /// nil where it stands above already; the picture itself always has it.
    let description: Text?
    let svg: String

    init(_ chart: ReportDocument.Chart) {
      title = Text(chart.title)
      description = chart.isDescribedAbove ? nil : Text(chart.description)
      svg = chart.svg
    }
  }

  struct Table {
    let caption: String
    let columns: [Column]
    let rows: [Row]
    let isFolded: Bool
    // Stored, not computed: the template sees stored properties only.
    let isOpen: Bool

    init(_ table: ReportDocument.Table) {
      caption = table.caption
      columns = table.columns.map { Column(title: $0.title, alignment: $0.alignment == .right ? "n" : "t") }
      rows = table.rows.map { row in
        let cells = zip(row, table.columns).map { cell, column in
          Cell(runs: Text(cell).runs, alignment: column.alignment == .right ? "n" : "t")
        }
        return Row(head: cells.first?.runs ?? [], cells: Array(cells.dropFirst()))
      }
      isFolded = table.isBehindChart
      isOpen = !isFolded
    }
  }

  struct Column {
    let title: String
    let alignment: String
  }

  struct Row {
    let head: [Run]
    let cells: [Cell]
  }

  struct Cell {
    let runs: [Run]
    let alignment: String
  }

  init(_ document: ReportDocument) {
    title = document.title
    lead = document.lead.map(Text.init)
    contents = document.sections.filter { $0.level == 2 }.map { Entry(id: $0.id, title: $0.title.text) }
    sections = document.sections.map { section in
      Section(
        id: section.id, isMain: section.level == 2, title: Text(section.title), blocks: section.blocks.map(Block.init))
    }
    closing = document.closing.map(Text.init)
  }
}
