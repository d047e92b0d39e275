import AssignmentCore

/// Where one unit may go.
struct Way {
  /// The row that places it: its own, or the one to which it is handed.
  let row: Int
  /// A column, or a counted idle group after all columns.
  let place: Int
  /// One entry per level.
  let scores: [Int64]
}

/// The places of a problem and the ways to them, for ``ExactOracle``.
struct WaysOfUnits {
  /// Idle groups whose marginals count what flows through them; others need not be told apart.
  let counted: [Int]

  init(_ problem: AssignmentProblem) {
    let used = Set(problem.idleParents)
    counted = problem.marginals.map { $0.outlet - problem.columnCount }.filter { $0 >= 0 && used.contains(Int32($0)) }
  }

  /// The ways of a unit of this row, and whether it may stay unserved without being counted.
  func ways(ofRow row: Int, _ problem: AssignmentProblem) -> (ways: [Way], mayVanish: Bool) {
    var ways: [Way] = []
    let parent = problem.rowParents.isEmpty ? -1 : Int(problem.rowParents[row])
    for placing in parent < 0 ? [row] : [row, parent] {
      for arc in problem.arcs.arcs(ofRow: placing) {
        let scores = problem.levels.map { $0.score(row: placing, arc: arc) }
        ways.append(Way(row: placing, place: problem.arcs.column(ofArc: arc, inRow: placing), scores: scores))
      }
    }
    let last = parent < 0 ? row : parent
    let idle = problem.idleParents.isEmpty ? -1 : Int(problem.idleParents[last])
    guard let index = counted.firstIndex(of: idle) else { return (ways, true) }
    let nothing = problem.levels.map { _ in Int64(0) }
    ways.append(Way(row: last, place: problem.columnCount + index, scores: nothing))
    return (ways, false)
  }

  /// Most units that can come to each place.
  func limits(_ problem: AssignmentProblem) -> [Int] {
    var arriving = [Int](repeating: 0, count: problem.columnCount + counted.count)
    for row in 0..<problem.rowCount {
      for place in Set(ways(ofRow: row, problem).ways.map(\.place)) { arriving[place] += Int(problem.rowCounts[row]) }
    }
    for column in 0..<problem.columnCount {
      arriving[column] = min(arriving[column], Int(problem.columnCapacities[column]))
    }
    return arriving
  }

  /// Units through every group that come from rows, not from columns.
  func unserved(_ places: [Int], _ problem: AssignmentProblem) -> [Int] {
    var unserved = problem.groups.map { _ in 0 }
    for (index, group) in counted.enumerated() { unserved[group] = places[problem.columnCount + index] }
    return unserved
  }
}
