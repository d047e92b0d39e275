// Problem: somebody comes who is like nobody before, and her pairs with all attorneys are asked for; encoding thousands of
// attorneys for her takes longer than comparing them.
// Formulation: attorneys are encoded once, against somebody who speaks every language and needs everything that any of
// them offers; what a person wants beside that nobody has.
// Complexity: O(attorneys) once, O(facts) for each person.

/// Codes of people who come one after the other, beside attorneys who stay.
package struct ArrivalCodes: Sendable {
  private var codes: FactCodes
  private let availability: AvailabilityRule
  private let languages: [String: Int32]
  private let needs: [String: Int32]

  /// - Parameter instance: attorneys and policy; its survivors are not read.
  package init(_ instance: CaseInstance) {
    var spoken: [Language] = []
    var offers: [String] = []
    var languages: [String: Int32] = [:]
    var needs: [String: Int32] = [:]
    for attorney in instance.attorneys {
      for entry in attorney.languages where languages[entry.language.code] == nil {
        languages[entry.language.code] = Int32(truncatingIfNeeded: spoken.count)
        spoken.append(entry.language)
      }
      for offer in attorney.offers where needs[offer] == nil {
        needs[offer] = Int32(truncatingIfNeeded: offers.count)
        offers.append(offer)
      }
    }
    var everything = Survivor(
      id: "", jurisdiction: nil, languages: spoken, matter: .federal, traumaTraining: .notNeeded)
    everything.needs = offers
    (self.languages, self.needs) = (languages, needs)
    availability = AvailabilityRule(instance.policy)
    codes = FactCodes(
      CaseInstance(instance, survivors: [everything], attorneys: instance.attorneys, exclusions: []))
  }

  /// Codes in which the survivor is number 0, and attorneys have their places in the instance.
  package mutating func codes(of survivor: Survivor) -> FactCodes {
    codes.setOnly(survivor, availability, languages: languages, needs: needs)
    return codes
  }
}

extension FactCodes {
  /// Puts somebody in the place of the only survivor; the numbers of languages and needs are those of the codes.
  fileprivate mutating func setOnly(
    _ survivor: Survivor, _ availability: AvailabilityRule, languages: [String: Int32], needs: [String: Int32]
  ) {
    var code = code(survivor, availability)
    let given = survivor.languages
    // A language that nobody speaks still makes those after it later choices.
    let wanted = given.enumerated().filter { !given[..<$0].contains($1) }.map { languages[$0.element.code] ?? -1 }
    survivorLanguages = Lists()
    survivorLanguages.append(wanted)
    survivorLanguageBits = [UInt64](repeating: 0, count: languageWords)
    for number in wanted where number >= 0 { survivorLanguageBits[Int(number) >> 6] |= 1 << UInt64(number & 63) }
    survivorNeedBits = [UInt64](repeating: 0, count: needWords)
    for need in survivor.needs {
      guard let number = needs[need] else {
        code.required |= Flags.never
        continue
      }
      survivorNeedBits[Int(number) >> 6] |= 1 << UInt64(number & 63)
    }
    survivors = [code]
  }
}

extension ArrivalCodes: RedactedValue {
  package var description: String { "ArrivalCodes(\(languages.count) languages)" }
}
