internal import CounselMatch

extension DatasetReading {
  /// Validates the instance, also where cells are wrong, so that all faults come together.
  func dataset() throws(InvalidInput) -> Dataset {
    var log = log
    let instance: CaseInstance
    do throws(InvalidInput) {
      instance = try CaseInstance(
        survivors: survivors, attorneys: attorneys, firms: firms, exclusions: exclusions, pins: pins, scores: scores,
        quotas: quotas, previous: previous, policy: policy, rows: rows, threads: pace.threads)
    } catch {
      for fault in error.faults + error.remarks where isCredible(fault) { log.add(named(fault)) }
      log.omit(error.omitted)
      throw sorted(log.invalid)
    }
    for remark in instance.remarks where isCredible(remark) { log.add(named(remark)) }
    guard log.errors.isEmpty else { throw sorted(log.invalid) }
    return Dataset(instance: instance, remarks: sorted(log.remarks), manifest: manifest)
  }

  /// By table and row, what was found first first.
  private func sorted(_ faults: [InputFault]) -> [InputFault] {
    func key(_ fault: InputFault) -> [Int] {
      let table = InputTable.allCases.firstIndex { $0.rawValue == fault.file } ?? InputTable.allCases.count
      return [table, fault.row ?? 0]
    }
    return faults.map { (key: key($0), fault: $0) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.fault)
  }

  private func sorted(_ invalid: InvalidInput) -> InvalidInput {
    var invalid = invalid
    invalid.faults = sorted(invalid.faults)
    invalid.remarks = sorted(invalid.remarks)
    return invalid
  }

  /// Whether a fault of the instance is one of the input, and not of what could not be read.
  private func isCredible(_ fault: InputFault) -> Bool {
    if fault.code == FaultCode.pinConflict.rawValue, isPinInDoubt(fault) { return false }
    if fault.severity != .error, let file = fault.file.flatMap(InputTable.init(rawValue:)), let row = fault.row,
      faultyRows[file]?.contains(row) == true
    {
      return fault.code.utf8.starts(with: "id.".utf8)
    }
    let isQuota = fault.file == InputTable.quotas.rawValue && fault.code.utf8.starts(with: "quota.".utf8)
    if isQuota, let row = fault.row, faultyRows[.quotas]?.contains(row) == true { return false }
    let gaps: [FaultCode] = [.referenceUnknown, .survivorsNone, .attorneysNone]
    if hasGaps, gaps.contains(where: { $0.rawValue == fault.code }) { return false }
    return isPolicySound || fault.file != InputTable.policy.rawValue
  }

  /// Whether a wrong cell of the pin's people may be why it seems to break a rule.
  private func isPinInDoubt(_ fault: InputFault) -> Bool {
    guard let index = rows[.pins]?.firstIndex(where: { $0 == fault.row }) else { return false }
    let pin = pins[index]
    func isFaulty(_ table: InputTable, _ index: Int?) -> Bool {
      guard let index, let number = rows[table]?[index] else { return false }
      return faultyRows[table]?.contains(number) == true
    }
    return isFaulty(.survivors, survivors.firstIndex { $0.id == pin.survivor })
      || isFaulty(.attorneys, attorneys.firstIndex { $0.id == pin.attorney })
  }

  /// A fault of the policy under the name of the file that was read.
  private func named(_ fault: InputFault) -> InputFault {
    var fault = fault
    if fault.file == InputTable.policy.rawValue { fault.file = policyFile }
    return fault
  }
}
