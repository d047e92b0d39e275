/// What rules and scores read, as small integers: one code per person, so that a pair is compared without touching
/// strings, dates or allocations.
///
/// A survivor's requirement is a set of bits that the attorney must have; the language rule is an intersection of bit
/// sets over the languages that survivors speak; availability is one comparison, because every survivor's interval
/// begins on asOf. Exclusions and personal points are short sorted lists per survivor.
package struct FactCodes: Sendable {
  package struct SurvivorCode: Sendable, Hashable {
    /// Bits of ``Flags`` that the attorney must have.
    var required: UInt64 = 0
    /// Jurisdictions in which the attorney must be admitted.
    var admission: UInt64 = 0
    /// The survivor's own jurisdiction, for the score.
    var home: UInt64 = 0
    /// Last day on which an attorney may become free.
    var latest: Int32 = .max
    var interpreter = false
    /// Training is required or preferred: certified attorneys score.
    var valuesTraining = false
    var meeting: UInt8 = 0
    var missing: MissingFacts = []
  }

  package struct AttorneyCode: Sendable, Hashable {
    var flags: UInt64 = 0
    /// Valid admissions, one bit each.
    var admissions: UInt64 = 0
    /// First day, from asOf on, on which she is free; the largest number for never.
    var earliest: Int32 = .min
    /// ``Meeting/number``, 0 for unknown.
    var meeting: UInt8 = 0
    var experience: UInt8 = 0
  }

  /// A bit that an attorney may have and a survivor may require.
  enum Flags {
    /// No attorney has it: set for a survivor with a missing fact.
    static let never: UInt64 = 1
    static let licensed: UInt64 = 2
    static let certified: UInt64 = 4
    static let remote: UInt64 = 8
    static let inPerson: UInt64 = 16
    static let genders: UInt64 = 32 | 64 | 128
    /// Certified, or a colleague of certified attorneys who supervise.
    static let trained: UInt64 = 256
    static func gender(_ gender: Gender) -> UInt64 {
      switch gender {
      case .woman: 32
      case .man: 64
      case .nonBinary: 128
      }
    }
  }

  /// A language an attorney speaks at the minimum level or better.
  struct Spoken: Sendable, Hashable {
    var language: Int32
    var belowFluent: Bool
  }

  package let policy: Policy
  let weights: Policy.Weights
  package internal(set) var survivors: [SurvivorCode] = []
  package internal(set) var attorneys: [AttorneyCode] = []
  /// Languages of each survivor in order of preference, by number.
  var survivorLanguages = Lists<Int32>()
  var attorneyLanguages = Lists<Spoken>()
  var languageWords = 0
  var survivorLanguageBits: [UInt64] = []
  var attorneyLanguageBits: [UInt64] = []
  var needWords = 0
  var survivorNeedBits: [UInt64] = []
  var attorneyOfferBits: [UInt64] = []
  /// Attorneys excluded for each survivor by pair, ascending.
  package internal(set) var excludedAttorneys = Lists<Int32>()
  /// Firms excluded for each survivor, ascending.
  package internal(set) var excludedFirms = Lists<Int32>()
  /// Number of each attorney's firm among the instance's firms, −1 for none.
  package internal(set) var firmOfAttorney: [Int32] = []
  package internal(set) var personalPoints = Lists<PersonalPoint>()

  package struct PersonalPoint: Sendable, Hashable {
    package var attorney: Int32
    package var points: Int
  }

  package init(_ instance: CaseInstance, threads: Int = 1) {
    policy = instance.policy
    weights = instance.policy.weights
    encodeFacts(instance, threads: threads)
    encodeLanguages(instance)
    encodeNeeds(instance)
    encodeLinks(instance)
  }

  /// Whether every rule says yes.
  @inline(__always)
  package func isEligible(survivor: Int, attorney: Int) -> Bool {
    let (person, lawyer) = (survivors[survivor], attorneys[attorney])
    guard person.required & ~lawyer.flags == 0, person.admission & ~lawyer.admissions == 0,
      lawyer.earliest <= person.latest
    else { return false }
    guard person.interpreter || sharesLanguage(survivor, attorney), offersNeeds(survivor, attorney) else {
      return false
    }
    return !isExcluded(survivor: survivor, attorney: attorney)
  }

  @inline(__always)
  func sharesLanguage(_ survivor: Int, _ attorney: Int) -> Bool {
    let (left, right) = (survivor * languageWords, attorney * languageWords)
    for word in 0..<languageWords where survivorLanguageBits[left + word] & attorneyLanguageBits[right + word] != 0 {
      return true
    }
    return false
  }

  @inline(__always)
  func offersNeeds(_ survivor: Int, _ attorney: Int) -> Bool {
    let (left, right) = (survivor * needWords, attorney * needWords)
    for word in 0..<needWords where survivorNeedBits[left + word] & ~attorneyOfferBits[right + word] != 0 {
      return false
    }
    return true
  }

  package func isExcluded(survivor: Int, attorney: Int) -> Bool {
    if excludedAttorneys.contains(Int32(attorney), in: survivor) { return true }
    let firm = firmOfAttorney[attorney]
    return firm >= 0 && excludedFirms.contains(firm, in: survivor)
  }
}

extension Meeting {
  /// 1, 2, 3; 0 stands for unknown.
  var number: UInt8 {
    switch self {
    case .remote: 1
    case .inPerson: 2
    case .either: 3
    }
  }
}

extension FactCodes: RedactedValue {}
