/// The tables of a dataset, by file name.
public enum InputTable: String, Sendable, Hashable, CaseIterable {
  case survivors = "survivors.csv"
  case attorneys = "attorneys.csv"
  case firms = "firms.csv"
  case exclusions = "exclusions.csv"
  case pins = "pins.csv"
  case scores = "scores.csv"
  case quotas = "quotas.csv"
  case policy = "policy.json"
  case dataset = "dataset.json"
}

/// One thing that is wrong, or worth knowing, about the input: where, which rule, and what to do.
///
/// It never carries the content of a survivor's cell.
public struct InputFault: Sendable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable {
    /// The input is refused.
    case error
    /// The input is taken; somebody should look.
    case warning
    /// A repair that was made.
    case note
  }

  /// Whether the input is refused for it.
  public var severity: Severity
  /// Stable: `id.duplicate`, `number.format`, `pin.conflict`, ….
  public var code: String
  /// File name, `survivors.csv`; nil where no file is meant.
  public var file: String?
  /// 1-based record, the header being row 1; for values made in memory the position in the array plus 2.
  public var row: Int?
  /// Column name, or the JSON path (`$.weights.language`).
  public var column: String?
  /// The rule that is broken, one sentence.
  public var rule: String
  /// What to do about it, one sentence.
  public var remedy: String

  public init(
    _ severity: Severity = .error, code: String, file: String? = nil, row: Int? = nil, column: String? = nil,
    rule: String, remedy: String
  ) {
    self.severity = severity
    self.code = code
    self.file = file
    self.row = row
    self.column = column
    self.rule = rule
    self.remedy = remedy
  }
}

/// Input that cannot be used: every fault found in one pass.
public struct InvalidInput: Error, Sendable, Hashable {
  /// At most this many are listed.
  public static let limit = 1_000

  /// Errors, at most ``limit``.
  public var faults: [InputFault]
  /// Faults found beyond the limit.
  public var omitted: Int
  /// Warnings and notes found beside them.
  public var remarks: [InputFault]

  public init(faults: [InputFault], remarks: [InputFault] = []) {
    self.faults = Array(faults.prefix(Self.limit))
    omitted = max(0, faults.count - Self.limit)
    self.remarks = remarks
  }
}
