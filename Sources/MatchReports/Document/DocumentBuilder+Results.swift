/// What came out, and how long it took.
extension DocumentBuilder {
  func results(_ dataset: RowsOfDataset) -> [ReportDocument.Block] {
    let levels = Self.names(dataset.rows, "levels")
    // Policies are compared by their own groups' rates.
    let metrics = Self.names(dataset.rows, "metrics").filter {
      !dataset.isSeveralPolicies || !["served-rate", "attainable-rate"].contains($0)
    }
    var columns = [ReportTable.Column(dataset.isSeveralPolicies ? "policy · solver" : "solver")]
    if !dataset.isSeveralPolicies { columns += levels.map { .init($0, .right) } }
    if dataset.isSeveralPolicies { columns += Self.measures.map { .init($0.title, .right) } + [.init("front")] }
    columns += metrics.map { .init(Self.metricTitles[$0] ?? $0, .right) }
    columns += [.init("solve (s)", .right), .init("status"), .init("certificate")]
    let rows = dataset.rows.map { row -> [Phrase] in
      var cells = [dataset.label(row)]
      if dataset.isSeveralPolicies {
        cells += Self.measures.map { measure in measure.cell(row["measures"][measure.key]) }
        cells.append(row["onFront"].isTrue ? "✓" : "")
      } else {
        cells += levels.map { Self.level($0, row) }
      }
      cells += metrics.map { name in Self.item(name, row["metrics"])?["value"].figure() ?? .none }
      let isRefused = row["status"].text == "refused"
      return cells + [isRefused ? .none : row["seconds"]["solve"].seconds, row["status"].name, row["certificate"].name]
    }
    var blocks: [ReportDocument.Block] = [
      .table(.init(caption: "What each plan reached on \(dataset.name)", columns: columns, rows: rows))
    ]
    let notes = dataset.rows.filter { !$0["note"].isNull }
    if !notes.isEmpty { blocks.append(.list(notes.map { "\(dataset.label($0)): \($0["note"].name)" })) }
    if dataset.rows.contains(where: { $0["withheld"].isTrue }) {
      blocks.append(
        .paragraph("So few people are served, or so few are not, that values are withheld: they would tell who."))
    }
    return blocks
  }

  func times(_ dataset: RowsOfDataset) -> [ReportDocument.Block] {
    let rows = dataset.rows.filter { $0["status"].text != "refused" && !$0["seconds"].isNull }
    guard !rows.isEmpty else { return [] }
    let lines = rows.map { row in
      let runs = row["seconds"]["runs"].items
      return RowChart.Line(
        label: dataset.label(row), value: row["seconds"]["solve"].seconds + " s",
        marks: (runs.isEmpty ? [row["seconds"]["solve"]] : runs).compactMap(\.number),
        highlight: row["seconds"]["solve"].number)
    }
    let chart = RowChart(
      title: "Seconds of each solve",
      description: "One line a solver on a logarithmic scale; a ring for each run, a filled mark for the fastest.",
      lines: lines, scale: .logarithmic, unit: "s")
    let columns: [ReportTable.Column] = [
      .init(dataset.isSeveralPolicies ? "policy · solver" : "solver"), .init("compile", .right),
      .init("solve", .right), .init("slowest run", .right), .init("runs", .right), .init("verify", .right),
    ]
    let cells = rows.map { row -> [Phrase] in
      let seconds = row["seconds"]
      let runs = seconds["runs"].items
      let slowest = runs.max { ($0.number ?? 0) < ($1.number ?? 0) } ?? seconds["solve"]
      return [
        dataset.label(row), seconds["compile"].seconds, seconds["solve"].seconds, slowest.seconds,
        Phrase(words: String(max(1, runs.count))), seconds["verify"].seconds,
      ]
    }
    return [
      .charts([chart.chart]),
      .table(
        .init(caption: "Seconds on \(dataset.name), the fastest run of each solver", columns: columns, rows: cells)),
    ]
  }

  // MARK: Columns

  struct Measure {
    let key: String
    let title: String
    var places = 0
    var isRate = false

    func cell(_ node: Node) -> Phrase {
      guard isRate else { return node.isNull ? "–" : node.figure(places: places) }
      return node.percent
    }
  }

  static let measures = [
    Measure(key: "served", title: "served"), Measure(key: "lowestBand", title: "lowest band"),
    Measure(key: "lowestRateValue", title: "lowest rate", isRate: true),
    Measure(key: "rateGapValue", title: "rate gap", isRate: true), Measure(key: "load", title: "load"),
    Measure(key: "quality", title: "quality"), Measure(key: "pricePeople", title: "price: people"),
    Measure(key: "priceQuality", title: "price: quality"),
  ]

  /// Titles of the headline metrics; the worst group's value each.
  static let metricTitles = [
    "served-rate": "lowest served rate", "attainable-rate": "lowest rate of attainable",
    "quality-median": "lowest median quality", "load-gini": "load Gini",
    "waiting-longest-unmatched": "longest wait (days)",
  ]

  /// Names that occur, in the order of their first row.
  static func names(_ rows: [Node], _ key: String) -> [String] {
    var names: [String] = []
    for row in rows {
      for item in row[key].items {
        if let name = item["name"].text, !names.contains(name) { names.append(name) }
      }
    }
    return names
  }

  static func item(_ name: String, _ list: Node) -> Node? { list.items.first { $0["name"].text == name } }

  private static func level(_ name: String, _ row: Node) -> Phrase {
    guard let level = item(name, row["levels"]) else { return .none }
    if level["withheld"].isTrue { return .withheld }
    return level["value"].figure() + (level["proven"].isTrue ? Phrase() : "?")
  }
}
