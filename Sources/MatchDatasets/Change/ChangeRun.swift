internal import CounselMatch

/// Makes changes on tables that were read, and gives faults of the outcome the place of the change that caused them.
struct ChangeRun {
  let changes: DatasetChanges
  private(set) var log = FaultLog()
  private var edits: [InputTable: TableEdit] = [:]
  private var policy: PolicyEdit

  /// - Parameters:
  ///   - changes: to be made in order.
  ///   - tables: the tables that were read.
  ///   - policy: the policy as used.
  init(_ changes: DatasetChanges, tables: [InputTable: CSVTable], policy: Policy) {
    self.changes = changes
    self.policy = PolicyEdit(policy)
    for fault in changes.faults { log.add(fault) }
    for (place, change) in zip(changes.places, changes.changes) {
      if change.table == .policy {
        for (key, value) in change.values.members.map({ ($0.key, $0.value) }) {
          if let refusal = self.policy.set(key, value, change: place) {
            fault(refusal.code, place, key.shownName, refusal.rule, refusal.remedy)
          }
        }
      } else if let schema = TableSchema.all.first(where: { $0.table == change.table }) {
        var edit = edits.removeValue(forKey: change.table) ?? TableEdit(schema, tables[change.table])
        make(change, place, &edit)
        edits[change.table] = edit
      }
    }
  }

  private mutating func fault(
    _ code: FaultCode, _ place: Int, _ column: String?, _ rule: String, _ remedy: String
  ) {
    log.add(
      InputFault(code: code.rawValue, file: changes.file, row: place, column: column, rule: rule, remedy: remedy))
  }

  private mutating func make(_ change: DatasetChange, _ place: Int, _ edit: inout TableEdit) {
    let idColumn = edit.schema.columns[0]
    let values = cells(change.values, place, edit, refusing: edit.schema.table.hasIds ? idColumn : nil)
    let key = change.key.map { cells($0, place, edit, refusing: nil) }
    guard let values, !(change.key != nil && key ?? nil == nil) else { return }
    let id = change.id.map { [(column: idColumn, text: $0)] } ?? []
    if change.operation == .add { return edit.add(id + values, change: place) }
    let rows = edit.rows(where: id + ((key ?? nil) ?? []))
    if rows.isEmpty {
      fault(
        .referenceUnknown, place, edit.schema.table.hasIds ? "id" : "key",
        "No row of \(change.table.rawValue) is meant.",
        "Check the spelling, or add the row before.")
    }
    for row in rows {
      if change.operation == .set { edit.set(row, values, change: place) } else { edit.drop(row) }
    }
  }

  /// Columns and their text; nil where one of them is wrong.
  private mutating func cells(
    _ object: JSONObject, _ place: Int, _ edit: TableEdit, refusing id: String?
  ) -> [(column: String, text: String)]? {
    let before = log.errors.count + log.omitted
    var cells: [(column: String, text: String)] = []
    for member in object.members {
      if member.key == id {
        fault(
          .changeTarget, place, id, "The id stands beside values and stays as it is.", "Drop the row and add it anew.")
      } else if !edit.knows(member.key) {
        fault(
          .columnUnknown, place, member.key.shownName, "\(edit.schema.table.rawValue) has no such column.",
          CSVTable.nearest(member.key, in: edit.schema.columns).map { "Did you mean \($0)?" }
            ?? "Take one of: \(edit.schema.columns.joined(separator: ", ")).")
      } else if let text = Self.text(member.value) {
        cells.append((member.key, text))
      } else {
        fault(
          .changeValue, place, member.key.shownName,
          "A cell is text, a whole number, null, or an array of the parts of a list.",
          "Write it in quotes, as it would stand in the file.")
      }
    }
    return log.errors.count + log.omitted == before ? cells : nil
  }

  /// What would stand in the file; nil where nothing could.
  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .null: return ""
    case .integer(let number): return String(number)
    case .string(let text):
      return text.utf8.contains(0) || text.utf8.count > CSVLimits().field ? nil : text
    case .array(let parts):
      let texts = parts.compactMap(\.stringValue)
      guard texts.count == parts.count, !texts.contains(where: { $0.contains(";") }) else { return nil }
      return text(.string(texts.joined(separator: ";")))
    case .bool, .number, .object: return nil
    }
  }

  // MARK: The outcome

  /// The tables after all changes.
  func tables(_ before: [InputTable: CSVTable]) -> [InputTable: CSVTable] {
    before.merging(edits.mapValues(\.table)) { $1 }
  }

  /// policy.json after all changes; nil where no change concerns it.
  var policyDocument: JSONValue? { policy.isTouched ? .some(policy.document) : .none }

  /// People may be missing because a change could not be made.
  var hasGaps: Bool { !log.errors.isEmpty || log.omitted > 0 }

  /// The faults of the outcome with the place of the change to which they are due, together with those of the changes.
  func due(_ invalid: InvalidInput) -> InvalidInput {
    let rows = edits.mapValues(\.touched)
    var all = log
    for fault in invalid.faults + invalid.remarks { all.add(due(fault, rows)) }
    all.omit(invalid.omitted)
    var answer = all.invalid
    answer.faults = sorted(answer.faults)
    return answer
  }

  /// Remarks of the outcome that were not remarks before.
  func due(_ remarks: [InputFault], besides before: [InputFault]) -> [InputFault] {
    let rows = edits.mapValues(\.touched)
    let known = Set(before)
    return sorted(remarks.filter { !known.contains($0) }.map { due($0, rows) })
  }

  private func due(_ fault: InputFault, _ rows: [InputTable: [Int: TouchedRow]]) -> InputFault {
    var fault = fault
    if let table = fault.file.flatMap(InputTable.init(rawValue:)), let row = fault.row,
      let change = rows[table]?[row]?.change(at: fault.column, isError: fault.severity == .error)
    {
      (fault.file, fault.row) = (changes.file, change)
    } else if fault.file == InputTable.policy.rawValue, let change = policy.change(at: fault.column) {
      (fault.file, fault.row) = (changes.file, change)
    }
    return fault
  }

  /// By file, those of the changes first, then by row.
  private func sorted(_ faults: [InputFault]) -> [InputFault] {
    func key(_ fault: InputFault) -> [Int] {
      let table = InputTable.allCases.firstIndex { $0.rawValue == fault.file } ?? -1
      return [table, fault.row ?? 0]
    }
    return faults.enumerated().map { (key: key($0.element) + [$0.offset], fault: $0.element) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.fault)
  }
}
