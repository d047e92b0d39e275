/// A JSON value, as read or to be written.
///
/// Literals build it: `["served": 949, "levels": [.object([("name", "served")])], "note": nil]`.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number written without fraction and exponent.
  case integer(Int64)
  /// A finite number written with a fraction or an exponent.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object, in the order in which they were given.
///
/// No key stands twice: compared by their UTF-8 bytes, a repeated key keeps its first place and its last value.
public struct JSONObject: Sendable, Hashable {
  /// A key and its value.
  public struct Member: Sendable, Hashable {
    /// Differs from the others of the object in its bytes.
    public var key: String
    /// What stands behind the key.
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// In the order in which they were given.
  public private(set) var members: [Member] = []

  public init() {}

  /// Complexity: O(members).
  public init(_ pairs: some Sequence<(String, JSONValue)>) {
    var places: [[UInt8]: Int] = [:]
    for (key, value) in pairs {
      let bytes = Array(key.utf8)
      if let place = places[bytes] {
        members[place].value = value
      } else {
        places[bytes] = members.count
        members.append(Member(key, value))
      }
    }
  }

  /// Members whose keys are known to differ.
  init(distinct members: [Member]) {
    self.members = members
  }

  /// The value of `key`; setting nil removes the member.
  ///
  /// Complexity: O(members).
  public subscript(key: String) -> JSONValue? {
    get { members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value }
    set {
      let place = members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
      switch (place, newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil): members.remove(at: place)
      case (nil, let value?): members.append(Member(key, value))
      case (nil, nil): break
      }
    }
  }

  /// The keys, in order.
  public var keys: [String] { members.map(\.key) }
}

extension JSONObject: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  public init(arrayLiteral elements: (String, JSONValue)...) { self.init(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(nilLiteral: ()) { self = .null }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension JSONValue {
  /// The value, or null for nil.
  public static func optional(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  /// The value, or null for nil.
  public static func optional(_ value: Int?) -> JSONValue { value.map { .int($0) } ?? .null }

  /// An integer.
  public static func int(_ value: Int) -> JSONValue { .integer(Int64(value)) }

  /// An array of strings.
  public static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// The member `key` of an object; nil for anything else.
  public subscript(key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  /// The string, nil for anything else.
  public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
  /// The truth value, nil for anything else.
  public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The elements, nil for anything else.
  public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  /// The members, nil for anything else.
  public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }
  /// Whether it is `null`.
  public var isNull: Bool { self == .null }

  /// The integer, where the value is one (also `3.0`) and fits.
  public var intValue: Int? {
    switch self {
    case .integer(let value): Int(exactly: value)
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The number as a Double; integers beyond 2⁵³ are rounded.
  public var doubleValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
