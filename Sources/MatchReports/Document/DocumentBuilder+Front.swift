/// Quality against the lowest rate of a group.
extension DocumentBuilder {
  func front(_ dataset: RowsOfDataset) -> [ReportDocument.Block] {
    let points = dataset.made.compactMap { row -> ScatterChart.Point? in
      let measures = row["measures"]
      guard let quality = measures["quality"].number, let rate = measures["lowestRateValue"].number else { return nil }
      return ScatterChart.Point(
        label: dataset.shortLabel(row), x: quality, y: 100 * rate, xText: measures["quality"].figure(),
        yText: measures["lowestRateValue"].percent)
    }
    guard !points.isEmpty else { return [] }
    let chart = ScatterChart(
      title: "Quality and the lowest rate of a group",
      description:
        "Each mark is a plan: to the right more quality, up a better lowest rate of attainable. Filled marks on the dashed line: no other plan is better in one of the two and as good in the other.",
      points: points, xTitle: "Σ quality of the pairs", yTitle: "lowest rate of attainable, %")
    let columns: [ReportTable.Column] = [
      .init(dataset.isSeveralPolicies ? "policy · solver" : "solver"), .init("served", .right),
      .init("quality", .right), .init("lowest rate", .right), .init("rate gap", .right), .init("load", .right),
      .init("on the front of all measures"),
    ]
    let rows = dataset.made.map { row -> [Phrase] in
      let measures = row["measures"]
      let quality = measures["quality"]
      return [
        dataset.label(row), measures["served"].figure(), quality.isNull ? .withheld : quality.figure(),
        measures["lowestRateValue"].percent, measures["rateGapValue"].percent, measures["load"].figure(),
        row["onFront"].isTrue ? "yes" : "no",
      ]
    }
    var table = ReportDocument.Table(caption: "Measures of each plan on \(dataset.name)", columns: columns, rows: rows)
    table.isBehindChart = true
    return [.charts([chart.chart]), .table(table)]
  }

  // MARK: Groups

  func groups(_ dataset: RowsOfDataset) -> [ReportDocument.Block] {
    let groups = dataset.findings["groups"].items
    var blocks: [ReportDocument.Block] = []
    var charts: [ReportDocument.Chart] = []
    for key in Self.owners(groups) where isDrawn(key, dataset) {
      let mine = groups.filter { Self.owner($0) == key }
      guard let first = mine.first else { continue }
      let title = Self.by(first, dataset)
      let lines = mine.prefix(Self.mostLines).map { group in
        RowChart.Line(
          label: group["group"].name, value: group["served"]["value"].percent,
          marks: [], highlight: group["served"]["value"].number.map { 100 * $0 },
          interval: Self.interval(group["served"]), second: group["attainable"]["value"].number.map { 100 * $0 })
      }
      charts.append(
        RowChart(
          title: "Served, \(title)",
          description:
            "One line a group: the filled mark is its served rate, the bar its 95 % interval, the hollow diamond its rate of what it could attain.",
          lines: lines, scale: .percent, unit: "%"
        ).chart)
    }
    blocks += Self.described(charts)
    if !groups.isEmpty { blocks.append(.table(groupTable(dataset, groups))) }
    let withheld = dataset.findings["withheldGroups"].items.filter { ($0["groups"].number ?? 0) > 0 }
    if !withheld.isEmpty {
      blocks.append(
        .list(withheld.map { "\(Self.by($0, dataset)): \($0["groups"].figure()) small groups are withheld." }))
    }
    return blocks
  }

  /// Of one policy every grouping is drawn; of several the one that they speak of, so that they can be compared.
  private func isDrawn(_ owner: [String?], _ dataset: RowsOfDataset) -> Bool {
    guard dataset.isSeveralPolicies else { return true }
    let named = dataset.findings["policies"].items.compactMap { $0["content"]["groupRatesBy"].text }
    let first = dataset.findings["groups"].items.first.flatMap { $0["by"].text }
    return owner[1] == (named.first ?? first)
  }

  /// Pictures side by side; words that hold for all of them stand above, once.
  static func described(_ charts: [ReportDocument.Chart]) -> [ReportDocument.Block] {
    guard let first = charts.first else { return [] }
    guard charts.count > 1, charts.allSatisfy({ $0.description == first.description }) else {
      return [.charts(charts)]
    }
    let quiet = charts.map { chart in
      var chart = chart
      chart.isDescribedAbove = true
      return chart
    }
    return [.paragraph(first.description), .charts(quiet)]
  }

  /// More lines than these are no picture; the table has all.
  private static let mostLines = 12

  private func groupTable(_ dataset: RowsOfDataset, _ groups: [Node]) -> ReportDocument.Table {
    let columns: [ReportTable.Column] = [
      .init("group"), .init("by"), .init("people", .right), .init("served", .right), .init("95 % from", .right),
      .init("to", .right), .init("of attainable", .right),
    ]
    let rows = groups.map { group -> [Phrase] in
      [
        group["group"].name, Self.by(group, dataset), group["people"].figure(), group["served"]["value"].percent,
        group["served"]["low"].percent, group["served"]["high"].percent, group["attainable"]["value"].percent,
      ]
    }
    var table = ReportDocument.Table(caption: "Rates by group on \(dataset.name)", columns: columns, rows: rows)
    table.isBehindChart = true
    return table
  }

  private static func interval(_ rate: Node) -> ClosedRange<Double>? {
    guard let low = rate["low"].number, let high = rate["high"].number, low <= high else { return nil }
    return 100 * low...100 * high
  }

  private static func owner(_ group: Node) -> [String?] { [group["policy"].text, group["by"].text] }

  private static func owners(_ groups: [Node]) -> [[String?]] {
    var owners: [[String?]] = []
    for group in groups where !owners.contains(owner(group)) { owners.append(owner(group)) }
    return owners
  }

  /// `by language`, with the policy where several are compared.
  private static func by(_ group: Node, _ dataset: RowsOfDataset) -> Phrase {
    let name = group["by"].text ?? ""
    let by: Phrase =
      name.hasPrefix("audit_") ? "by \(Phrase(name: String(name.dropFirst(6))))" : "by \(group["by"].name)"
    guard dataset.isSeveralPolicies else { return by }
    return "\(RowsOfDataset.policy(group)), \(by)"
  }
}
