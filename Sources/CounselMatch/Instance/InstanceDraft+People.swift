extension InstanceDraft {
  func checkSurvivors(_ report: inout FaultReport) {
    var wishes: [String: (together: Bool, apart: Bool)] = [:]
    let suspects = Parts.map(survivors.count, threads: threads) { range in range.filter { !isPlain(survivors[$0]) } }
    for index in suspects.joined() {
      let survivor = survivors[index]
      checkRange(survivor.priority, .survivors, index, "priority", &report)
      checkRange(survivor.hours, .survivors, index, "hours", &report)
      checkLanguages(survivor.languages, .survivors, index, &report)
      checkPlace(survivor, index, &report)
      checkDeadline(survivor, index, &report)
      let wish = survivor.householdWish
      if wish == .together && survivor.household == nil {
        report.add(
          .warning, .householdWish, .survivors, index, column: "household_wish",
          rule: "A wish to stay together needs a household.", remedy: "Fill household, or remove the wish.")
      }
      guard let household = survivor.household else { continue }
      let before = wishes[household] ?? (false, false)
      let after = (before.together || wish == .together, before.apart || wish == .apart)
      wishes[household] = after
      if after == (true, true) && before != (true, true) {
        report.add(
          .warning, .householdWish, .survivors, index, column: "household_wish",
          rule: "Members of one household wish to stay together and apart; those who wish apart are not tied.",
          remedy: "Ask the household again.")
      }
    }
  }

  /// Whether nothing of ``checkSurvivors(_:)`` can concern the survivor.
  private func isPlain(_ survivor: borrowing Survivor) -> Bool {
    let range = 0...Int(Int32.max)
    guard range.contains(survivor.priority), survivor.hours.map(range.contains) ?? true, survivor.household == nil,
      survivor.householdWish != .together, survivor.deadline == nil
    else { return false }
    if let place = survivor.jurisdiction, place == .international || !place.isKnown { return false }
    switch survivor.languages.count {
    case 0: return true
    case 1: return survivor.languages[0].isCanonical
    case 2:
      return survivor.languages[0].isCanonical && survivor.languages[1].isCanonical
        && survivor.languages[0] != survivor.languages[1]
    default: return false
    }
  }

  private func checkPlace(_ survivor: Survivor, _ index: Int, _ report: inout FaultReport) {
    guard let place = survivor.jurisdiction else { return }
    if !place.isKnown { unknownPlace(.survivors, index, "jurisdiction", &report) }
    if place == .international, let matter = survivor.matter, matter != .federal {
      report.add(
        .warning, .jurisdictionStateMatter, .survivors, index, column: "matter",
        rule: "Nobody is admitted in INTL, so a state matter there fits no attorney.",
        remedy: "If the matter is federal, say so; else give the state whose law it concerns.")
    }
  }

  private func checkDeadline(_ survivor: Survivor, _ index: Int, _ report: inout FaultReport) {
    guard let asOf = policy.asOf, let deadline = survivor.deadline,
      deadline.less(leadDays: policy.leadDays) < asOf
    else { return }
    report.add(
      .warning, .deadlinePast, .survivors, index, column: "deadline",
      rule: "The deadline, less the lead days, lies before asOf: nobody is available in time.",
      remedy: "Correct the deadline, or empty the cell if it no longer counts.")
  }

  func checkAttorneys(_ report: inout FaultReport) {
    for (index, attorney) in attorneys.enumerated() {
      checkRange(attorney.capacity, .attorneys, index, "capacity", &report)
      checkRange(attorney.minimum, .attorneys, index, "minimum", &report)
      checkRange(attorney.hours, .attorneys, index, "hours", &report)
      checkRange(attorney.activeLoad, .attorneys, index, "active_load", &report)
      checkRange(attorney.experience, .attorneys, index, "experience", &report, 0...4)
      checkLanguages(attorney.languages.map(\.language), .attorneys, index, &report)
      checkAdmissions(attorney, index, &report)
      checkPlaces(attorney, index, &report)
      if let from = attorney.availableFrom, let until = attorney.availableUntil, until < from {
        report.add(
          .error, .dateOrder, .attorneys, index, column: "available_until",
          rule: "An interval ends on or after the day it starts.", remedy: "Exchange or correct the two dates.")
      }
    }
  }

  private func checkPlaces(_ attorney: Attorney, _ index: Int, _ report: inout FaultReport) {
    guard attorney.capacity >= 0 else { return }
    func warn(_ code: FaultCode, _ column: String, _ rule: String, _ remedy: String) {
      report.add(.warning, code, .attorneys, index, column: column, rule: rule, remedy: remedy)
    }
    if attorney.activeLoad > attorney.capacity {
      warn(
        .capacityBelowLoad, "active_load", "The active load exceeds the capacity, so no place is free.",
        "Capacity is the total, active cases included: check both numbers.")
    }
    if attorney.minimum > attorney.capacity {
      warn(
        .minimumAboveCapacity, "minimum", "The minimum exceeds the capacity and cannot be reached.",
        "Lower the minimum or raise the capacity.")
    }
    if !survivors.isEmpty && attorney.capacity > survivors.count {
      warn(
        .capacityAbsurd, "capacity", "The capacity exceeds the number of survivors.",
        "Check the number; it is taken as it is.")
    }
  }

  private func checkAdmissions(_ attorney: Attorney, _ index: Int, _ report: inout FaultReport) {
    for admission in attorney.admissions {
      if admission.jurisdiction == .international {
        report.add(
          .error, .jurisdictionNoAdmission, .attorneys, index, column: "admissions",
          rule: "INTL is no jurisdiction that admits attorneys.", remedy: "Name the state, district or territory.")
      } else if !admission.jurisdiction.isKnown {
        unknownPlace(.attorneys, index, "admissions", &report)
      }
      if let asOf = policy.asOf, let until = admission.validUntil, until < asOf {
        report.add(
          .warning, .admissionExpired, .attorneys, index, column: "admissions",
          rule: "An admission ended before asOf and does not count.", remedy: "Ask whether it was renewed.")
      }
    }
  }

  func checkFirms(_ report: inout FaultReport) {
    for (index, firm) in firms.enumerated() {
      checkRange(firm.capacity, .firms, index, "capacity", &report)
      checkRange(firm.minimum, .firms, index, "minimum", &report)
      if let capacity = firm.capacity, capacity >= 0, firm.minimum > capacity {
        report.add(
          .warning, .minimumAboveCapacity, .firms, index, column: "minimum",
          rule: "The minimum exceeds the capacity and cannot be reached.",
          remedy: "Lower the minimum or raise the capacity.")
      }
    }
    var known = Set(firms.map(\.id))
    for (index, attorney) in attorneys.enumerated() {
      guard let firm = attorney.firm, known.insert(firm).inserted else { continue }
      report.add(
        .warning, .firmNoRow, .attorneys, index, column: "firm",
        rule: "The firm has no row in firms.csv, so it has no cap and no minimum.",
        remedy: "Add a row for it if it should have either.")
    }
  }
}

extension InstanceDraft {
  func checkRange(
    _ value: Int?, _ table: InputTable, _ index: Int, _ column: String, _ report: inout FaultReport,
    _ range: ClosedRange<Int> = 0...Int(Int32.max)
  ) {
    guard let value, !range.contains(value) else { return }
    report.add(
      .error, .numberRange, table, index, column: column,
      rule: "\(column) is a whole number from \(range.lowerBound) to \(range.upperBound).",
      remedy: "Enter a number in that range.")
  }

  private func checkLanguages(
    _ languages: [Language], _ table: InputTable, _ index: Int, _ report: inout FaultReport
  ) {
    for (position, language) in languages.enumerated() {
      if !language.isCanonical {
        report.add(
          .error, .languageUnknown, table, index, column: "languages",
          rule: "A language is a canonical code of its primary language, such as es, zh or ase.",
          remedy: "Use the code of ISO 639, or read the text with Language.canonical.")
      }
      if languages[..<position].contains(language) {
        report.add(
          .warning, .languageDuplicate, table, index, column: "languages",
          rule: "A language is listed twice; the better entry counts.", remedy: "List each language once.")
      }
    }
  }

  private func unknownPlace(_ table: InputTable, _ index: Int, _ column: String, _ report: inout FaultReport) {
    report.add(
      .error, .jurisdictionUnknown, table, index, column: column,
      rule: "A jurisdiction is a USPS code of a state, of DC or of a territory, or INTL.",
      remedy: "Use the two-letter code.")
  }
}
