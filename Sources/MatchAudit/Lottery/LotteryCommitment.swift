public import CounselMatch
public import MatchDatasets

/// What is published before the randomness exists: the named source, and salted hashes of pool, policy and source.
///
/// With H(d, …) and M(k, d, …) the framed hashes of ``HashedRandomness``, each item i has a salt of its own, salt_i =
/// M(H("counselmatch.lottery/1 salt", salt), "counselmatch.lottery/1 salt", i), and its commitment is
/// H("counselmatch.lottery/1 commit", i, salt_i, content). Without the salt nobody can try out whether somebody is in
/// the pool; opening one item later tells nothing of the others.
public struct LotteryCommitment: Sendable, Hashable {
  /// The value of `schema`.
  public static let schema = "counselmatch.lottery-commitment/1"
  /// The file's usual name.
  public static let fileName = "commitment.json"

  /// The source of the randomness, in words: which beacon, which round.
  public let source: String
  /// Over the digests of all tables in canonical order: 64 hexadecimal digits.
  public let pool: String
  /// Over the whole policy.
  public let policy: String
  /// Over `source`.
  public let sourceHash: String

  /// Commits to a dataset, its policy and a source.
  ///
  /// - Parameters:
  ///   - instance: the pool, with the policy of the draw.
  ///   - source: names a source whose value does not exist yet.
  ///   - salt: secret bytes, 32 from the system's generator.
  /// - Throws: `InvalidInput` for a policy that canonical JSON cannot hold.
  public init(_ instance: CaseInstance, source: String, salt: [UInt8]) throws(InvalidInput) {
    let tables = instance.tableDigests.flatMap { [Array($0.table.utf8), Array($0.sha256.utf8)] }
    self.source = source
    pool = Self.commitment("pool", tables, salt)
    policy = Self.commitment("policy", [try PolicyCoding.json(instance.policy).canonicalBytes()], salt)
    sourceHash = Self.commitment("source", [Array(source.utf8)], salt)
  }

  private static func commitment(_ item: String, _ content: [[UInt8]], _ salt: [UInt8]) -> String {
    let name = Array(item.utf8)
    let master = FramedHash.sha256(HashedRandomness.scheme + " salt", [salt])
    let own = FramedHash.hmac(key: master, HashedRandomness.scheme + " salt", [name])
    return Hex.text(FramedHash.sha256(HashedRandomness.scheme + " commit", [name, own] + content))
  }

  /// What `other` commits to otherwise: `commitment.pool`, `commitment.policy`, `commitment.source`.
  public func differences(from other: LotteryCommitment) -> [String] {
    [
      pool == other.pool ? nil : "commitment.pool", policy == other.policy ? nil : "commitment.policy",
      source == other.source && sourceHash == other.sourceHash ? nil : "commitment.source",
    ].compactMap(\.self)
  }
}

extension LotteryCommitment {
  private static let keys = ["schema", "algorithm", "source", "commitments"]

  /// As it is published.
  public var json: JSONValue {
    [
      "schema": .string(Self.schema), "algorithm": .string(HashedRandomness.scheme), "source": .string(source),
      "commitments": ["pool": .string(pool), "policy": .string(policy), "source": .string(sourceHash)],
    ]
  }

  /// Reads a published commitment, however it is laid out.
  ///
  /// - Throws: `InvalidInput` with every fault of form.
  public init(reading bytes: [UInt8], file: String = fileName) throws(InvalidInput) {
    let value = try JSONValue.parse(bytes, file: file)
    var reader = DocumentReader(file: file)
    let top = reader.object(value, "$", keys: Self.keys)
    if reader.string(top, "schema", "$") != Self.schema {
      reader.fail("result.schema", "$.schema", "The schema is \(Self.schema).")
    }
    if reader.string(top, "algorithm", "$") != HashedRandomness.scheme {
      reader.fail("result.word", "$.algorithm", "The algorithm is \(HashedRandomness.scheme).")
    }
    let hashes = reader.object(top?["commitments"], "$.commitments", keys: ["pool", "policy", "source"])
    source = reader.string(top, "source", "$")
    pool = reader.string(hashes, "pool", "$.commitments")
    policy = reader.string(hashes, "policy", "$.commitments")
    sourceHash = reader.string(hashes, "source", "$.commitments")
    guard reader.faults.isEmpty else { throw InvalidInput(faults: reader.faults) }
  }
}
