public import CounselMatch
internal import MatchDatasets

/// Makes an audit record again and compares every byte.
public enum AuditVerifier {
  /// What differs between a record and the folders that it is about.
  ///
  /// - Parameters:
  ///   - published: the bytes of audit.json.
  ///   - secret: the bytes of audit.private.json.
  ///   - dataset: the dataset's folder.
  ///   - result: the result's folder.
  ///   - stored: the result in it, parsed.
  /// - Returns: failures `audit.form`, `audit.secret`, `audit.KEY` for each member that differs, and `audit.bytes` where
  ///   every member is equal; empty exactly when the record is what the folders and the salt give.
  /// - Throws: `InvalidInput` for a file of the folders that cannot be read.
  public static func failures(
    published: [UInt8], secret: [UInt8], dataset: String, result: String, stored: StoredResult
  ) throws(InvalidInput) -> [VerifyReport.Failure] {
    guard let opening = try? AuditSecret(reading: secret) else { return [failure("secret", AuditSecret.fileName)] }
    guard let claim = try? JSONValue.parse(published, file: AuditRecord.fileName).objectValue else {
      return [failure("form", AuditRecord.fileName)]
    }
    // The version is a statement of who wrote the record: nothing in the folders repeats it.
    let record = try AuditRecord(
      stored, files: AuditedFiles(dataset: dataset, result: result), version: claim["version"]?.stringValue ?? "",
      salt: opening.salt)
    if record.bytes == published { return [] }
    let own = record.json.objectValue ?? JSONObject()
    var found = (own.keys + claim.keys.filter { own[$0] == nil }).filter { own[$0] != claim[$0] }.map { key in
      failure(own[key] == nil ? "unknown" : key, "\(AuditRecord.fileName): \(place(key, own, claim))")
    }
    if found.isEmpty { found.append(failure("bytes", AuditRecord.fileName)) }
    return found
  }

  /// The commitments that differ, by name; a key that is not ours is not repeated.
  private static func place(_ key: String, _ own: JSONObject, _ claim: JSONObject) -> String {
    guard let members = own[key]?.objectValue else { return own[key] == nil ? "a member" : "$.\(key)" }
    let other = claim[key]?.objectValue ?? JSONObject()
    let names = members.keys.filter { members[$0] != other[$0] }
    return names.isEmpty ? "$.\(key)" : names.map { "$.\(key).\($0)" }.joined(separator: ", ")
  }

  private static func failure(_ check: String, _ place: String) -> VerifyReport.Failure {
    VerifyReport.Failure(check: "audit.\(check)", place: place)
  }
}
