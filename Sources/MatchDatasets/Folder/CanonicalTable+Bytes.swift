package import CounselMatch

// Tables as bytes.
//
// Problem: the digest of a table is taken over its header and its parsed rows in canonical order, cells joined by U+001F
// and rows ended by U+001E, and a million rows of strings would take longer to make than to hash.
// Formulation: people are in the order of their ids, and ids differ, so the rows of their tables are in canonical order
// as they stand: their bytes are written in parts, side by side. The other tables go through ``CanonicalTable``.
// Invariants: the bytes are those of `CaseInstance.canonicalTables` (a test compares them).
// Complexity: O(bytes).

extension CaseInstance {
  /// The tables that digests are taken over, in the order of the format: quotas only where there are any.
  package var digestedTables: [InputTable] {
    [.survivors, .attorneys, .firms, .exclusions, .pins, .scores] + (quotas.isEmpty ? [] : [.quotas])
  }

  /// The header and all rows of a table in canonical order, in pieces.
  package func canonicalBytes(of table: InputTable, threads: Int) -> [[UInt8]] {
    switch table {
    case .survivors: survivorBytes(threads)
    case .attorneys: attorneyBytes(threads)
    default:
      canonicalTable(table).map { table in ([table.header] + table.rows).map { RowBytes.of($0) } } ?? []
    }
  }

  private func survivorBytes(_ threads: Int) -> [[UInt8]] {
    let audit = auditNames(threads: threads)
    let pairs = asksForCoCounsel
    let rows = Parts.map(survivors.count, threads: threads) { range in
      var bytes = RowBytes(rows: range.count)
      for index in range { bytes.append(survivors[index], audit, coCounsel: pairs) }
      return bytes.bytes
    }
    return [RowBytes.of(survivorColumns + audit)] + rows
  }

  private func attorneyBytes(_ threads: Int) -> [[UInt8]] {
    let supervises = supervises
    let rows = Parts.map(attorneys.count, threads: threads) { range in
      range.flatMap { RowBytes.of(attorneys[$0].cells(supervises: supervises)) }
    }
    return [RowBytes.of(attorneyColumns)] + rows
  }
}

/// Rows as bytes.
private struct RowBytes {
  private(set) var bytes: [UInt8] = []
  /// Days that were written before.
  private var days: [Int32: String] = [:]
  private var hasCells = false

  init(rows: Int) { bytes.reserveCapacity(rows * 128) }

  static func of(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (column, cell) in cells.enumerated() {
      if column > 0 { bytes.append(0x1F) }
      bytes.append(contentsOf: cell.utf8)
    }
    bytes.append(0x1E)
    return bytes
  }

  /// The row of a survivor, in the order of the format's columns.
  mutating func append(_ person: borrowing Survivor, _ audit: [String], coCounsel: Bool) {
    hasCells = false
    cell(person.id)
    cell(person.jurisdiction?.code ?? "")
    list(person.languages) { $0.code }
    cell(person.matter?.rawValue ?? "")
    cell(person.traumaTraining.rawValue)
    cell(person.interpreter.rawValue)
    cell(person.meeting.rawValue)
    cell(person.attorneyGender?.rawValue ?? "any")
    list(person.needs) { $0 }
    cell(person.priority)
    cell(person.hours)
    cell(person.household ?? "")
    cell(person.householdWish.rawValue)
    cell(person.registered)
    cell(person.deadline)
    cell(person.mayMatch ? "yes" : "hold")
    cell(person.consentUntil)
    if coCounsel { cell(person.coCounsel == .required ? "required" : "not-needed") }
    for name in audit { cell(person.audit[name] ?? "unknown") }
    bytes.append(0x1E)
  }

  private mutating func separate() {
    if hasCells { bytes.append(0x1F) }
    hasCells = true
  }

  private mutating func cell(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func list<Element>(_ elements: [Element], _ text: (Element) -> String) {
    separate()
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ";")) }
      bytes.append(contentsOf: text(element).utf8)
    }
  }

  private mutating func cell(_ number: Int?) {
    separate()
    if let number { DecimalBytes.append(number, to: &bytes) }
  }

  private mutating func cell(_ day: Day?) {
    separate()
    guard let day else { return }
    let text = days[day.number] ?? day.description
    days[day.number] = text
    bytes.append(contentsOf: text.utf8)
  }
}
