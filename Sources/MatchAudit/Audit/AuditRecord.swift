public import CounselMatch
public import MatchDatasets

/// What an auditor is given of a solve: version, solver, seed, policy, which levels are proven, and a salted commitment to
/// every file of the dataset and of the result.
///
/// It names nobody and holds no count of people. With the secret of ``AuditSecret`` and the two folders everybody can
/// make it again, byte for byte; without, nobody can try out whether somebody is in a file. Commitments are those of
/// ``LotteryCommitment`` under a name of their own: each file's salt is made from the master and the file's name, so
/// opening one file tells nothing of the others.
///
/// Bytes are committed to, not parsed rows: a file that says the same in other bytes is another file here.
public struct AuditRecord: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.audit/1"
  /// The file's name.
  public static let fileName = "audit.json"
  private static let notice =
    "Names nobody and counts nobody. The private file opens the commitments, for an auditor who holds the folders too."

  /// The record as it is published.
  public let json: JSONValue

  /// Describes a result and commits to the files it stands in.
  ///
  /// - Parameters:
  ///   - result: the parsed result.
  ///   - files: the files of both folders.
  ///   - version: of the library that solved.
  ///   - salt: secret bytes, 32 from the system's generator.
  /// - Throws: `InvalidInput` where canonical JSON cannot hold a number of the policy.
  public init(
    _ result: StoredResult, files: AuditedFiles, version: String, salt: [UInt8]
  ) throws(InvalidInput) {
    let document = result.files.document
    func copied(_ keys: [String]) -> [(String, JSONValue)] { keys.map { ($0, document[$0] ?? .null) } }
    let levels = result.levels.map { level -> JSONValue in
      ["name": .string(level.name), "proven": .bool(level.proven)]
    }
    var object = JSONObject(
      [
        ("schema", .string(Self.schema)), ("notice", .string(Self.notice)), ("version", .string(version)),
      ] + copied(["solver", "fallback", "status", "termination", "seed", "policy"]))
    object["levels"] = .array(levels)
    object["certificate"] = [
      "kind": document["certificate"]?["kind"] ?? .null,
      "commitment": .string(
        Self.commitment("certificate", try (document["certificate"] ?? .null).canonicalBytes(), salt)),
    ]
    object["commitments"] = .object(
      JSONObject(files.sorted.map { ($0.name, .string(Self.commitment($0.name, $0.bytes, salt))) }))
    object["digest"] = .string(Digest.sha256(try JSONValue.object(object).canonicalBytes()))
    json = .object(object)
  }

  private static func commitment(_ name: String, _ content: [UInt8], _ salt: [UInt8]) -> String {
    let item = Array(name.utf8)
    let master = FramedHash.sha256(schema + " salt", [salt])
    let own = FramedHash.hmac(key: master, schema + " salt", [item])
    return Hex.text(FramedHash.sha256(schema + " commit", [item, own, content]))
  }

  /// The file's bytes.
  public var bytes: [UInt8] { Array(json.prettyText.utf8) }
}

/// The files that an ``AuditRecord`` commits to, by folder and name: `dataset/survivors.csv`, `result/matches.csv`.
public struct AuditedFiles: Sendable, Hashable {
  private var files: [OutputFile] = []

  /// Reads the files of a dataset's folder and of a result's folder that the formats know.
  ///
  /// timings.json is none of them: it stands under no digest.
  ///
  /// - Throws: `InvalidInput` for a file that cannot be read.
  public init(dataset: String, result: String) throws(InvalidInput) {
    for table in InputTable.allCases { try add("dataset", dataset, table.rawValue) }
    for name in ResultFiles.hashedNames + [ResultFiles.previousName] { try add("result", result, name) }
  }

  private mutating func add(_ kind: String, _ folder: String, _ name: String) throws(InvalidInput) {
    guard InputFile.exists("\(folder)/\(name)") else { return }
    files.append(OutputFile(name: "\(kind)/\(name)", bytes: try InputFile.read("\(folder)/\(name)", name: name)))
  }

  /// By the UTF-8 bytes of the name.
  var sorted: [OutputFile] { files.sorted { $0.name.precedes($1.name) } }
}

extension AuditRecord: RedactedValue {}
extension AuditedFiles: RedactedValue {}
