internal import AssignmentCore
public import CounselMatch

/// A plan in words and tables: the notice and what to ask for first, then values, unmatched people and bottlenecks.
///
/// Numbers only: no id of a survivor stands in it.
public struct PlanSummary: Sendable {
  private let plan: MatchPlan
  private let attorneyFacts: [FactCount]
  private let survivorFacts: MissingFactsSummary
  private let contradictions: [Contradiction]
  private let loosenings: [Loosening]

  private struct FactCount {
    let fact: String
    let people: Int
  }

  /// The summary of a plan.
  ///
  /// - Parameters:
  ///   - plan: what the matcher answered.
  ///   - instance: the dataset; with it attorneys' missing facts are named too.
  ///   - contradictions: why there is no plan, where it is infeasible.
  ///   - loosenings: the least change that makes a plan.
  public init(
    _ plan: MatchPlan, instance: CaseInstance? = nil, contradictions: [Contradiction] = [],
    loosenings: [Loosening] = []
  ) {
    self.plan = plan
    self.contradictions = contradictions
    self.loosenings = loosenings
    let planned = plan.missingFactsSummary
    survivorFacts = plan.status == .infeasible ? instance.map { MissingFactsSummary(of: $0) } ?? planned : planned
    let attorneys = instance?.attorneys ?? []
    attorneyFacts = Self.counted([
      ("admissions", attorneys.count { $0.admissions.isEmpty }),
      ("languages", attorneys.count { $0.languages.isEmpty }),
      ("trauma training", attorneys.count { $0.traumaTraining == nil }),
    ])
  }

  /// All of it, a blank line between the parts.
  public var text: String { render { $0.text } }

  /// The same with Markdown tables.
  public var markdown: String { render { $0.markdown } }

  private func render(_ table: (ReportTable) -> String) -> String {
    guard plan.status != .infeasible else { return "\(MatchPlan.notice)\n\n\(missingFacts)\n\n\(noPlan)\n" }
    var parts = [MatchPlan.notice + "\n", missingFacts + "\n", outcome + "\n", table(levels)]
    if !plan.unmatched.isEmpty { parts.append(table(unmatched)) }
    if !blockingRules.rows.isEmpty { parts.append(table(blockingRules)) }
    if !plan.bottlenecks.isEmpty { parts.append(table(bottlenecks)) }
    return parts.joined(separator: "\n")
  }

  private static func counted(_ counts: [(String, Int)]) -> [FactCount] {
    let order = counts.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
    return order.filter { $0.element.1 > 0 }.map { FactCount(fact: $0.element.0, people: $0.element.1) }
  }

  /// Who could not be considered, and what to ask for.
  public var missingFacts: String {
    let summary = survivorFacts.text
    var text = summary.isEmpty ? "No survivor lacks a fact." : summary
    if !attorneyFacts.isEmpty { text += " Facts of attorneys are missing too: \(Self.list(attorneyFacts))." }
    return text
  }

  private static func list(_ facts: [FactCount]) -> String {
    facts.map { "\($0.fact) (\($0.people))" }.joined(separator: ", ")
  }

  private var noPlan: String {
    let verdict = "Infeasible: the hard constraints contradict each other, so there is no plan."
    let change = loosenings.map(\.description).joined(separator: ", and ")
    let way = loosenings.isEmpty ? [] : ["The least change with which a plan is possible: \(change)."]
    return ([verdict] + contradictions.map(\.description) + way).joined(separator: "\n")
  }

  private var outcome: String {
    let (matched, unmatched) = (plan.pairs.count, plan.unmatched.count)
    var text = "\(matched) of \(matched + unmatched) survivors have a proposed match"
    if matched + unmatched > 0 { text += " (\(FixedNumber.percent(Int64(matched), Int64(matched + unmatched))))" }
    text += plan.onHold.isEmpty ? "." : "; \(plan.onHold.count) more are on hold."
    let open = plan.levels.filter { !$0.proven }.map(\.name)
    switch plan.status {
    case .optimal: text += " Optimal: every level is proven and checked."
    case .feasible: text += " Feasible: not proven \(open.joined(separator: ", ")) (\(plan.termination.rawValue))."
    case .infeasible: text += " \(noPlan)"
    }
    text += " Solver: \(plan.solver)"
    return text + (plan.fallback.map { " (\($0))." } ?? ".")
  }

  private var levels: ReportTable {
    let isPriced = plan.levels.contains { $0.price != nil }
    let columns: [ReportTable.Column] = [
      .init("level"), .init("value", .right), .init("by class"), .init("proven"), .init("costs"),
    ]
    let rows = plan.levels.map { level in
      [
        level.name, level.text ?? "–", (level.classes ?? []).map { String($0) }.joined(separator: " "),
        level.proven ? "yes" : "no", level.price.map(Self.text) ?? "",
      ]
    }
    return ReportTable(
      columns: isPriced ? columns : columns.dropLast(), rows: isPriced ? rows : rows.map { $0.dropLast() })
  }

  /// What the plan without the level has beyond this one.
  private static func text(_ price: LevelPrice) -> String {
    guard price.people != 0 || price.quality != 0 else { return "nothing" }
    return "\(price.people) people, \(price.quality) of quality"
  }

  private var unmatched: ReportTable {
    let reasons: [UnmatchedSurvivor.Reason] = [.nobodyEligible, .bottleneck, .tradeOff]
    return ReportTable(
      columns: [.init("without a match"), .init("people", .right)],
      rows: reasons.map { reason in [reason.rawValue, String(plan.unmatched.count { $0.reason == reason })] })
  }

  /// For how many people a rule alone excludes every attorney.
  private var blockingRules: ReportTable {
    var rules: [String] = []
    var people: [String: Int] = [:]
    for person in plan.unmatched {
      for count in person.blockedBy where count.attorneys == plan.size.attorneys {
        if people[count.rule] == nil { rules.append(count.rule) }
        people[count.rule, default: 0] += 1
      }
    }
    let order = rules.sorted { (people[$1] ?? 0, $0) < (people[$0] ?? 0, $1) }
    return ReportTable(
      columns: [.init("rule that excludes every attorney"), .init("people", .right)],
      rows: order.map { [$0, String(people[$0] ?? 0)] })
  }

  private var bottlenecks: ReportTable {
    ReportTable(
      columns: [
        .init("bottleneck"), .init("people", .right), .init("places", .right), .init("attorneys", .right),
      ],
      rows: plan.bottlenecks.map { [$0.key, String($0.people), String($0.places), String($0.attorneys.count)] })
  }
}
