/// A set of rules, as bits in the order of ``RuleName``.
package struct RuleSet: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let language = Self(rawValue: 1)
  package static let jurisdiction = Self(rawValue: 2)
  package static let traumaTraining = Self(rawValue: 4)
  package static let meeting = Self(rawValue: 8)
  package static let attorneyGender = Self(rawValue: 16)
  package static let needs = Self(rawValue: 32)
  package static let availability = Self(rawValue: 64)
  package static let excluded = Self(rawValue: 128)
}

extension FactCodes {
  /// Every rule that stands against a pair, whether it says no or cannot be decided; equal to
  /// ``PairVerdict/against`` of the rules themselves.
  package func against(survivor: Int, attorney: Int) -> RuleSet {
    let (person, lawyer) = (survivors[survivor], attorneys[attorney])
    let lacking = person.required & ~lawyer.flags
    let unadmitted = person.admission & ~lawyer.admissions != 0
    let wantsPerson = person.required & Flags.inPerson != 0
    let byPlace = person.required & Flags.licensed == 0
    var rules: RuleSet = []
    func add(_ rule: RuleSet, _ stands: Bool) { if stands { rules.insert(rule) } }
    let speechless = !person.interpreter && !sharesLanguage(survivor, attorney)
    add(.language, person.missing.contains(.survivorLanguages) || speechless)
    let placeless = !person.missing.isDisjoint(with: [.survivorJurisdiction, .survivorMatter])
    add(.jurisdiction, placeless || lacking & Flags.licensed != 0 || (byPlace && unadmitted))
    add(.traumaTraining, lacking & (Flags.certified | Flags.trained) != 0)
    add(.meeting, lacking & (Flags.remote | Flags.inPerson) != 0 || (wantsPerson && unadmitted))
    add(.attorneyGender, lacking & Flags.genders != 0)
    add(.needs, !offersNeeds(survivor, attorney))
    add(.availability, lawyer.earliest > person.latest)
    add(.excluded, isExcluded(survivor: survivor, attorney: attorney))
    return rules
  }
}
