package import AssignmentCore

extension SplitMix64 {
  /// A number in 0 ..< `bound`, each equally likely; 0 where `bound` is 0.
  ///
  /// By rejection (Lemire's multiplication), so no value is favoured.
  package mutating func next(below bound: UInt64) -> UInt64 {
    guard bound > 1 else { return 0 }
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let reject = (0 &- bound) % bound
      while product.low < reject { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// An independent generator for entry `index` of `stream`: the order in which entries are made does not matter.
  package static func stream(seed: UInt64, stream: UInt64, index: UInt64) -> SplitMix64 {
    SplitMix64(seed: mixed(mixed(seed &+ 0x9E37_79B9_7F4A_7C15 &* (stream &+ 1)) ^ index))
  }
}
