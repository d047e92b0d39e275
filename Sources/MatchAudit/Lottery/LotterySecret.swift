public import CounselMatch
public import MatchDatasets

/// What stays with the coordinators between commitment and reveal: the salt, and the hashes of the dataset's files.
///
/// Whoever holds the salt can try out whether somebody is in the pool.
public struct LotterySecret: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.lottery-secret/1"
  /// The file's usual name, beside the commitment.
  public static let fileName = "commitment.private.json"
  private static let notice =
    "Private: with this salt the commitment can be tried out. Keep it apart from what is published."

  /// Secret bytes, at least one.
  public let salt: [UInt8]
  /// SHA-256 over the bytes of each of the dataset's files, by name.
  public let files: [String: String]

  public init(salt: [UInt8], files: [String: String]) {
    self.salt = salt
    self.files = files
  }

  /// 32 bytes from the system's generator.
  public static func randomSalt() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).flatMap { _ in FramedHash.bytes(generator.next()) }
  }

  /// As it is kept.
  public var json: JSONValue {
    [
      "schema": .string(Self.schema), "notice": .string(Self.notice), "salt": .string(Hex.text(salt)),
      "files": Self.json(files),
    ]
  }

  /// Reads what was kept.
  ///
  /// - Throws: `InvalidInput` with every fault of form.
  public init(reading bytes: [UInt8], file: String = fileName) throws(InvalidInput) {
    let value = try JSONValue.parse(bytes, file: file)
    var reader = DocumentReader(file: file)
    let top = reader.object(value, "$", keys: ["schema", "notice", "salt", "files"])
    if reader.string(top, "schema", "$") != Self.schema {
      reader.fail("result.schema", "$.schema", "The schema is \(Self.schema).")
    }
    salt = reader.hexadecimal(top, "salt", "$")
    files = reader.hashes(top, "files", "$")
    guard reader.faults.isEmpty else { throw InvalidInput(faults: reader.faults) }
  }

  static func json(_ files: [String: String]) -> JSONValue {
    let names = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return .object(JSONObject(names.map { ($0, .optional(files[$0])) }))
  }
}

extension DocumentReader {
  /// Bytes as pairs of lower-case digits, at least one pair.
  mutating func hexadecimal(_ object: JSONObject?, _ key: String, _ path: String) -> [UInt8] {
    let text = string(object, key, path)
    if let bytes = Hex.bytes(text), !bytes.isEmpty, Hex.text(bytes) == text { return bytes }
    fail("result.word", "\(path).\(key)", "Bytes are pairs of hexadecimal digits in lower case.")
    return []
  }

  /// Hashes by file name.
  mutating func hashes(_ object: JSONObject?, _ key: String, _ path: String) -> [String: String] {
    guard let members = object?[key]?.objectValue else {
      fail("result.type", "\(path).\(key)", "An object is expected here.")
      return [:]
    }
    var hashes: [String: String] = [:]
    for name in members.keys { hashes[name] = string(members, name, "\(path).\(key)") }
    return hashes
  }
}

extension LotterySecret: RedactedValue {}
