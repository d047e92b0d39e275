/// What a draw takes its chances from: a key for each person, and a stream of bits.
///
/// Both must follow from the randomness and from who is in the pool, never from what anybody has submitted. The
/// library draws with whatever is given: ``SeededRandomness`` for studies; for a draw that must be fair in public, the
/// keyed hash of `MatchAudit`.
public protocol DrawRandomness: Sendable {
  /// The stream's generator.
  associatedtype Generator: RandomNumberGenerator

  /// The key of a person: whose key is smaller goes first among people alike in all that matters.
  func key(ofSurvivor id: String) -> DrawKey

  /// A new generator at the beginning of the stream; independent of the keys.
  func makeGenerator() -> Generator
}

/// A person's place in the order of a draw: 256 bits, compared as one number.
public struct DrawKey: Sendable, Hashable, Comparable {
  /// The most significant first.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  public init(_ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0, _ fourth: UInt64 = 0) {
    words = (first, second, third, fourth)
  }

  public static func == (left: DrawKey, right: DrawKey) -> Bool { left.words == right.words }

  public static func < (left: DrawKey, right: DrawKey) -> Bool { left.words < right.words }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

extension DrawKey: RedactedValue {}
