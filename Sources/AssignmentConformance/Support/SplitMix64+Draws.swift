package import AssignmentCore

/// The draws of the kit and of tests: the same seed gives the same problems on every machine, because nothing here
/// depends on an algorithm of the standard library.
extension SplitMix64 {
  /// A number in 0 ..< bound; the bias of the multiplication is below bound / 2⁶⁴.
  package mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
  }

  /// A number of the range.
  package mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True with chance `percent` in a hundred.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// A permutation of 0 ..< count (Fisher–Yates).
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, below(last + 1)) }
    return order
  }
}
