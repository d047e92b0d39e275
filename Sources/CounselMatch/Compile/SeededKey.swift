import AssignmentCore

/// Keyed order of ids: who comes first depends on the seed and the id alone, never on input order or on ids' letters.
///
/// Each key absorbs the id eight bytes at a time through the finaliser of SplitMix64 (Steele, Lea and Flood 2014). It
/// makes a fair-looking order, not a secret: a public draw needs the keyed hash of the audit.
package struct SeededKey: Sendable {
  /// What the order is for; orders for different uses are independent.
  package enum Use: UInt64, Sendable {
    case types = 0x7479_7065
    case ties = 0x7469_6573
    case places = 0x706C_6163
    case draw = 0x6472_6177
  }

  private let start: UInt64

  package init(seed: UInt64, use: Use) {
    start = Self.mixed(Self.mixed(seed) ^ use.rawValue)
  }

  package func key(of id: String) -> UInt64 {
    var state = start
    var word: UInt64 = 0
    var filled: UInt64 = 0
    for byte in id.utf8 {
      word |= UInt64(byte) << (8 * filled)
      filled += 1
      if filled == 8 {
        state = Self.mixed(state ^ word)
        (word, filled) = (0, 0)
      }
    }
    return Self.mixed(Self.mixed(state ^ word) ^ UInt64(id.utf8.count))
  }

  private static func mixed(_ value: UInt64) -> UInt64 { SplitMix64.mixed(value &+ 0x9E37_79B9_7F4A_7C15) }
}
