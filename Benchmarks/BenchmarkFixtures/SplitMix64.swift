/// The seeded generator of the fixtures (Steele, Lea, Flood 2014).
struct SplitMix64 {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0 ..< bound.
  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// A number in the range.
  mutating func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// `count` different numbers in 0 ..< bound, ascending.
  mutating func choice(of count: Int, below bound: Int) -> [Int32] {
    var chosen: Set<Int32> = []
    while chosen.count < min(count, bound) { chosen.insert(Int32(below(bound))) }
    return chosen.sorted()
  }
}
