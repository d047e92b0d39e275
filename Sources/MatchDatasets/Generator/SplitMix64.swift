// Problem: pseudo-random numbers that are the same on every platform and for ever, from one seed.
// Formulation: SplitMix64, a counter with the golden-gamma increment and a mixing function; 64 bits of state.
// Bounded numbers by rejection (Lemire's multiplication), so no value is favoured.
// Cannot: serve as cryptographic randomness; draws that must be fair in public use MatchAudit.
// Reference: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; the constants and the
// test vectors are those of Vigna's public-domain splitmix64.c.

/// The seeded generator of synthetic data.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number in 0 ..< `bound`, each equally likely; 0 where `bound` is 0.
  public mutating func next(below bound: UInt64) -> UInt64 {
    guard bound > 1 else { return 0 }
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let reject = (0 &- bound) % bound
      while product.low < reject { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// An independent generator for entry `index` of `stream`: the order in which entries are made does not matter.
  public static func stream(seed: UInt64, stream: UInt64, index: UInt64) -> SplitMix64 {
    SplitMix64(seed: mixed(mixed(seed &+ 0x9E37_79B9_7F4A_7C15 &* (stream &+ 1)) ^ index))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mix = value
    mix = (mix ^ (mix >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mix = (mix ^ (mix >> 27)) &* 0x94D0_49BB_1331_11EB
    return mix ^ (mix >> 31)
  }
}
