/// Which rows or columns of a matrix are equal everywhere.
///
/// A few are looked at first, at a few places: where none of these are equal, the search ends there.
enum EqualLines {
  static var mixer: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// A number that equal rows share, and others hardly ever.
  static func key<Element: RowNumber>(_ values: [Element], _ from: Int, _ count: Int) -> UInt64 {
    var (one, two) = (UInt64(0), UInt64(0))
    for place in 0..<count / 2 {
      one = (one ^ values[from + 2 * place].word) &* mixer
      two = (two ^ values[from + 2 * place + 1].word) &* mixer
    }
    if count % 2 == 1 { one = (one ^ values[from + count - 1].word) &* mixer }
    return (one ^ two >> 32) &* mixer ^ two
  }

  /// Whether a quarter of some lines, at a few places, agree with another one.
  static func lookEqual<Element: Hashable>(_ lines: Int, at value: (Int, Int) -> Element, places: Int) -> Bool {
    let sample = min(lines, 128)
    var seen: Set<[Element]> = []
    for line in 0..<sample {
      seen.insert((1...6).map { value(line * lines / sample, $0 * (places - 1) / 6) })
    }
    return 4 * seen.count <= 3 * sample
  }

  /// Whether a quarter of the same lines agree with another one everywhere, by their keys.
  static func areEqual(_ lines: Int, key: (Int) -> UInt64) -> Bool {
    let sample = min(lines, 128)
    let seen = Set((0..<sample).map { key($0 * lines / sample) })
    return 4 * seen.count <= 3 * sample
  }

  /// Groups of equal lines, members ascending, groups by their first member; nil where there are more than `limit`.
  ///
  /// Lines with the same key are compared with one of each group, so keys need not be told apart by more.
  static func grouped(
    _ lines: Int, limit: Int, key: (Int) -> UInt64, same: (Int, Int) -> Bool
  ) -> [[Int32]]? {
    var groups: [[Int32]] = []
    var byKey: [UInt64: [Int]] = [:]
    for line in 0..<lines {
      let key = key(line)
      if let group = byKey[key, default: []].first(where: { same(Int(groups[$0][0]), line) }) {
        groups[group].append(Int32(truncatingIfNeeded: line))
      } else {
        if groups.count == limit { return nil }
        byKey[key, default: []].append(groups.count)
        groups.append([Int32(truncatingIfNeeded: line)])
      }
    }
    return groups
  }
}

extension EqualLines {
  /// Groups of equal rows; nil where there are more than `limit`.
  static func rows<Element: RowNumber & Hashable>(
    of values: [Element], tall: Int, wide: Int, limit: Int
  ) -> [[Int32]]? {
    guard lookEqual(tall, at: { values[$0 * wide + $1] }, places: wide),
      areEqual(tall, key: { key(values, $0 * wide, wide) })
    else { return nil }
    return grouped(tall, limit: limit) {
      key(values, $0 * wide, wide)
    } same: { one, two in
      let (first, second) = (one * wide, two * wide)
      for column in 0..<wide where values[first + column] != values[second + column] { return false }
      return true
    }
  }

  /// Groups of equal columns; nil where there are more than `limit`, or where different ones share a key.
  static func columns<Element: RowNumber & Hashable>(
    of values: [Element], tall: Int, wide: Int, limit: Int
  ) -> [[Int32]]? {
    let some = stride(from: 0, to: tall, by: max(1, tall / 64))
    guard lookEqual(wide, at: { values[$1 * wide + $0] }, places: tall),
      areEqual(wide, key: { column in some.reduce(0) { ($0 ^ values[$1 * wide + column].word) &* mixer } })
    else { return nil }
    var keys = [UInt64](repeating: 0, count: wide)
    for row in 0..<tall {
      for column in 0..<wide { keys[column] = (keys[column] ^ values[row * wide + column].word) &* mixer }
    }
    guard let groups = grouped(wide, limit: limit, key: { keys[$0] }, same: { _, _ in true }) else { return nil }
    var first = [Int](repeating: 0, count: wide)
    for group in groups { for column in group { first[Int(column)] = Int(group[0]) } }
    for row in 0..<tall {
      let from = row * wide
      for column in 0..<wide where values[from + column] != values[from + first[column]] { return nil }
    }
    return groups
  }
}
