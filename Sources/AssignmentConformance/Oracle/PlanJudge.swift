package import AssignmentCore

/// Feasibility and value of a plan, written from the definition once more.
///
/// Shares nothing with the verifier, so that the two can be compared.
package enum PlanJudge {
  /// The level values of a plan, or nil where it breaks a rule.
  package static func values(
    of flows: [Assignment.Flow], in problem: AssignmentProblem, sideConstraints: Bool = true
  ) -> [Int64]? {
    var served = [Int](repeating: 0, count: problem.rowCount)
    var loads = [Int](repeating: 0, count: problem.columnCount)
    var values = [Int64](repeating: 0, count: problem.levels.count)
    var seen: [[Bool]] = problem.rowCounts.map { _ in [Bool](repeating: false, count: problem.columnCount) }
    for flow in flows {
      let (row, column) = (Int(flow.row), Int(flow.column))
      guard served.indices.contains(row), loads.indices.contains(column), flow.units > 0, !seen[row][column],
        let arc = problem.arcs.arcs(ofRow: row).first(where: { problem.arcs.column(ofArc: $0, inRow: row) == column })
      else { return nil }
      seen[row][column] = true
      served[row] += Int(flow.units)
      loads[column] += Int(flow.units)
      for level in values.indices {
        values[level] += Int64(flow.units) * problem.levels[level].score(row: row, arc: arc)
      }
    }
    guard let left = left(served, problem) else { return nil }
    for column in loads.indices where loads[column] > Int(problem.columnCapacities[column]) { return nil }
    var unserved = problem.groups.map { _ in 0 }
    for (row, group) in problem.idleParents.enumerated() where group >= 0 { unserved[Int(group)] += left[row] }
    guard let extra = OutletJudge(problem).values(ofLoads: loads, unserved: unserved) else { return nil }
    if sideConstraints, !problem.sideConstraints.allSatisfy({ meets(flows, $0, problem) }) { return nil }
    return zip(values, extra).map { $0 + $1 }
  }

  /// Units that stay unserved in each row, or nil where a row places more than it has and is handed.
  private static func left(_ served: [Int], _ problem: AssignmentProblem) -> [Int]? {
    var left = zip(problem.rowCounts, served).map { Int($0) - $1 }
    for row in problem.rowParents.indices where problem.rowParents[row] >= 0 {
      if left[row] < 0 { return nil }
      left[Int(problem.rowParents[row])] += left[row]
      left[row] = 0
    }
    return left.contains { $0 < 0 } ? nil : left
  }

  private static func meets(
    _ flows: [Assignment.Flow], _ side: SideConstraint, _ problem: AssignmentProblem
  ) -> Bool {
    switch side {
    case .budget(let column, let weights, let limit):
      let spent = flows.filter { $0.column == column }.map { flow in
        weights.filter { $0.row == flow.row }.map { $0.weight * Int64(flow.units) }.reduce(0, +)
      }
      return spent.reduce(0, +) <= limit
    case .together(let rows, let cells, let allOrNone):
      let ours = flows.filter { rows.contains($0.row) }
      let used = ours.map { cells.cells[Int($0.column)] }
      let people = rows.enumerated().filter { rows.firstIndex(of: $0.element) == $0.offset }
        .map { Int(problem.rowCounts[Int($0.element)]) }.reduce(0, +)
      let went = ours.map { Int($0.units) }.reduce(0, +)
      return used.allSatisfy { $0 == used.first } && (!allOrNone || went == 0 || went == people)
    case .linear(let linear):
      let sum = flows.map { flow in
        let named = linear.terms.filter { term in
          term.rows.contains(flow.row) && (term.columns.map { $0.contains(flow.column) } ?? true)
        }
        return named.map { $0.weight * Int64(flow.units) }.reduce(0, +)
      }.reduce(0, +)
      return linear.lower.map { $0 <= sum } ?? true && linear.upper.map { sum <= $0 } ?? true
    }
  }
}

/// What column loads and unserved units mean above the columns: group caps, floors and marginal scores.
package struct OutletJudge {
  private let problem: AssignmentProblem
  /// Nothing to judge: no groups, floors or marginals.
  package let isTrivial: Bool

  package init(_ problem: AssignmentProblem) {
    self.problem = problem
    isTrivial =
      problem.groups.isEmpty && problem.marginals.isEmpty && problem.columnFloors.allSatisfy { $0 == 0 }
  }

  /// Marginal scores of the loads by level, or nil where a cap or floor is broken; `unserved` by group.
  package func values(ofLoads loads: [Int], unserved: [Int]) -> [Int64]? {
    var extra = [Int64](repeating: 0, count: problem.levels.count)
    if isTrivial { return extra }
    var flows = loads + unserved
    for column in loads.indices where !problem.columnParents.isEmpty {
      var group = Int(problem.columnParents[column])
      while group >= 0 {
        flows[loads.count + group] += loads[column]
        group = Int(problem.groups[group].parent)
      }
    }
    for (column, floor) in problem.columnFloors.enumerated() where loads[column] < Int(floor) { return nil }
    for (index, group) in problem.groups.enumerated() {
      let flow = flows[loads.count + index]
      if flow > Int(group.capacity) || flow < Int(group.floor) { return nil }
    }
    for marginal in problem.marginals {
      var unit = 0
      for segment in marginal.segments {
        for _ in 0..<min(Int(segment.width), flows[marginal.outlet] - unit) {
          unit += 1
          for level in extra.indices { extra[level] += segment.scores[level] }
        }
      }
    }
    return extra
  }
}
