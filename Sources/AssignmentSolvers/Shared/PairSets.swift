// Problem: who is eligible for whom, asked for millions of times by searches, where pairs are told by codes.
// Formulation: of every facet each code of a row is the set of columns that it admits, as bits; the columns of a row are
// the intersection over the facets, less what exceptions bar. Rows with equal sets are mostly one *kind*, which is held
// once. A search that only wants columns not met before reads 64 of them in one step.
// Invariants: a bit is set exactly where `CellArcs.score(row:column:)` is not nil.
// Complexity: O(rows × facets + kinds × columns ÷ 64 + codes × columns) to build; kinds × columns bits.
// Cannot: hold sets of more than 2³³ bits; `fits` says so.

package import AssignmentCore

/// Eligible pairs told by codes, as sets of bits.
package struct PairSets: Sendable {
  /// Words of a set of columns.
  let wordCount: Int
  /// Sets of columns, one of `wordCount` words for each kind of rows.
  let bits: [UInt64]
  /// The kind of each row.
  let kindOfRow: [Int32]
  /// Of each kind.
  private let sizes: [Int32]
  private let cells: CellArcs
  private let points: PointTable

  /// Builds the sets.
  package init(_ cells: CellArcs) {
    self.cells = cells
    wordCount = (cells.columnCount + 63) / 64
    (kindOfRow, bits) = Self.kinds(cells, wordCount)
    points = PointTable(cells)
    let (words, sets) = (max(1, wordCount), bits)
    sizes = (0..<sets.count / words).map { kind in
      Int32(truncatingIfNeeded: sets[kind * words..<(kind + 1) * words].reduce(0) { $0 + $1.nonzeroBitCount })
    }
  }

  /// Whether the sets of so many rows and columns can be held.
  package static func fits(rows: Int, columns: Int) -> Bool {
    let (pairs, overflow) = rows.multipliedReportingOverflow(by: columns)
    return !overflow && pairs <= 1 << 33
  }

  /// How many columns are eligible for a row.
  package func degree(_ row: Int) -> Int { wordCount == 0 ? 0 : Int(sizes[Int(kindOfRow[row])]) }

  /// Whether a pair is eligible.
  @inline(__always)
  package func contains(_ row: Int, _ column: Int) -> Bool {
    bits[start(row) + column >> 6] & 1 << UInt64(column & 63) != 0
  }

  /// What an eligible pair scores.
  @inline(__always)
  package func score(_ row: Int, _ column: Int) -> Int64 {
    let sum = points.sum(row, column)
    return cells.exceptionStarts.isEmpty ? sum : sum + Int64(cells.exception(row: row, column: column) ?? 0)
  }

  /// No pair of a row scores more beyond ``pointsAlike``: the sum of the most that each of its codes gives, and exceptions.
  var mostPoints: [Int64] {
    var most = [Int64](repeating: 0, count: cells.rowCount)
    for facet in cells.facets where facet.rowKinds > 1 {
      let width = facet.columnKinds
      let ofCode = (0..<facet.rowKinds).map { code in
        facet.points[code * width..<(code + 1) * width].reduce(Int64(CellArcs.ineligible)) { max($0, Int64($1)) }
      }
      for row in most.indices { most[row] += ofCode[Int(facet.rowCodes[row])] }
    }
    var own = most.map { _ in Int64(0) }
    for pair in cells.exceptions where pair.points != CellArcs.ineligible {
      own[Int(pair.row)] = max(own[Int(pair.row)], Int64(pair.points))
    }
    return zip(most, own).map { $0 + $1 }
  }

  /// What each column gives every row.
  var pointsAlike: [Int32] { points.alike }

  /// Where the set of a row begins.
  @inline(__always)
  func start(_ row: Int) -> Int { Int(kindOfRow[row]) * wordCount }

  /// Every column of a row, ascending, until one is refused; answers whether none was.
  @inline(__always)
  package func forEachColumn(ofRow row: Int, _ visit: (Int) -> Bool) -> Bool {
    let start = start(row)
    for word in 0..<wordCount {
      var met = bits[start + word]
      while met != 0 {
        if !visit(word << 6 + met.trailingZeroBitCount) { return false }
        met &= met - 1
      }
    }
    return true
  }

  /// Moves the row's columns out of a set to the end of a list, ascending and numbered from `first`.
  @inline(__always)
  func take(_ row: Int, from set: inout [UInt64], to list: inout [Int32], numberedFrom first: Int) {
    let start = start(row)
    for word in 0..<wordCount {
      var met = bits[start + word] & set[word]
      if met == 0 { continue }
      set[word] ^= met
      while met != 0 {
        list.append(Int32(truncatingIfNeeded: first + word << 6 + met.trailingZeroBitCount))
        met &= met - 1
      }
    }
  }

  /// A set of the first `count` numbers.
  static func full(_ count: Int) -> [UInt64] {
    var set = [UInt64](repeating: .max, count: (count + 63) / 64)
    if count & 63 != 0 { set[set.count - 1] = 1 << UInt64(count & 63) - 1 }
    return set
  }

  /// Sets of rows, one of `(rows + 63) / 64` words for each column.
  ///
  /// O(rows × columns ÷ 10), by blocks of 64 × 64.
  package func transposed() -> [UInt64] {
    let (rows, words) = (kindOfRow.count, (kindOfRow.count + 63) / 64)
    var turned = [UInt64](repeating: 0, count: wordCount << 6 * words)
    var block = [UInt64](repeating: 0, count: 64)
    for rowWord in 0..<words {
      for columnWord in 0..<wordCount {
        for place in 0..<64 {
          let row = rowWord << 6 + place
          block[place] = row < rows ? bits[start(row) + columnWord] : 0
        }
        Self.turn(&block)
        for place in 0..<64 { turned[(columnWord << 6 + place) * words + rowWord] = block[place] }
      }
    }
    return turned
  }

  /// Swaps rows and columns of 64 × 64 bits, halves first, then quarters, down to single bits.
  private static func turn(_ block: inout [UInt64]) {
    var (width, mask) = (32, UInt64(0xFFFF_FFFF))
    while width > 0 {
      var place = 0
      while place < 64 {
        let crossing = (block[place] >> UInt64(width) ^ block[place + width]) & mask
        block[place] ^= crossing << UInt64(width)
        block[place + width] ^= crossing
        place = (place + width + 1) & ~width
      }
      width >>= 1
      mask ^= mask << UInt64(width)
    }
  }
}

extension PairSets {
  /// The kind of each row, and the sets of the kinds: facet by facet, those with fewest codes of rows first.
  private static func kinds(_ cells: CellArcs, _ words: Int) -> (kindOfRow: [Int32], bits: [UInt64]) {
    var kinds = [Int32](repeating: 0, count: cells.rowCount)
    var bits = full(cells.columnCount)
    let order = cells.facets.indices.sorted {
      (cells.facets[$0].rowKinds, $0) < (cells.facets[$1].rowKinds, $1)
    }
    for index in order {
      let facet = cells.facets[index]
      let (slotOfCode, sets) = admitted(facet, words)
      var known: [Int64: Int32] = [:]
      var met: [UInt64] = []
      for row in kinds.indices {
        let (kind, slot) = (kinds[row], slotOfCode[Int(facet.rowCodes[row])])
        let key = Int64(kind) << 32 | Int64(slot)
        if let same = known[key] {
          kinds[row] = same
          continue
        }
        kinds[row] = Int32(truncatingIfNeeded: known.count)
        known[key] = kinds[row]
        for word in 0..<words { met.append(bits[Int(kind) * words + word] & sets[Int(slot) * words + word]) }
      }
      bits = met
    }
    bar(cells, words, &kinds, &bits)
    return (kinds, bits)
  }

  /// The columns that each code of a row admits; codes that admit the same share a set.
  private static func admitted(_ facet: CellArcs.Facet, _ words: Int) -> (slotOfCode: [Int32], sets: [UInt64]) {
    let width = facet.columnKinds
    var known: [[UInt64]: Int32] = [:]
    var slotOfCode: [Int32] = []
    var sets: [UInt64] = []
    for code in 0..<facet.rowKinds {
      var pattern = [UInt64](repeating: 0, count: (width + 63) / 64)
      for kind in 0..<width where facet.points[code * width + kind] != CellArcs.ineligible {
        pattern[kind >> 6] |= 1 << UInt64(kind & 63)
      }
      if let slot = known[pattern] {
        slotOfCode.append(slot)
        continue
      }
      slotOfCode.append(Int32(truncatingIfNeeded: known.count))
      known[pattern] = slotOfCode[code]
      let start = sets.count
      sets += [UInt64](repeating: 0, count: words)
      for (column, kind) in facet.columnCodes.enumerated() {
        sets[start + column >> 6] |= (pattern[Int(kind) >> 6] >> UInt64(kind & 63) & 1) << UInt64(column & 63)
      }
    }
    return (slotOfCode, sets)
  }

  /// Rows with a pair that is barred are kinds of their own.
  private static func bar(_ cells: CellArcs, _ words: Int, _ kinds: inout [Int32], _ bits: inout [UInt64]) {
    var last: Int32 = -1
    for pair in cells.exceptions where pair.points == CellArcs.ineligible {
      let row = Int(pair.row)
      if pair.row != last {
        let own = bits.count / words
        for word in 0..<words { bits.append(bits[Int(kinds[row]) * words + word]) }
        kinds[row] = Int32(truncatingIfNeeded: own)
        last = pair.row
      }
      bits[Int(kinds[row]) * words + Int(pair.column) >> 6] &= ~(1 << UInt64(pair.column & 63))
    }
  }
}

/// Points of eligible pairs, exceptions apart: of facets that give any, laid out for inner loops.
///
/// Facets to which all rows are alike are one number a column. Of the others there are four lanes, or more: four are read
/// without a loop, and a lane that no facet fills gives nothing.
private struct PointTable: Sendable {
  private let width: Int
  /// Row × width: where the points of its code begin.
  private let rowStarts: [Int32]
  private let columnCodes: [Int32]
  private let points: [Int32]
  /// What a column gives every row.
  let alike: [Int32]

  init(_ cells: CellArcs) {
    let scoring = cells.facets.filter { $0.points.contains { $0 != 0 && $0 != CellArcs.ineligible } }
    let facets = scoring.filter { $0.rowKinds > 1 }
    let width = max(4, facets.count)
    var rowStarts = [Int32](repeating: 0, count: cells.rowCount * width)
    var columnCodes = [Int32](repeating: 0, count: cells.columnCount * width)
    // The first is what empty lanes give.
    var points: [Int32] = [0]
    for (place, facet) in facets.enumerated() {
      for row in 0..<cells.rowCount {
        let start = points.count + Int(facet.rowCodes[row]) * facet.columnKinds
        rowStarts[row * width + place] = Int32(truncatingIfNeeded: start)
      }
      for column in 0..<cells.columnCount { columnCodes[column * width + place] = facet.columnCodes[column] }
      points += facet.points
    }
    alike = (0..<cells.columnCount).map { column in
      // No score is beyond ±2³⁰; what is not eligible is asked by nobody.
      scoring.filter { $0.rowKinds == 1 }.reduce(0) { $0 &+ $1.points[Int($1.columnCodes[column])] }
    }
    (self.width, self.rowStarts, self.columnCodes, self.points) = (width, rowStarts, columnCodes, points)
  }

  @inline(__always)
  func sum(_ row: Int, _ column: Int) -> Int64 {
    let (left, right) = (row * width, column * width)
    var sum = alike[column] &+ points[Int(rowStarts[left] &+ columnCodes[right])]
    sum = sum &+ points[Int(rowStarts[left + 1] &+ columnCodes[right + 1])]
    sum = sum &+ points[Int(rowStarts[left + 2] &+ columnCodes[right + 2])]
    sum = sum &+ points[Int(rowStarts[left + 3] &+ columnCodes[right + 3])]
    var place = 4
    while place < width {
      sum = sum &+ points[Int(rowStarts[left + place] &+ columnCodes[right + place])]
      place += 1
    }
    return Int64(sum)
  }
}
