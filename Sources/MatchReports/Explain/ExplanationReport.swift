internal import AssignmentSolvers
public import CounselMatch
public import MatchDatasets

/// An explanation for coordinators, with ids: as JSON and in plain words.
public struct ExplanationReport: Sendable {
  let explanation: Explanation
  let words: ExplanationWords
  let missing: [(survivor: String, facts: [String])]
  let summary: MissingFactsSummary
  /// What can stand against somebody for whom there would be a place: levels before `served`, `side-constraints`,
  /// `hard-minimums`, `not-proven`.
  let obstacles: [String]
  /// Every set that somebody shares with too few places, by the first of these people.
  private let sets: [(key: String, set: DeficientSet)]
  private let keyOfSet: [DeficientSet: String]

  /// The report of one explanation.
  ///
  /// - Parameters:
  ///   - explanation: of everybody, or of one survivor.
  ///   - plan: the plan that was explained.
  ///   - language: of the words; keys of JSON are the same in all.
  public init(_ explanation: Explanation, plan: MatchPlan, language: ExplanationLanguage = .english) {
    self.explanation = explanation
    words = ExplanationWords(language)
    missing = explanation.unmatched.filter { !$0.missingFacts.isEmpty }.map { ($0.survivor, $0.missingFacts) }
    summary = plan.missingFactsSummary
    obstacles = Self.obstacles(plan, isBound: explanation.isBound)
    (sets, keyOfSet) = DeficientSet.keyed(explanation.unmatched)
  }

  /// The keys of `explain`.
  public var json: JSONValue {
    .object([
      ("view", "coordinator"), ("language", .string(words.language.rawValue)),
      ("draft", .optional(words.draftNote)), ("notice", .string(MatchPlan.notice)),
      ("bound", .bool(explanation.isBound)), ("complete", .bool(!explanation.isPartial)),
      (
        "missingFacts",
        .array(missing.map { .object([("survivor", .string($0.survivor)), ("facts", .strings($0.facts))]) })
      ),
      ("unmatched", .array(explanation.unmatched.map(json))), ("deficientSets", .array(sets.map(Self.json))),
      ("chances", explanation.chances.isEmpty ? .null : .array(explanation.chances.map(Self.json))),
      ("matched", .array(explanation.matched.map(Self.json))),
      ("remedies", .array(explanation.remedies.map(Self.json))), ("places", .array(explanation.places.map(Self.json))),
    ])
  }

  // MARK: Values as JSON

  private func json(_ person: UnmatchedExplanation) -> JSONValue {
    let set = person.deficientSet.flatMap { keyOfSet[DeficientSet($0, of: person.survivor)] }
    return .object([
      ("survivor", .string(person.survivor)), ("class", .string(person.reason.rawValue)),
      ("missingFacts", .strings(person.missingFacts)), ("relaxations", .array(person.relaxations.map(Self.json))),
      ("against", .strings(person.reason == .tradeOff ? obstacles : [])),
      ("binding", .array(person.binding.map(Self.json))),
      ("bottleneck", person.bottleneck.map(Self.json) ?? .null), ("deficientSet", .optional(set)),
      ("chance", .optional(person.chance?.text)), ("servedAnyway", person.servedAnyway.map(Self.json) ?? .null),
      ("remedies", .array(person.remedies.map(Self.json))),
    ])
  }

  private static func json(_ binding: BindingConstraint) -> JSONValue {
    .object([
      ("kind", .string(binding.kind.rawValue)), ("id", .optional(binding.id)),
      ("attorneys", .strings(binding.attorneys)),
    ])
  }

  private static func json(_ relaxation: Relaxation) -> JSONValue {
    .object([
      ("rules", .strings(relaxation.rules.map(\.rawValue))),
      ("undecided", .strings(relaxation.undecided.map(\.rawValue))), ("attorneys", .strings(relaxation.attorneys)),
      ("withPlace", .strings(relaxation.withPlace)),
    ])
  }

  private static func json(_ shared: SharedPlaces) -> JSONValue {
    .object([
      ("people", .int(shared.people)), ("places", .int(shared.places)), ("survivors", .strings(shared.survivors)),
      ("before", .strings(shared.before)), ("attorneys", .strings(shared.attorneys)),
    ])
  }

  private static func json(_ person: MatchedExplanation) -> JSONValue {
    .object([
      ("survivor", .string(person.survivor)), ("attorney", .string(person.attorney)),
      ("coCounsel", .optional(person.coCounsel)), ("pinned", .bool(person.isPinned)),
      ("score", .int(person.score.total)),
      ("breakdown", .object(JSONObject(person.score.terms.map { ($0.name, .int($0.points)) }))),
      ("rules", .strings(person.rulesMet.map(\.rawValue))),
      (
        "alternates",
        .array(
          person.alternates.map { alternate in
            .object([
              ("attorney", .string(alternate.attorney)), ("cost", json(alternate.cost)),
              ("classes", .array(alternate.cost.classes.map { .int($0) })),
            ])
          })
      ),
    ])
  }

  /// Level by level, the rates of the groups that change for `group-rates`; people of classes stand beside it where they
  /// matter.
  static func json(_ change: LevelChange) -> JSONValue {
    .object(
      JSONObject(
        change.levels.map { level in
          guard level.name == Policy.LevelName.groupRates.rawValue else { return (level.name, .integer(level.amount)) }
          return (level.name, .array(change.rates.map(json)))
        }))
  }

  private static func json(_ rate: LevelChange.RateChange) -> JSONValue {
    .object([
      ("group", .string(rate.group)), ("before", .string("\(rate.before)")), ("after", .string("\(rate.after)")),
    ])
  }

  static func json(_ remedy: Remedy) -> JSONValue {
    var members: [(String, JSONValue)] = [("kind", .string(remedy.kind.rawValue))]
    if let attorney = remedy.attorney { members.append(("attorney", .string(attorney))) }
    if let value = remedy.value { members.append(("value", .string(value))) }
    members.append(("gain", .int(remedy.gain)))
    members.append(("classes", .array(remedy.classes.map { .int($0) })))
    return .object(JSONObject(members))
  }

  private static func json(_ place: PlaceValue) -> JSONValue {
    let owner: (String, JSONValue) =
      switch place.owner {
      case .attorney(let id): ("attorney", .string(id))
      case .firm(let id): ("firm", .string(id))
      case .network: ("network", true)
      }
    return .object(
      JSONObject([owner, ("oneMore", json(place.oneMore)), ("oneLess", place.oneLess.map(json) ?? .null)]))
  }
}

extension ExplanationReport {
  /// The cost of an override, as JSON.
  public static func override(survivor: String, attorney: String, cost: LevelChange?) -> JSONValue {
    .object([
      ("survivor", .string(survivor)), ("attorney", .string(attorney)), ("cost", cost.map(json) ?? .null),
      ("classes", cost.map { .array($0.classes.map { .int($0) }) } ?? .null),
    ])
  }

  /// The cost of an override, in one sentence; as plain text or as Markdown.
  public static func overrideText(
    _ survivor: String, _ attorney: String, _ cost: LevelChange?, language: ExplanationLanguage = .english,
    isMarkdown: Bool = false
  ) -> String {
    let words = ExplanationWords(language)
    var outline = WordOutline()
    if let note = words.draftNote { outline.paragraph(note) }
    outline.paragraph(words.override(survivor, attorney, cost))
    return isMarkdown ? outline.markdown : outline.text
  }
}
