internal import AssignmentCore
public import CounselMatch
internal import MatchDatasets

extension StoredResult {
  private static let keys = [
    "schema", "notice", "status", "termination", "solver", "fallback", "seed", "matched", "unmatched", "onHold",
    "levels", "bound", "gap", "bottlenecks", "onHoldSurvivors", "evidence", "policy", "inputs", "certificate", "digest",
  ]
  /// Results of the first version do not have it.
  private static let laterKeys = ["previous"]

  /// Reads what the files claim.
  ///
  /// - Throws: `InvalidInput` with every fault of form: keys, types, words, numbers. Claims are not checked here.
  public init(reading files: ResultFiles) throws(InvalidInput) {
    self.init(files: files)
    var reader = DocumentReader(file: ResultFiles.documentName)
    let top = reader.object(.object(files.document), "$", keys: Self.keys, optional: Self.laterKeys)
    readHead(top, &reader)
    readLevels(top, &reader)
    readPeople(top, &reader)
    readCertificate(top, &reader)
    policy = top?["policy"] ?? .null
    readTables(&reader)
    guard reader.faults.isEmpty else { throw InvalidInput(faults: reader.faults) }
  }

  private mutating func readHead(_ top: JSONObject?, _ reader: inout DocumentReader) {
    if reader.string(top, "schema", "$") != Self.schema {
      reader.fail("result.schema", "$.schema", "The schema is \(Self.schema).")
    }
    notice = reader.string(top, "notice", "$")
    status =
      reader.word(reader.string(top, "status", "$"), "$.status", of: MatchPlan.PlanStatus.self) ?? .feasible
    termination = reader.string(top, "termination", "$")
    _ = reader.word(termination, "$.termination", of: Termination.self)
    solver = reader.string(top, "solver", "$")
    fallback = reader.optionalString(top, "fallback", "$")
    let text = reader.string(top, "seed", "$")
    if let number = UInt64(text), String(number) == text {
      seed = number
    } else {
      reader.fail("result.type", "$.seed", "A seed is a whole number below 2^64, as a string.")
    }
    matchedCount = reader.count(top, "matched", "$")
    unmatchedCount = reader.count(top, "unmatched", "$")
    onHoldCount = reader.count(top, "onHold", "$")
    bound = reader.optionalInteger(top, "bound", "$")
    gap = reader.optionalString(top, "gap", "$")
    digest = reader.string(top, "digest", "$")
  }

  private mutating func readLevels(_ top: JSONObject?, _ reader: inout DocumentReader) {
    for (index, value) in reader.array(top, "levels", "$").enumerated() {
      let path = "$.levels[\(index)]"
      let object = reader.object(
        value, path, keys: ["name", "value", "proven"], optional: ["classes", "bands", "groups"])
      let name = reader.string(object, "name", path)
      let isRate = name == Policy.LevelName.groupRates.rawValue
      rates.append(isRate ? reader.optionalString(object, "value", path) : nil)
      levels.append(
        LevelResult(
          name: name, value: isRate ? nil : reader.optionalInteger(object, "value", path),
          classes: reader.list(object, "classes", path) { reader, value, path in Int(reader.integer(value, path)) },
          bands: reader.list(object, "bands", path, of: Self.band),
          groups: reader.list(object, "groups", path, of: Self.group), proven: reader.bool(object, "proven", path)))
    }
  }

  private static func band(_ reader: inout DocumentReader, _ value: JSONValue, _ path: String) -> BandCount {
    let object = reader.object(value, path, keys: ["from", "pairs"])
    return BandCount(
      from: reader.integer(object?["from"], "\(path).from"), pairs: reader.count(object, "pairs", path))
  }

  private static func group(_ reader: inout DocumentReader, _ value: JSONValue, _ path: String) -> GroupRate {
    let object = reader.object(value, path, keys: ["group", "served", "attainable"])
    return GroupRate(
      group: reader.string(object, "group", path), served: reader.count(object, "served", path),
      attainable: reader.count(object, "attainable", path))
  }

  private mutating func readPeople(_ top: JSONObject?, _ reader: inout DocumentReader) {
    onHold = reader.strings(top, "onHoldSurvivors", "$")
    for member in top?["bottlenecks"]?.objectValue?.members ?? [] {
      let path = "$.bottlenecks.\(member.key)"
      let object = reader.object(member.value, path, keys: ["people", "places", "survivors", "attorneys"])
      bottlenecks.append(
        Bottleneck(
          key: member.key, people: reader.count(object, "people", path), places: reader.count(object, "places", path),
          survivors: reader.strings(object, "survivors", path), attorneys: reader.strings(object, "attorneys", path)))
    }
    if top?["bottlenecks"]?.objectValue == nil {
      reader.fail("result.type", "$.bottlenecks", "An object is expected here.")
    }
    for (index, value) in reader.array(top, "evidence", "$").enumerated() {
      let path = "$.evidence[\(index)]"
      let object = reader.object(value, path, keys: ["survivor", "blockedBy"])
      let rules = object?["blockedBy"]?.objectValue
      if rules == nil { reader.fail("result.type", "\(path).blockedBy", "An object is expected here.") }
      let counts = (rules?.keys ?? []).map {
        UnmatchedSurvivor.RuleCount(rule: $0, attorneys: reader.count(rules, $0, "\(path).blockedBy"))
      }
      evidence.append(Evidence(survivor: reader.string(object, "survivor", path), blockedBy: counts))
    }
    let tables = top?["inputs"]?.objectValue
    if tables == nil { reader.fail("result.type", "$.inputs", "An object is expected here.") }
    inputs = (tables?.keys ?? []).map {
      TableDigest(table: $0, sha256: reader.string(tables, $0, "$.inputs"))
    }
    guard let previous = top?["previous"], !previous.isNull else { return }
    let object = reader.object(previous, "$.previous", keys: ["sha256"])
    previousHash = reader.string(object, "sha256", "$.previous")
  }

  private mutating func readCertificate(_ top: JSONObject?, _ reader: inout DocumentReader) {
    guard let value = top?["certificate"], !value.isNull else { return }
    let path = "$.certificate"
    if value.objectValue?["kind"]?.stringValue == TreeCoding.kind {
      tree = TreeCoding.proof(value, path, &reader)
      return
    }
    let object = reader.object(
      value, path, keys: ["kind", "levels", "survivors", "attorneys", "firms", "network"], optional: ["groups"])
    if reader.string(object, "kind", path) != "optimality" {
      reader.fail("result.word", "\(path).kind", "The kind of certificate is `optimality` or `tree`.")
    }
    func vectors(_ key: String) -> [[Int64]] {
      reader.array(object, key, path).enumerated().map { reader.vector($1, "\(path).\(key)[\($0)]") }
    }
    prices = PlanPrices(
      levels: reader.strings(object, "levels", path), survivors: vectors("survivors"),
      attorneys: vectors("attorneys"), firms: vectors("firms"),
      network: reader.vector(object?["network"] ?? .array([]), "\(path).network"), groups: vectors("groups"))
  }
}
