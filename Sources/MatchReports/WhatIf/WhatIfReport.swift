internal import AssignmentCore
public import CounselMatch
internal import FairnessMetrics
public import MatchDatasets

/// What a change would do, for coordinators, with ids, or for everybody: as text, Markdown and JSON.
///
/// The shareable view holds one table of counts that was made safe as a whole, and of levels only what follows from it.
public struct WhatIfReport: Sendable {
  /// Who reads it.
  public enum View: String, Sendable, CaseIterable {
    /// Ids; not for passing on.
    case coordinator
    /// No ids, and no counts below `Policy.suppressBelow` of either policy.
    case shareable
  }

  let outcome: WhatIfOutcome
  let table: WhatIfTable
  let view: View
  let shown: Shown

  /// The table as this view shows it; nil stands for a number that is withheld.
  struct Shown {
    var groups: [String]
    /// By row, the totals last: `WhatIfTable.Outcome` in order, then all people.
    var figures: [[Int?]]
    /// Counts below it are withheld; 0 where nothing is.
    var threshold: Int

    /// A total; nil where it is withheld.
    func total(_ outcome: WhatIfTable.Outcome) -> Int? { figures.last?[outcome.rawValue] }
  }

  /// The report of a comparison.
  ///
  /// - Parameters:
  ///   - outcome: from `WhatIf`.
  ///   - names: by what people are grouped together: of `FairnessReport.groupings(of:)`.
  ///   - view: who reads it.
  public init(_ outcome: WhatIfOutcome, by names: [String] = ["priority"], view: View = .coordinator) {
    self.outcome = outcome
    self.view = view
    table = WhatIfTable(outcome, by: names)
    shown = Self.shown(table, outcome, view)
  }

  private static func shown(_ table: WhatIfTable, _ outcome: WhatIfOutcome, _ view: View) -> Shown {
    let width = WhatIfTable.Outcome.allCases.count + 1
    guard view == .shareable else {
      let counts = (0...table.counts.rowCount).map { row in (0..<width).map { Int?.some(table.counts[row, $0]) } }
      return Shown(groups: table.groups, figures: counts, threshold: 0)
    }
    let threshold = max(outcome.beforeInstance.policy.suppressBelow, outcome.afterInstance.policy.suppressBelow)
    let (groups, published) = table.published(below: threshold)
    let figures = (0...published.rowCount).map { row in
      (0..<width).map { column -> Int? in
        if case .shown(let count) = published[row, column] { count } else { nil }
      }
    }
    return Shown(groups: groups, figures: figures, threshold: threshold)
  }

  /// Whether nothing of the totals is withheld.
  private var isOpen: Bool { shown.figures.last?.allSatisfy { $0 != nil } ?? false }

  /// What may be said of a level: everything to coordinators; to everybody people served and quality, where they follow
  /// from the totals or tell nothing about few.
  func text(_ level: LevelResult?, isAfter: Bool) -> String? {
    guard let level else { return nil }
    guard view == .shareable else { return level.text }
    switch level.name {
    case Policy.LevelName.served.rawValue: return served(isAfter: isAfter).map { String($0) }
    case Policy.LevelName.quality.rawValue: return isOpen ? level.text : nil
    default: return nil
    }
  }

  private func served(isAfter: Bool) -> Int? {
    guard let kept = shown.total(.kept), let other = shown.total(isAfter ? .gained : .lost) else { return nil }
    // Of those who left it is not told who had a place.
    guard isAfter || shown.total(.left) == 0 else { return nil }
    return kept + other
  }

  // MARK: JSON

  /// The keys of `what-if`.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("view", .string(view.rawValue)), ("notice", .string(MatchPlan.notice)),
      ("before", plan(outcome.before, isAfter: false)), ("after", plan(outcome.after, isAfter: true)),
      ("fewestChanges", .bool(outcome.keepsMost)),
    ]
    if view == .coordinator {
      members += [
        ("gained", .strings(outcome.gained)), ("lost", .strings(outcome.lost)),
        ("departed", .strings(outcome.departed)), ("moved", .int(outcome.moved.count)),
        ("moves", .array(outcome.moved.map(Self.json))),
      ]
    } else {
      members += [
        ("gained", []), ("lost", []), ("moved", .optional(shown.total(.moved))),
        ("suppressBelow", .int(shown.threshold)),
      ]
    }
    members.append(("by", .string(table.name)))
    members.append(("groups", .array(zip(shown.groups, shown.figures).map(group))))
    members.append(("total", group("all", shown.figures.last ?? [])))
    if outcome.after.status == .infeasible {
      members.append(("contradictions", .strings(outcome.contradictions.map(\.description))))
    }
    return .object(JSONObject(members))
  }

  private func plan(_ plan: MatchPlan, isAfter: Bool) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("status", .string(plan.status.rawValue)), ("termination", .string(plan.termination.rawValue)),
      ("certificate", plan.isVerified ? "verified" : "none"),
    ]
    if view == .coordinator {
      members += [
        ("matched", .int(plan.pairs.count)), ("unmatched", .int(plan.unmatched.count)),
        ("onHold", .int(plan.onHold.count)),
      ]
    }
    members.append(("levels", .array(plan.levels.map { level($0, isAfter: isAfter) })))
    return .object(JSONObject(members))
  }

  private func level(_ level: LevelResult, isAfter: Bool) -> JSONValue {
    let text = text(level, isAfter: isAfter)
    let value: JSONValue = text.flatMap { Int64($0) }.map { .integer($0) } ?? .optional(text)
    var members: [(String, JSONValue)] = [("name", .string(level.name)), ("value", value)]
    if view == .coordinator, let classes = level.classes {
      members.append(("classes", .array(classes.map { .int($0) })))
    }
    members.append(("proven", .bool(level.proven)))
    return .object(JSONObject(members))
  }

  private func group(_ name: String, _ figures: [Int?]) -> JSONValue {
    let words = WhatIfTable.Outcome.allCases.map(\.word) + ["people"]
    return .object(JSONObject([("group", .string(name))] + zip(words, figures).map { ($0, .optional($1)) }))
  }

  private static func json(_ move: WhatIfOutcome.Move) -> JSONValue {
    .object([("survivor", .string(move.survivor)), ("from", .string(move.from)), ("to", .string(move.to))])
  }
}
