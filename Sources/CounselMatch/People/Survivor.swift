/// A survivor who asks for a lawyer, by the facts that rules and scores read.
///
/// docs/formats.md gives each its meaning.
///
/// `id` is opaque. An unknown fact is nil or empty: it makes nobody eligible and is reported as missing.
/// Printing, debugging or mirroring a value shows no content.
public struct Survivor: Sendable, Hashable, Codable {
  /// Opaque, unique among survivors, at most 128 bytes; never a name, an address or a number of a person.
  public var id: String
  /// Fact; nil is unknown.
  public var jurisdiction: Jurisdiction?
  /// Fact, in order of preference; empty is unknown.
  public var languages: [Language]
  /// Fact; nil is unknown.
  public var matter: Matter?
  /// Whether the attorney must be trained; unknown is read as required, the safe reading.
  public var traumaTraining: TrainingNeed
  /// Whether an interpreter will do where the attorney speaks none of the languages.
  public var interpreter: InterpreterWish
  /// How she wishes to meet.
  public var meeting: Meeting
  /// nil: any.
  public var attorneyGender: Gender?
  /// Codes that the attorney must offer, every one of them.
  public var needs: [String]
  /// Priority class, 0 is served first.
  public var priority: Int
  /// nil: none stated.
  public var hours: Int?
  /// Who shares it may be kept together; nil: alone.
  ///
  /// Never inferred.
  public var household: String?
  /// What she wishes for the household.
  public var householdWish: HouseholdWish
  /// The day she asked for a lawyer: it breaks ties and measures waiting; no rule reads it.
  public var registered: Day?
  /// The last day of her own legal deadline; nil: the policy's.
  public var deadline: Day?
  /// False: on hold, not in the plan.
  public var mayMatch: Bool
  /// The last day of her consent to be matched; after it she is on hold.
  ///
  /// nil: no end.
  public var consentUntil: Day?
  /// Whether the case asks for a second attorney beside the first; nil: one attorney.
  public var coCounsel: CoCounsel?
  /// Audit columns by full name (`audit_language`): read by metrics, never by rules or scores.
  public var audit: [String: String]

  public init(
    id: String, jurisdiction: Jurisdiction?, languages: [Language], matter: Matter?,
    traumaTraining: TrainingNeed = .required, interpreter: InterpreterWish = .notAcceptable,
    meeting: Meeting = .either, attorneyGender: Gender? = nil, needs: [String] = [], priority: Int = 1,
    hours: Int? = nil, household: String? = nil, householdWish: HouseholdWish = .noWish, registered: Day? = nil,
    deadline: Day? = nil, mayMatch: Bool = true, consentUntil: Day? = nil, coCounsel: CoCounsel? = nil,
    audit: [String: String] = [:]
  ) {
    self.id = id
    self.jurisdiction = jurisdiction
    self.languages = languages
    self.matter = matter
    self.traumaTraining = traumaTraining
    self.interpreter = interpreter
    self.meeting = meeting
    self.attorneyGender = attorneyGender
    self.needs = needs
    self.priority = priority
    self.hours = hours
    self.household = household
    self.householdWish = householdWish
    self.registered = registered
    self.deadline = deadline
    self.mayMatch = mayMatch
    self.consentUntil = consentUntil
    self.coCounsel = coCounsel
    self.audit = audit
  }
}

extension Survivor: RedactedValue {}

/// A case that asks for two attorneys: a lead who is certified in trauma-informed work, and a co-counsel who need not be.
///
/// The case is served by both or not at all. Both are eligible by every rule, but training is asked of the lead alone, and
/// no supervision replaces it. Each gives a place and the hours of the case; score, household and quotas are the lead's.
public enum CoCounsel: String, Sendable, Hashable, Codable, CaseIterable {
  case required
}
