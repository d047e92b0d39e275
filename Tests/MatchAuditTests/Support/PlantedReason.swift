import CounselMatch
import MatchDatasets

/// A way to make an explanation say something that is not true.
struct PlantedReason: Sendable {
  let name: String
  /// False where the explanation has nothing to change in this way.
  let plant: @Sendable (inout JSONValue, ExplainedCase) -> Bool

  init(_ name: String, _ plant: @escaping @Sendable (inout JSONValue, ExplainedCase) -> Bool) {
    self.name = name
    self.plant = plant
  }
}

enum JSONStep: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case key(String)
  case index(Int)

  init(stringLiteral value: String) { self = .key(value) }
  init(integerLiteral value: Int) { self = .index(value) }
}

extension JSONValue {
  /// The value at a path; setting replaces it.
  subscript(path path: JSONStep...) -> JSONValue {
    get { path.reduce(self) { $0.step($1) } }
    set { self = replaced(path[...], newValue) }
  }

  var count: Int { arrayValue?.count ?? 0 }
  var texts: [String] { arrayValue?.compactMap(\.stringValue) ?? [] }

  private func step(_ step: JSONStep) -> JSONValue {
    switch step {
    case .key(let key): self[key] ?? .null
    case .index(let index): arrayValue.flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? .null
    }
  }

  private func replaced(_ path: ArraySlice<JSONStep>, _ value: JSONValue) -> JSONValue {
    guard let first = path.first else { return value }
    let inner = step(first).replaced(path.dropFirst(), value)
    switch (first, self) {
    case (.key(let key), .object(var object)):
      object[key] = inner
      return .object(object)
    case (.index(let index), .array(var array)):
      array[index] = inner
      return .array(array)
    default: return self
    }
  }

  /// Places of the array's elements for which this holds.
  func places(where holds: (JSONValue) -> Bool) -> [Int] {
    (arrayValue ?? []).indices.filter { holds((arrayValue ?? [])[$0]) }
  }

  mutating func edit(_ change: (inout [JSONValue]) -> Void) {
    var values = arrayValue ?? []
    change(&values)
    self = .array(values)
  }

  /// Bottlenecks and chances of people follow the levels: a lie that agrees with itself.
  mutating func followLevels() {
    var keyed: [String: JSONValue] = [:]
    var levels = self["chances"]?.arrayValue ?? []
    for (index, level) in levels.enumerated() {
      let (places, people) = (level["places"]?.intValue ?? 0, level["people"]?.intValue ?? 1)
      levels[index][path: "key"] = .string("L\(index + 1)")
      levels[index][path: "probability"] = .string(Self.fraction(places, people))
      for id in level[path: "survivors"].texts { keyed[id] = levels[index] }
    }
    self[path: "chances"] = .array(levels)
    for (index, person) in (self["unmatched"]?.arrayValue ?? []).enumerated() {
      guard let level = keyed[person["survivor"]?.stringValue ?? ""] else { continue }
      self[path: "unmatched", .index(index), "chance"] = level[path: "probability"]
      guard person["bottleneck"]?.isNull == false else { continue }
      let survivors = level[path: "survivors"]
      self[path: "unmatched", .index(index), "bottleneck"] = [
        "people": .int(survivors.count),
        "places": .int((level["places"]?.intValue ?? 0) - level[path: "pinned"].count), "survivors": survivors,
        "before": level[path: "served"], "attorneys": level[path: "attorneys"],
      ]
    }
  }

  private static func fraction(_ places: Int, _ people: Int) -> String {
    var (low, high) = (places, people)
    while low != 0 { (low, high) = (high % low, low) }
    return people == high ? "\(places / high)" : "\(places / high)/\(people / high)"
  }
}
