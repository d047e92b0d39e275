public import CounselMatch

/// policy.json: a policy as data.
///
/// A missing key takes its default. A key that is present replaces its whole default: a `weights` object makes every
/// weight that it does not name 0; a `rules` object names the rules it changes. An unknown key is an error.
public enum PolicyCoding {
  /// The value of `schema`.
  public static let schema = "counselmatch.policy/1"

  /// Every top-level key, in the order in which they are written.
  public static let keys = [
    "schema", "levels", "weights", "rules", "households", "householdPartial", "minimums", "bandWidth",
    "groupRatesBy", "groupRatesReason", "loadBy", "networkCapacity", "maxChanges", "suppressBelow", "tieBreak",
    "deadline", "leadDays", "asOf",
  ]

  /// Reads a policy.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name, for faults.
  /// - Returns: the policy.
  /// - Throws: `InvalidInput`: the faults of JSON, `policy.unknownKey`, `policy.value`, `json.type`, `number.format`,
  ///   `date.format`, `schema.version`, `weight.notFinite`; paths as `$.weights.language`. Ranges are checked with the
  ///   instance.
  public static func parse(_ bytes: [UInt8], file: String = "policy.json") throws(InvalidInput) -> Policy {
    let (policy, _, log) = read(bytes, file: file)
    guard log.errors.isEmpty else { throw log.invalid }
    return policy
  }

  /// The policy as far as it can be read, the keys that are present, and what was found.
  static func read(_ bytes: [UInt8], file: String) -> (policy: Policy, keys: Set<String>, log: FaultLog) {
    let (value, faults) = JSONValue.read(bytes, file: file)
    var log = FaultLog()
    for fault in faults.errors + faults.remarks { log.add(recoded(fault)) }
    guard let value else { return (Policy(), [], log) }
    guard let object = value.objectValue else {
      log.add(
        InputFault(
          code: FaultCode.jsonType.rawValue, file: file, column: "$", rule: "A policy is a JSON object.",
          remedy: "Begin with the documented default."))
      return (Policy(), [], log)
    }
    var reader = JSONReader(object, path: "$", file: file)
    let policy = policy(&reader)
    log.merge(reader.log)
    return (policy, Set(object.keys), log)
  }

  /// A weight that is no number has a code of its own.
  private static func recoded(_ fault: InputFault) -> InputFault {
    var fault = fault
    let isWeight = fault.column?.utf8.starts(with: "$.weights.".utf8) == true
    if fault.code == FaultCode.numberNotFinite.rawValue, isWeight { fault.code = FaultCode.weightNotFinite.rawValue }
    if fault.code == FaultCode.numberRange.rawValue, isWeight { fault.code = FaultCode.weightRange.rawValue }
    return fault
  }

  private static func policy(_ reader: inout JSONReader) -> Policy {
    var policy = Policy()
    reader.checkKeys(keys)
    checkSchema(&reader)
    levels(&reader, &policy)
    reader.nested("weights") { policy.weights = weights(&$0) }
    reader.nested("rules") { rules(&$0, &policy.rules) }
    reader.choice("households", Policy.HouseholdRule.self) { policy.households = $0 }
    reader.bool("householdPartial") { policy.householdPartial = $0 }
    reader.choice("minimums", Policy.MinimumRule.self) { policy.minimums = $0 }
    reader.integer("bandWidth") { policy.bandWidth = $0 ?? policy.bandWidth }
    reader.text("groupRatesBy") { policy.groupRatesBy = $0 }
    reader.text("groupRatesReason") { policy.groupRatesReason = $0 }
    reader.choice("loadBy", Policy.LoadUnit.self) { policy.loadBy = $0 }
    reader.integer("networkCapacity", orNull: true) { policy.networkCapacity = $0 }
    reader.integer("maxChanges", orNull: true) { policy.maxChanges = $0 }
    reader.integer("suppressBelow") { policy.suppressBelow = $0 ?? policy.suppressBelow }
    reader.choice("tieBreak", Policy.TieBreak.self) { policy.tieBreak = $0 }
    reader.day("deadline") { policy.deadline = $0 }
    reader.integer("leadDays") { policy.leadDays = $0 ?? policy.leadDays }
    reader.day("asOf") { policy.asOf = $0 }
    return policy
  }

  private static func checkSchema(_ reader: inout JSONReader) {
    guard let value = reader.object["schema"], value != .string(schema) else { return }
    reader.fault(.schemaVersion, "schema", "This version reads \(schema).", "Convert the policy, or remove the key.")
  }

  private static func levels(_ reader: inout JSONReader, _ policy: inout Policy) {
    guard let value = reader.object["levels"] else { return }
    guard let values = value.arrayValue else { return reader.typeFault("levels", "an array of names of levels") }
    let words = Policy.LevelName.allCases.filter { $0 != .minimums }.map(\.rawValue)
    policy.levels = []
    for (index, value) in values.enumerated() {
      guard let text = value.stringValue else {
        reader.typeFault("levels[\(index)]", "a string")
        continue
      }
      if words.contains(text), let level = Policy.LevelName(rawValue: text) {
        policy.levels.append(level)
      } else {
        reader.choiceFault("levels[\(index)]", text, words)
      }
    }
  }

  private static func weights(_ reader: inout JSONReader) -> Policy.Weights {
    reader.checkKeys(weightKeys.map(\.key))
    var weights = Policy.Weights()
    for (key, place) in weightKeys {
      weights[keyPath: place] = 0
      reader.integer(key) { weights[keyPath: place] = $0 ?? 0 }
    }
    return weights
  }

  /// The keys of `weights`, in the order in which they are written.
  static var weightKeys: [(key: String, place: WritableKeyPath<Policy.Weights, Int>)] {
    [
      ("language", \.language), ("home-state", \.homeState), ("trauma-training", \.traumaTraining),
      ("experience", \.experience), ("meeting", \.meeting), ("personal", \.personal),
    ]
  }

  private static func rules(_ reader: inout JSONReader, _ rules: inout Policy.RuleSwitches) {
    reader.checkKeys(["language", "jurisdiction", "traumaTraining", "attorneyGender"])
    reader.nested("language") { reader in
      reader.checkKeys(["minimumLevel", "interpreterAllowed"])
      reader.choice("minimumLevel", LanguageLevel.self) { rules.languageMinimum = $0 }
      reader.bool("interpreterAllowed") { rules.interpreterAllowed = $0 }
    }
    reader.nested("jurisdiction") { reader in
      reader.checkKeys(["federal", "state"])
      reader.choice("federal", Policy.FederalRule.self) { rules.federal = $0 }
      reader.choice("state", Policy.StateRule.self) { rules.state = $0 }
    }
    reader.nested("traumaTraining") { reader in
      reader.checkKeys(["required"])
      reader.choice("required", Policy.TrainingRule.self) { rules.trainingRequired = $0 }
    }
    reader.choice("attorneyGender", Policy.GenderRule.self) { rules.attorneyGender = $0 }
  }
}
