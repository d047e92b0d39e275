internal import MatchDatasets

/// A value of results.json that knows its place.
struct Node {
  let value: JSONValue
  /// JSON pointer (RFC 6901).
  let at: String

  init(_ value: JSONValue, at: String = "") {
    self.value = value
    self.at = at
  }

  subscript(_ key: String) -> Node {
    let escaped = key.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
      .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
    return Node(value[key] ?? .null, at: "\(at)/\(escaped)")
  }

  /// The elements of an array; none for anything else.
  var items: [Node] {
    (value.arrayValue ?? []).enumerated().map { Node($1, at: "\(at)/\($0)") }
  }

  /// The members of an object, in order.
  var members: [(key: String, node: Node)] { (value.objectValue?.keys ?? []).map { ($0, self[$0]) } }

  var text: String? { value.stringValue }
  /// Inlined into a comparison of two, it crashes the optimiser of Swift 6.3.1.
  @inline(never) var number: Double? { value.doubleValue }
  var isNull: Bool { value.isNull }
  var isTrue: Bool { value.boolValue ?? false }

  /// The text as a name; `–` where there is none.
  var name: Phrase { text.map { Phrase(name: $0) } ?? .none }

  /// The number with so many decimals and its thousands apart; a text as it is; `–` where there is none.
  func figure(places: Int = 0) -> Phrase {
    switch value {
    case .integer(let number): Phrase([.figure(Self.grouped(String(number)), at: at)])
    case .number(let number): Phrase([.figure(Self.grouped(FixedNumber.decimal(number, places: places)), at: at)])
    case .string(let text): Phrase([.figure(text, at: at)])
    default: .none
    }
  }

  /// A share as per cent with one decimal.
  var percent: Phrase {
    guard let number else { return .none }
    return Phrase([.figure(FixedNumber.decimal(100 * number, places: 1) + " %", at: at)])
  }

  /// Seconds with four decimals: runs of a tenth of a millisecond can be told.
  var seconds: Phrase {
    guard let number else { return .none }
    return Phrase([.figure(FixedNumber.decimal(number, places: 4), at: at)])
  }

  /// Commas between thousands.
  static func grouped(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, whole.allSatisfy(\.isNumber) else { return text }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return sign + grouped + (parts.count > 1 ? "." + parts[1] : "")
  }
}
