import AssignmentCore
import CounselMatch

/// Eligible pairs of some people with all attorneys, and what each is worth.
struct PairTable: Sendable {
  var starts: [Int] = [0]
  /// Ascending for each person.
  var columns: [Int32] = []
  var scores: [Int32] = []

  var count: Int { starts.count - 1 }

  init() {}

  /// - Complexity: O(people × attorneys).
  init(_ codes: FactCodes, people: [Int], attorneys: Int) {
    starts.reserveCapacity(people.count + 1)
    for person in people {
      for attorney in 0..<attorneys where codes.isEligible(survivor: person, attorney: attorney) {
        columns.append(Int32(truncatingIfNeeded: attorney))
        scores.append(Int32(clamping: codes.score(survivor: person, attorney: attorney).total))
      }
      starts.append(columns.count)
    }
  }

  /// From a matrix; nil where a pair is not eligible.
  init(_ matrix: [[Int32?]]) {
    for row in matrix {
      for (column, score) in row.enumerated() {
        guard let score else { continue }
        columns.append(Int32(truncatingIfNeeded: column))
        scores.append(score)
      }
      starts.append(columns.count)
    }
  }

  func arcs(of person: Int) -> Range<Int> { starts[person]..<starts[person + 1] }

  /// Appends the pairs of one person of another table that are wanted.
  mutating func append(_ other: borrowing PairTable, _ person: Int, where isWanted: (Int) -> Bool) {
    for arc in other.arcs(of: person) where isWanted(Int(other.columns[arc])) {
      columns.append(other.columns[arc])
      scores.append(other.scores[arc])
    }
    starts.append(columns.count)
  }

  /// Appends everybody of another table from `first` on.
  mutating func append(_ other: borrowing PairTable, from first: Int) {
    guard first < other.count else { return }
    let shift = columns.count - other.starts[first]
    columns += other.columns[other.starts[first]...]
    scores += other.scores[other.starts[first]...]
    for person in first..<other.count { starts.append(other.starts[person + 1] + shift) }
  }
}
