internal import CounselMatch

/// Sentences of the shareable view.
extension ExplanationWords {
  func totals(people: Int?, matched: Int?) -> String {
    guard let people else { return say(.totalsWithheld) }
    guard let matched else { return say(.totalsHidden, ["people": "\(people)"]) }
    if matched == people { return say(.everybody) + " " + say(.totalsHidden, ["people": "\(people)"]) }
    let totals = say(.totals, ["served": "\(matched)", "people": "\(people)"])
    return totals + " " + say(.waiting, ["people": "\(people - matched)"])
  }

  /// Reasons of so many people, as `CounselMatch.UnmatchedSurvivor.Reason` names them.
  func reason(_ names: [String], _ count: Int) -> String {
    let order: [(String, MessageKey)] = [
      ("nobody-eligible", .whyNobody), ("bottleneck", .whyBottleneck), ("trade-off", .whyTradeOff),
    ]
    let why = order.filter { names.contains($0.0) }.map { say($0.1) }.joined(separator: say(.or))
    return say(names.count == 1 ? .forPeople : .forPeopleOne, ["people": "\(count)", "why": why])
  }

  /// What so many people's sets of rules lack; sets are written `jurisdiction + language`.
  func rules(_ names: [String], _ count: Int, of all: Int) -> String {
    if names == [ShareableCounts.missingFacts] { return say(.askFirst, ["people": "\(count)"]) }
    let order: [(String, MessageKey)] = [
      ("language", .lackLanguage), ("jurisdiction", .lackJurisdiction), ("trauma-training", .lackTraining),
      ("meeting", .lackMeeting), ("attorney-gender", .lackGender), ("needs", .lackNeeds),
      ("availability", .lackAvailability), ("excluded", .lackExcluded), (ShareableCounts.missingFacts, .lackFact),
    ]
    let found = Set(names.flatMap { $0.split(separator: "+").map { String($0.filter { $0 != " " }) } })
    let what = order.filter { found.contains($0.0) }.map { say($0.1) }
    let whom = count == all ? say(.them) : say(.someOfThem, ["people": "\(count)"])
    let list = names.count == 1 ? what.joined(separator: say(.and)) : what.joined(separator: "; ")
    return say(names.count == 1 ? .lacks : .lacksSome, ["whom": whom, "what": list])
  }

  func shared(_ people: Int, _ places: Int, isBound: Bool) -> String {
    let values = ["people": "\(people)", "places": "\(places)", "waiting": "\(people - places)"]
    if places == 0 { return say(.sharedNone, values) }
    return say(isBound ? .sharedBound : .shared, values)
  }

  func kind(_ kind: Remedy.Kind) -> String {
    let keys: [Remedy.Kind: MessageKey] = [
      .interpreter: .kindInterpreter, .remote: .kindRemote, .place: .kindPlace, .firmPlace: .kindFirmPlace,
      .networkPlace: .kindNetworkPlace, .train: .kindTrain, .language: .kindLanguage, .license: .kindLicense,
    ]
    return keys[kind].map { say($0) } ?? kind.rawValue
  }
}
