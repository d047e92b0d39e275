public import CounselMatch
public import MatchDatasets

/// From what a draw was made, beside the dataset: all that is needed to repeat it.
public enum LotteryOrigin: Sendable, Hashable {
  /// A seed that somebody chose.
  case seed(UInt64)
  /// Randomness that was revealed after pool, policy and source had been committed to.
  case revealed(source: String, secret: LotterySecret, randomness: [UInt8])

  /// What the randomness is derived from.
  public var source: DrawSource {
    switch self {
    case .seed(let seed): .seed(seed)
    case .revealed(_, _, let randomness): .revealed(randomness)
    }
  }

  /// The commitment that belongs to it; nil for a seed.
  ///
  /// - Throws: `InvalidInput` for a policy that canonical JSON cannot hold.
  public func commitment(_ instance: CaseInstance) throws(InvalidInput) -> LotteryCommitment? {
    guard case .revealed(let source, let secret, _) = self else { return nil }
    return try LotteryCommitment(instance, source: source, salt: secret.salt)
  }
}

extension LotteryOrigin {
  /// The value of `schema`.
  public static let schema = "counselmatch.lottery-opening/1"
  /// The file's name in a record.
  public static let fileName = "opening.json"
  private static let notice = "Private: with this file the draw can be repeated and the commitment opened."

  /// opening.json: policy, randomness and, where there was a commitment, what opens it.
  func json(_ policy: Policy) -> JSONValue {
    var members: [(String, JSONValue)] = [("schema", .string(Self.schema)), ("notice", .string(Self.notice))]
    switch self {
    case .seed(let seed): members.append(("seed", .string(String(seed))))
    case .revealed(let source, let secret, let randomness):
      members += [
        ("source", .string(source)), ("randomness", .string(Hex.text(randomness))),
        ("salt", .string(Hex.text(secret.salt))), ("files", LotterySecret.json(secret.files)),
      ]
    }
    return .object(JSONObject(members + [("policy", PolicyCoding.json(policy))]))
  }

  /// Reads opening.json.
  ///
  /// - Returns: the origin, and the policy as it stands there.
  /// - Throws: `InvalidInput` with every fault of form.
  public static func read(_ bytes: [UInt8]) throws(InvalidInput) -> (origin: LotteryOrigin, policy: JSONValue) {
    let value = try JSONValue.parse(bytes, file: fileName)
    var reader = DocumentReader(file: fileName)
    let isSeeded = value["seed"] != nil
    let keys = isSeeded ? ["seed"] : ["source", "randomness", "salt", "files"]
    let top = reader.object(value, "$", keys: ["schema", "notice", "policy"] + keys)
    if reader.string(top, "schema", "$") != schema {
      reader.fail("result.schema", "$.schema", "The schema is \(schema).")
    }
    let origin: LotteryOrigin
    if isSeeded {
      let text = reader.string(top, "seed", "$")
      let seed = UInt64(text)
      if seed.map({ String($0) }) != text {
        reader.fail("result.type", "$.seed", "A seed is a whole number below 2^64, as a string.")
      }
      origin = .seed(seed ?? 0)
    } else {
      let secret = LotterySecret(salt: reader.hexadecimal(top, "salt", "$"), files: reader.hashes(top, "files", "$"))
      origin = .revealed(
        source: reader.string(top, "source", "$"), secret: secret,
        randomness: reader.hexadecimal(top, "randomness", "$"))
    }
    guard reader.faults.isEmpty else { throw InvalidInput(faults: reader.faults) }
    return (origin, top?["policy"] ?? .null)
  }
}

extension LotteryOrigin: RedactedValue {}
