internal import CounselMatch

/// The policy as policy.json would hold it, being changed key by key.
struct PolicyEdit {
  /// Every key, also those that take their defaults.
  private(set) var document: JSONValue
  /// Which change set each path last.
  private var setBy: [(path: String, change: Int)] = []

  struct Refusal {
    var code: FaultCode
    var rule: String
    var remedy: String
  }

  init(_ policy: Policy) { document = PolicyCoding.json(policy) }

  var isTouched: Bool { !setBy.isEmpty }

  /// Sets the value at a key or at a path of keys joined by points; values are judged by the decoder.
  mutating func set(_ key: String, _ value: JSONValue, change: Int) -> Refusal? {
    let path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path[0] != "schema", PolicyCoding.keys.contains(path[0]) else {
      let nearest = CSVTable.nearest(path[0], in: PolicyCoding.keys)
      return Refusal(
        code: .policyUnknownKey,
        rule: "A policy has the keys \(PolicyCoding.keys.dropFirst().joined(separator: ", ")).",
        remedy: nearest.map { "Did you mean \($0)?" } ?? "Take one of these keys.")
    }
    guard let changed = Self.set(path[...], value, in: document) else {
      return Refusal(
        code: .policyUnknownKey, rule: "There is no such path in a policy.", remedy: "Write it as in weights.language.")
    }
    document = changed
    setBy.append((key, change))
    return nil
  }

  /// The value with another one at the path; nil where the path ends before.
  private static func set(_ path: ArraySlice<String>, _ value: JSONValue, in old: JSONValue) -> JSONValue? {
    guard let key = path.first else { return value }
    guard case .object(var object) = old else { return nil }
    // At most three keys deep: a path that is longer ends in a value that is no object.
    if path.count == 1 {
      object[key] = key == "rules" ? merged(object[key], value) : value
      return .object(object)
    }
    guard let inner = object[key], let changed = set(path.dropFirst(), value, in: inner) else { return nil }
    object[key] = changed
    return .object(object)
  }

  /// An object at `rules` changes the rules it names, and in each the switches that it names.
  private static func merged(_ old: JSONValue?, _ new: JSONValue) -> JSONValue {
    guard case .object(var object)? = old, let changes = new.objectValue else { return new }
    for member in changes.members { object[member.key] = merged(object[member.key], member.value) }
    return .object(object)
  }

  /// The change to which a fault at a JSON path is due.
  func change(at column: String?) -> Int? {
    guard let column else { return nil }
    return setBy.last { entry in
      let path = "$.\(entry.path)"
      return [column, path].contains { longer in
        let shorter = longer == column ? path : column
        return longer == shorter || longer.hasPrefix("\(shorter).") || longer.hasPrefix("\(shorter)[")
      }
    }?.change
  }
}
