internal import Crypto

/// SHA-256 and HMAC-SHA-256 over messages that say what they are for.
///
/// A message is the domain's UTF-8, a zero byte, then each field after its length as eight bytes, the highest first. So no
/// two messages of different domains or fields are the same bytes, and a hash for one use says nothing for another.
public enum FramedHash {
  /// HMAC-SHA-256 (RFC 2104, RFC 4231) of plain bytes: 32 bytes.
  public static func hmac(key: [UInt8], message: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
  }

  /// SHA-256 of a framed message: 32 bytes.
  static func sha256(_ domain: String, _ fields: [[UInt8]]) -> [UInt8] {
    Array(SHA256.hash(data: framed(domain, fields)))
  }

  /// HMAC-SHA-256 of a framed message.
  static func hmac(key: [UInt8], _ domain: String, _ fields: [[UInt8]]) -> [UInt8] {
    hmac(key: key, message: framed(domain, fields))
  }

  package static func framed(_ domain: String, _ fields: [[UInt8]]) -> [UInt8] {
    var message = Array(domain.utf8) + [0]
    for field in fields { message += bytes(UInt64(field.count)) + field }
    return message
  }

  /// Eight bytes, the highest first.
  static func bytes(_ value: UInt64) -> [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt64($0)) }
  }

  /// Eight bytes from `start` as a number, the highest first.
  static func number(_ bytes: [UInt8], from start: Int) -> UInt64 {
    bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
