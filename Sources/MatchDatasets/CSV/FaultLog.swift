internal import CounselMatch

/// Faults and remarks of a reading, capped so that a bad file of millions of rows costs no memory.
struct FaultLog: Sendable {
  private(set) var errors: [InputFault] = []
  private var kept: [InputFault] = []
  /// Errors beyond the cap.
  private(set) var omitted = 0
  private var omittedRemarks = 0

  /// Whether nothing was found.
  var isEmpty: Bool { errors.isEmpty && kept.isEmpty && omitted == 0 && omittedRemarks == 0 }

  /// How much was found: grows with everything that is added, listed or not.
  var size: Int { errors.count + kept.count + omitted + omittedRemarks }

  /// Warnings and notes; the last one counts those that are not listed.
  var remarks: [InputFault] {
    guard omittedRemarks > 0 else { return kept }
    let more = InputFault(
      .note, code: "remarks.omitted", rule: "\(omittedRemarks) more warnings and notes are not listed.",
      remedy: "Mend those that are listed and validate again.")
    return kept + [more]
  }

  /// False once the cap is reached: then ``skip(_:)`` counts instead.
  func wants(_ severity: InputFault.Severity) -> Bool {
    (severity == .error ? errors.count : kept.count) < InvalidInput.limit
  }

  mutating func skip(_ severity: InputFault.Severity) {
    if severity == .error { omitted += 1 } else { omittedRemarks += 1 }
  }

  mutating func add(_ fault: InputFault) {
    guard wants(fault.severity) else { return skip(fault.severity) }
    if fault.severity == .error { errors.append(fault) } else { kept.append(fault) }
  }

  /// Counts errors that were found but not kept.
  mutating func omit(_ count: Int) { omitted += count }

  mutating func merge(_ other: FaultLog) {
    for fault in other.errors + other.kept { add(fault) }
    omitted += other.omitted
    omittedRemarks += other.omittedRemarks
  }

  /// The error that carries everything.
  var invalid: InvalidInput {
    var invalid = InvalidInput(faults: errors, remarks: remarks)
    invalid.omitted += omitted
    return invalid
  }
}
