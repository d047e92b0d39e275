/// A bar admission, until the end of `validUntil` (nil: no end).
public struct Admission: Sendable, Hashable, Codable {
  /// Where she is admitted; never `INTL`.
  public var jurisdiction: Jurisdiction
  /// The last day on which the admission counts; nil: no end.
  public var validUntil: Day?

  public init(_ jurisdiction: Jurisdiction, validUntil: Day? = nil) {
    self.jurisdiction = jurisdiction
    self.validUntil = validUntil
  }
}

/// A language an attorney works in, and how well.
public struct SpokenLanguage: Sendable, Hashable, Codable {
  /// The language, by its canonical code.
  public var language: Language
  /// How well; rules ask for a level of at least ``Policy/RuleSwitches/languageMinimum``.
  public var level: LanguageLevel

  public init(_ language: Language, _ level: LanguageLevel = .fluent) {
    self.language = language
    self.level = level
  }
}

/// A pro bono attorney.
///
/// An unknown fact is nil or empty; it makes ineligible only where a rule reads it. Printing, debugging or mirroring a
/// value shows no content.
public struct Attorney: Sendable, Hashable, Codable {
  /// Opaque, unique among attorneys, at most 128 bytes.
  public var id: String
  /// nil: on her own.
  public var firm: String?
  /// Fact; empty is unknown.
  public var admissions: [Admission]
  /// Fact; empty is unknown.
  public var languages: [SpokenLanguage]
  /// Total places; free = max(0, capacity − activeLoad).
  public var capacity: Int
  /// Fewest cases wanted, net of nothing: matched pairs count.
  public var minimum: Int
  /// Fact; nil is unknown.
  public var traumaTraining: TrainingStatus?
  /// nil: no limit.
  public var hours: Int?
  /// Trauma cases of untrained colleagues of her firm that she can supervise while certified, ≥ 0.
  public var supervision: Int
  /// The day of a training that is scheduled or done; no rule reads it.
  public var trainingDate: Day?
  /// The last day on which ``traumaTraining`` counts as certified; nil: no end.
  public var trainingExpires: Day?
  /// nil is unknown.
  public var meeting: Meeting?
  /// nil is unknown.
  public var gender: Gender?
  /// Codes offered; empty is unknown.
  public var offers: [String]
  /// Cases she has already, ≥ 0; they count against her capacity, her firm's and the network's.
  public var activeLoad: Int
  /// The first day on which she can take a case; nil: any day.
  public var availableFrom: Day?
  /// The last day on which she can take a case; nil: no end.
  public var availableUntil: Day?
  /// 0 … 4.
  public var experience: Int

  public init(
    id: String, firm: String? = nil, admissions: [Admission], languages: [SpokenLanguage], capacity: Int,
    minimum: Int = 0, traumaTraining: TrainingStatus?, hours: Int? = nil, trainingDate: Day? = nil,
    trainingExpires: Day? = nil, meeting: Meeting? = nil, gender: Gender? = nil, offers: [String] = [],
    activeLoad: Int = 0, availableFrom: Day? = nil, availableUntil: Day? = nil, experience: Int = 0,
    supervision: Int = 0
  ) {
    self.id = id
    self.firm = firm
    self.admissions = admissions
    self.languages = languages
    self.capacity = capacity
    self.minimum = minimum
    self.traumaTraining = traumaTraining
    self.hours = hours
    self.trainingDate = trainingDate
    self.trainingExpires = trainingExpires
    self.meeting = meeting
    self.gender = gender
    self.offers = offers
    self.activeLoad = activeLoad
    self.availableFrom = availableFrom
    self.availableUntil = availableUntil
    self.experience = experience
    self.supervision = supervision
  }

  /// Places that are free now.
  public var freePlaces: Int { max(0, capacity - activeLoad) }
}

extension Attorney: RedactedValue {}

/// A firm of the network.
///
/// `capacity` nil: no cap.
public struct Firm: Sendable, Hashable, Codable {
  /// Opaque, unique among firms, at most 128 bytes.
  public var id: String
  /// Most cases of its attorneys in all, active ones included; nil: no cap.
  public var capacity: Int?
  /// Fewest pairs wanted among its attorneys, ≥ 0.
  public var minimum: Int

  public init(id: String, capacity: Int? = nil, minimum: Int = 0) {
    self.id = id
    self.capacity = capacity
    self.minimum = minimum
  }
}
