public import CounselMatch
public import MatchDatasets

/// What validation found: faults, and warnings and notes beside them.
public struct ValidationReport: Sendable, Hashable {
  /// Errors.
  public var faults: [InputFault]
  /// Faults beyond the listed ones.
  public var omitted: Int
  /// Warnings and notes.
  public var remarks: [InputFault]

  /// A dataset that can be used.
  public init(remarks: [InputFault]) {
    faults = []
    omitted = 0
    self.remarks = remarks
  }

  /// A dataset that cannot.
  public init(_ invalid: InvalidInput) {
    faults = invalid.faults
    omitted = invalid.omitted
    remarks = invalid.remarks
  }

  /// One paragraph per fault, errors first: code, place, rule, remedy.
  public var text: String {
    var lines = (faults + remarks).map(Self.line)
    if omitted > 0 { lines.append("… and \(omitted) more errors.\n") }
    lines.append(summary)
    return lines.joined()
  }

  private var summary: String {
    let warnings = remarks.count { $0.severity == .warning }
    let counts = [
      Self.count(faults.count + omitted, "error"), Self.count(warnings, "warning"),
      Self.count(remarks.count - warnings, "note"),
    ]
    return counts.joined(separator: ", ") + (faults.isEmpty ? ": the dataset can be used.\n" : ".\n")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func line(_ fault: InputFault) -> String {
    let place = place(fault)
    let head = "\(fault.severity.rawValue) \(fault.code)" + (place.isEmpty ? "" : " at \(place)")
    return "\(head)\n  \(fault.rule)\n  \(fault.remedy)\n"
  }

  /// `survivors.csv row 7 column languages`.
  public static func place(_ fault: InputFault) -> String {
    var parts: [String] = []
    if let file = fault.file { parts.append(file) }
    if let row = fault.row { parts.append("row \(row)") }
    if let column = fault.column { parts.append(column.hasPrefix("$") ? column : "column \(column)") }
    return parts.joined(separator: " ")
  }

  /// The faults as a table: severity, code, file, row, column, rule, remedy.
  public var table: ReportTable {
    ReportTable(
      columns: [
        .init("severity"), .init("code"), .init("file"), .init("row", .right), .init("column"), .init("rule"),
        .init("remedy"),
      ],
      rows: (faults + remarks).map { fault in
        [
          fault.severity.rawValue, fault.code, fault.file ?? "", fault.row.map { String($0) } ?? "",
          fault.column ?? "", fault.rule, fault.remedy,
        ]
      })
  }

  /// `{"faults":[…],"warnings":[…]}`; warnings and notes carry their severity, `omitted` stands only where some are.
  public var json: JSONValue {
    var object: JSONObject = [
      ("faults", .array(faults.map { Self.json($0, severity: false) })),
      ("warnings", .array(remarks.map { Self.json($0, severity: true) })),
    ]
    if omitted > 0 { object["omitted"] = .int(omitted) }
    return .object(object)
  }

  private static func json(_ fault: InputFault, severity: Bool) -> JSONValue {
    var object: JSONObject = [
      ("code", .string(fault.code)), ("file", .optional(fault.file)), ("row", .optional(fault.row)),
      ("column", .optional(fault.column)), ("rule", .string(fault.rule)), ("remedy", .string(fault.remedy)),
    ]
    if severity { object["severity"] = .string(fault.severity.rawValue) }
    return .object(object)
  }
}
