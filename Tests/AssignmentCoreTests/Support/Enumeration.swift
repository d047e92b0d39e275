import AssignmentCore

/// Every assignment of a tiny problem, feasible or not judged here, from the definition: shares nothing with the
/// verifier.
struct Enumeration {
  let problem: AssignmentProblem
  private(set) var feasible: [(assignment: Assignment, values: [Int64])] = []

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    let pairs = (0..<problem.rowCount).flatMap { row in
      problem.arcs.arcs(ofRow: row).map { (row, problem.arcs.column(ofArc: $0, inRow: row), $0) }
    }
    // No more than a row's own units and all that can be handed to it.
    let most = (0..<problem.rowCount).map { row in
      let givers = problem.rowParents.indices.filter { Int(problem.rowParents[$0]) == row }
      return ([row] + givers).reduce(0) { $0 + Int(problem.rowCounts[$1]) }
    }
    // An odometer over the units of each pair.
    var units = [Int](repeating: 0, count: pairs.count)
    while true {
      consider(pairs, units)
      var at = 0
      while at < pairs.count, units[at] == most[pairs[at].0] {
        units[at] = 0
        at += 1
      }
      if at == pairs.count { return }
      units[at] += 1
    }
  }

  /// The lexicographically largest values, or nil where no assignment is feasible.
  var best: [Int64]? { feasible.map(\.values).max { $0.lexicographicallyPrecedes($1) } }

  private mutating func consider(_ pairs: [(Int, Int, Int)], _ units: [Int]) {
    var served = [Int64](repeating: 0, count: problem.rowCount)
    var loads = [Int64](repeating: 0, count: problem.columnCount + problem.groups.count)
    var values = [Int64](repeating: 0, count: problem.levels.count)
    var flows: [Assignment.Flow] = []
    for (pair, amount) in zip(pairs, units) where amount > 0 {
      served[pair.0] += Int64(amount)
      loads[pair.1] += Int64(amount)
      flows.append(.init(row: Int32(pair.0), column: Int32(pair.1), units: Int32(amount)))
      for level in values.indices {
        values[level] += Int64(amount) * problem.levels[level].score(row: pair.0, arc: pair.2)
      }
    }
    var present = problem.rowCounts.map { Int64($0) }
    for (row, parent) in problem.rowParents.enumerated() where parent >= 0 {
      present[Int(parent)] += present[row] - served[row]
    }
    for row in served.indices where served[row] > present[row] { return }
    for (row, group) in problem.idleParents.enumerated() where group >= 0 {
      loads[problem.columnCount + Int(group)] += present[row] - served[row]
    }
    for column in 0..<problem.columnCount {
      var group = problem.columnParents.isEmpty ? -1 : Int(problem.columnParents[column])
      while group >= 0 {
        loads[problem.columnCount + group] += loads[column]
        group = Int(problem.groups[group].parent)
      }
    }
    let capacities = problem.columnCapacities + problem.groups.map(\.capacity)
    let noFloors = [Int32](repeating: 0, count: problem.columnCount)
    let floors = (problem.columnFloors.isEmpty ? noFloors : problem.columnFloors) + problem.groups.map(\.floor)
    for outlet in loads.indices {
      if loads[outlet] > Int64(capacities[outlet]) || loads[outlet] < Int64(floors[outlet]) { return }
    }
    for marginal in problem.marginals {
      let scores = marginal.segments.flatMap { [[Int64]](repeating: $0.scores, count: Int($0.width)) }
      for unit in 0..<min(Int(loads[marginal.outlet]), scores.count) {
        for level in values.indices { values[level] += scores[unit][level] }
      }
    }
    feasible.append((Assignment(flows: flows), values))
  }
}
