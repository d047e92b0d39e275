internal import AssignmentCore
internal import CounselMatch
internal import FairnessMetrics

extension WhatIfReport {
  /// Plain words and aligned tables.
  public var text: String { render { $0.text } }

  /// The same with Markdown tables.
  public var markdown: String { render { $0.markdown } }

  private func render(_ table: (ReportTable) -> String) -> String {
    var parts = [MatchPlan.notice + "\n", verdict + "\n"]
    guard outcome.before.status != .infeasible, outcome.after.status != .infeasible else {
      return parts.joined(separator: "\n")
    }
    parts.append(table(levels))
    parts.append(people.map { $0 + "\n" }.joined())
    parts.append(table(groups))
    if view == .shareable { parts.append(withheld + "\n") }
    return parts.joined(separator: "\n")
  }

  private var verdict: String {
    if outcome.before.status == .infeasible {
      return "There is no plan before the change: its hard constraints contradict each other."
    }
    if outcome.after.status == .infeasible {
      let why = outcome.contradictions.map(\.description)
      return (["After the change there is no plan: the hard constraints contradict each other."] + why)
        .joined(separator: "\n")
    }
    var text = "Before: \(Self.proof(outcome.before)). After: \(Self.proof(outcome.after))."
    if outcome.keepsMost {
      text += " Among the best plans after the change this one leaves the most people with the attorney they had."
    } else {
      text += " The plan after the change is not shown to be the one with the fewest changes."
    }
    return text
  }

  private static func proof(_ plan: MatchPlan) -> String {
    if plan.isVerified { return "every level is proven and checked" }
    let open = plan.levels.filter { !$0.proven }.map(\.name).joined(separator: ", ")
    return "\(plan.status.rawValue), not proven: \(open) (\(plan.termination.rawValue))"
  }

  private var levels: ReportTable {
    let rows = outcome.levels.filter { view == .coordinator || $0.before != nil || $0.after == nil }.map { level in
      let (before, after) = (text(level.before, isAfter: false), text(level.after, isAfter: true))
      return [level.name, cell(level.before, before), cell(level.after, after), Self.difference(before, after)]
    }
    return ReportTable(
      columns: [.init("level"), .init("before", .right), .init("after", .right), .init("change", .right)], rows: rows)
  }

  private func cell(_ level: LevelResult?, _ text: String?) -> String {
    guard level != nil else { return "" }
    return text ?? (view == .shareable ? "withheld" : "–")
  }

  private static func difference(_ before: String?, _ after: String?) -> String {
    guard let before = before.flatMap({ Int64($0) }), let after = after.flatMap({ Int64($0) }) else { return "" }
    let (difference, overflow) = after.subtractingReportingOverflow(before)
    if overflow { return "" }
    return difference > 0 ? "+\(difference)" : difference < 0 ? "−\(difference.magnitude)" : "0"
  }

  /// Sentences on who gains and loses: ids for coordinators, counts for everybody.
  private var people: [String] {
    guard view == .coordinator else {
      func number(_ outcome: WhatIfTable.Outcome) -> String { shown.total(outcome).map { String($0) } ?? "withheld" }
      return [
        "A place after the change and none before: \(number(.gained)).",
        "A place before and none after: \(number(.lost)).", "Another attorney than before: \(number(.moved)).",
      ]
    }
    var lines = [
      "A place after the change and none before: \(Self.list(outcome.gained)).",
      "A place before and none after: \(Self.list(outcome.lost)).",
      "Another attorney than before: "
        + Self.list(outcome.moved.map { "\($0.survivor) (\($0.from) → \($0.to))" }) + ".",
    ]
    if !outcome.departed.isEmpty {
      lines.append("A place before and not in the plan any more: \(Self.list(outcome.departed)).")
    }
    return lines
  }

  /// At most twenty; JSON has them all.
  private static func list(_ ids: [String]) -> String {
    guard !ids.isEmpty else { return "nobody" }
    let rest = ids.count > 20 ? " and \(ids.count - 20) more" : ""
    return "\(ids.count): " + ids.prefix(20).joined(separator: ", ") + rest
  }

  private var groups: ReportTable {
    let words = WhatIfTable.Outcome.allCases.map(\.word) + ["people"]
    let columns = [ReportTable.Column(table.name)] + words.map { ReportTable.Column($0, .right) }
    // Groups of which nothing is shown stand in one row.
    let all = Array(zip(shown.groups + ["total"], shown.figures))
    let isSilent = all.dropLast().contains { entry in entry.1.allSatisfy { $0 == nil } }
    var rows = all.filter { name, figures in name == "total" || figures.contains { $0 != nil } }.map { name, figures in
      [name] + figures.map { $0.map { String($0) } ?? "withheld" }
    }
    if isSilent, let total = rows.popLast() {
      rows += [["others"] + words.map { _ in "withheld" }, total]
    }
    return ReportTable(columns: columns, rows: rows)
  }

  private var withheld: String {
    guard shown.threshold > 1 else { return "Nothing is withheld." }
    return "Counts of fewer than \(shown.threshold) people are withheld, and others from which they would follow; what "
      + "was published of the plan before at another time is not looked at."
  }
}
