internal import CounselMatch

/// Faults and remarks of a reading, capped so that a bad file of millions of rows costs no memory.
struct FaultLog {
  private(set) var errors: [InputFault] = []
  private(set) var remarks: [InputFault] = []
  /// Errors beyond the cap.
  private(set) var omitted = 0

  /// False once the cap is reached: then ``skip(_:)`` counts instead.
  func wants(_ severity: InputFault.Severity) -> Bool {
    (severity == .error ? errors.count : remarks.count) < InvalidInput.limit
  }

  mutating func skip(_ severity: InputFault.Severity) {
    if severity == .error { omitted += 1 }
  }

  mutating func add(_ fault: InputFault) {
    guard wants(fault.severity) else { return skip(fault.severity) }
    if fault.severity == .error { errors.append(fault) } else { remarks.append(fault) }
  }

  /// Counts errors that were found but not kept.
  mutating func omit(_ count: Int) { omitted += count }

  mutating func merge(_ other: FaultLog) {
    for fault in other.errors + other.remarks { add(fault) }
    omitted += other.omitted
  }

  /// The error that carries everything.
  var invalid: InvalidInput {
    var invalid = InvalidInput(faults: errors, remarks: remarks)
    invalid.omitted += omitted
    return invalid
  }
}
