internal import CounselMatch
internal import MatchDatasets

/// Reads members of a JSON document strictly: each with its type, none unknown, none missing, all faults kept.
struct DocumentReader {
  let file: String
  var faults: [InputFault] = []

  init(file: String) {
    self.file = file
  }

  mutating func fail(_ code: String, _ path: String, _ rule: String) {
    faults.append(
      InputFault(
        code: code, file: file, column: path, rule: rule, remedy: "Write the result again; do not edit it by hand."))
  }

  /// The members of an object that has exactly these keys.
  mutating func object(_ value: JSONValue?, _ path: String, keys: [String], optional: [String] = []) -> JSONObject? {
    guard let object = value?.objectValue else {
      fail("result.type", path, "An object is expected here.")
      return nil
    }
    for key in keys where object[key] == nil { fail("result.missingKey", "\(path).\(key)", "This key is required.") }
    for key in object.keys where !keys.contains(key) && !optional.contains(key) {
      fail("result.unknownKey", path, "No other key than those of the format stands here.")
    }
    return object
  }

  mutating func string(_ object: JSONObject?, _ key: String, _ path: String) -> String {
    guard let value = object?[key] else { return "" }
    if let text = value.stringValue { return text }
    fail("result.type", "\(path).\(key)", "A string is expected here.")
    return ""
  }

  mutating func optionalString(_ object: JSONObject?, _ key: String, _ path: String) -> String? {
    guard let value = object?[key], !value.isNull else { return nil }
    return string(object, key, path)
  }

  mutating func integer(_ value: JSONValue?, _ path: String) -> Int64 {
    guard let value else { return 0 }
    if case .integer(let number) = value, number.magnitude < 1 << 53 { return number }
    fail("result.type", path, "An integer within ±(2^53 − 1) is expected here.")
    return 0
  }

  mutating func count(_ object: JSONObject?, _ key: String, _ path: String) -> Int {
    let number = integer(object?[key], "\(path).\(key)")
    if number < 0 { fail("result.type", "\(path).\(key)", "A count is not negative.") }
    return Int(max(0, number))
  }

  mutating func optionalInteger(_ object: JSONObject?, _ key: String, _ path: String) -> Int64? {
    guard let value = object?[key], !value.isNull else { return nil }
    return integer(value, "\(path).\(key)")
  }

  mutating func bool(_ object: JSONObject?, _ key: String, _ path: String) -> Bool {
    guard let value = object?[key] else { return false }
    if let bool = value.boolValue { return bool }
    fail("result.type", "\(path).\(key)", "true or false is expected here.")
    return false
  }

  mutating func array(_ object: JSONObject?, _ key: String, _ path: String) -> [JSONValue] {
    guard let value = object?[key] else { return [] }
    if let values = value.arrayValue { return values }
    fail("result.type", "\(path).\(key)", "An array is expected here.")
    return []
  }

  /// The members of an array that may be missing; nil where it is.
  mutating func list<Member>(
    _ object: JSONObject?, _ key: String, _ path: String,
    of member: (inout DocumentReader, JSONValue, String) -> Member
  ) -> [Member]? {
    guard object?[key] != nil else { return nil }
    var members: [Member] = []
    for (index, value) in array(object, key, path).enumerated() {
      members.append(member(&self, value, "\(path).\(key)[\(index)]"))
    }
    return members
  }

  mutating func strings(_ object: JSONObject?, _ key: String, _ path: String) -> [String] {
    array(object, key, path).enumerated().compactMap { index, value in
      if let text = value.stringValue { return text }
      fail("result.type", "\(path).\(key)[\(index)]", "A string is expected here.")
      return nil
    }
  }

  /// A word of a closed list.
  mutating func word<Word: RawRepresentable>(_ text: String, _ path: String, of type: Word.Type) -> Word?
  where Word.RawValue == String {
    if let word = Word(rawValue: text) { return word }
    fail("result.word", path, "This word is not one of the format's.")
    return nil
  }

  mutating func vector(_ value: JSONValue, _ path: String) -> [Int64] {
    guard let values = value.arrayValue else {
      fail("result.type", path, "An array is expected here.")
      return []
    }
    return values.enumerated().map { integer($1, "\(path)[\($0)]") }
  }
}
