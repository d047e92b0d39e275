public import MatchDatasets

extension ReportDocument {
  /// Lays out the results of a back-test of arrival policies.
  ///
  /// - Parameter simulation: the document of simulation.json.
  public init(simulation: JSONValue) {
    let root = Node(simulation)
    let policies = root["policies"].items
    let lead: [Phrase] = [
      """
      \(root["worlds"].figure()) worlds of \(root["people"].figure()) survivors and \(root["attorneys"].figure()) \
      attorneys in \(root["firms"].figure()) firms, drawn afresh; every policy plays each of them and knows nothing of \
      who will come but a forecast from other worlds.
      """,
      """
      Hindsight knows everything: it is the best that could have been reached, at the same levels, proved and checked. \
      Intervals at \(root["confidence"].figure()): \(root["interval"].figure()).
      """,
    ]
    var sections = [
      Section(
        id: "policies", title: "Policies against hindsight", level: 2,
        blocks: [.charts(Self.simulationCharts(policies)), .table(Self.simulationTable(root, policies))]),
      Section(
        id: "people", title: "Waiting, load and changes", level: 2,
        blocks: [.table(Self.waitingTable(policies + [root["hindsight"]]))]),
    ]
    let groups = Self.groupTable(policies)
    if !groups.rows.isEmpty {
      sections.append(Section(id: "groups", title: "Groups", level: 2, blocks: [.table(groups)]))
    }
    let settings = policies.flatMap { policy in
      policy["settings"].items.map { ("\(policy["name"].name): \($0.figure())") as Phrase }
    }
    sections.append(
      Section(
        id: "assumptions", title: "What is assumed", level: 2,
        blocks: [.list(settings + root["assumptions"].items.map { "\($0["name"].figure()): \($0["value"].figure())" })])
    )
    self.init(
      title: "Arrival policies, back-tested", lead: lead, sections: sections,
      closing: ["Made by counselmatch \(root["version"].figure()). Every person is generated: nobody in it is real."])
  }

  private static func simulationCharts(_ policies: [Node]) -> [Chart] {
    let shares = policies.compactMap { policy in
      line(policy, policy["shareOfHindsight"], policy["low"], policy["high"])
    }
    let gaps = policies.compactMap { policy -> RowChart.Line? in
      policy["name"].text == "greedy" ? nil : line(policy, policy["gapClosed"], policy["gapLow"], policy["gapHigh"])
    }
    let rates = policies.compactMap { policy in
      line(policy, policy["lowestRate"], policy["lowestRateLow"], policy["lowestRateHigh"])
    }
    func chart(_ title: Phrase, _ description: Phrase, _ lines: [RowChart.Line]) -> [Chart] {
      lines.isEmpty
        ? [] : [RowChart(title: title, description: description, lines: lines, scale: .percent, unit: "%").chart]
    }
    return chart(
      "Quality as a share of hindsight's", "A line for each policy: the mean over worlds and its interval.", shares)
      + chart(
        "Greedy's gap to hindsight that is closed", "A line for each policy: the mean over worlds and its interval.",
        gaps.filter { $0.marks.isEmpty && ($0.highlight ?? -1) >= 0 })
      + chart(
        "Lowest share served of a group", "A line for each policy: the mean over worlds and its interval.", rates)
  }

  private static func line(_ policy: Node, _ mean: Node, _ low: Node, _ high: Node) -> RowChart.Line? {
    guard let value = mean.number, let from = low.number, let to = high.number else { return nil }
    return RowChart.Line(
      label: policy["name"].name, value: mean.percent, marks: [], highlight: 100 * value,
      interval: (100 * max(0, min(from, to)))...(100 * max(0, from, to)), second: nil)
  }

  private static func simulationTable(_ root: Node, _ policies: [Node]) -> Table {
    let hindsight = root["hindsight"]
    let rows = policies.map { policy -> [Phrase] in
      [
        policy["name"].name, policy["served"].figure(), policy["servesMoreThanGreedy"].figure(),
        policy["quality"].figure(), policy["shareOfHindsight"].percent, policy["low"].percent, policy["high"].percent,
        policy["gapClosed"].percent, policy["gapLow"].percent, policy["gapHigh"].percent,
      ]
    }
    return Table(
      caption: "Means over worlds",
      columns: [.init("policy")]
        + [
          "served", "worlds with more served than greedy", "quality", "share of hindsight", "from", "to", "gap closed",
          "from", "to",
        ].map { .init($0, .right) },
      rows: rows + [
        [hindsight["name"].name, hindsight["served"].figure(), .none, hindsight["quality"].figure()]
          + [Phrase](repeating: .none, count: 6)
      ])
  }

  private static func waitingTable(_ policies: [Node]) -> Table {
    Table(
      caption: "Means over worlds",
      columns: [.init("policy")]
        + [
          "days to a yes", "nine of ten within", "lowest share served of a group", "Σ cases²",
          "fullest − emptiest firm", "people asked to change",
        ].map { .init($0, .right) },
      rows: policies.map { policy in
        [
          policy["name"].name, policy["waitingDays"].figure(places: 1), policy["waitingDays90"].figure(places: 1),
          policy["lowestRate"].percent, policy["load"].figure(), policy["firmSpread"].percent,
          policy["changes"].figure(),
        ]
      })
  }

  private static func groupTable(_ policies: [Node]) -> Table {
    Table(
      caption: "Groups over all worlds",
      columns: [.init("policy"), .init("group")]
        + ["people", "served", "share", "days to a yes"].map { .init($0, .right) },
      rows: policies.flatMap { policy in
        policy["groups"].items.map { group in
          [
            policy["name"].name, group["name"].name, group["people"].figure(), group["served"].figure(),
            group["rate"].percent, group["waitingDays"].figure(places: 1),
          ]
        }
      })
  }
}
