internal import CounselMatch

/// A language of explanations.
public enum ExplanationLanguage: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  /// A draft: not reviewed by a native-speaking advocate.
  case spanish = "es"
}

/// Every sentence of an explanation, in one language, out of one table of messages.
package struct ExplanationWords: Sendable {
  /// The one catalogue: every message by its key, in every language.
  package static let catalogue: [MessageKey: MessageEntry] =
    [coordinator, terms, calls, shareable].reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }

  package let language: ExplanationLanguage

  package init(_ language: ExplanationLanguage) {
    self.language = language
  }

  /// The message with its placeholders filled; `count` decides between one and many.
  package func say(_ key: MessageKey, _ values: [String: String] = [:], count: Int? = nil) -> String {
    guard let entry = Self.catalogue[key] else { return key.rawValue }
    return (language == .english ? entry.english : entry.spanish).filled(values, count: count)
  }

  /// What must stand beside Spanish text; nil for English.
  var draftNote: String? { language == .spanish ? say(.draft) : nil }

  var notice: String { say(.notice) }

  func people(_ count: Int) -> String { say(.people, ["count": "\(count)"], count: count) }

  func places(_ count: Int) -> String { say(.places, ["count": "\(count)"], count: count) }

  /// At most eight ids.
  func listed(_ ids: [String]) -> String {
    let shown = ids.prefix(8).joined(separator: ", ")
    return ids.count > 8 ? say(.listRest, ["list": shown, "count": "\(ids.count - 8)"]) : shown
  }

  /// `a, b and c`.
  func enumerated(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return say(.listEnd, ["list": items.dropLast().joined(separator: ", "), "last": last])
  }
}

// MARK: Words for names of files

extension ExplanationWords {
  /// A rule or a term of a score by its name in files; unknown names stay as they are.
  func rule(_ name: String) -> String {
    let keys: [String: MessageKey] = [
      "language": .ruleLanguage, "jurisdiction": .ruleJurisdiction, "trauma-training": .ruleTraining,
      "meeting": .ruleMeeting, "attorney-gender": .ruleGender, "needs": .ruleNeeds,
      "availability": .ruleAvailability, "excluded": .ruleExcluded, "home-state": .termHomeState,
      "experience": .termExperience, "personal": .termPersonal,
    ]
    return keys[name].map { say($0) } ?? name
  }

  func fact(_ name: String) -> String {
    let keys: [String: MessageKey] = [
      "jurisdiction": .factJurisdiction, "languages": .factLanguages, "matter": .factMatter,
      "admissions": .factAdmissions, "trauma_training": .ruleTraining, "meeting": .factMeeting, "gender": .factGender,
      "offers": .factOffers,
    ]
    return keys[name].map { say($0) } ?? name
  }

  /// A level as `CounselMatch.LevelChange` names it.
  func level(_ name: String) -> String {
    let keys: [String: MessageKey] = [
      "served": .levelServed, "quality": .levelQuality, "minimums": .levelMinimums, "load": .levelLoad,
      "changes": .levelChanges, "group-rates": .levelRates,
    ]
    if let key = keys[name] { return say(key) }
    let band = name.split(separator: ":")
    return band.count == 2 ? say(.levelBand, ["from": String(band[1])]) : name
  }

  func reason(_ reason: UnmatchedSurvivor.Reason) -> String {
    switch reason {
    case .nobodyEligible: say(.classNobody)
    case .bottleneck: say(.classBottleneck)
    case .tradeOff: say(.classTradeOff)
    }
  }
}
