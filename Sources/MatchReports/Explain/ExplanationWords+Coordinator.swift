internal import CounselMatch

/// Sentences of the coordinator's view.
extension ExplanationWords {
  func missing(_ survivor: String, _ facts: [String]) -> String {
    say(.missing, ["survivor": survivor, "facts": enumerated(facts.map(fact))])
  }

  func relaxation(_ survivor: String, _ relaxation: Relaxation) -> String {
    let isUnknown = relaxation.undecided.count == relaxation.rules.count
    return say(
      isUnknown ? .relaxationUnknown : .relaxation,
      [
        "survivor": survivor, "rules": enumerated(relaxation.rules.map { rule($0.rawValue) }),
        "attorneys": listed(relaxation.attorneys),
      ])
  }

  func bottleneck(_ person: UnmatchedExplanation) -> String {
    let shared = person.bottleneck
    let (people, places) = (shared?.people ?? 1, shared?.places ?? 0)
    let attorneys = shared?.attorneys ?? []
    return say(
      places == 0 ? .bottleneckNoPlace : .bottleneck,
      [
        "survivor": person.survivor, "people": self.people(people), "places": self.places(places),
        "odds": person.chance.map { say(.odds, ["chance": $0.text]) } ?? "",
        "who": attorneys.isEmpty ? "" : say(.at, ["attorneys": listed(attorneys)]),
      ])
  }

  /// The person's own smallest set, where it is another than the one above.
  func deficient(_ person: UnmatchedExplanation) -> String? {
    guard let set = person.deficientSet, set != person.bottleneck, set.places > 0 else { return nil }
    return say(.deficient, ["people": people(set.people), "places": places(set.places)])
  }

  /// Something that stands against a match, as the JSON names it.
  func tradeOff(_ survivor: String, _ obstacles: [String]) -> String {
    let keys: [String: MessageKey] = [
      "side-constraints": .firstSides, "hard-minimums": .firstMinimums, "not-proven": .firstUnproven,
    ]
    let what = obstacles.map { name in keys[name].map { say($0) } ?? say(.firstLevel, ["level": level(name)]) }
    return say(.tradeOff, ["survivor": survivor, "what": what.isEmpty ? say(.firstHousehold) : enumerated(what)])
  }

  /// One constraint that alone stands between somebody and attorneys with a place.
  func binding(_ constraint: BindingConstraint) -> String {
    let keys: [BindingConstraint.Kind: MessageKey] = [
      .household: .bindHousehold, .hours: .bindHours, .quota: .bindQuota, .supervision: .bindSupervision,
      .coCounsel: .bindCoCounsel,
    ]
    let what = keys[constraint.kind].map { say($0, ["id": constraint.id ?? ""]) } ?? constraint.kind.rawValue
    return say(.binding, ["what": what, "attorneys": enumerated(constraint.attorneys)])
  }

  func anyway(_ cost: LevelChange?) -> String {
    cost.map { say(.servedAnyway, ["cost": self.cost($0)]) } ?? say(.noRoom)
  }

  func matched(_ person: MatchedExplanation) -> String {
    let terms = person.score.terms.filter { $0.points != 0 }.map { "\(rule($0.name)) \($0.points)" }
    return say(
      .matched,
      [
        "survivor": person.survivor, "attorney": person.attorney, "score": "\(person.score.total)",
        "terms": terms.joined(separator: ", "),
      ])
  }

  func alternate(_ alternate: Alternate) -> String {
    say(.alternate, ["attorney": alternate.attorney, "cost": cost(alternate.cost)])
  }

  func override(_ survivor: String, _ attorney: String, _ cost: LevelChange?) -> String {
    let pair = ["survivor": survivor, "attorney": attorney]
    guard let cost else { return say(.overrideNone, pair) }
    return say(.override, pair.merging(["cost": self.cost(cost)]) { first, _ in first })
  }

  /// What a change is, without its gain.
  func change(_ remedy: Remedy) -> String {
    let keys: [Remedy.Kind: MessageKey] = [
      .interpreter: .doInterpreter, .remote: .doRemote, .place: .doPlace, .firmPlace: .doFirmPlace,
      .networkPlace: .doNetworkPlace, .train: .doTrain, .language: .doLanguage, .license: .doLicense,
    ]
    let values = ["attorney": remedy.attorney ?? "", "value": remedy.value ?? ""]
    return keys[remedy.kind].map { say($0, values) } ?? remedy.kind.rawValue
  }

  func remedy(_ remedy: Remedy) -> String {
    say(.remedy, ["what": change(remedy), "people": people(remedy.gain)])
  }

  /// `people served 1, quality 40`: what it would cost, level by level, and what it would bring at later levels.
  func cost(_ change: LevelChange) -> String {
    if change.isFree { return say(.free) }
    var costs = change.levels.filter { $0.amount > 0 }.map { amount($0, change) }
    let shift = change.classes.first { $0 != 0 } ?? 0
    if shift > 0, change.classes.reduce(0, +) == 0 { costs.insert(say(.earlierPlace), at: 0) }
    let gains = change.levels.filter { $0.amount < 0 }.map { amount($0, change) }
    let all = costs.isEmpty ? say(.free) : costs.joined(separator: ", ")
    return gains.isEmpty ? all : say(.gains, ["costs": all, "gains": gains.joined(separator: ", ")])
  }

  /// `quality 40`; of rates of groups, what each was and will be: `rates of groups (es 3/7 → 2/7)`.
  private func amount(_ entry: LevelChange.Entry, _ change: LevelChange) -> String {
    guard entry.name == Policy.LevelName.groupRates.rawValue else {
      return "\(level(entry.name)) \(entry.amount.magnitude)"
    }
    let rates = change.rates.map { "\($0.group) \($0.before) → \($0.after)" }.joined(separator: ", ")
    return "\(level(entry.name)) (\(rates))"
  }
}
