// Problem: lay out results.json for a coordinator and an engineer: what came out, how long it took, how good and how fair it
// is, who waits for what, what would help, and from what all this was made.
// Invariants: every number shown is a figure with the place in results.json from where it is; numbers of the layout itself
// (axis ticks, ends of bars, 95 %) are words. Text of the data is a name.
// Cannot: show what results.json withholds; older documents without `datasets` get the tables of the rows alone.

internal import MatchDatasets

struct DocumentBuilder {
  let root: Node
  var sections: [ReportDocument.Section] = []

  init(_ root: Node) { self.root = root }

  /// Rows of one dataset, in order.
  struct RowsOfDataset {
    let name: String
    let index: Int
    let rows: [Node]
    let findings: Node
    let isSeveralPolicies: Bool

    /// `solver`, or `policy · solver` where policies are compared.
    func label(_ row: Node) -> Phrase {
      let solver = row["solver"].name
      return isSeveralPolicies ? Self.policy(row) + " · " + solver : solver
    }

    /// The policy alone where all plans are of one solver.
    func shortLabel(_ row: Node) -> Phrase {
      let solvers = Set(made.compactMap { $0["solver"].text })
      return isSeveralPolicies && solvers.count == 1 ? Self.policy(row) : label(row)
    }

    /// A policy's file without its ending.
    static func policy(_ owner: Node) -> Phrase {
      guard let name = owner["policy"].text else { return "own policy" }
      return Phrase(name: name.hasSuffix(".json") ? String(name.dropLast(5)) : name)
    }

    var made: [Node] { rows.filter { !$0["measures"].isNull } }
  }

  var datasets: [RowsOfDataset] {
    var names: [String] = []
    for row in root["rows"].items {
      if let name = row["dataset"].text, !names.contains(name) { names.append(name) }
    }
    let findings = root["datasets"].items
    return names.enumerated().map { index, name in
      let rows = root["rows"].items.filter { $0["dataset"].text == name }
      return RowsOfDataset(
        name: name, index: index, rows: rows,
        findings: findings.first { $0["name"].text == name } ?? Node(.null),
        isSeveralPolicies: rows.contains { $0["policy"].text != nil })
    }
  }

  mutating func document() -> ReportDocument {
    let datasets = datasets
    let isOfPolicies = datasets.contains(where: \.isSeveralPolicies)
    var lead: [Phrase] = datasets.prefix(3).map(Self.lead)
    let stopped = root["stopped"]
    if !stopped.isNull {
      lead.append(
        "Stopped early: \(stopped["done"].figure()) of \(stopped["of"].figure()) datasets are compared.")
    }
    if let notice = root["notice"].text { lead.append(Phrase(words: notice)) }
    for dataset in datasets { add(dataset) }
    add(id: "reading", "How to read this", 2, [.list(reading(isOfPolicies))])
    return ReportDocument(
      title: "Comparison of \(isOfPolicies ? "policies" : "solvers")", lead: lead, sections: sections,
      closing: closing)
  }

  mutating func add(
    id: String, _ title: Phrase, _ level: Int, _ blocks: [ReportDocument.Block]
  ) {
    guard !blocks.isEmpty || level == 2 else { return }
    sections.append(ReportDocument.Section(id: id, title: title, level: level, blocks: blocks))
  }

  private mutating func add(_ dataset: RowsOfDataset) {
    let id = "d\(dataset.index + 1)"
    add(id: id, Phrase(name: dataset.name), 2, [.paragraph(sizes(dataset))])
    add(id: "\(id)-results", "Results", 3, results(dataset))
    add(id: "\(id)-front", "Quality and fairness", 3, front(dataset))
    add(id: "\(id)-groups", "Who is served, by group", 3, groups(dataset))
    add(id: "\(id)-quality", "Quality of the matches", 3, distribution(dataset, .quality))
    add(id: "\(id)-load", "Load of the attorneys", 3, distribution(dataset, .load))
    add(id: "\(id)-waiting", "Who waits, and for what", 3, waiting(dataset))
    add(id: "\(id)-remedies", "What would help", 3, remedies(dataset))
    add(id: "\(id)-time", "Time", 3, times(dataset))
    add(id: "\(id)-policy", "Policy", 3, policies(dataset))
    add(id: "\(id)-origin", "Where the data is from", 3, origin(dataset))
  }

  private static func lead(_ dataset: RowsOfDataset) -> Phrase {
    let best = dataset.rows.first { $0["certificate"].text == "verified" && !$0["withheld"].isTrue }
    guard let best else { return "\(Phrase(name: dataset.name)): no plan is proved to be the best, or it is withheld." }
    let served = best["measures"]["served"].figure()
    return """
      \(Phrase(name: dataset.name)): \(served) of \(best["survivors"].figure()) people can have an attorney. That is \
      proved by \(dataset.label(best)), and checked by a verifier that shares no code with the solvers.
      """
  }

  private func sizes(_ dataset: RowsOfDataset) -> Phrase {
    let findings = dataset.findings
    guard !findings["survivors"].isNull else { return "\(dataset.rows[0]["survivors"].figure()) survivors." }
    return """
      \(findings["survivors"].figure()) survivors, \(findings["attorneys"].figure()) attorneys, \
      \(findings["firms"].figure()) firms.
      """
  }

  private func reading(_ isOfPolicies: Bool) -> [Phrase] {
    var lines: [Phrase] = [
      """
      A value without a mark is proved to be the best under the levels before it, and checked; a value that ends in ? is \
      not proved. “verified”: every level is proved.
      """,
      """
      Served: people with a proposed match. Quality: the sum of the scores of all pairs. Load: the sum over attorneys of \
      (matched and active cases)², lower is more even.
      """,
      """
      Intervals of rates are Wilson intervals at 95 %. A rate of attainable compares a group with the most of it that \
      could be served if only the group were there.
      """,
    ]
    if isOfPolicies {
      lines.append(
        """
        ✓ on the front: no other plan of the dataset is at least as good in all measures (people, by class too; lowest \
        band; lowest rate; load; quality) and better in one. Prices are told against the dataset's first plan.
        """)
    }
    return lines
  }

  private var closing: [Phrase] {
    let limits = root["datasets"].items.map { $0["suppressBelow"] }
    var lines: [Phrase] = []
    if let limit = limits.max(by: { ($0.number ?? 0) < ($1.number ?? 0) }), (limit.number ?? 0) > 1 {
      lines.append(
        """
        Privacy: no person's record is here. Numbers of fewer than \(limit.figure()) people, and those from which they \
        would follow, are withheld or put together with others.
        """)
    }
    if !root["version"].isNull {
      lines.append("Made by counselmatch \(root["version"].figure()) from results.json, which has every figure.")
    }
    return lines
  }
}
