// Problem: order a million people by 64-bit keys.
// Formulation: a counting sort by each eleven bits of the key, the lowest first; every pass keeps the order of the one
// before among equal digits, so equal keys stay in the order given. Digits that all keys share are passed over.
// Complexity: O(6 × (positions + 2,048)).
// Reference: Knuth, The Art of Computer Programming 3 (1973), 5.2.5.

/// Sorting by integers.
package enum RadixOrder {
  private static let bits: UInt64 = 11

  /// The positions by their keys, ascending; equal keys in the order given.
  package static func sorted(_ positions: [Int32], by keys: [UInt64]) -> [Int32] {
    let differing = positions.reduce(UInt64(0)) { $0 | (keys[Int($1)] ^ keys[Int(positions[0])]) }
    var order = positions
    var next = positions
    var shift: UInt64 = 0
    while shift < 64 {
      if differing >> shift & (1 << bits - 1) != 0 {
        pass(order, &next, keys, shift)
        swap(&order, &next)
      }
      shift += bits
    }
    return order
  }

  private static func pass(_ order: [Int32], _ next: inout [Int32], _ keys: [UInt64], _ shift: UInt64) {
    let mask: UInt64 = 1 << bits - 1
    var starts = [Int](repeating: 0, count: Int(mask) + 2)
    for position in order { starts[Int(keys[Int(position)] >> shift & mask) + 1] += 1 }
    for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
    for position in order {
      let digit = Int(keys[Int(position)] >> shift & mask)
      next[starts[digit]] = position
      starts[digit] += 1
    }
  }
}
