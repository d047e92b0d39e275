public import CounselMatch
internal import MatchDatasets

/// What opens an ``AuditRecord``: the salt, kept apart from it.
///
/// Whoever holds the salt and a guess of a file can try out whether the guess is right.
public struct AuditSecret: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.audit-secret/1"
  /// The file's name, beside the record.
  public static let fileName = "audit.private.json"
  private static let notice = "Private: opens the commitments of audit.json. Keep it apart from what is published."

  /// Secret bytes, at least one.
  public let salt: [UInt8]

  public init(salt: [UInt8]) {
    self.salt = salt
  }

  /// The file's bytes.
  public var bytes: [UInt8] {
    let json: JSONValue = [
      "schema": .string(Self.schema), "notice": .string(Self.notice), "salt": .string(Hex.text(salt)),
    ]
    return Array(json.prettyText.utf8)
  }

  /// Reads what was kept.
  ///
  /// - Throws: `InvalidInput` for anything but what ``bytes`` writes, byte for byte.
  public init(reading bytes: [UInt8], file: String = fileName) throws(InvalidInput) {
    var reader = DocumentReader(file: file)
    let top = reader.object(try JSONValue.parse(bytes, file: file), "$", keys: ["schema", "notice", "salt"])
    salt = reader.hexadecimal(top, "salt", "$")
    if reader.faults.isEmpty, self.bytes != bytes {
      reader.fail("result.schema", "$", "The file stands as it was written, byte for byte.")
    }
    guard reader.faults.isEmpty else { throw InvalidInput(faults: reader.faults) }
  }
}

extension AuditSecret: RedactedValue {}
