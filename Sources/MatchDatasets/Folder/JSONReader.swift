internal import CounselMatch

/// Reads members of a JSON object by name, and logs what is wrong with its path.
struct JSONReader {
  let file: String
  let object: JSONObject
  /// `$`, `$.weights`.
  let path: String
  var log = FaultLog()

  init(_ object: JSONObject, path: String, file: String) {
    self.object = object
    self.path = path
    self.file = file
  }

  mutating func fault(_ code: FaultCode, _ key: String?, _ rule: String, _ remedy: String) {
    let column = key.map { "\(path).\($0)" } ?? path
    log.add(InputFault(code: code.rawValue, file: file, column: column, rule: rule, remedy: remedy))
  }

  mutating func note(_ code: FaultCode, _ key: String, _ rule: String) {
    log.add(
      InputFault(
        .note, code: code.rawValue, file: file, column: "\(path).\(key)", rule: rule, remedy: "Nothing need be done."))
  }

  /// Refuses keys that are not `known`.
  mutating func checkKeys(_ known: [String]) {
    for key in object.keys where !known.contains(key) {
      let isPlain = key.utf8.count <= 40 && !key.isEmpty && key.utf8.allSatisfy(\.isNameByte)
      fault(
        .policyUnknownKey, isPlain ? key : nil, "The key is one of: \(known.joined(separator: ", ")).",
        CSVTable.nearest(key, in: known).map { "Did you mean \($0)?" } ?? Self.farRemedy(key, known))
    }
  }

  /// The contract names the nearest known key, however far it is.
  private static func farRemedy(_ key: String, _ known: [String]) -> String {
    let nearest = CSVTable.nearest(key, in: known, within: .max)
    return "Remove the key\(nearest.map { "; the nearest known one is \($0)" } ?? "")."
  }

  /// Warns of keys that are not `known`.
  mutating func warnOfKeys(_ known: [String]) {
    let strange = object.keys.filter { !known.contains($0) }.count
    guard strange > 0 else { return }
    log.add(
      InputFault(
        .warning, code: FaultCode.policyUnknownKey.rawValue, file: file, column: path,
        rule: "\(strange) unknown keys were not read; known are: \(known.joined(separator: ", ")).",
        remedy: "Correct or remove them."))
  }

  mutating func typeFault(_ key: String, _ wanted: String) {
    fault(.jsonType, key, "The value is \(wanted).", "Write \(wanted), as in the documented default.")
  }

  /// Runs `take` with the value of `key` if it is there.
  mutating func bool(_ key: String, _ take: (Bool) -> Void) {
    guard let value = object[key] else { return }
    guard let value = value.boolValue else { return typeFault(key, "true or false") }
    take(value)
  }

  /// An integer; `3.0` is taken with a note.
  mutating func integer(_ key: String, orNull: Bool = false, _ take: (Int?) -> Void) {
    guard let value = object[key] else { return }
    switch value {
    case .null where orNull: take(nil)
    case .integer(let number): bounded(key, Int(exactly: number), take)
    case .number(let number):
      guard number == number.rounded() else {
        return fault(.numberFormat, key, "The number is whole.", "Write it without decimals.")
      }
      note(.numberRepaired, key, "A whole number with decimals or exponent was read as whole.")
      bounded(key, Int(exactly: number), take)
    default: typeFault(key, orNull ? "an integer or null" : "an integer")
    }
  }

  /// Takes a number within ±2³²: the ranges that the policy allows lie inside, and no arithmetic on it overflows.
  private mutating func bounded(_ key: String, _ number: Int?, _ take: (Int?) -> Void) {
    guard let number, number.magnitude <= 1 << 32 else {
      let code = path == "$.weights" ? FaultCode.weightRange : .policyRange
      return fault(code, key, "The number is at most 2147483647.", "Write a smaller number.")
    }
    take(number)
  }

  mutating func text(_ key: String, _ take: (String?) -> Void) {
    guard let value = object[key] else { return }
    if value.isNull { return take(nil) }
    guard let value = value.stringValue else { return typeFault(key, "a string or null") }
    take(value)
  }

  mutating func day(_ key: String, _ take: (Day?) -> Void) {
    guard let value = object[key] else { return }
    if value.isNull { return take(nil) }
    guard let text = value.stringValue else { return typeFault(key, "a date in quotes or null") }
    guard let day = Day(text) else {
      return fault(.dateFormat, key, "A date is a real day written YYYY-MM-DD.", "Write it as \"2026-03-31\".")
    }
    take(day)
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type, _ take: (Choice) -> Void
  ) where Choice.RawValue == String {
    guard let value = object[key] else { return }
    guard let text = value.stringValue else { return typeFault(key, "a string") }
    guard let choice = Choice(rawValue: text) else { return choiceFault(key, text, Choice.allCases.map(\.rawValue)) }
    take(choice)
  }

  mutating func choiceFault(_ key: String, _ text: String, _ words: [String]) {
    fault(
      .policyValue, key, "The value is one of: \(words.joined(separator: ", ")).",
      CSVTable.nearest(text, in: words).map { "Did you mean \($0)?" } ?? "Write one of these words.")
  }

  /// Reads the object under `key` with a reader of its own.
  mutating func nested(_ key: String, _ read: (inout JSONReader) -> Void) {
    guard let value = object[key] else { return }
    guard let inner = value.objectValue else { return typeFault(key, "an object") }
    var reader = JSONReader(inner, path: "\(path).\(key)", file: file)
    read(&reader)
    log.merge(reader.log)
  }
}
