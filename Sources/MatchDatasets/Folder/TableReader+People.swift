internal import CounselMatch

/// The words of `attorney_gender`.
private enum GenderWish: String, CaseIterable {
  case any
  case woman
  case man
  case nonBinary = "non-binary"
}

/// The words of `may_match`.
private enum MayMatch: String, CaseIterable {
  case yes
  case hold
}

/// The words of `co_counsel`.
enum CoCounselWord: String, CaseIterable {
  case required
  case notNeeded = "not-needed"
}

extension TableReader {
  /// The survivor of the row; a wrong cell, which is in the log, counts as empty.
  mutating func survivor(_ cells: inout SurvivorCells) -> Survivor {
    var survivor = Survivor(
      id: text("id"), jurisdiction: nil, languages: [],
      matter: cells.matter.value(&self) { $0.choice("matter", Matter.self) })
    survivor.jurisdiction = cells.place.value(&self) { $0.place() }
    survivor.languages = cells.languages.value(&self) { reader in
      reader.list("languages").compactMap { reader.language($0, "languages", hint: false) }
    }
    survivor.traumaTraining = cells.training.value(&self) { $0.trainingNeed() }
    survivor.interpreter = cells.interpreter.value(&self) {
      $0.choice("interpreter", InterpreterWish.self) ?? .notAcceptable
    }
    survivor.meeting = cells.meeting.value(&self) { $0.choice("meeting", Meeting.self) ?? .either }
    survivor.attorneyGender = cells.gender.value(&self) {
      $0.choice("attorney_gender", GenderWish.self).flatMap { Gender(rawValue: $0.rawValue) }
    }
    survivor.needs = cells.needs.value(&self) { $0.codes("needs") }
    survivor.priority = cells.priority.value(&self) { $0.integer("priority") ?? 1 }
    survivor.hours = cells.hours.value(&self) { $0.integer("hours") }
    if has("household") {
      let household = text("household")
      survivor.household = household.isEmpty ? nil : household
    }
    survivor.householdWish = cells.wish.value(&self) { $0.choice("household_wish", HouseholdWish.self) ?? .noWish }
    survivor.registered = cells.registered.value(&self) { $0.day("registered") }
    survivor.deadline = cells.deadline.value(&self) { $0.day("deadline") }
    survivor.mayMatch = cells.mayMatch.value(&self) { $0.choice("may_match", MayMatch.self) != .hold }
    survivor.consentUntil = cells.consent.value(&self) { $0.day("consent_until") }
    survivor.coCounsel = cells.coCounsel.value(&self) {
      $0.choice("co_counsel", CoCounselWord.self) == .required ? .required : nil
    }
    survivor.audit = cells.audit.values(&self)
    return survivor
  }

  private mutating func place() -> Jurisdiction? {
    let place = text("jurisdiction")
    return place.isEmpty ? nil : jurisdiction(place, "jurisdiction", hint: false)
  }

  private mutating func trainingNeed() -> TrainingNeed {
    if has("trauma_training"), text("trauma_training").isEmpty {
      note(.trainingAssumed, "trauma_training", "An empty need was read as required, the safe reading.")
    }
    return choice("trauma_training", TrainingNeed.self) ?? .required
  }

  /// The attorney of the row; a wrong cell, which is in the log, counts as empty.
  mutating func attorney(_ cells: inout AttorneyCells) -> Attorney {
    let id = text("id")
    let admissions = cells.admissions.value(&self) { reader in
      reader.list("admissions").compactMap { reader.admission($0) }
    }
    let languages = cells.languages.value(&self) { reader in
      reader.list("languages").compactMap { reader.spokenLanguage($0) }
    }
    let capacity = cells.capacity.value(&self) { $0.capacity() }
    let training = cells.training.value(&self) { $0.choice("trauma_training", TrainingStatus.self) }
    var attorney = Attorney(
      id: id, admissions: admissions, languages: languages, capacity: capacity, traumaTraining: training)
    let firm = text("firm")
    attorney.firm = firm.isEmpty ? nil : firm
    attorney.minimum = cells.minimum.value(&self) { $0.integer("minimum") ?? 0 }
    attorney.hours = cells.hours.value(&self) { $0.integer("hours") }
    attorney.trainingDate = cells.trainingDate.value(&self) { $0.day("training_date") }
    attorney.trainingExpires = cells.trainingExpires.value(&self) { $0.day("training_expires") }
    attorney.meeting = cells.meeting.value(&self) { $0.choice("meeting", Meeting.self) }
    attorney.gender = cells.gender.value(&self) { $0.choice("gender", Gender.self) }
    attorney.offers = cells.offers.value(&self) { $0.codes("offers") }
    attorney.activeLoad = cells.activeLoad.value(&self) { $0.integer("active_load") ?? 0 }
    attorney.availableFrom = cells.availableFrom.value(&self) { $0.day("available_from") }
    attorney.availableUntil = cells.availableUntil.value(&self) { $0.day("available_until") }
    attorney.experience = cells.experience.value(&self) { $0.experience() }
    attorney.supervision = cells.supervision.value(&self) { $0.integer("supervision") ?? 0 }
    return attorney
  }

  private mutating func capacity() -> Int {
    if has("capacity"), text("capacity").isEmpty {
      fault(.valueEmpty, "capacity", "A capacity is given; 0 is not the same as empty.", "Write the number of places.")
    }
    return integer("capacity") ?? 0
  }

  private mutating func experience() -> Int { integer("experience") ?? 0 }

  /// `TX`, or `TX:2026-05-31`.
  private mutating func admission(_ text: String) -> Admission? {
    let (code, detail) = Self.halves(text)
    guard let place = jurisdiction(code, "admissions", hint: true) else { return nil }
    guard let detail else { return Admission(place) }
    guard let day = Day(detail) else {
      dateFault("admissions")
      return nil
    }
    return Admission(place, validUntil: day)
  }

  /// `es`, or `es:working`.
  private mutating func spokenLanguage(_ text: String) -> SpokenLanguage? {
    let (code, detail) = Self.halves(text)
    guard let language = language(code, "languages", hint: true) else { return nil }
    guard let detail else { return SpokenLanguage(language) }
    guard let level = LanguageLevel(rawValue: detail.lowercased()) else {
      fault(
        .valueUnknown, "languages", "A level is one of: basic, working, fluent, native.", "Write it as in es:working.")
      return nil
    }
    return SpokenLanguage(language, level)
  }

  /// What stands before and after the first colon.
  private static func halves(_ text: String) -> (code: String, detail: String?) {
    guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
    return (
      CellText.trimmed(String(text[..<colon])), CellText.trimmed(String(text[text.index(after: colon)...]))
    )
  }

  /// The firm of the row.
  mutating func firm() -> Firm { Firm(id: text("id"), capacity: integer("capacity"), minimum: integer("minimum") ?? 0) }

  /// The exclusion of the row; nil where not exactly one of attorney and firm is given (a fault).
  mutating func exclusion() -> Exclusion? {
    let survivor = text("survivor")
    let attorney = text("attorney")
    let firm = text("firm")
    guard attorney.isEmpty != firm.isEmpty else {
      fault(
        .exclusionTarget, nil, "An exclusion names an attorney or a firm, not both and not neither.",
        "Fill exactly one of the two cells.")
      return nil
    }
    return firm.isEmpty
      ? Exclusion(survivor: survivor, attorney: attorney) : Exclusion(survivor: survivor, firm: firm)
  }

  /// The pin of the row.
  mutating func pin() -> Pin { Pin(survivor: text("survivor"), attorney: text("attorney")) }

  /// The personal score of the row; nil without points (a fault).
  mutating func score() -> PersonalScore? {
    if has("points"), text("points").isEmpty {
      fault(.valueEmpty, "points", "Points are given; 0 is not the same as empty.", "Write the points.")
    }
    guard let points = integer("points", isSigned: true) else { return nil }
    return PersonalScore(survivor: text("survivor"), attorney: text("attorney"), points: points)
  }

  /// The quota of the row, its value in canonical spelling; nil where the column is none a quota may read (a fault).
  mutating func quota() -> Quota? {
    let name = text("column")
    guard !name.utf8.starts(with: "audit_".utf8) else {
      fault(
        .quotaColumn, "column", "A quota is a rule, and no rule reads an audit column.",
        "Name a fact or a wish: \(Quota.Column.allCases.map(\.rawValue).joined(separator: ", ")).")
      return nil
    }
    if name.isEmpty { fault(.valueEmpty, "column", "A quota names a column.", "Name one of survivors.csv.") }
    guard let column = choice("column", Quota.Column.self) else { return nil }
    let firm = text("firm")
    return Quota(
      firm: firm.isEmpty ? nil : firm, column: column, value: quotaValue(column), minimum: integer("minimum"),
      maximum: integer("maximum"))
  }

  private mutating func quotaValue(_ column: Quota.Column) -> String {
    let value = text("value")
    switch column {
    case .jurisdiction: return jurisdiction(value, "value", hint: true)?.code ?? ""
    case .languages: return language(value, "value", hint: true)?.code ?? ""
    case .needs: return value.lowercased()
    case .matter, .traumaTraining, .priority: return value
    }
  }
}
