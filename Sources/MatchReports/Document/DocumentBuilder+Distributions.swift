internal import MatchDatasets

/// Bars of scores and of cases.
extension DocumentBuilder {
  enum Distribution: String {
    case quality, load

    var unit: String { self == .quality ? "pairs" : "attorneys" }
    var what: String { self == .quality ? "score of the pair" : "cases of the attorney" }
    var title: String { self == .quality ? "Pairs by score" : "Attorneys by cases" }
    var description: String {
      self == .quality
        ? "How many pairs have which score: the further down the bars, the better the matches."
        : "How many attorneys have how many cases, matched and active: the closer the bars, the more even the load."
    }
    var nothing: String {
      self == .quality
        ? "The distribution of scores is withheld: there are too few pairs."
        : "The distribution of cases is withheld: there are too few attorneys."
    }
  }

  func distribution(_ dataset: RowsOfDataset, _ kind: Distribution) -> [ReportDocument.Block] {
    let findings = dataset.findings
    guard !findings.isNull else { return [] }
    let bars = findings[kind.rawValue].items
    let series = findings["series"].items
    guard !bars.isEmpty, !series.isEmpty else { return [.paragraph(Phrase(words: kind.nothing))] }
    let alike = Self.alike(series, bars, kind.unit)
    let most = bars.flatMap { $0[kind.unit].items.compactMap(\.number) }.max() ?? 1
    let charts = alike.prefix(Self.mostCharts).map { members in
      let names = members.map { dataset.label(series[$0]) }
      let title = names.dropFirst().reduce(names[0]) { $0 + ", " + $1 }
      return BarChart(
        title: title, description: Phrase(words: kind.description),
        heading: kind.what,
        bars: bars.map { bar in
          let count = bar[kind.unit].items[members[0]]
          return BarChart.Bar(label: Self.range(bar), count: count.number ?? 0, text: count.figure())
        }, most: most
      ).chart
    }
    var blocks = Self.described(Array(charts))
    if alike.count > Self.mostCharts { blocks.append(.paragraph("The table below has all plans.")) }
    let columns =
      [ReportTable.Column(kind.what)]
      + series.map { ReportTable.Column(dataset.label($0).text, .right) }
    let rows = bars.map { bar -> [Phrase] in
      [Phrase(words: Self.range(bar))] + bar[kind.unit].items.map { $0.figure() }
    }
    var table = ReportDocument.Table(
      caption: "\(kind.title) on \(dataset.name)", columns: columns, rows: rows)
    table.isBehindChart = true
    blocks.append(.table(table))
    return blocks
  }

  /// More pictures than these are none.
  private static let mostCharts = 6

  /// Plans with equal bars share one picture.
  private static func alike(_ series: [Node], _ bars: [Node], _ unit: String) -> [[Int]] {
    var kinds: [(counts: [Double?], members: [Int])] = []
    for plan in series.indices {
      let counts = bars.map { bar -> Double? in
        let items = bar[unit].items
        return plan < items.count ? items[plan].number : nil
      }
      guard !counts.contains(nil) else { continue }
      if let place = kinds.firstIndex(where: { $0.counts == counts }) {
        kinds[place].members.append(plan)
      } else {
        kinds.append((counts, [plan]))
      }
    }
    return kinds.map(\.members)
  }

  /// `3`, or `3–5`: both ends belong to it.
  private static func range(_ bar: Node) -> String {
    let from = bar["from"].value.intValue ?? 0
    let to = (bar["to"].value.intValue ?? 1) - 1
    return from >= to ? "\(from)" : from < 0 ? "\(from) to \(to)" : "\(from)–\(to)"
  }
}
