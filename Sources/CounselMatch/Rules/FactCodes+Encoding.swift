extension FactCodes {
  mutating func encodeFacts(_ instance: CaseInstance, threads: Int) {
    let availability = AvailabilityRule(policy)
    let empty = self
    let parts = Parts.map(instance.survivors.count, threads: threads) { range in
      range.map { empty.code(instance.survivors[$0], availability) }
    }
    survivors = Array(parts.joined())
    attorneys = instance.attorneys.map { code($0, instance.supervision) }
    let firms = Dictionary(uniqueKeysWithValues: instance.firms.enumerated().map { ($1.id, Int32($0)) })
    firmOfAttorney = instance.attorneys.map { $0.firm.flatMap { firms[$0] } ?? -1 }
  }

  func code(_ survivor: Survivor, _ availability: AvailabilityRule) -> SurvivorCode {
    var code = SurvivorCode()
    code.missing = MissingFacts(of: survivor)
    if !code.missing.isEmpty { code.required |= Flags.never }
    let home = Self.bit(of: survivor.jurisdiction)
    code.home = survivor.jurisdiction == .international ? 0 : home
    if survivor.matter == .federal && policy.rules.federal == .anyLicence {
      code.required |= Flags.licensed
    } else {
      code.admission |= home
    }
    if survivor.coCounsel == .required {
      code.required |= Flags.certified
    } else if survivor.traumaTraining == .required {
      switch policy.rules.trainingRequired {
      case .certified: code.required |= Flags.certified
      case .supervised: code.required |= Flags.trained
      case .off: break
      }
    }
    switch survivor.meeting {
    case .remote: code.required |= Flags.remote
    case .inPerson:
      code.required |= Flags.inPerson
      code.admission |= home
    case .either: break
    }
    if policy.rules.attorneyGender == .requiredWhenStated, let wish = survivor.attorneyGender {
      code.required |= Flags.gender(wish)
    }
    code.interpreter = policy.rules.interpreterAllowed && survivor.interpreter == .acceptable
    code.valuesTraining = survivor.traumaTraining != .notNeeded
    code.meeting = survivor.meeting.number
    if let asOf = policy.asOf {
      let last = availability.lastDay(for: survivor, asOf)
      code.latest = last < asOf ? .min : last.number
    }
    return code
  }

  private func code(_ attorney: Attorney, _ supervision: [String: Int]) -> AttorneyCode {
    var code = AttorneyCode()
    for admission in attorney.admissions where admission.isValid(on: policy.asOf) {
      code.flags |= Flags.licensed
      if admission.jurisdiction != .international { code.admissions |= Self.bit(of: admission.jurisdiction) }
    }
    if attorney.isCertified(on: policy.asOf) { code.flags |= Flags.certified | Flags.trained }
    if let firm = attorney.firm, attorney.traumaTraining != nil, (supervision[firm] ?? 0) > 0 {
      code.flags |= Flags.trained
    }
    if attorney.meeting == .remote || attorney.meeting == .either { code.flags |= Flags.remote }
    if attorney.meeting == .inPerson || attorney.meeting == .either { code.flags |= Flags.inPerson }
    if let gender = attorney.gender { code.flags |= Flags.gender(gender) }
    code.meeting = attorney.meeting?.number ?? 0
    code.experience = UInt8(clamping: attorney.experience)
    if let asOf = policy.asOf {
      let gone = attorney.availableUntil.map { $0 < asOf } ?? false
      code.earliest = gone ? .max : max(asOf, attorney.availableFrom ?? asOf).number
    }
    return code
  }

  /// One bit per jurisdiction; the highest for a code that is none, which no attorney can have.
  private static func bit(of jurisdiction: Jurisdiction?) -> UInt64 {
    jurisdiction.flatMap { jurisdictionBits[$0.code] } ?? 1 << 63
  }

  private static let jurisdictionBits = Dictionary(
    uniqueKeysWithValues: Jurisdiction.all.enumerated().map { ($1.jurisdiction.code, UInt64(1) << UInt64($0)) })

  mutating func encodeLanguages(_ instance: CaseInstance) {
    var numbers: [String: Int32] = [:]
    func number(_ language: Language) -> Int32 {
      if let number = numbers[language.code] { return number }
      let number = Int32(numbers.count)
      numbers[language.code] = number
      return number
    }
    for index in instance.survivors.indices {
      let given = instance.survivors[index].languages
      if given.count == 1 {
        survivorLanguages.append(CollectionOfOne(number(given[0])))
        continue
      }
      // A language listed twice is one choice: what follows it does not move back.
      let wanted = given.enumerated().filter { !given[..<$0].contains($1) }.map(\.element)
      survivorLanguages.append(wanted.map(number))
    }
    for attorney in instance.attorneys {
      var spoken: [Spoken] = []
      for entry in attorney.languages where entry.level >= policy.rules.languageMinimum {
        guard let number = numbers[entry.language.code] else { continue }
        spoken.append(Spoken(language: number, belowFluent: entry.level < .fluent))
      }
      attorneyLanguages.append(spoken)
    }
    languageWords = (numbers.count + 63) / 64
    survivorLanguageBits = Self.bits(survivorLanguages, words: languageWords) { $0 }
    attorneyLanguageBits = Self.bits(attorneyLanguages, words: languageWords) { $0.language }
  }

  mutating func encodeNeeds(_ instance: CaseInstance) {
    var numbers: [String: Int32] = [:]
    var needs = Lists<Int32>()
    for index in instance.survivors.indices {
      let given = instance.survivors[index].needs
      if given.isEmpty {
        needs.append(EmptyCollection())
        continue
      }
      needs.append(
        given.map { code in
          if let number = numbers[code] { return number }
          let number = Int32(numbers.count)
          numbers[code] = number
          return number
        })
    }
    var offers = Lists<Int32>()
    for attorney in instance.attorneys { offers.append(attorney.offers.compactMap { numbers[$0] }) }
    needWords = (numbers.count + 63) / 64
    survivorNeedBits = Self.bits(needs, words: needWords) { $0 }
    attorneyOfferBits = Self.bits(offers, words: needWords) { $0 }
  }

  private static func bits<Element>(
    _ lists: Lists<Element>, words: Int, number: (Element) -> Int32
  ) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: lists.count * words)
    for index in 0..<lists.count {
      for value in lists[index] {
        let number = Int(number(value))
        bits[index * words + number / 64] |= 1 << UInt64(number % 64)
      }
    }
    return bits
  }

  mutating func encodeLinks(_ instance: CaseInstance) {
    guard !instance.exclusions.isEmpty || !instance.scores.isEmpty else {
      excludedAttorneys = Lists(emptyCount: instance.survivors.count)
      excludedFirms = Lists(emptyCount: instance.survivors.count)
      personalPoints = Lists(emptyCount: instance.survivors.count)
      return
    }
    let people = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let lawyers = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, Int32($0)) })
    let firms = Dictionary(uniqueKeysWithValues: instance.firms.enumerated().map { ($1.id, Int32($0)) })
    var pairs: [Int: [Int32]] = [:]
    var houses: [Int: [Int32]] = [:]
    var points: [Int: [PersonalPoint]] = [:]
    for exclusion in instance.exclusions {
      guard let person = people[exclusion.survivor] else { continue }
      if let lawyer = exclusion.attorney.flatMap({ lawyers[$0] }) { pairs[person, default: []].append(lawyer) }
      if let firm = exclusion.firm.flatMap({ firms[$0] }) { houses[person, default: []].append(firm) }
    }
    for score in instance.scores {
      guard let person = people[score.survivor], let lawyer = lawyers[score.attorney] else { continue }
      points[person, default: []].append(PersonalPoint(attorney: lawyer, points: score.points))
    }
    for person in instance.survivors.indices {
      excludedAttorneys.append((pairs[person] ?? []).sorted())
      excludedFirms.append((houses[person] ?? []).sorted())
      personalPoints.append((points[person] ?? []).sorted { $0.attorney < $1.attorney })
    }
  }
}
