public import CounselMatch

extension SweepPlan {
  /// Reads a sweep's file.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name, for faults.
  /// - Returns: the plan.
  /// - Throws: `InvalidInput`: the faults of JSON, `policy.unknownKey`, `json.type`, `policy.range`, `policy.value`.
  public static func parse(_ bytes: [UInt8], file: String = "sweep.json") throws(InvalidInput) -> SweepPlan {
    let (value, faults) = JSONValue.read(bytes, file: file)
    var log = faults
    var plan = SweepPlan(seeds: [], sizes: [], solvers: [])
    if let object = value?.objectValue {
      var reader = JSONReader(object, path: "$", file: file)
      plan = read(&reader)
      log.merge(reader.log)
    } else if value != nil {
      log.add(
        InputFault(
          code: FaultCode.jsonType.rawValue, file: file, column: "$", rule: "A sweep is a JSON object.",
          remedy: "Write an object with seeds, sizes and solvers."))
    }
    guard log.errors.isEmpty else { throw log.invalid }
    return plan
  }

  /// Reads what ``json`` writes.
  ///
  /// - Throws: `InvalidInput` as ``parse(_:file:)``.
  public static func parse(stored value: JSONValue, file: String) throws(InvalidInput) -> SweepPlan {
    try parse(Array(value.prettyText.utf8), file: file)
  }

  private static func read(_ reader: inout JSONReader) -> SweepPlan {
    reader.checkKeys(["schema", "seeds", "sizes", "policies", "solvers", "timeLimit"])
    if let schema = reader.object["schema"], schema != .string(Self.schema) {
      reader.fault(.schemaVersion, "schema", "This version reads \(Self.schema).", "Write the file anew.")
    }
    var plan = SweepPlan(seeds: seeds(&reader), sizes: sizes(&reader), solvers: [])
    plan.solvers = names(&reader, "solvers").compactMap(\.self)
    if reader.object["policies"] != nil { plan.policies = names(&reader, "policies", orNull: true) }
    reader.integer("timeLimit", orNull: true) { plan.timeLimit = $0 }
    if let limit = plan.timeLimit, limit < 1 {
      reader.fault(.policyRange, "timeLimit", "A time limit is at least one second.", "Write 1 or more, or null.")
    }
    if plan.solvers.isEmpty {
      reader.fault(.policyValue, "solvers", "A sweep names at least one solver.", "Write [\"network-simplex\"].")
    }
    let (tasks, overflow) = plan.seeds.count.multipliedReportingOverflow(by: plan.sizes.count)
    if overflow || tasks > mostTasks {
      reader.fault(.policyRange, "seeds", "Seeds × sizes are at most \(mostTasks).", "Use several files.")
    }
    return plan
  }

  /// A list, or `{"from":1,"to":200}`.
  private static func seeds(_ reader: inout JSONReader) -> [UInt64] {
    var seeds: [UInt64] = []
    switch reader.object["seeds"] {
    case .array(let values)?:
      for value in values {
        guard let seed = value.intValue, seed >= 0, !seeds.contains(UInt64(seed)) else {
          reader.typeFault("seeds", "a list of different whole numbers from 0, or {\"from\":1,\"to\":200}")
          return []
        }
        seeds.append(UInt64(seed))
      }
    case .object?:
      var (from, to) = (0, -1)
      reader.nested("seeds") { inner in
        inner.checkKeys(["from", "to"])
        inner.integer("from") { from = $0 ?? 0 }
        inner.integer("to") { to = $0 ?? -1 }
      }
      if from >= 0, to >= from, to - from < mostTasks { seeds = (from...to).map { UInt64($0) } }
    default: break
    }
    if seeds.isEmpty { reader.typeFault("seeds", "a list of seeds, or {\"from\":1,\"to\":200} with from ≤ to") }
    return seeds
  }

  private static func names(_ reader: inout JSONReader, _ key: String, orNull: Bool = false) -> [String?] {
    let values = reader.object[key]?.arrayValue ?? []
    let names = values.filter { $0.stringValue != nil || (orNull && $0.isNull) }.map(\.stringValue)
    if names.isEmpty || names.count < values.count || Set(names).count < names.count {
      reader.typeFault(key, orNull ? "a list of different paths or null" : "a list of different names")
    }
    return names
  }

  private static func sizes(_ reader: inout JSONReader) -> [GeneratorOptions] {
    let values = reader.object["sizes"]?.arrayValue ?? []
    if values.isEmpty { reader.typeFault("sizes", "a list with at least one size") }
    return values.enumerated().compactMap { index, value in
      guard let object = value.objectValue else {
        reader.typeFault("sizes", "a list of objects such as {\"survivors\":200,\"attorneys\":40,\"firms\":5}")
        return nil
      }
      var inner = JSONReader(object, path: "$.sizes[\(index)]", file: reader.file)
      let size = size(&inner)
      reader.log.merge(inner.log)
      return size
    }
  }

  private static func size(_ reader: inout JSONReader) -> GeneratorOptions {
    reader.checkKeys([
      "preset", "survivors", "attorneys", "firms", "scarcity", "firmCaps", "minimums", "hours", "familyShare",
      "pairNoise", "factsFew",
    ])
    var options = GeneratorOptions(preset: preset(&reader), survivors: 0, attorneys: 0, firms: 1, seed: 0)
    for key in ["survivors", "attorneys"] where reader.object[key] == nil {
      reader.typeFault(key, "a whole number")
    }
    reader.integer("survivors") { options.survivors = $0 ?? 0 }
    reader.integer("attorneys") { options.attorneys = $0 ?? 0 }
    reader.integer("firms") { options.firms = $0 ?? 1 }
    options.scarcity = ratio("scarcity", &reader) ?? options.scarcity
    options.firmCaps = ratio("firmCaps", &reader)
    options.familyShare = ratio("familyShare", &reader) ?? options.familyShare
    options.pairNoise = ratio("pairNoise", &reader) ?? 0
    reader.bool("minimums") { options.minimums = $0 }
    reader.bool("hours") { options.hours = $0 }
    reader.bool("factsFew") { options.factsFew = $0 }
    return options
  }

  private static func preset(_ reader: inout JSONReader) -> GeneratorPreset {
    guard let value = reader.object["preset"], !value.isNull else { return .remission }
    if let preset = value.stringValue.flatMap(GeneratorPreset.init) { return preset }
    let names = GeneratorPreset.allCases.map(\.rawValue).joined(separator: ", ")
    reader.fault(.policyValue, "preset", "There is no such preset.", "Take one of: \(names).")
    return .remission
  }

  /// Ratios are strings, so that no decimal passes through floating point.
  private static func ratio(_ key: String, _ reader: inout JSONReader) -> Int? {
    guard let value = reader.object[key], !value.isNull else { return nil }
    guard let text = value.stringValue, let ratio = GeneratorOptions.thousandths(text) else {
      reader.typeFault(key, "a ratio in quotes with at most three decimals, such as \"0.6\"")
      return nil
    }
    return ratio
  }
}
