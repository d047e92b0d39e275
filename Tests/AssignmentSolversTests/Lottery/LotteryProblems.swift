import AssignmentConformance
import AssignmentCore

/// Seeded problems for lotteries, with places short so that chances are fractions.
enum LotteryProblems {
  static func tiny(seed: UInt64) throws -> AssignmentProblem {
    var random = SplitMix64(seed: seed)
    let rows = random.integer(in: 1...5)
    let columns = random.integer(in: 1...4)
    let density = random.integer(in: 25...80)
    var starts = [0]
    var ends: [Int32] = []
    for _ in 0..<rows {
      for column in 0..<columns where random.chance(density) { ends.append(Int32(column)) }
      starts.append(ends.count)
    }
    let groups = (0..<random.integer(in: 0...3)).map { group in
      ColumnGroup(parent: Int32(random.integer(in: -1...group - 1)), capacity: Int32(random.integer(in: 0...4)))
    }
    let classes = random.integer(in: 1...3)
    return try AssignmentProblem(
      rowCounts: (0..<rows).map { _ in Int32(random.integer(in: 0...5)) },
      columnCapacities: (0..<columns).map { _ in Int32(random.integer(in: 0...3)) },
      columnParents: groups.isEmpty ? [] : (0..<columns).map { _ in Int32(random.integer(in: -1...groups.count - 1)) },
      groups: groups, arcs: .sparse(starts: starts, columns: ends),
      levels: [
        ObjectiveLevel(
          name: "served", scores: .perRow((0..<rows).map { _ in Int64(random.integer(in: 1...classes)) }))
      ])
  }

  /// Few enough plans to try them all: up to 4 types of 3 people.
  static func minute(seed: UInt64) throws -> AssignmentProblem {
    var random = SplitMix64(seed: seed)
    let (rows, columns) = (random.integer(in: 1...4), random.integer(in: 1...3))
    let density = random.integer(in: 30...80)
    var starts = [0]
    var ends: [Int32] = []
    for _ in 0..<rows {
      for column in 0..<columns where random.chance(density) { ends.append(Int32(column)) }
      starts.append(ends.count)
    }
    let groups = (0..<random.integer(in: 0...2)).map { group in
      ColumnGroup(parent: Int32(random.integer(in: -1...group - 1)), capacity: Int32(random.integer(in: 1...3)))
    }
    let classes = random.integer(in: 1...3)
    return try AssignmentProblem(
      rowCounts: (0..<rows).map { _ in Int32(random.integer(in: 1...3)) },
      columnCapacities: (0..<columns).map { _ in Int32(random.integer(in: 1...2)) },
      columnParents: groups.isEmpty ? [] : (0..<columns).map { _ in Int32(random.integer(in: -1...groups.count - 1)) },
      groups: groups, arcs: .sparse(starts: starts, columns: ends),
      levels: [
        ObjectiveLevel(
          name: "served", scores: .perRow((0..<rows).map { _ in Int64(random.integer(in: 1...classes)) }))
      ])
  }

  /// Many types that compete for few of many columns, so that arcs are held as lists.
  static func wide(seed: UInt64) throws -> AssignmentProblem {
    var random = SplitMix64(seed: seed)
    let (rows, columns) = (random.integer(in: 30...120), random.integer(in: 200...600))
    let groups = (0..<random.integer(in: 0...6)).map { group in
      ColumnGroup(parent: Int32(random.integer(in: -1...group - 1)), capacity: Int32(random.integer(in: 2...30)))
    }
    var starts = [0]
    var ends: [Int32] = []
    for _ in 0..<rows {
      let reach = random.integer(in: 5...60)
      ends += Set((0..<random.integer(in: 1...4)).map { _ in Int32(random.integer(in: 0...reach)) }).sorted()
      starts.append(ends.count)
    }
    let classes = random.integer(in: 1...3)
    return try AssignmentProblem(
      rowCounts: (0..<rows).map { _ in Int32(random.integer(in: 0...4)) },
      columnCapacities: (0..<columns).map { _ in Int32(random.integer(in: 0...4)) },
      columnParents: groups.isEmpty ? [] : (0..<columns).map { _ in Int32(random.integer(in: -1...groups.count - 1)) },
      groups: groups, arcs: .sparse(starts: starts, columns: ends),
      levels: [
        ObjectiveLevel(
          name: "served", scores: .perRow((0..<rows).map { _ in Int64(random.integer(in: 1...classes)) }))
      ])
  }

  /// The same problem with other scores in the first level, and with columns added that nobody reaches.
  static func changed(
    _ problem: AssignmentProblem, scores: [Int64], columns: Int = 0
  ) throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: problem.rowCounts, columnCapacities: problem.columnCapacities + Array(repeating: 1, count: columns),
      columnParents: problem.columnParents.isEmpty
        ? [] : problem.columnParents + Array(repeating: -1, count: columns),
      groups: problem.groups, arcs: problem.arcs,
      levels: [ObjectiveLevel(name: "served", scores: .perRow(scores))])
  }

  static func scores(_ problem: AssignmentProblem) -> [Int64] {
    guard case .perRow(let scores) = problem.levels[0].scores else { return [] }
    return scores
  }

  /// Whether some group has less capacity than its columns.
  static func capsBind(_ problem: AssignmentProblem) -> Bool {
    problem.groups.indices.contains { group in
      let inside = problem.columnParents.indices.filter { problem.columnParents[$0] == Int32(group) }
      let places = inside.reduce(0) { $0 + problem.columnCapacities[$1] }
      return problem.groups[group].capacity < places
    }
  }
}
