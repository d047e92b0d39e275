/// An instance before it is accepted: the validation that does not depend on files.
///
/// All faults are found in one pass. Rule texts name rows, columns and rules; they never hold a survivor's cell or id.
struct InstanceDraft {
  let survivors: [Survivor]
  let attorneys: [Attorney]
  let firms: [Firm]
  let exclusions: [Exclusion]
  let pins: [Pin]
  let scores: [PersonalScore]
  let quotas: [Quota]
  let previous: [PreviousPair]?
  let policy: Policy
  let rows: CaseInstance.SourceRows
  let threads: Int

  /// - Returns: warnings and notes.
  func validated() throws(InvalidInput) -> [InputFault] {
    var report = FaultReport(rows: rows)
    checkPolicy(&report)
    checkSides(&report)
    checkIdentifiers(&report)
    checkSurvivors(&report)
    checkAttorneys(&report)
    checkFirms(&report)
    checkExclusions(&report)
    checkScores(&report)
    checkPins(&report)
    checkQuotas(&report)
    checkSupervision(&report)
    checkCoCounsel(&report)
    checkPrevious(&report)
    guard report.errorCount == 0 else { throw report.invalidInput }
    return report.remarks
  }

  /// The firms of the table and those that only attorneys or exclusions name, by id.
  func allFirms() -> [Firm] {
    var known = Set(firms.map(\.id))
    var all = firms
    for id in attorneys.compactMap(\.firm) + exclusions.compactMap(\.firm) where known.insert(id).inserted {
      all.append(Firm(id: id))
    }
    return all.sorted { $0.id.precedes($1.id) }
  }

  private func checkSides(_ report: inout FaultReport) {
    if survivors.isEmpty {
      report.add(
        .warning, .survivorsNone, .survivors, rule: "There is no survivor, so there is nobody to match.",
        remedy: "Check that the right table was given.")
    }
    if attorneys.isEmpty {
      report.add(
        .warning, .attorneysNone, .attorneys, rule: "There is no attorney, so nobody can be matched.",
        remedy: "Check that the right table was given.")
    }
  }
}

/// Faults and remarks as they are found; counts beyond what is listed.
struct FaultReport {
  private let rows: CaseInstance.SourceRows
  private var faults: [InputFault] = []
  private(set) var errorCount = 0
  private var kept: [InputFault] = []
  private var remarkCount = 0

  init(rows: CaseInstance.SourceRows) {
    self.rows = rows
  }

  /// The row of a value: where its file says, else its position plus 2 (the header is row 1).
  func row(_ table: InputTable, _ index: Int) -> Int {
    if let listed = rows[table], listed.indices.contains(index) { return listed[index] }
    return index + 2
  }

  /// Adds a fault about the `index`-th value of a table; without an index about the table as a whole.
  mutating func add(
    _ severity: InputFault.Severity = .error, _ code: FaultCode, _ table: InputTable, _ index: Int? = nil,
    column: String? = nil, rule: String, remedy: String
  ) {
    add(
      InputFault(
        severity, code, file: table, row: index.map { row(table, $0) }, column: column, rule: rule, remedy: remedy))
  }

  /// Adds a fault about what stands in no table.
  mutating func add(_ fault: InputFault) {
    let isError = fault.severity == .error
    if isError { errorCount += 1 } else { remarkCount += 1 }
    guard (isError ? errorCount : remarkCount) <= InvalidInput.limit else { return }
    if isError { faults.append(fault) } else { kept.append(fault) }
  }

  /// Warnings and notes; the last one counts those that are not listed.
  var remarks: [InputFault] {
    guard remarkCount > kept.count else { return kept }
    let more = InputFault(
      .note, code: "remarks.omitted", rule: "\(remarkCount - kept.count) more warnings and notes are not listed.",
      remedy: "Mend those that are listed and validate again.")
    return kept + [more]
  }

  var invalidInput: InvalidInput {
    var error = InvalidInput(faults: faults, remarks: remarks)
    error.omitted = errorCount - faults.count
    return error
  }
}
