public import CounselMatch
public import MatchDatasets

/// A recruitment or training plan for coordinators: as JSON, in words, and as Markdown.
///
/// It names attorneys and profiles, never survivors. A profile that only one person needs says something of her: the
/// report is not for passing on.
public struct RecruitmentReport: Sendable {
  let plan: RecruitmentPlan
  let goal: RecruitGoal

  /// The report of a plan made for a goal.
  public init(_ plan: RecruitmentPlan, goal: RecruitGoal) {
    self.plan = plan
    self.goal = goal
  }

  // MARK: JSON

  /// The keys of `recruit`.
  public var json: JSONValue {
    .object([
      ("goal", goalJSON), ("additions", .array(plan.additions.map(Self.json))),
      ("servedBefore", .int(plan.servedBefore)), ("servedAfter", .int(plan.servedAfter)), ("gain", .int(plan.gain)),
      ("verified", .bool(plan.isVerified)), ("possible", .int(plan.possible)), ("cost", .int(plan.cost)),
      ("objective", .string(plan.objective.rawValue)), ("value", .int(plan.value)), ("bound", .int(plan.bound)),
      ("gap", .int(abs(plan.value - plan.bound))), ("proven", .bool(plan.isProven)),
      ("withoutSideConstraints", .bool(plan.isBound)),
      (
        "gained",
        .array(
          plan.gained.map { .object([("priority", .int($0.priority)), ("people", .int($0.people))]) })
      ), ("notice", .string(Self.notice)),
    ])
  }

  private var goalJSON: JSONValue {
    switch goal {
    case .people(let people): .object([("people", .optional(people))])
    case .places(let places): .object([("places", .int(places))])
    case .budget(let budget): .object([("budget", .int(budget))])
    case .train(let trainings): .object([("train", .int(trainings))])
    case .recruits(let capacity, let people):
      .object([("capacity", .int(capacity)), ("people", .optional(people))])
    }
  }

  private static func json(_ addition: RecruitAddition) -> JSONValue {
    var members: [(String, JSONValue)] = [("kind", .string(addition.kind.rawValue))]
    if let attorney = addition.attorney { members.append(("attorney", .string(attorney))) }
    members += [
      ("profile", json(addition.profile)), ("places", .int(addition.places)), ("cost", .int(addition.cost)),
    ]
    if let recruits = addition.recruits { members.append(("recruits", .int(recruits))) }
    return .object(JSONObject(members))
  }

  private static func json(_ profile: RecruitProfile) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("languages", .strings(profile.languages.map(\.code))), ("admissions", .strings(profile.admissions.map(\.code))),
      ("trauma_training", profile.isCertified ? "certified" : "not-needed"),
    ]
    if let meeting = profile.meeting { members.append(("meeting", .string(meeting.rawValue))) }
    if let gender = profile.gender { members.append(("gender", .string(gender.rawValue))) }
    if !profile.offers.isEmpty { members.append(("offers", .strings(profile.offers))) }
    return .object(JSONObject(members))
  }

  // MARK: Words

  /// What every page of such a plan says.
  public static let notice =
    "Proposal for coordinators. Nobody has been contacted. A profile that few people need may tell of them: do not pass it on."

  /// In plain words, with a table.
  public var text: String { render { $0.text } }

  /// The same with a Markdown table.
  public var markdown: String { render { $0.markdown } }

  private func render(_ table: (ReportTable) -> String) -> String {
    var parts = [Self.notice + "\n", outcome + "\n"]
    if !plan.additions.isEmpty { parts.append(table(additions)) }
    parts.append(proof + "\n")
    return parts.joined(separator: "\n")
  }

  private var outcome: String {
    let before = plan.servedBefore
    guard !plan.additions.isEmpty else {
      let reason = plan.possible == 0 ? "no addition of these kinds serves anybody more" : "nothing is added"
      return "\(before) people are served, and \(reason)."
    }
    let classes = plan.gained.filter { $0.people != 0 }.map { "\($0.people) of class \($0.priority)" }
    let who = plan.gained.count > 1 && !classes.isEmpty ? " (\(classes.joined(separator: ", ")))" : ""
    return "\(before) people are served; with these additions \(plan.gain) more\(who), at a cost of \(plan.cost)."
  }

  private var proof: String {
    var lines: [String] = []
    if plan.isVerified {
      lines.append("Solving again with the additions serves \(plan.servedAfter): the promise holds.")
    } else {
      lines.append("NOT VERIFIED: solving again with the additions serves \(plan.servedAfter).")
    }
    if plan.isBound { lines.append("Hours and households were left out of planning.") }
    if !plan.isBound { lines.append(plan.isProven ? best : bound) }
    lines.append("At most \(plan.possible) more can be served by additions of these kinds.")
    return lines.joined(separator: "\n")
  }

  private var best: String {
    switch plan.objective {
    case .cost: "Proved: nothing cheaper serves as many."
    case .people: "Proved: nothing within the limit serves more."
    case .recruits: "Proved: no fewer than \(plan.value) new attorneys serve as many."
    }
  }

  private var bound: String {
    switch plan.objective {
    case .cost: "Not proved best: it may cost \(plan.bound) at least."
    case .people: "Not proved best: at most \(plan.bound) more could be served within the limit."
    case .recruits: "\(plan.value) new attorneys; not proved fewest: at least \(plan.bound) are needed."
    }
  }

  private var additions: ReportTable {
    var table = ReportTable(columns: [
      .init("addition"), .init("who"), .init("languages"), .init("admissions"), .init("training"), .init("also"),
      .init("places", .right), .init("cost", .right),
    ])
    for addition in plan.additions {
      let profile = addition.profile
      let isNew = addition.kind == .attorney
      let also =
        isNew
        ? [profile.meeting?.rawValue, profile.gender?.rawValue].compactMap(\.self) + profile.offers : profile.offers
      table.rows.append([
        addition.kind.rawValue, addition.attorney ?? addition.recruits.map { "\($0) new" } ?? "new",
        list(profile.languages.map(\.code), isNew),
        list(profile.admissions.map(\.code), isNew), profile.isCertified ? "certified" : "",
        also.joined(separator: " "),
        String(addition.places), String(addition.cost),
      ])
    }
    return table
  }

  private func list(_ codes: [String], _ isNew: Bool) -> String {
    codes.isEmpty && isNew ? "any" : codes.joined(separator: " ")
  }
}
