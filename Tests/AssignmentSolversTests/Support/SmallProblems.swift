import AssignmentConformance
import AssignmentCore

/// Seeded small problems with capacities and firm caps, and their exact optimum.
enum SmallProblems {
  struct Shape {
    var side = 0...5
    var counts: ClosedRange<Int32> = 0...3
    var capacities: ClosedRange<Int32> = 0...3
    var levels = 1...3
    var scores: ClosedRange<Int64> = -4...6
    /// The first level is per row, with class weights from 1.
    var served = false
    var groups = false
    /// Missing pairs, in percent; 0 makes the problem dense.
    var missing = 35
  }

  static func make(_ shape: Shape, seed: UInt64) throws -> AssignmentProblem {
    var random = SplitMix64(seed: seed)
    let rows = Int.random(in: shape.side, using: &random)
    let columns = Int.random(in: shape.side, using: &random)
    let dense = shape.missing == 0 || Int.random(in: 0..<4, using: &random) == 0
    var starts = [0]
    var arcColumns: [Int32] = []
    for _ in 0..<rows {
      for column in 0..<columns where dense || Int.random(in: 0..<100, using: &random) >= shape.missing {
        arcColumns.append(Int32(column))
      }
      starts.append(arcColumns.count)
    }
    var levels: [ObjectiveLevel] = []
    for level in 0..<Int.random(in: shape.levels, using: &random) {
      let perRow = level == 0 ? shape.served || Bool.random(using: &random) : Int.random(in: 0..<5, using: &random) == 0
      let range = perRow && level == 0 && shape.served ? 1...3 : shape.scores
      let scores = (0..<(perRow ? rows : arcColumns.count)).map { _ in Int64.random(in: range, using: &random) }
      let narrow = Bool.random(using: &random) && scores.allSatisfy { Int64(Int32(truncatingIfNeeded: $0)) == $0 }
      levels.append(
        ObjectiveLevel(
          name: "level\(level)",
          scores: perRow ? .perRow(scores) : .perArc(narrow ? .int32(scores.map { Int32($0) }) : .int64(scores))))
    }
    let groups = shape.groups ? Self.groups(&random) : []
    let parents = (0..<(shape.groups ? columns : 0)).map { _ in
      Int32.random(in: -1..<Int32(groups.count), using: &random)
    }
    return try AssignmentProblem(
      rowCounts: (0..<rows).map { _ in Int32.random(in: shape.counts, using: &random) },
      columnCapacities: (0..<columns).map { _ in Int32.random(in: shape.capacities, using: &random) },
      columnParents: parents, groups: groups,
      arcs: dense ? .dense(rows: rows, columns: columns) : .sparse(starts: starts, columns: arcColumns),
      levels: levels)
  }

  /// Nested groups: each names an earlier one, or none, as its parent.
  private static func groups(_ random: inout SplitMix64) -> [ColumnGroup] {
    (0..<Int32.random(in: 1...3, using: &random)).map { group in
      ColumnGroup(
        parent: Int32.random(in: -1..<group, using: &random), capacity: Int32.random(in: 0...5, using: &random))
    }
  }

  /// The lexicographically largest level values, from the definition.
  ///
  /// Neither side constraints nor more states than the oracle takes.
  static func optimum(_ problem: AssignmentProblem) throws -> [Int64] {
    var oracle = ExactOracle()
    guard case .optimum(let values) = oracle.solve(problem) else { throw OutOfReach() }
    return values
  }

  struct OutOfReach: Error {}
}
