/// An ordered group of fixed width: scores of several levels, compared lexicographically.
///
/// Z^L in lexicographic order is an ordered group, so shortest paths, potentials and weak duality hold for such
/// vectors unchanged, and no level is ever folded into another by a big weight. The kernel that uses a width proves
/// that nothing overflows.
protocol ScoreVector: Comparable, AdditiveArithmetic, Sendable {
  /// Number of levels held.
  static var width: Int { get }
  /// Level l of the vector is `level(offset + l)`.
  init(offset: Int, _ level: (Int) -> Int64)
  /// The vector's level `index`, cut to 64 bits.
  func level(_ index: Int) -> Int64
}

extension Int64: ScoreVector {
  static var width: Int { 1 }

  init(offset: Int, _ level: (Int) -> Int64) { self = level(offset) }

  func level(_ index: Int) -> Int64 { self }
}

/// For the few problems whose scores are so large that a distance could leave 64 bits.
extension Int128: ScoreVector {
  static var width: Int { 1 }

  init(offset: Int, _ level: (Int) -> Int64) { self.init(level(offset)) }

  func level(_ index: Int) -> Int64 { Int64(truncatingIfNeeded: self) }
}

/// Two vectors one after the other; nested, any power of two of levels.
struct ScorePair<Part: ScoreVector>: ScoreVector {
  var head: Part
  var tail: Part

  static var width: Int { 2 * Part.width }
  static var zero: Self { Self(head: .zero, tail: .zero) }

  init(head: Part, tail: Part) {
    self.head = head
    self.tail = tail
  }

  init(offset: Int, _ level: (Int) -> Int64) {
    head = Part(offset: offset, level)
    tail = Part(offset: offset + Part.width, level)
  }

  func level(_ index: Int) -> Int64 {
    index < Part.width ? head.level(index) : tail.level(index - Part.width)
  }

  static func < (left: Self, right: Self) -> Bool {
    left.head != right.head ? left.head < right.head : left.tail < right.tail
  }

  static func + (left: Self, right: Self) -> Self {
    Self(head: left.head + right.head, tail: left.tail + right.tail)
  }

  static func - (left: Self, right: Self) -> Self {
    Self(head: left.head - right.head, tail: left.tail - right.tail)
  }
}
