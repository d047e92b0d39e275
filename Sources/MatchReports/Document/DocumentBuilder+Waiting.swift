internal import MatchDatasets

/// Reasons, bottlenecks, remedies; policy and origin.
extension DocumentBuilder {
  func waiting(_ dataset: RowsOfDataset) -> [ReportDocument.Block] {
    let explanation = dataset.findings["explanation"]
    guard !explanation.isNull else { return [] }
    var blocks: [ReportDocument.Block] = [.paragraph(ofPlan(dataset))]
    let reasons = explanation["reasons"].items
    if explanation["served"].isNull {
      blocks.append(.paragraph("How many wait, and why, is withheld: some of these numbers are small."))
    } else if reasons.isEmpty {
      blocks.append(.paragraph("Everybody who takes part has a proposed match."))
    }
    if !reasons.isEmpty {
      let rows = reasons.map { reason -> [Phrase] in
        [Phrase(words: Self.words(reason["names"], Self.reasonWords, " or ")), reason["people"].figure()]
      }
      blocks.append(
        .table(.init(caption: "Why people wait", columns: [.init("reason"), .init("people", .right)], rows: rows)))
    }
    let rules = explanation["rules"].items
    if !rules.isEmpty {
      let rows = rules.map { rule -> [Phrase] in
        [Phrase(words: Self.words(rule["names"], Self.ruleWords, "; or ")), rule["people"].figure()]
      }
      blocks.append(
        .table(
          .init(
            caption: "Of those for whom nobody is eligible: what stands in the way",
            columns: [.init("what is missing"), .init("people", .right)], rows: rows)))
    }
    let shared = explanation["shared"].items
    if !shared.isEmpty {
      let rows = shared.enumerated().map { index, group -> [Phrase] in
        [Phrase(words: "set \(index + 1)"), group["people"].figure(), group["places"].figure()]
      }
      blocks.append(
        .table(
          .init(
            caption: "Bottlenecks: people who share fewer places than they are",
            columns: [.init("bottleneck"), .init("people", .right), .init("places", .right)], rows: rows)))
      if explanation["bound"].isTrue {
        blocks.append(.paragraph("Hours or households count here: places are at most these."))
      }
    }
    return blocks
  }

  func remedies(_ dataset: RowsOfDataset) -> [ReportDocument.Block] {
    let explanation = dataset.findings["explanation"]
    guard !explanation.isNull else { return [] }
    let kinds = explanation["remedyWords"].items.compactMap { $0["words"].text }
    guard !kinds.isEmpty else {
      return [.paragraph("No single change that helps can be named, or naming it would tell about few people.")]
    }
    return [
      .paragraph("Kinds of single changes after which more people can be served, cheapest first:"),
      .list(kinds.map { Phrase(words: $0) }),
    ]
  }

  private func ofPlan(_ dataset: RowsOfDataset) -> Phrase {
    let explained = dataset.findings["explained"]
    guard dataset.isSeveralPolicies else { return "As the plan of \(explained["solver"].name) says:" }
    return "As the plan of \(dataset.label(explained)) says:"
  }

  static let reasonWords = [
    "nobody-eligible": "nobody is eligible", "bottleneck": "more people than places: a bottleneck",
    "trade-off": "another goal of the policy came first",
  ]

  static let ruleWords = [
    "language": "an attorney who speaks the language", "jurisdiction": "an admission where it matters",
    "trauma-training": "trauma-informed training", "meeting": "the way to meet",
    "attorney-gender": "the attorney's gender that is asked for", "needs": "a special need",
    "availability": "time before the deadline", "excluded": "an attorney who is not excluded",
    "missing-facts": "a fact: a phone call away",
  ]

  /// Fixed words for names like `language + needs`; several names are joined.
  private static func words(_ names: Node, _ known: [String: String], _ separator: String) -> String {
    let all = names.items.compactMap(\.text).map { name in
      name.split(separator: "+").map { part in
        let key = String(part.filter { $0 != " " })
        return known[key] ?? key
      }.joined(separator: " and ")
    }
    return all.joined(separator: separator)
  }

  // MARK: Policy and origin

  func policies(_ dataset: RowsOfDataset) -> [ReportDocument.Block] {
    let policies = dataset.findings["policies"].items
    guard !policies.isEmpty else { return [] }
    let keys = Self.settings(policies[0]["content"]).map(\.title)
    let columns =
      [ReportTable.Column("setting")]
      + policies.map { ReportTable.Column($0["name"].text ?? "the dataset's policy") }
    let settings = policies.map { Self.settings($0["content"]) }
    let rows = keys.indices.map { row -> [Phrase] in
      [Phrase(words: keys[row])] + settings.map { row < $0.count ? $0[row].value : .none }
    }
    var table = ReportDocument.Table(
      caption: "Every setting of the policies used on \(dataset.name)", columns: columns, rows: rows)
    table.isBehindChart = true
    let levels = policies.map { policy -> Phrase in
      let name: Phrase = policy["name"].text.map { Phrase(name: $0) } ?? "The dataset's policy"
      let limit = policy["content"]["suppressBelow"]
      let order = policy["content"]["levels"].items.map(\.name)
      let words = order.dropFirst().reduce(order.first ?? "–") { $0 + ", then " + $1 }
      return "\(name): first \(words); numbers below \(limit.figure()) are withheld."
    }
    return [.list(levels), .table(table)]
  }

  /// Every setting of a policy, nested ones with their path.
  private static func settings(_ policy: Node) -> [(title: String, value: Phrase)] {
    var open = policy.members.filter { $0.key != "schema" }.map { (title: $0.key, node: $0.node) }
    var settings: [(title: String, value: Phrase)] = []
    while !open.isEmpty {
      let (title, node) = open.removeFirst()
      let members = node.members
      if !members.isEmpty {
        open.insert(contentsOf: members.map { (title: "\(title): \($0.key)", node: $0.node) }, at: 0)
      } else {
        settings.append((title, Self.value(node)))
      }
    }
    return settings
  }

  private static func value(_ node: Node) -> Phrase {
    if let flag = node.value.boolValue { return flag ? "yes" : "no" }
    if let text = node.text { return Phrase(name: text) }
    if node.value.arrayValue != nil {
      return Phrase(name: node.items.compactMap(\.text).joined(separator: ", "))
    }
    return node.number == nil ? .none : node.figure(places: 3)
  }

  func origin(_ dataset: RowsOfDataset) -> [ReportDocument.Block] {
    let findings = dataset.findings
    guard !findings.isNull else { return [] }
    var blocks: [ReportDocument.Block] = []
    let origin = findings["origin"]
    if !origin.isNull, origin["generator"].text != nil {
      let parameters = origin["parameters"].members.map { key, node -> Phrase in
        "\(Phrase(name: key)) \(Self.value(node))"
      }
      let list = parameters.dropFirst().reduce(parameters.first ?? "") { $0 + ", " + $1 }
      blocks.append(
        .paragraph(
          "Synthetic: generator \(origin["generator"].figure()), seed \(origin["seed"].figure()); \(list)."))
    }
    let rows = findings["inputs"].items.map { input -> [Phrase] in [input["table"].name, input["sha256"].figure()] }
    guard !rows.isEmpty else { return blocks }
    return blocks + [
      .table(
        .init(
          caption: "SHA-256 of the tables read for \(dataset.name), over parsed rows in canonical order",
          columns: [.init("table"), .init("SHA-256")], rows: rows))
    ]
  }
}
