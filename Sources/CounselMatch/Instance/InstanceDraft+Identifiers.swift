extension InstanceDraft {
  func checkIdentifiers(_ report: inout FaultReport) {
    checkIdentifiers(survivors.map(\.id), .survivors, &report)
    checkIdentifiers(attorneys.map(\.id), .attorneys, &report)
    checkIdentifiers(firms.map(\.id), .firms, &report)
    checkFirmNames(&report)
    checkHouseholds(&report)
  }

  /// Ids of one table: each for itself, then against each other.
  private func checkIdentifiers(_ ids: [String], _ table: InputTable, _ report: inout FaultReport) {
    if Self.arePlain(ids) { return }
    var seen: [String: Int] = [:]
    var folded: [String: Int] = [:]
    seen.reserveCapacity(ids.count)
    folded.reserveCapacity(ids.count)
    for (index, id) in ids.enumerated() {
      checkShape(id, table, index, &report)
      guard !id.isEmpty else { continue }
      if let first = seen[id] {
        repeated(id, ids[first], table, first, index, &report)
        continue
      }
      seen[id] = index
      let key = id.foldedIdentifier
      guard let first = folded[key] else {
        folded[key] = index
        continue
      }
      report.add(
        .warning, .idSimilar, table, index, column: "id",
        rule: "The id differs from that of row \(report.row(table, first)) only in letter case or spaces.",
        remedy: "If both rows mean the same, keep one.")
    }
  }

  /// Whether nothing can be wrong with ids: letters of one case and digits of ASCII, and each once.
  ///
  /// Then no two look alike without being equal, and none looks like anything else.
  private static func arePlain(_ ids: [String]) -> Bool {
    var (upper, lower, isAscending) = (false, false, true)
    var previous = ""
    for id in ids {
      guard (1...128).contains(id.utf8.count) else { return false }
      for byte in id.utf8 {
        guard byte.isASCIILetterOrDigit else { return false }
        upper = upper || (0x41...0x5A).contains(byte)
        lower = lower || byte >= 0x61
      }
      if isAscending { isAscending = previous.precedes(id) }
      previous = id
    }
    guard !(upper && lower) else { return false }
    return isAscending || Set(ids).count == ids.count
  }

  private func repeated(
    _ id: String, _ earlier: String, _ table: InputTable, _ first: Int, _ index: Int, _ report: inout FaultReport
  ) {
    let row = report.row(table, first)
    if id.utf8.elementsEqual(earlier.utf8) {
      report.add(
        .idDuplicate, table, index, "The id stands in row \(row) too; an id must be unique in its table.",
        "Remove one of the two rows, or give it an id of its own.")
    } else {
      report.add(
        .idAmbiguous, table, index,
        "The id looks the same as that of row \(row) and differs in its bytes (Unicode normal forms).",
        "Write both ids in the same normal form, or make them different.")
    }
  }

  /// Rows of exclusions and pins use ids that stand elsewhere; an attorney's firm may stand nowhere else.
  private func checkFirmNames(_ report: inout FaultReport) {
    var known = Set(firms.map(\.id))
    for (index, attorney) in attorneys.enumerated() {
      guard let firm = attorney.firm, known.insert(firm).inserted else { continue }
      for problem in IdentifierProblem.all(in: firm) {
        report.add(
          problem.severity, problem.code, .attorneys, index, column: "firm", rule: problem.rule,
          remedy: problem.remedy)
      }
    }
  }

  /// A household is an id too, though it stands nowhere else: a family's name or number does not belong there.
  private func checkHouseholds(_ report: inout FaultReport) {
    let problem = IdentifierProblem.looksPersonal
    for (index, survivor) in survivors.enumerated() where survivor.household?.looksPersonal == true {
      report.add(
        problem.severity, problem.code, .survivors, index, column: "household", rule: problem.rule,
        remedy: problem.remedy)
    }
  }

  private func checkShape(_ id: String, _ table: InputTable, _ index: Int, _ report: inout FaultReport) {
    for problem in IdentifierProblem.all(in: id) {
      report.add(
        problem.severity, problem.code, table, index, column: "id", rule: problem.rule, remedy: problem.remedy)
    }
  }
}

extension FaultReport {
  fileprivate mutating func add(
    _ code: FaultCode, _ table: InputTable, _ index: Int, _ rule: String, _ remedy: String
  ) {
    add(code, table, index, column: "id", rule: rule, remedy: remedy)
  }

  fileprivate mutating func add(
    _ code: FaultCode, _ table: InputTable, _ index: Int, column: String, rule: String, remedy: String
  ) {
    add(.error, code, table, index, column: column, rule: rule, remedy: remedy)
  }
}
