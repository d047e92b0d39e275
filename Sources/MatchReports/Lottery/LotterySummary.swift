internal import AssignmentSolvers
public import CounselMatch
public import MatchDatasets

/// A draw as JSON and in words, for those who may see what.
public struct LotterySummary: Sendable {
  /// Who looks.
  public enum View: String, Sendable, CaseIterable {
    /// Levels as counts; in JSON also who is served, with whom.
    case plain
    /// Everybody's chance with the people and attorneys who set it.
    case coordinator
    /// No ids, no small counts.
    case shareable
  }

  private let lottery: FairLottery
  private let draw: LotteryDraw
  private let view: View

  public init(_ lottery: FairLottery, _ draw: LotteryDraw, view: View) {
    (self.lottery, self.draw, self.view) = (lottery, draw, view)
  }

  private var threshold: Int { lottery.instance.policy.suppressBelow }

  // MARK: JSON

  /// One object.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [("schema", "counselmatch.lottery/1")]
    if view == .shareable {
      let groups = ChanceGroups(lottery.levels, threshold: threshold)
      let expected = groups.isWithheld ? nil : String(lottery.expectedServed)
      members += [
        ("view", "shareable"), ("suppressBelow", .int(threshold)), ("suppressed", .bool(groups.isWithheld)),
        ("expectedServed", .optional(expected)), ("levels", .array(groups.groups.map(Self.json))),
      ]
    } else {
      members += [
        ("expectedServed", .string(String(lottery.expectedServed))), ("levels", .array(lottery.levels.map(json))),
        ("served", .strings(draw.served)), ("pairs", .array(draw.plan.pairs.map(Self.json))),
        ("onHold", .int(lottery.onHold.count)), ("pairLevels", .array(draw.levels.map(Self.json))),
      ]
      if view == .coordinator { members.append(("people", .array(lottery.people.map(person)))) }
    }
    return .object(JSONObject(members + [("notice", .string(MatchPlan.notice))]))
  }

  private func json(_ level: ChanceLevel) -> JSONValue {
    var object: JSONObject = [
      ("priority", .int(level.priority)), ("people", .int(level.people)), ("places", .int(level.places)),
      ("probability", .string(level.probability.text)),
    ]
    guard view == .coordinator else { return .object(object) }
    object["key"] = .string(level.key)
    object["survivors"] = .strings(level.survivors)
    object["pinned"] = .strings(level.pinned)
    object["nobodyEligible"] = .strings(level.nobodyEligible)
    object["served"] = .strings(level.served)
    object["attorneys"] = .strings(level.attorneys)
    object["behind"] = .strings(level.behind)
    return .object(object)
  }

  private func person(_ person: PersonChance) -> JSONValue {
    [
      "survivor": .string(person.survivor), "priority": .int(person.priority),
      "chance": .string(person.probability.text), "reason": .string(person.reason.rawValue),
      "level": .string(person.level),
    ]
  }

  private static func json(_ group: ChanceGroups.Group) -> JSONValue {
    [
      "priority": .optional(group.priority), "people": .int(group.people), "places": .int(group.places),
      "probability": .string(group.chance), "merged": .bool(group.isMerged),
    ]
  }

  private static func json(_ pair: MatchedPair) -> JSONValue {
    [
      "survivor": .string(pair.survivor), "attorney": .string(pair.attorney), "firm": .optional(pair.firm),
      "score": .int(pair.score.total),
    ]
  }

  private static func json(_ level: LevelResult) -> JSONValue {
    [
      "name": .string(level.name), "value": level.value.map { .integer($0) } ?? .null, "proven": .bool(level.proven),
    ]
  }
}

extension LotterySummary {
  /// The notice, the outcome, the levels, and for coordinators everybody's chance.
  public var text: String {
    guard view != .shareable else { return ([MatchPlan.notice + "\n"] + shareable).joined(separator: "\n") }
    let people = lottery.people.count
    let outcome =
      "Every draw serves \(lottery.expectedServed) of \(people) \(people == 1 ? "person" : "people"): the most that "
      + "can be served. Chances are exact. The pairs are proved to be the best for the people drawn.\n"
    var parts = [MatchPlan.notice + "\n", outcome]
    if !lottery.levels.isEmpty { parts.append(levels.text) }
    if view == .coordinator, people > 0 { parts += ["For coordinators only.\n", chances.text] }
    return parts.joined(separator: "\n")
  }

  private var shareable: [String] {
    let groups = ChanceGroups(lottery.levels, threshold: threshold)
    if groups.isWithheld { return ["Counts are withheld: some would be below \(threshold).\n"] }
    let outcome = "Every draw serves \(lottery.expectedServed) people: the most that can be served.\n"
    guard !groups.groups.isEmpty else { return [outcome] }
    var table = ReportTable(columns: Self.columns)
    for group in groups.groups {
      table.rows.append([
        group.priority.map { String($0) } ?? "several", String(group.people), String(group.places),
        group.isMerged ? "\(group.chance) on average" : group.chance,
      ])
    }
    return [outcome, table.text, "Levels with counts below \(threshold) are put together with their neighbours.\n"]
  }

  private static let columns: [ReportTable.Column] = [
    .init("Class", .right), .init("People", .right), .init("Places", .right), .init("Chance", .right),
  ]

  private var levels: ReportTable {
    var table = ReportTable(columns: [.init("Level")] + Self.columns)
    for level in lottery.levels {
      table.rows.append([
        level.key, String(level.priority), String(level.people), String(level.places), level.probability.text,
      ])
    }
    return table
  }

  private var chances: ReportTable {
    let levels = Dictionary(lottery.levels.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let served = Set(draw.served)
    var table = ReportTable(columns: [
      .init("Survivor"), .init("Chance", .right), .init("Reason"), .init("Level"), .init("Attorneys"), .init("Drawn"),
    ])
    for person in lottery.people {
      let attorneys = person.reason == .bottleneck ? levels[person.level]?.attorneys ?? [] : []
      let shown = attorneys.prefix(5).joined(separator: " ") + (attorneys.count > 5 ? " …" : "")
      table.rows.append([
        person.survivor, person.probability.text, person.reason.rawValue, person.level, shown,
        served.contains(person.survivor) ? "yes" : "no",
      ])
    }
    return table
  }
}
