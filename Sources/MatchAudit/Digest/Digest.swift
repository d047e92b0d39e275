internal import Crypto

/// SHA-256, as lower-case hexadecimal text.
public enum Digest {
  /// The digest of some bytes: 64 hexadecimal digits.
  public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    var running = RunningDigest()
    running.update(bytes)
    return running.finalized()
  }
}

/// SHA-256 over bytes that arrive piece by piece.
public struct RunningDigest: Sendable {
  private var hasher = SHA256()

  public init() {}

  /// Takes in more bytes.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    hasher.update(data: Array(bytes))
  }

  /// Takes in more bytes, without copying them.
  public mutating func update(_ bytes: [UInt8]) {
    hasher.update(data: bytes)
  }

  /// The digest of everything so far; more may follow.
  public func finalized() -> String { Hex.text(hasher.finalize()) }
}
