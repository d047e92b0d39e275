import AssignmentCore

/// Scores of arcs as they are found, in 32 bits as long as they fit.
struct ArcScores {
  private var narrow: [Int32] = []
  private var wide: [Int64] = []
  private(set) var least = Int64.max
  private(set) var greatest = Int64.min

  var count: Int { wide.isEmpty ? narrow.count : wide.count }

  mutating func append(_ score: Int64) {
    least = min(least, score)
    greatest = max(greatest, score)
    if wide.isEmpty, let small = Int32(exactly: score) {
      narrow.append(small)
    } else {
      if wide.isEmpty {
        wide = narrow.map { Int64($0) }
        narrow = []
      }
      wide.append(score)
    }
  }

  subscript(index: Int) -> Int64 { wide.isEmpty ? Int64(narrow[index]) : wide[index] }

  /// As a level holds them.
  var array: ScoreArray { wide.isEmpty ? .int32(narrow) : .int64(wide) }
}
