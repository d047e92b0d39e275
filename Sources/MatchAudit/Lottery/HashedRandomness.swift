public import CounselMatch
internal import MatchDatasets

// Problem: turn a seed, or randomness revealed after the fact, into a draw that anybody can repeat and nobody who
// asks for a lawyer can move.
// Formulation: with H(d, …) = SHA-256 and M(k, d, …) = HMAC-SHA-256 of framed messages (FramedHash) of domain d,
//   secret   = H("counselmatch.lottery/1 seed", 8 bytes)  or  H("counselmatch.lottery/1 revealed", bytes)
//   roster   = H("counselmatch.lottery/1 roster", every survivor's id by UTF-8)
//   policy   = H("counselmatch.lottery/1 policy", the whole policy as RFC 8785 JSON)
//   key      = M(secret, "counselmatch.lottery/1 key", roster, policy)
//   person   = M(key, "counselmatch.lottery/1 person", id), the smallest first among people alike
//   stream i = M(key, "counselmatch.lottery/1 stream", i), i = 0, 1, … as 8 bytes: four numbers of 64 bits each.
// Invariants: the roster holds ids alone. Who changes what she has submitted changes nobody's key; who is added or
// taken away changes every key, which is why the pool is committed first. Numbers below a bound are taken from the
// stream by rejection (`CycleRounding`), so none is likelier than another.
// Cannot: be unforeseeable with a seed that somebody chose; that needs commit and reveal.
// Reference: Krawczyk, Bellare and Canetti, RFC 2104; Eastlake, RFC 3797.

/// Where the randomness of a draw comes from.
public enum DrawSource: Sendable, Hashable {
  /// A number somebody chose: repeatable, and open to being chosen again until the draw pleases.
  case seed(UInt64)
  /// Bytes from a source that was named, with the pool and the policy, before they existed.
  case revealed([UInt8])
}

/// The randomness of a public draw: HMAC-SHA-256 over the pool's ids, the policy and the source.
public struct HashedRandomness: DrawRandomness {
  static let scheme = "counselmatch.lottery/1"

  /// SHA-256 over the ids of the survivors' table.
  public let roster: [UInt8]
  /// SHA-256 over the whole policy.
  public let policy: [UInt8]
  /// What everything is drawn with; for coordinators only, because with it ids give places in the draw.
  public let key: [UInt8]

  /// The randomness of a draw of this instance.
  ///
  /// - Throws: `InvalidInput` for a policy that canonical JSON cannot hold.
  public init(_ source: DrawSource, instance: CaseInstance) throws(InvalidInput) {
    self.init(source, roster: Self.roster(instance), policy: try Self.policy(instance.policy))
  }

  package init(_ source: DrawSource, roster: [UInt8], policy: [UInt8]) {
    let secret =
      switch source {
      case .seed(let seed): FramedHash.sha256(Self.scheme + " seed", [FramedHash.bytes(seed)])
      case .revealed(let bytes): FramedHash.sha256(Self.scheme + " revealed", [bytes])
      }
    (self.roster, self.policy) = (roster, policy)
    key = FramedHash.hmac(key: secret, Self.scheme + " key", [roster, policy])
  }

  package init(key: [UInt8]) {
    (roster, policy, self.key) = ([], [], key)
  }

  package static func roster(_ instance: CaseInstance) -> [UInt8] {
    FramedHash.sha256(scheme + " roster", instance.survivors.map { Array($0.id.utf8) })
  }

  static func policy(_ policy: Policy) throws(InvalidInput) -> [UInt8] {
    FramedHash.sha256(scheme + " policy", [try PolicyCoding.json(policy).canonicalBytes()])
  }

  public func key(ofSurvivor id: String) -> DrawKey {
    let bytes = FramedHash.hmac(key: key, Self.scheme + " person", [Array(id.utf8)])
    return DrawKey(
      FramedHash.number(bytes, from: 0), FramedHash.number(bytes, from: 8), FramedHash.number(bytes, from: 16),
      FramedHash.number(bytes, from: 24))
  }

  public func makeGenerator() -> HashedStream { HashedStream(key: key) }
}

/// 64 bits at a time from HMAC-SHA-256 over a counter.
public struct HashedStream: RandomNumberGenerator, Sendable {
  private let key: [UInt8]
  private var counter: UInt64 = 0
  private var block: [UInt8] = []
  private var used = 0

  init(key: [UInt8]) {
    self.key = key
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if used == block.count {
      block = FramedHash.hmac(key: key, HashedRandomness.scheme + " stream", [FramedHash.bytes(counter)])
      counter += 1
      used = 0
    }
    defer { used += 8 }
    return FramedHash.number(block, from: used)
  }
}

extension HashedRandomness: RedactedValue {}
extension HashedStream: RedactedValue {}
