package import AssignmentCore

/// The exact optimum of a tiny problem with side constraints, by trying every plan.
///
/// Every unit stays unserved or takes one arc of its row; ``PlanJudge`` decides about each plan.
/// Complexity: O(Π (degree + 1) over units); more than `limit` plans are out of reach.
package enum PlanEnumeration {
  package static func best(
    of problem: AssignmentProblem, limit: Int = 1 << 16
  ) -> (answer: ExactOracle.Answer, flows: [Assignment.Flow]) {
    let units = (0..<problem.rowCount).flatMap { [Int](repeating: $0, count: Int(problem.rowCounts[$0])) }
    var plans = 1
    for row in units {
      let (product, overflow) = plans.multipliedReportingOverflow(by: problem.arcs.arcs(ofRow: row).count + 1)
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

  /// The plan that a mixed-radix number stands for: one digit per unit.
  private static func flows(_ code: Int, _ units: [Int], _ problem: AssignmentProblem) -> [Assignment.Flow] {
    var rest = code
    var table = [Int32](repeating: 0, count: problem.rowCount * problem.columnCount)
    for row in units {
      let arcs = problem.arcs.arcs(ofRow: row)
      let digit = rest % (arcs.count + 1)
      rest /= arcs.count + 1
      if digit > 0 {
        table[row * problem.columnCount + problem.arcs.column(ofArc: arcs.lowerBound + digit - 1, inRow: row)] += 1
      }
    }
    return table.indices.filter { table[$0] > 0 }.map {
      .init(row: Int32($0 / problem.columnCount), column: Int32($0 % problem.columnCount), units: table[$0])
    }
  }
}
