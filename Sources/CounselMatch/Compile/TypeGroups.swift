// Problem: find out who of a million people are alike in all that decides.
// Formulation: what decides about a person is a key of a fixed number of words. Keys are made and hashed in parts, side by
// side; then one pass puts every person to the first with an equal key, found by its hash and compared word by word.
// Invariants: types are numbered in the order in which they occur, so neither hashes nor threads decide anything; at most
// half of the table is taken, so a search ends.
// Complexity: O(people × words) expected.

/// People with equal keys, as types.
struct TypeGroups {
  /// Type of each position, numbered in the order in which types occur.
  private(set) var typeOf: [Int32] = []
  /// The first position of each type.
  private(set) var first: [Int32] = []

  private let width: Int
  private let parts: [Part]
  private var hashes: [UInt64] = []
  /// Type at each place of the hash table, −1 for none.
  private var table = [Int32](repeating: -1, count: 1 << 10)

  private struct Part: Sendable {
    var words: [UInt64] = []
    var hashes: [UInt64] = []
  }

  /// - Parameters:
  ///   - count: how many positions there are.
  ///   - width: words of a key.
  ///   - threads: at most so many; nothing depends on it.
  ///   - key: appends the words of a position's key.
  init(count: Int, width: Int, threads: Int, key: @Sendable (Int, inout [UInt64]) -> Void) {
    self.width = width
    parts = Parts.map(count, threads: threads) { range in
      var part = Part()
      part.words.reserveCapacity(range.count * width)
      part.hashes.reserveCapacity(range.count)
      for position in range {
        key(position, &part.words)
        part.hashes.append(Self.hash(part.words[(part.words.count - width)...]))
      }
      return part
    }
    typeOf.reserveCapacity(count)
    for part in parts { for hash in part.hashes { take(hash) } }
  }

  private mutating func take(_ hash: UInt64) {
    let position = typeOf.count
    let mask = table.count - 1
    var place = Int(truncatingIfNeeded: hash >> 1) & mask
    while table[place] >= 0 {
      let type = Int(table[place])
      if hashes[type] == hash, isEqual(position, Int(first[type])) {
        typeOf.append(Int32(truncatingIfNeeded: type))
        return
      }
      place = (place + 1) & mask
    }
    let type = Int32(truncatingIfNeeded: first.count)
    table[place] = type
    typeOf.append(type)
    first.append(Int32(truncatingIfNeeded: position))
    hashes.append(hash)
    if first.count * 2 > table.count { grow() }
  }

  private mutating func grow() {
    table = [Int32](repeating: -1, count: table.count * 4)
    let mask = table.count - 1
    for type in hashes.indices {
      var place = Int(truncatingIfNeeded: hashes[type] >> 1) & mask
      while table[place] >= 0 { place = (place + 1) & mask }
      table[place] = Int32(truncatingIfNeeded: type)
    }
  }

  private func isEqual(_ left: Int, _ right: Int) -> Bool {
    let (one, other) = (left % Parts.size * width, right % Parts.size * width)
    let (words, others) = (parts[left / Parts.size].words, parts[right / Parts.size].words)
    for word in 0..<width where words[one + word] != others[other + word] { return false }
    return true
  }

  private static func hash(_ words: ArraySlice<UInt64>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for word in words {
      hash = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 29
    }
    return (hash &* 0x94D0_49BB_1331_11EB) ^ (hash >> 32)
  }
}
