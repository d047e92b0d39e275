/// A bar admission, until the end of `validUntil` (nil: no end).
public struct Admission: Sendable, Hashable {
  public var jurisdiction: Jurisdiction
  public var validUntil: Day?

  public init(_ jurisdiction: Jurisdiction, validUntil: Day? = nil) {
    self.jurisdiction = jurisdiction
    self.validUntil = validUntil
  }
}

/// A language an attorney works in, and how well.
public struct SpokenLanguage: Sendable, Hashable {
  public var language: Language
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
public struct Attorney: Sendable, Hashable {
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
  public var trainingDate: Day?
  public var trainingExpires: Day?
  /// nil is unknown.
  public var meeting: Meeting?
  /// nil is unknown.
  public var gender: Gender?
  /// Codes offered; empty is unknown.
  public var offers: [String]
  public var activeLoad: Int
  public var availableFrom: Day?
  public var availableUntil: Day?
  /// 0 … 4.
  public var experience: Int

  public init(
    id: String, firm: String? = nil, admissions: [Admission], languages: [SpokenLanguage], capacity: Int,
    minimum: Int = 0, traumaTraining: TrainingStatus?, hours: Int? = nil, trainingDate: Day? = nil,
    trainingExpires: Day? = nil, meeting: Meeting? = nil, gender: Gender? = nil, offers: [String] = [],
    activeLoad: Int = 0, availableFrom: Day? = nil, availableUntil: Day? = nil, experience: Int = 0
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
  }

  /// Places that are free now.
  public var freePlaces: Int { max(0, capacity - activeLoad) }
}

extension Attorney: RedactedValue {}

/// A firm of the network.
///
/// `capacity` nil: no cap.
public struct Firm: Sendable, Hashable {
  public var id: String
  public var capacity: Int?
  public var minimum: Int

  public init(id: String, capacity: Int? = nil, minimum: Int = 0) {
    self.id = id
    self.capacity = capacity
    self.minimum = minimum
  }
}
