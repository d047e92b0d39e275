package import AssignmentCore

/// The exact optimum of a tiny problem with side constraints, by trying every plan.
///
/// Every unit stays unserved or takes one arc of its row or of the row to which it is handed; ``PlanJudge`` decides
/// about each plan.
/// Complexity: O(Π (degree + 1) over units); more than `limit` plans are out of reach.
package enum PlanEnumeration {
  package static func best(
    of problem: AssignmentProblem, limit: Int = 1 << 16
  ) -> (answer: ExactOracle.Answer, flows: [Assignment.Flow]) {
    let units = (0..<problem.rowCount).flatMap { row in
      [[(row: Int, column: Int)]](repeating: pairs(row, problem), count: Int(problem.rowCounts[row]))
    }
    var plans = 1
    for pairs in units {
      let (product, overflow) = plans.multipliedReportingOverflow(by: pairs.count + 1)
      guard !overflow, product <= limit else { return (.outOfReach, []) }
      plans = product
    }
    var best: (values: [Int64], flows: [Assignment.Flow])?
    for code in 0..<plans {
      let flows = flows(code, units, problem)
      guard let values = PlanJudge.values(of: flows, in: problem) else { continue }
      if best.map({ $0.values.lexicographicallyPrecedes(values) }) ?? true { best = (values, flows) }
    }
    guard let best else { return (.infeasible, []) }
    return (.optimum(best.values), best.flows)
  }

  /// Every plan that meets all rules; nil where there are too many to try.
  package static func plans(of problem: AssignmentProblem, limit: Int = 1 << 12) -> [[Assignment.Flow]]? {
    let units = (0..<problem.rowCount).flatMap { row in
      [[(row: Int, column: Int)]](repeating: pairs(row, problem), count: Int(problem.rowCounts[row]))
    }
    let count = units.reduce(1) { min(limit + 1, $0 * ($1.count + 1)) }
    guard count <= limit else { return nil }
    return (0..<count).map { flows($0, units, problem) }.filter { PlanJudge.values(of: $0, in: problem) != nil }
  }

  /// The pairs that a unit of this row may be in.
  private static func pairs(_ row: Int, _ problem: AssignmentProblem) -> [(row: Int, column: Int)] {
    let placing = [row] + (problem.rowParents.isEmpty ? [] : [Int(problem.rowParents[row])].filter { $0 >= 0 })
    return placing.flatMap { row in
      problem.arcs.arcs(ofRow: row).map { (row, problem.arcs.column(ofArc: $0, inRow: row)) }
    }
  }

  /// The plan that a mixed-radix number stands for: one digit per unit.
  private static func flows(
    _ code: Int, _ units: [[(row: Int, column: Int)]], _ problem: AssignmentProblem
  ) -> [Assignment.Flow] {
    var rest = code
    var table = [Int32](repeating: 0, count: problem.rowCount * problem.columnCount)
    for pairs in units {
      let digit = rest % (pairs.count + 1)
      rest /= pairs.count + 1
      if digit > 0 { table[pairs[digit - 1].row * problem.columnCount + pairs[digit - 1].column] += 1 }
    }
    return table.indices.filter { table[$0] > 0 }.map {
      .init(row: Int32($0 / problem.columnCount), column: Int32($0 % problem.columnCount), units: table[$0])
    }
  }
}
