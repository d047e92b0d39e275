public import MatchDatasets

extension ReportDocument {
  /// Lays out the results of a sweep.
  ///
  /// - Parameter sweep: the document of sweep.json.
  public init(sweep: JSONValue) {
    let root = Node(sweep)
    var lead: [Phrase] = [
      "\(root["tasksDone"].figure()) of \(root["tasks"].figure()) generated datasets are solved, each by every way."
    ]
    if root["tasksDone"].number != root["tasks"].number {
      lead.append("This is a part of the sweep: run it again to go on, or merge the other shards.")
    }
    lead.append(
      """
      Differences are this way − the other on the same datasets. Intervals at \(root["confidence"].figure()): of the mean by \
      \(root["meanInterval"].figure()); of the median by \(root["medianInterval"].figure()).
      """)
    let sizes = root["plan"]["sizes"].items
    let sections = sizes.indices.flatMap { size in
      Self.sections(root, size, title: Self.size(sizes[size]))
    }
    self.init(
      title: "Sweep over seeds", lead: lead, sections: sections,
      closing: ["Made by counselmatch \(root["version"].figure()). Every person is generated: nobody in it is real."])
  }

  private static func size(_ size: Node) -> Phrase {
    var text: Phrase =
      "\(size["survivors"].figure()) survivors, \(size["attorneys"].figure()) attorneys, \(size["firms"].figure()) firms"
    let ratios = [
      ("scarcity", "places a survivor"), ("firmCaps", "firm caps"), ("familyShare", "in families"),
      ("pairNoise", "pair noise"),
    ]
    for (key, words) in ratios where size[key].text != nil && size[key].text != "0.000" {
      text = "\(text), \(Phrase(words: words)) \(size[key].figure())"
    }
    return text
  }

  /// The policy's file without folder and ending, and the solver.
  private static func way(_ node: Node, _ isNamed: Bool) -> Phrase {
    guard isNamed else { return node["solver"].name }
    let file = (node["policy"].text ?? "own policy").split(separator: "/").last.map(String.init) ?? "–"
    let name = file.hasSuffix(".json") ? String(file.dropLast(5)) : file
    return "\(Phrase(name: name)) · \(node["solver"].name)"
  }

  private static func sections(_ root: Node, _ size: Int, title: Phrase) -> [Section] {
    let isNamed = root["plan"]["policies"].items.count > 1
    let pairs = root["comparisons"].items.filter { $0["size"].value.intValue == size }
    let ways = root["ways"].items.filter { $0["size"].value.intValue == size }
    let compared = Table(
      caption: "Paired differences", columns: comparedColumns,
      rows: pairs.map { pair in
        let scale: Double = pair["measure"].text == "time" ? 1e-6 : pair["measure"].text == "lowestRate" ? 1e-4 : 1
        func number(_ key: String) -> Phrase { pair[key]["value"].scaled(scale) }
        return [
          "\(way(pair["here"], isNamed)) − \(way(pair["there"], isNamed))",
          Phrase(words: names[pair["measure"].text ?? ""] ?? "–"), pair["datasets"].figure(), pair["better"].figure(),
          pair["equal"].figure(), pair["worse"].figure(), number("mean"), number("meanLow"), number("meanHigh"),
          number("median"), number("medianLow"), number("medianHigh"),
        ]
      })
    let medians = Table(
      caption: "Medians of each way",
      columns: [
        .init("way"), .init("datasets", .right), .init("proved", .right), .init("refused", .right),
        .init("served", .right), .init("quality", .right), .init("load", .right), .init("time (ms)", .right),
      ],
      rows: ways.map { node in
        [
          way(node, isNamed), node["datasets"].figure(), node["proven"].figure(), node["refused"].figure(),
          node["served"]["value"].figure(places: 1), node["quality"]["value"].figure(places: 1),
          node["load"]["value"].figure(places: 1), node["time"]["value"].scaled(1e-6),
        ]
      })
    return [
      Section(
        id: "size\(size + 1)", title: title, level: 2,
        blocks: pairs.isEmpty ? [.table(medians)] : [.table(compared), .table(medians)])
    ]
  }

  private static let names = [
    "served": "served", "quality": "quality", "load": "load", "lowestRate": "lowest rate, %", "time": "time, ms",
  ]

  private static let comparedColumns: [ReportTable.Column] =
    [.init("this − the other"), .init("measure")]
    + ["datasets", "better", "equal", "worse", "mean", "from", "to", "median", "from", "to"].map { .init($0, .right) }
}

extension Node {
  /// The number times a power of ten, with three decimals.
  fileprivate func scaled(_ scale: Double) -> Phrase {
    guard let number else { return .none }
    return Phrase([.figure(Self.grouped(FixedNumber.decimal(number * scale, places: scale == 1 ? 2 : 3)), at: at)])
  }
}
