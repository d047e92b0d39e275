/// How many attorneys each rule stands against, all rules evaluated.
///
/// What a rule says depends on little of a person, so attorneys are gone through once for every rule and what it reads,
/// however many people there are.
/// Complexity: O(attorneys) for each rule and each value of what it reads; O(rules) for everybody after.
struct RuleTally {
  let codes: FactCodes
  private var known: [Key: Int] = [:]

  /// A rule, by its place in ``RuleName``, and what it reads of a person.
  private struct Key: Hashable {
    var rule: Int
    var facts: [UInt64]
  }

  init(codes: FactCodes) { self.codes = codes }

  /// The counts for a survivor, in the order of the rules; rules that stand against nobody are left out.
  mutating func counts(of survivor: Int) -> [UnmatchedSurvivor.RuleCount] {
    var counts: [UnmatchedSurvivor.RuleCount] = []
    for (rule, name) in RuleName.allCases.enumerated() {
      let key = Key(rule: rule, facts: codes.facts(readBy: RuleSet(rawValue: 1 << UInt8(rule)), of: survivor))
      let count = known[key] ?? count(rule, survivor)
      known[key] = count
      if count > 0 { counts.append(.init(rule: name.rawValue, attorneys: count)) }
    }
    return counts
  }

  private func count(_ rule: Int, _ survivor: Int) -> Int {
    let rule = RuleSet(rawValue: 1 << UInt8(rule))
    return codes.attorneys.indices.count { codes.against(survivor: survivor, attorney: $0).contains(rule) }
  }
}

extension FactCodes {
  /// What a rule reads of a survivor: it says the same of an attorney for all survivors with equal words.
  func facts(readBy rule: RuleSet, of survivor: Int) -> [UInt64] {
    let person = survivors[survivor]
    let missing = UInt64(person.missing.rawValue)
    switch rule {
    case .language:
      let words = survivor * languageWords..<(survivor + 1) * languageWords
      return [missing, person.interpreter ? 1 : 0] + survivorLanguageBits[words]
    case .jurisdiction: return [missing, person.required & Flags.licensed, person.admission]
    case .traumaTraining: return [person.required & (Flags.certified | Flags.trained)]
    case .meeting:
      let wish = person.required & (Flags.remote | Flags.inPerson)
      return [wish, wish & Flags.inPerson == 0 ? 0 : person.admission]
    case .attorneyGender: return [person.required & Flags.genders]
    case .needs: return Array(survivorNeedBits[survivor * needWords..<(survivor + 1) * needWords])
    case .availability: return [UInt64(UInt32(bitPattern: person.latest))]
    default: return isFree(survivor) ? [] : [UInt64(survivor) + 1]
    }
  }

  /// Whether nobody is excluded for the survivor.
  private func isFree(_ survivor: Int) -> Bool {
    excludedAttorneys.isEmpty(survivor) && excludedFirms.isEmpty(survivor)
  }
}
