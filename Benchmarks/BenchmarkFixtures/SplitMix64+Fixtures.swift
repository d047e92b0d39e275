import AssignmentCore

extension SplitMix64 {
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
