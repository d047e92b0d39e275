internal import AssignmentCore
public import CounselMatch
public import MatchDatasets

/// A docket and its plans, for the coordinator: it holds ids and is not for passing on.
public enum DocketReport {
  // MARK: Events

  /// Every event, first to last: number, day, kind, whom it concerns, and whether it was undone.
  public static func json(history docket: Docket) -> JSONValue {
    [
      "events": .array(docket.events.map { json($0, isUndone: docket.isUndone($0.id)) }), "counts": counts(docket),
      "lastDay": .optional(docket.lastDay?.description),
    ]
  }

  /// The same as a table.
  public static func text(history docket: Docket) -> String {
    let rows = docket.events.map { event -> [String] in
      let parts = Self.parts(event.change)
      let isUndone = docket.isUndone(event.id)
      return [
        String(event.sequence), event.day.description, event.change.name, parts.survivor ?? "", parts.attorney ?? "",
        parts.detail ?? "", event.id, isUndone ? "undone" : event.isRedacted ? "redacted" : "",
      ]
    }
    let table = ReportTable(
      columns: [
        .init("event", .right), .init("day"), .init("kind"), .init("survivor"), .init("attorney"), .init("detail"),
        .init("id"), .init(""),
      ], rows: rows)
    let cases = docket.counts.map { "\($0.cases) \($0.status)" }.joined(separator: ", ")
    return "\(table.text)\nCases: \(cases).\n"
  }

  /// One event.
  public static func json(_ event: DocketEvent, isUndone: Bool = false) -> JSONValue {
    let parts = parts(event.change)
    var members: [(String, JSONValue)] = [
      ("sequence", .int(event.sequence)), ("id", .string(event.id)), ("day", .string(event.day.description)),
      ("kind", .string(event.change.name)),
    ]
    if let survivor = parts.survivor { members.append(("survivor", .string(survivor))) }
    if let attorney = parts.attorney { members.append(("attorney", .string(attorney))) }
    if let detail = parts.detail { members.append(("detail", .string(detail))) }
    members += [("undone", .bool(isUndone)), ("redacted", .bool(event.isRedacted))]
    return .object(JSONObject(members))
  }

  /// How many cases stand at each step.
  public static func counts(_ docket: Docket) -> JSONValue {
    .object(JSONObject(docket.counts.map { ($0.status, .int($0.cases)) }))
  }

  private static func parts(_ change: DocketEvent.Change) -> (survivor: String?, attorney: String?, detail: String?) {
    switch change {
    case .opened(let tables):
      (
        nil, nil,
        "\(tables.survivors.count) survivors, \(tables.attorneys.count) attorneys, \(tables.firms.count) firms"
      )
    case .survivorArrived(let facts), .survivorChanged(let facts): (facts.id, nil, nil)
    case .attorneyArrived(let facts), .attorneyChanged(let facts): (nil, facts.id, "\(facts.capacity) places")
    case .firmChanged(let firm): (nil, nil, firm.id)
    case .policyChanged(let policy): (nil, nil, policy.levels.map(\.rawValue).joined(separator: ";"))
    case .excluded(let exclusion): (exclusion.survivor, exclusion.attorney, exclusion.firm)
    case .scored(let score): (score.survivor, score.attorney, nil)
    case .held(let survivor), .released(let survivor), .withdrew(let survivor), .purged(let survivor):
      (survivor, nil, nil)
    case .pinned(let survivor, let attorney), .offered(let survivor, let attorney),
      .accepted(let survivor, let attorney), .introduced(let survivor, let attorney):
      (survivor, attorney, nil)
    case .declined(let survivor, let attorney, let reason): (survivor, attorney, reason.rawValue)
    case .attorneyWithdrew(let attorney): (nil, attorney, nil)
    case .adopted(let pairs): (nil, nil, "\(pairs.count) pairs")
    case .undone(let event): (nil, nil, event)
    }
  }

  // MARK: New plans

  /// A new plan: level values, every change with its reason, and what stability costs.
  public static func json(_ replan: Replan) -> JSONValue {
    let plan = replan.plan
    return [
      "status": .string(plan.status.rawValue), "termination": .string(plan.termination.rawValue),
      "matched": .int(plan.pairs.count), "unmatched": .int(plan.unmatched.count), "onHold": .int(plan.onHold.count),
      "levels": .array(plan.levels.map(json)), "gap": plan.gap.map { .number($0) } ?? .null,
      "bound": plan.bound.map { .integer($0) } ?? .null, "certificate": .string(plan.isVerified ? "verified" : "none"),
      "changed": .int(replan.changed), "changes": .array(replan.changes.map(json)),
      "priceOfStability": replan.price.map { ["people": .integer($0.people), "quality": .integer($0.quality)] }
        ?? .null,
    ]
  }

  private static func json(_ level: LevelResult) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("name", .string(level.name)),
      ("value", level.rate.map { .string("\($0)") } ?? level.value.map { .integer($0) } ?? .null),
    ]
    if let classes = level.classes { members.append(("classes", .array(classes.map { .int($0) }))) }
    members.append(("proven", .bool(level.proven)))
    return .object(JSONObject(members))
  }

  private static func json(_ change: Replan.Change) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("survivor", .string(change.survivor)), ("from", .optional(change.from)), ("to", .optional(change.to)),
      ("reason", .string(change.reason.name)),
    ]
    switch change.reason {
    case .notEligible(let rules): members.append(("rules", .strings(rules.map(\.rawValue))))
    case .better(let cost?):
      members.append(("costOfKeeping", .object(JSONObject(cost.levels.map { ($0.name, .integer($0.amount)) }))))
    default: break
    }
    return .object(JSONObject(members))
  }

  /// The same in words.
  public static func text(_ replan: Replan) -> String {
    let rows = replan.changes.map { change -> [String] in
      [change.survivor, change.from ?? "–", change.to ?? "–", words(change.reason)]
    }
    let table = ReportTable(
      columns: [.init("survivor"), .init("before"), .init("after"), .init("why")], rows: rows)
    let summary = PlanSummary(replan.plan, instance: replan.instance).text
    let price = replan.price.map { price in
      price.people == 0 && price.quality == 0
        ? "Keeping pairs costs nothing."
        : "Keeping pairs costs \(price.people) people and \(price.quality) of quality."
    }
    let changed = "\(replan.changed) pairs change; \(replan.changes.count - replan.changed) people get a pair."
    return ([summary, changed] + (rows.isEmpty ? [] : [table.text]) + (price.map { [$0] } ?? [])).joined(
      separator: "\n")
      + "\n"
  }

  private static func words(_ reason: Replan.Reason) -> String {
    switch reason {
    case .waited: return "waited for an attorney"
    case .onHold: return "on hold"
    case .attorneyLeft: return "the attorney is not there any more"
    case .noPlace: return "the attorney has no place"
    case .notEligible(let rules): return "not eligible: \(rules.map(\.rawValue).joined(separator: ", "))"
    case .better(nil): return "better for the plan"
    case .better(let cost?):
      let losses = cost.levels.filter { $0.amount != 0 }.map { "\($0.name) \($0.amount)" }
      return losses.isEmpty
        ? "one of several alike" : "keeping it would cost \(losses.prefix(1).joined())"
    }
  }
}
