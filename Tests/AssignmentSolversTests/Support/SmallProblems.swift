import AssignmentCore

/// Seeded small problems, and their exact optimum by dynamic programming over the use of columns.
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

  /// The lexicographically largest level values, from the definition: rows one by one, over all uses of columns.
  ///
  /// Neither floors nor marginals nor side constraints.
  static func optimum(_ problem: AssignmentProblem) -> [Int64] {
    let zero = problem.levels.map { _ in Int64(0) }
    var best: [[Int32]: [Int64]] = [[Int32](repeating: 0, count: problem.columnCount): zero]
    for row in 0..<problem.rowCount {
      var left = best.mapValues { [problem.rowCounts[row]: $0] }
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        var next = left
        for (use, byUnits) in left {
          for (units, values) in byUnits {
            var (use, values, units) = (use, values, units)
            while units > 0, use[column] < problem.columnCapacities[column] {
              use[column] += 1
              units -= 1
              for level in values.indices { values[level] += problem.levels[level].score(row: row, arc: arc) }
              raise(&next[use, default: [:]][units], values)
            }
          }
        }
        left = next
      }
      best = left.mapValues { byUnits in byUnits.values.reduce(nil) { larger($0, $1) } ?? zero }
    }
    return best.filter { holdsCaps($0.key, problem) }.values.reduce(nil) { larger($0, $1) } ?? zero
  }

  private static func holdsCaps(_ use: [Int32], _ problem: AssignmentProblem) -> Bool {
    var flow = [Int64](repeating: 0, count: problem.groups.count)
    for column in use.indices where !problem.columnParents.isEmpty {
      var group = Int(problem.columnParents[column])
      while group >= 0 {
        flow[group] += Int64(use[column])
        group = Int(problem.groups[group].parent)
      }
    }
    return zip(flow, problem.groups).allSatisfy { $0 <= Int64($1.capacity) }
  }

  private static func larger(_ left: [Int64]?, _ right: [Int64]) -> [Int64] {
    guard let left else { return right }
    return left.lexicographicallyPrecedes(right) ? right : left
  }

  private static func raise(_ value: inout [Int64]?, _ candidate: [Int64]) { value = larger(value, candidate) }
}
