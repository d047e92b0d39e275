internal import CounselMatch

/// What the verifier asks of a pair, by positions in canonical order.
protocol PairRules {
  /// The score of a pair that may be made; nil where a rule, a missing fact or an exclusion forbids it.
  func score(survivor: Int, attorney: Int) -> ScoreBreakdown?
  /// Every rule that forbids the pair.
  func blocks(survivor: Int, attorney: Int) -> [String]
}

/// Which groups of survivors may go to which groups of attorneys: one bit for each pair of groups.
struct PairMap {
  let rows: [[Int]]
  let columns: [[Int]]
  /// Words of bits in each row.
  let words: Int
  private var bits: [UInt64]

  /// Evaluates every pair of groups once.
  ///
  /// Complexity: O(row groups × column groups) rule evaluations, one bit each.
  init(
    rows: [[Int]], columns: [[Int]], rules: some PairRules,
    visit: (_ row: Int, _ column: Int, _ score: ScoreBreakdown) -> Void
  ) {
    self.rows = rows
    self.columns = columns
    words = (columns.count + 63) / 64
    bits = [UInt64](repeating: 0, count: rows.count * words)
    for row in rows.indices {
      for column in columns.indices {
        guard let score = rules.score(survivor: rows[row][0], attorney: columns[column][0]) else { continue }
        bits[row * words + column / 64] |= 1 << UInt64(column % 64)
        visit(row, column, score)
      }
    }
  }

  func allows(row: Int, column: Int) -> Bool { bits[row * words + column / 64] >> UInt64(column % 64) & 1 == 1 }

  /// The columns 64 × word … 64 × word + 63 that a row may go to, lowest bit first.
  func bits(row: Int, word: Int) -> UInt64 { bits[row * words + word] }

  func isEmpty(row: Int) -> Bool { bits[(row * words)..<((row + 1) * words)].allSatisfy { $0 == 0 } }

  /// Attorneys that at least one of these row groups may go to, ascending.
  func neighbours(ofRows chosen: [Int]) -> [Int] {
    var union = [UInt64](repeating: 0, count: words)
    for row in chosen {
      for word in 0..<words { union[word] |= bits[row * words + word] }
    }
    return columns.indices.filter { union[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }.flatMap { columns[$0] }.sorted()
  }
}
