public import AssignmentCore

/// Randomness from a seed, for studies and tests: quick and repeatable, and foreseeable by everybody who knows the seed.
public struct SeededRandomness: DrawRandomness {
  private let seed: UInt64
  private let keys: SeededKey

  public init(seed: UInt64) {
    self.seed = seed
    keys = SeededKey(seed: seed, use: .draw)
  }

  public func key(ofSurvivor id: String) -> DrawKey { DrawKey(keys.key(of: id)) }

  public func makeGenerator() -> SplitMix64 { SplitMix64(seed: seed) }
}
