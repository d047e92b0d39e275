public import CounselMatch

/// dataset.json: where a dataset comes from, and what its files should be.
public struct DatasetManifest: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.dataset/1"

  /// The dataset's name: its folder's.
  public var name: String
  /// nil: not generated.
  public var generatorVersion: String?
  /// What the generator was asked for.
  public var parameters: JSONObject
  /// The generator's seed; nil: not generated.
  public var seed: UInt64?
  /// The command line that makes the dataset again; nil: not generated.
  public var command: String?
  /// SHA-256 of each file, lower-case hexadecimal, by file name; a mismatch is a warning of whoever hashes.
  public var expectedHashes: [String: String]
  /// Where its figures come from.
  public var sources: [String]
  /// What is not published and was assumed.
  public var assumptions: [String]
  /// What the best matching is known to be, as level values; null where it is not known.
  public var optimum: JSONValue
  /// What solvers counted on it, and how far those that do not prove fall short; null where nobody has measured it.
  public var difficulty: JSONValue

  public init(
    name: String, generatorVersion: String? = nil, parameters: JSONObject = JSONObject(), seed: UInt64? = nil,
    command: String? = nil, expectedHashes: [String: String] = [:], sources: [String] = [],
    assumptions: [String] = [], optimum: JSONValue = .null, difficulty: JSONValue = .null
  ) {
    self.name = name
    self.generatorVersion = generatorVersion
    self.parameters = parameters
    self.seed = seed
    self.command = command
    self.expectedHashes = expectedHashes
    self.sources = sources
    self.assumptions = assumptions
    self.optimum = optimum
    self.difficulty = difficulty
  }

  /// The content of dataset.json; files by name.
  public var json: JSONValue {
    let hashes = expectedHashes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return [
      "schema": .string(Self.schema), "name": .string(name),
      "generator": [
        "version": .optional(generatorVersion), "command": .optional(command), "parameters": .object(parameters),
      ],
      "seed": seed.map { Int64(exactly: $0).map { .integer($0) } ?? .string(String($0)) } ?? .null,
      "sha256": .object(JSONObject(hashes.map { ($0.key, .string($0.value)) })), "sources": .strings(sources),
      "assumptions": .strings(assumptions), "optimum": optimum, "difficulty": difficulty,
    ]
  }

  /// Reads dataset.json.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name, for faults.
  /// - Returns: the manifest.
  /// - Throws: `InvalidInput`: the faults of JSON, `json.type`, `schema.version`. Unknown keys are warnings.
  public static func parse(_ bytes: [UInt8], file: String = "dataset.json") throws(InvalidInput) -> DatasetManifest {
    let (manifest, log) = read(bytes, file: file)
    guard let manifest, log.errors.isEmpty else { throw log.invalid }
    return manifest
  }

  static func read(_ bytes: [UInt8], file: String) -> (manifest: DatasetManifest?, log: FaultLog) {
    var (value, log) = JSONValue.read(bytes, file: file)
    guard let value else { return (nil, log) }
    guard let object = value.objectValue else {
      log.add(
        InputFault(
          code: FaultCode.jsonType.rawValue, file: file, column: "$", rule: "A manifest is a JSON object.",
          remedy: "Remove the file if there is nothing to say."))
      return (nil, log)
    }
    var reader = JSONReader(object, path: "$", file: file)
    let manifest = manifest(&reader)
    log.merge(reader.log)
    return (manifest, log)
  }

  private static func manifest(_ reader: inout JSONReader) -> DatasetManifest {
    var manifest = DatasetManifest(name: "")
    let known = ["schema", "name", "generator", "seed", "sha256", "sources", "assumptions", "optimum", "difficulty"]
    reader.warnOfKeys(known)
    if let schema = reader.object["schema"], schema != .string(Self.schema) {
      reader.fault(.schemaVersion, "schema", "This version reads \(Self.schema).", "Write the dataset anew.")
    }
    reader.text("name") { manifest.name = $0 ?? "" }
    reader.nested("generator") { reader in
      reader.text("version") { manifest.generatorVersion = $0 }
      reader.text("command") { manifest.command = $0 }
      reader.nested("parameters") { manifest.parameters = $0.object }
    }
    seed(&reader, &manifest)
    reader.nested("sha256") { reader in
      for key in reader.object.keys { reader.text(key) { manifest.expectedHashes[key] = $0 } }
    }
    manifest.sources = strings(&reader, "sources")
    manifest.assumptions = strings(&reader, "assumptions")
    manifest.optimum = reader.object["optimum"] ?? .null
    manifest.difficulty = reader.object["difficulty"] ?? .null
    return manifest
  }

  private static func seed(_ reader: inout JSONReader, _ manifest: inout DatasetManifest) {
    switch reader.object["seed"] {
    case nil, .null?: return
    case .integer(let value)? where value >= 0: manifest.seed = UInt64(value)
    case .string(let text)?:
      manifest.seed = UInt64(text)
      if manifest.seed == nil { reader.typeFault("seed", "an integer from 0 on") }
    default: reader.typeFault("seed", "an integer from 0 on")
    }
  }

  private static func strings(_ reader: inout JSONReader, _ key: String) -> [String] {
    guard let value = reader.object[key] else { return [] }
    guard let values = value.arrayValue else {
      reader.typeFault(key, "an array of strings")
      return []
    }
    let strings = values.compactMap(\.stringValue)
    if strings.count < values.count { reader.typeFault(key, "an array of strings") }
    return strings
  }
}
