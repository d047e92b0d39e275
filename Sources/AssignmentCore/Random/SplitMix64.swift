// Problem: pseudo-random numbers that are the same on every platform and for ever, from one seed.
// Formulation: SplitMix64, a counter with the golden-gamma increment and a mixing function; 64 bits of state.
// Cannot: serve as cryptographic randomness; draws that must be fair in public use the keyed hash of the audit.
// Reference: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; the constants and the
// test vectors are those of Vigna's public-domain splitmix64.c.

/// The seeded generator of synthetic data, conformance cases and tests.
///
/// What must not change between versions draws through own methods on `next()`: the algorithms of
/// `Int.random(in:using:)` and `shuffle(using:)` are the standard library's to change.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Every seed gives a good stream.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// The mixing function alone: a bijection of 64 bits in which every bit of the result depends on every bit given.
  package static func mixed(_ value: UInt64) -> UInt64 {
    var mix = value
    mix = (mix ^ (mix >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mix = (mix ^ (mix >> 27)) &* 0x94D0_49BB_1331_11EB
    return mix ^ (mix >> 31)
  }
}
