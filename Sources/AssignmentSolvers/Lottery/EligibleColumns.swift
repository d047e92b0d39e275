import AssignmentCore

/// The columns of each row, to be met with a set of columns: as sets of bits where rows are eligible for many columns,
/// as lists where they are eligible for few.
///
/// Bits take no more memory than the lists, and then a row costs one step per 64 columns instead of one per arc.
struct EligibleColumns: Sendable {
  /// Words of a set of columns.
  let wordCount: Int
  /// Sets of columns by row, or by kind of row; empty where lists serve.
  private let bits: [UInt64]
  /// The kind of each row; empty where each has a set of its own.
  private let kinds: [Int32]
  /// Compressed rows; empty where bits serve.
  private let starts: [Int]
  private let columns: [Int32]

  /// The pairs of the problem, or those that codes tell.
  init(_ problem: AssignmentProblem, _ sets: PairSets? = nil) {
    let words = (problem.columnCount + 63) / 64
    wordCount = words
    if let sets {
      (bits, kinds, starts, columns) = (sets.bits, sets.kindOfRow, [], [])
      return
    }
    kinds = []
    if case .sparse(let starts, let columns) = problem.arcs.storage, columns.count / 2 < problem.rowCount * words {
      (bits, self.starts, self.columns) = ([], starts, columns)
    } else {
      (bits, starts, columns) = (Self.sets(problem.arcs, rows: problem.rowCount, words: words), [], [])
    }
  }

  private static func sets(_ arcs: ArcSource, rows: Int, words: Int) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: rows * words)
    switch arcs.storage {
    case .dense(_, let columns):
      for row in 0..<rows { for column in 0..<columns { bits[row * words + column >> 6] |= 1 << UInt64(column & 63) } }
    case .sparse(let starts, let columns):
      for row in 0..<rows {
        let base = row * words
        for place in starts[row]..<starts[row + 1] {
          let column = Int(columns[place])
          bits[base + column >> 6] |= 1 << UInt64(column & 63)
        }
      }
    }
    return bits
  }

  @inline(__always)
  private func base(_ row: Int) -> Int { wordCount * (kinds.isEmpty ? row : Int(kinds[row])) }

  /// What it costs to go through a row, in words or arcs.
  func cost(ofRow row: Int) -> Int { bits.isEmpty ? starts[row + 1] - starts[row] : wordCount }

  /// Moves the row's columns from a set to the end of a list, ascending.
  func take(row: Int, from set: inout [UInt64], to list: inout [Int32]) {
    guard !bits.isEmpty else {
      for place in starts[row]..<starts[row + 1] {
        let column = Int(columns[place])
        let bit = UInt64(1) << UInt64(column & 63)
        guard set[column >> 6] & bit != 0 else { continue }
        set[column >> 6] ^= bit
        list.append(Int32(truncatingIfNeeded: column))
      }
      return
    }
    let base = base(row)
    for word in 0..<wordCount {
      var met = bits[base + word] & set[word]
      if met == 0 { continue }
      set[word] ^= met
      while met != 0 {
        list.append(Int32(truncatingIfNeeded: word << 6 + met.trailingZeroBitCount))
        met &= met - 1
      }
    }
  }

  /// The row's first column from a position on; the position moves to it.
  ///
  /// With bits, columns that are not in the set of which `words` holds the bits from `offset` on are passed over; with
  /// lists they are not. Positions of a row begin at 0; go on behind a column by adding 1.
  func next(row: Int, position: inout Int32, in words: [UInt64], at offset: Int) -> Int? {
    guard !bits.isEmpty else {
      let place = starts[row] + Int(position)
      return place < starts[row + 1] ? Int(columns[place]) : nil
    }
    var word = Int(position) >> 6
    guard word < wordCount else { return nil }
    let base = base(row)
    var met = bits[base + word] & words[offset + word] & (UInt64.max << UInt64(position & 63))
    while met == 0 {
      word += 1
      guard word < wordCount else { break }
      met = bits[base + word] & words[offset + word]
    }
    let column = met == 0 ? wordCount << 6 : word << 6 + met.trailingZeroBitCount
    position = Int32(truncatingIfNeeded: column)
    return met == 0 ? nil : column
  }
}
