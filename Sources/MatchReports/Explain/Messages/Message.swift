/// A sentence with placeholders in braces: `{survivor} with {attorney}`.
///
/// Where it counts something, `one` is said of exactly one.
package struct Message: Sendable, Hashable, ExpressibleByStringLiteral {
  package let many: String
  package let one: String?

  package init(_ many: String, one: String? = nil) {
    (self.many, self.one) = (many, one)
  }

  package init(stringLiteral value: String) { self.init(value) }

  /// The sentence with every placeholder replaced; a placeholder without a value stays as it is.
  package func filled(_ values: [String: String], count: Int?) -> String {
    let pattern = count == 1 ? one ?? many : many
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      text += rest[..<open] + (values[name] ?? "{\(name)}")
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// Names of the placeholders, in order, each once.
  package var placeholders: [String] { Self.placeholders(many) }

  package static func placeholders(_ pattern: String) -> [String] {
    var names: [String] = []
    for part in pattern.split(separator: "{").dropFirst(pattern.hasPrefix("{") ? 0 : 1) {
      let name = String(part.prefix { $0 != "}" })
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}

/// One message in every language.
package struct MessageEntry: Sendable, Hashable {
  package let english: Message
  /// A draft, not reviewed by a native-speaking advocate.
  package let spanish: Message

  package init(_ english: Message, _ spanish: Message) {
    (self.english, self.spanish) = (english, spanish)
  }
}

/// Names of all messages; ``ExplanationWords/catalogue`` says what each is in which language.
package enum MessageKey: String, Sendable, Hashable, CaseIterable {
  // Beside everything.
  case draft, notice, bound, partial
  // Counts and lists.
  case people, places, and, listEnd, listRest
  // A coordinator's view: headings and columns.
  case unmatchedTitle, matchedTitle, remediesTitle, missingTitle, columnSurvivor, columnAttorney, columnReason
  case columnEvidence, columnChance, columnAnyway, columnHelps, columnScore, columnInstead, columnGain, columnChange
  // People without a match.
  case missing, relaxation, relaxationUnknown, onlyExclusions, bottleneck, bottleneckNoPlace, odds, at, deficient
  case tradeOff, firstLevel, firstSides, firstMinimums, firstUnproven, firstHousehold, servedAnyway, noRoom
  case binding, bindHousehold, bindHours, bindQuota, bindSupervision, bindCoCounsel
  // People with a match.
  case matched, pinned, alternate, override, overrideNone, free, earlierPlace, gains
  // Changes that help.
  case remedy, doInterpreter, doRemote, doPlace, doFirmPlace, doNetworkPlace, doTrain, doLanguage, doLicense
  // Words for rules, facts and levels.
  case ruleLanguage, ruleJurisdiction, ruleTraining, ruleMeeting, ruleGender, ruleNeeds, ruleAvailability, ruleExcluded
  case termHomeState, termExperience, termPersonal
  case factJurisdiction, factLanguages, factMatter
  case levelServed, levelQuality, levelMinimums, levelLoad, levelChanges, levelRates, levelBand
  case classNobody, classBottleneck, classTradeOff
  // Facts worth a phone call.
  case callsTitle, call, callAny, callGain, callClass, callMore, callShare, factAdmissions, factMeeting, factGender,
    factOffers
  // The shareable view.
  case totals, totalsHidden, totalsWithheld, everybody, waiting, whyTitle, forPeople, forPeopleOne, or, whyNobody,
    whyBottleneck
  case whyTradeOff, lacks, lacksSome, them, someOfThem, lackLanguage, lackJurisdiction, lackTraining, lackMeeting,
    lackGender, lackNeeds
  case lackAvailability, lackExcluded, lackFact, askFirst, shared, sharedNone, sharedBound, helpTitle, privacy, small
  case kindInterpreter, kindRemote, kindPlace, kindFirmPlace, kindNetworkPlace, kindTrain, kindLanguage, kindLicense
}
