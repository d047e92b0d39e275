public import CounselMatch
public import MatchDatasets

/// What the JSON of `explain` claims about the people without a place, as far as it can be checked.
///
/// Reading is strict about the keys that are checked; other keys may stand beside them.
public struct ExplanationClaim: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.explain/1"

  /// Rules without which attorneys would be eligible.
  struct Relaxation: Sendable, Hashable {
    var rules: [String]
    var undecided: [String]
    var attorneys: [String]
    var withPlace: [String]
  }

  /// People who share places.
  struct Shared: Sendable, Hashable {
    var people: Int
    var places: Int
    var survivors: [String]
    var before: [String]
    var attorneys: [String]
  }

  /// Attorneys and the people who have all their places.
  struct DeficientSet: Sendable, Hashable {
    var people: Int
    var places: Int
    var holders: [String]
    var attorneys: [String]
  }

  /// One entry of `unmatched`.
  struct Person: Sendable, Hashable {
    var survivor: String
    var reason: String
    var missingFacts: [String]
    var against: [String]
    var relaxations: [Relaxation]
    var bottleneck: Shared?
    var deficientSet: String?
    var chance: String?
  }

  /// One entry of `chances`.
  struct Level: Sendable, Hashable {
    var key: String
    var priority: Int
    var people: Int
    var places: Int
    var probability: String
    var survivors: [String]
    var pinned: [String]
    var nobodyEligible: [String]
    var served: [String]
    var attorneys: [String]
    var behind: [String]
  }

  /// One entry of `matched`.
  struct Pair: Sendable, Hashable {
    var survivor: String
    var attorney: String
    var score: Int
    var breakdown: [String: Int]
    var alternates: [String]
  }

  var isBound = false
  /// Missing facts by survivor, as they stand first.
  var missingFacts: [String] = []
  var unmatched: [Person] = []
  var matched: [Pair] = []
  var deficientSets: [String: DeficientSet] = [:]
  /// nil: the policy admits no chances.
  var chances: [Level]?
}

extension ExplanationClaim {
  /// Reads the JSON of a coordinator's view.
  ///
  /// - Throws: `InvalidInput` with every key that is missing or of another type.
  public init(json: JSONValue, file: String = "explanation") throws(InvalidInput) {
    var reader = DocumentReader(file: file)
    self.init()
    if json["schema"]?.stringValue != Self.schema { reader.fail("result.word", "$.schema", "This is no explanation.") }
    if json["view"]?.stringValue != "coordinator" {
      reader.fail("result.word", "$.view", "Only a coordinator's view names the people to check.")
    }
    let object = json.objectValue
    for key in ["bound", "missingFacts", "unmatched", "matched", "deficientSets", "chances"] where object?[key] == nil {
      reader.fail("result.missingKey", "$.\(key)", "This key is required.")
    }
    isBound = reader.bool(object, "bound", "$")
    missingFacts = reader.array(object, "missingFacts", "$").map { reader.string($0.objectValue, "survivor", "$") }
    let list = { (key: String, reader: inout DocumentReader) in
      reader.array(object, key, "$").enumerated().map { ($1, "$.\(key)[\($0)]") }
    }
    unmatched = list("unmatched", &reader).map { Self.person($0, $1, &reader) }
    matched = list("matched", &reader).map { Self.pair($0, $1, &reader) }
    for (value, path) in list("deficientSets", &reader) {
      let set = DeficientSet(
        people: reader.count(value.objectValue, "people", path),
        places: reader.count(value.objectValue, "places", path),
        holders: reader.strings(value.objectValue, "holders", path),
        attorneys: reader.strings(value.objectValue, "attorneys", path))
      deficientSets[reader.string(value.objectValue, "key", path)] = set
    }
    if object?["chances"]?.isNull == false {
      chances = list("chances", &reader).map { Self.level($0, $1, &reader) }
    }
    if !reader.faults.isEmpty { throw InvalidInput(faults: reader.faults) }
  }

  private static func person(_ value: JSONValue, _ path: String, _ reader: inout DocumentReader) -> Person {
    let object = reader.object(value, path, known: ["survivor", "class", "missingFacts", "against", "relaxations"])
    let relaxations = reader.array(object, "relaxations", path).enumerated().map { index, value in
      let (place, object) = ("\(path).relaxations[\(index)]", value.objectValue)
      return Relaxation(
        rules: reader.strings(object, "rules", place), undecided: reader.strings(object, "undecided", place),
        attorneys: reader.strings(object, "attorneys", place), withPlace: reader.strings(object, "withPlace", place))
    }
    var shared: Shared?
    if let object = object?["bottleneck"]?.objectValue {
      let place = "\(path).bottleneck"
      shared = Shared(
        people: reader.count(object, "people", place), places: reader.count(object, "places", place),
        survivors: reader.strings(object, "survivors", place), before: reader.strings(object, "before", place),
        attorneys: reader.strings(object, "attorneys", place))
    }
    return Person(
      survivor: reader.string(object, "survivor", path), reason: reader.string(object, "class", path),
      missingFacts: reader.strings(object, "missingFacts", path), against: reader.strings(object, "against", path),
      relaxations: relaxations, bottleneck: shared,
      deficientSet: reader.optionalString(object, "deficientSet", path),
      chance: reader.optionalString(object, "chance", path))
  }

  private static func level(_ value: JSONValue, _ path: String, _ reader: inout DocumentReader) -> Level {
    let names = ["survivors", "pinned", "nobodyEligible", "served", "attorneys", "behind"]
    let object = reader.object(value, path, known: ["key", "priority", "people", "places", "probability"] + names)
    return Level(
      key: reader.string(object, "key", path), priority: reader.count(object, "priority", path),
      people: reader.count(object, "people", path), places: reader.count(object, "places", path),
      probability: reader.string(object, "probability", path), survivors: reader.strings(object, "survivors", path),
      pinned: reader.strings(object, "pinned", path), nobodyEligible: reader.strings(object, "nobodyEligible", path),
      served: reader.strings(object, "served", path), attorneys: reader.strings(object, "attorneys", path),
      behind: reader.strings(object, "behind", path))
  }

  private static func pair(_ value: JSONValue, _ path: String, _ reader: inout DocumentReader) -> Pair {
    let object = reader.object(value, path, known: ["survivor", "attorney", "score", "breakdown", "alternates"])
    var breakdown: [String: Int] = [:]
    for member in object?["breakdown"]?.objectValue?.members ?? [] { breakdown[member.key] = member.value.intValue }
    return Pair(
      survivor: reader.string(object, "survivor", path), attorney: reader.string(object, "attorney", path),
      score: Int(reader.integer(object?["score"], path)), breakdown: breakdown,
      alternates: reader.array(object, "alternates", path).map { reader.string($0.objectValue, "attorney", path) })
  }
}

extension DocumentReader {
  /// The members of an object that has at least these keys.
  fileprivate mutating func object(_ value: JSONValue, _ path: String, known: [String]) -> JSONObject? {
    let others = value.objectValue?.keys.filter { !known.contains($0) } ?? []
    return object(value, path, keys: known, optional: others)
  }
}

extension ExplanationClaim: RedactedValue {
  public var description: String { "ExplanationClaim(\(unmatched.count) unmatched)" }
}
