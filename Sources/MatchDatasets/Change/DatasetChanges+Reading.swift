internal import CounselMatch

extension DatasetChanges {
  /// Reads a change file: a JSON array of objects with `op`, `table`, `id` or `key`, and `values`.
  ///
  /// `[{"op":"set","table":"attorneys","id":"A7","values":{"capacity":"3"}}]`
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name, for faults.
  /// - Complexity: O(bytes).
  public init(reading bytes: [UInt8], file: String) {
    let (value, log) = JSONValue.read(bytes, file: file)
    guard let value, log.errors.isEmpty else {
      self.init([], file: file, places: [], faults: log.errors)
      return
    }
    guard let entries = value.arrayValue else {
      let fault = InputFault(
        code: FaultCode.jsonType.rawValue, file: file, column: "$", rule: "A change file is a JSON array of changes.",
        remedy: "Put the changes between [ and ], as in the documented example.")
      self.init([], file: file, places: [], faults: [fault])
      return
    }
    var (changes, places, faults): ([DatasetChange], [Int], [InputFault]) = ([], [], [])
    for (index, entry) in entries.enumerated() {
      var reader = ChangeReader(file: file, place: index + 1)
      if let change = reader.change(entry), reader.faults.isEmpty {
        changes.append(change)
        places.append(index + 1)
      }
      faults += reader.faults
    }
    self.init(changes, file: file, places: places, faults: faults)
  }
}

/// Reads one change; no fault carries a value of it.
private struct ChangeReader {
  let file: String
  /// Place of the change in the file.
  let place: Int
  var faults: [InputFault] = []

  private static let keys = ["op", "table", "id", "key", "values"]

  mutating func change(_ value: JSONValue) -> DatasetChange? {
    guard let object = value.objectValue else {
      fault(
        .jsonType, nil, "A change is a JSON object.", "Write it as in {\"op\":\"drop\",\"table\":\"firms\",\"id\":…}.")
      return nil
    }
    for key in object.keys where !Self.keys.contains(key) {
      fault(
        .changeKey, key.shownName, "A change has the keys \(Self.keys.joined(separator: ", ")).",
        CSVTable.nearest(key, in: Self.keys).map { "Did you mean \($0)?" } ?? "Remove the key.")
    }
    let operation = word(object, "op", DatasetChange.Operation.allCases.map(\.rawValue))
    let table = word(object, "table", InputTable.changeable.map(\.word))
    let id = text(object, "id")
    let key = members(object, "key")
    let values = members(object, "values")
    guard let operation = operation.flatMap(DatasetChange.Operation.init(rawValue:)),
      let table = InputTable.changeable.first(where: { $0.word == table })?.table
    else { return nil }
    return checked(DatasetChange(operation, table, id: id, key: key, values: values ?? [:]), hasValues: values != nil)
  }

  /// Whether the change has what its operation and table need, and nothing else.
  private mutating func checked(_ change: DatasetChange, hasValues: Bool) -> DatasetChange? {
    let before = faults.count
    if change.table == .policy {
      if change.operation != .set {
        fault(.changeTarget, "op", "Keys of the policy are set.", "Write \"op\":\"set\".")
      }
      if change.id != nil || change.key != nil {
        fault(.changeTarget, "id", "There is one policy; it has no rows.", "Remove id and key.")
      }
    } else if change.table.hasIds {
      if change.id == nil { fault(.changeTarget, "id", "A row of this table is named by its id.", "Give the id.") }
      if change.key != nil { fault(.changeTarget, "key", "Rows of this table have an id.", "Remove key.") }
    } else {
      if change.id != nil {
        fault(.changeTarget, "id", "Rows of this table have no id.", "Name them by key, as in {\"survivor\":…}.")
      }
      if change.operation != .add, change.key?.members.isEmpty != false {
        fault(.changeTarget, "key", "Rows of this table are named by cells.", "Give key, as in {\"survivor\":…}.")
      }
      if change.operation == .add, change.key != nil {
        fault(.changeTarget, "key", "A row that is added is told by its values.", "Move the cells into values.")
      }
    }
    if change.operation == .drop, hasValues {
      fault(.changeTarget, "values", "Rows are dropped whole.", "Remove values, or write \"op\":\"set\".")
    }
    if change.operation == .set, change.values.members.isEmpty {
      fault(.changeTarget, "values", "Something is set.", "Give values, as in {\"capacity\":\"3\"}.")
    }
    return faults.count == before ? change : nil
  }

  private mutating func word(_ object: JSONObject, _ key: String, _ words: [String]) -> String? {
    guard let text = object[key]?.stringValue else {
      fault(.changeKey, key, "A change says its \(key) as text.", "Write one of: \(words.joined(separator: ", ")).")
      return nil
    }
    let name =
      text.hasSuffix(".csv") ? String(text.dropLast(4)) : text.hasSuffix(".json") ? String(text.dropLast(5)) : text
    if words.contains(name) { return name }
    fault(
      .changeKey, key, "The value is one of: \(words.joined(separator: ", ")).",
      CSVTable.nearest(text, in: words).map { "Did you mean \($0)?" } ?? "Write one of these words.")
    return nil
  }

  private mutating func text(_ object: JSONObject, _ key: String) -> String? {
    guard let value = object[key] else { return nil }
    if let text = value.stringValue { return text }
    fault(.jsonType, key, "The value is text.", "Write it in quotes.")
    return nil
  }

  private mutating func members(_ object: JSONObject, _ key: String) -> JSONObject? {
    guard let value = object[key] else { return nil }
    if let members = value.objectValue { return members }
    fault(.jsonType, key, "The value is an object of columns and cells.", "Write it as in {\"capacity\":\"3\"}.")
    return nil
  }

  private mutating func fault(_ code: FaultCode, _ column: String?, _ rule: String, _ remedy: String) {
    faults.append(
      InputFault(code: code.rawValue, file: file, row: place, column: column, rule: rule, remedy: remedy))
  }
}

extension String {
  /// The name of a column or key as faults may show it: nil where it is no plain name.
  var shownName: String? {
    utf8.count <= 40 && !isEmpty && utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: ".") } ? self : nil
  }
}
