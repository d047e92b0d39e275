/// The seeded generator of the kit (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
///
/// The same seed gives the same problems on every machine: nothing here depends on a standard-library algorithm, so
/// draws go through ``below(_:)`` and ``integer(in:)``.
public struct SplitMix64: Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0 ..< bound; the bias of the multiplication is below bound / 2⁶⁴.
  public mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
  }

  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True with chance `percent` in a hundred.
  public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// A permutation of 0 ..< count (Fisher–Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, below(last + 1)) }
    return order
  }
}
