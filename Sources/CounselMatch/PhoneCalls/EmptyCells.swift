/// Empty cells that are asked for together, and every answer that is tried.
///
/// Answers are what occurs in the dataset (languages, jurisdictions, codes of needs and offers) or what docs/formats.md allows
/// (matter, training, meeting, gender); of a list one entry at a time.
struct EmptyCells: Sendable {
  /// Columns of a survivor or an attorney that may be unknown.
  enum Column: String, Sendable {
    case jurisdiction
    case languages
    case matter
    case admissions
    case training = "trauma_training"
    case meeting
    case gender
    case offers
  }

  /// What is known of the values of a dataset.
  struct Domain: Sendable {
    let languages: [String]
    let jurisdictions: [String]
    let codes: [String]

    /// - Complexity: O(people)
    init(_ instance: CaseInstance) {
      var (languages, places, codes): (Set<String>, Set<String>, Set<String>) = ([], [], [])
      for survivor in instance.survivors {
        languages.formUnion(survivor.languages.map(\.code))
        codes.formUnion(survivor.needs)
        if let place = survivor.jurisdiction { places.insert(place.code) }
      }
      for attorney in instance.attorneys {
        languages.formUnion(attorney.languages.map(\.language.code))
        codes.formUnion(attorney.offers)
        places.formUnion(attorney.admissions.map(\.jurisdiction.code))
      }
      self.languages = languages.sorted { $0.precedes($1) }
      jurisdictions = places.sorted { $0.precedes($1) }
      self.codes = codes.sorted { $0.precedes($1) }
    }

    /// Every answer to a column, as a cell.
    func values(of column: Column) -> [String] {
      switch column {
      case .languages: languages
      case .jurisdiction: jurisdictions
      case .admissions: jurisdictions.filter { $0 != Jurisdiction.international.code }
      case .matter: Matter.allCases.map(\.rawValue)
      case .training: TrainingStatus.allCases.map(\.rawValue)
      case .meeting: Meeting.allCases.map(\.rawValue)
      case .gender: Gender.allCases.map(\.rawValue)
      case .offers: codes
      }
    }
  }

  let columns: [Column]
  /// Answers, one value for each column.
  let answers: [[String]]

  init(_ columns: [Column], _ domain: Domain) {
    self.columns = columns
    answers = columns.reduce([[]]) { answers, column in
      answers.flatMap { answer in domain.values(of: column).map { answer + [$0] } }
    }
  }

  /// What a survivor lacks: each of these facts alone makes everybody ineligible, so they are asked for together.
  static func columns(of survivor: Survivor) -> [Column] {
    MissingFacts(of: survivor).ofSurvivor.compactMap { Column(rawValue: $0) }
  }

  /// What an attorney lacks, call by call.
  static func columns(of attorney: Attorney) -> [[Column]] {
    var calls: [[Column]] = []
    switch (attorney.admissions.isEmpty, attorney.languages.isEmpty) {
    // Alone each of the two would hardly ever change anything.
    case (true, true): calls.append([.admissions, .languages])
    case (true, false): calls.append([.admissions])
    case (false, true): calls.append([.languages])
    case (false, false): break
    }
    if attorney.traumaTraining == nil { calls.append([.training]) }
    if attorney.meeting == nil { calls.append([.meeting]) }
    if attorney.gender == nil { calls.append([.gender]) }
    if attorney.offers.isEmpty { calls.append([.offers]) }
    return calls
  }
}

extension Survivor {
  /// The same person with cells filled.
  func filled(_ columns: [EmptyCells.Column], _ values: [String]) -> Survivor {
    var copy = self
    for (column, value) in zip(columns, values) {
      switch column {
      case .jurisdiction: copy.jurisdiction = Jurisdiction(code: value)
      case .languages: copy.languages = [Language(code: value)]
      case .matter: copy.matter = Matter(rawValue: value)
      default: break
      }
    }
    return copy
  }
}

extension Attorney {
  /// The same person with cells filled.
  func filled(_ columns: [EmptyCells.Column], _ values: [String]) -> Attorney {
    var copy = self
    for (column, value) in zip(columns, values) {
      switch column {
      case .admissions: copy.admissions = [Admission(Jurisdiction(code: value))]
      case .languages: copy.languages = [SpokenLanguage(Language(code: value))]
      case .training: copy.traumaTraining = TrainingStatus(rawValue: value)
      case .meeting: copy.meeting = Meeting(rawValue: value)
      case .gender: copy.gender = Gender(rawValue: value)
      case .offers: copy.offers = [value]
      case .jurisdiction, .matter: break
      }
    }
    return copy
  }
}
