extension CertificateVerifier {
  /// Counts, capacities, floors, caps and side constraints; then the value of every level.
  mutating func checkFeasibility(sideConstraints: Bool = true) {
    var values = problem.levels.map { _ in Int64(0) }
    var previous: (Int32, Int32) = (-1, -1)
    for (index, flow) in assignment.flows.enumerated() {
      let (row, column) = (Int(flow.row), Int(flow.column))
      guard (flow.row, flow.column) > previous, flow.units >= 1, flow.row >= 0, row < problem.rowCount,
        let arc = problem.arcs.arc(row: row, column: column)
      else { return fail("pair.unknown", index) }
      previous = (flow.row, flow.column)
      served[row] += Int64(flow.units)
      var at: Int? = column
      while let outlet = at {
        outflow[outlet] += Int64(flow.units)
        at = problem.parent(ofOutlet: outlet)
      }
      for level in values.indices {
        let score = problem.levels[level].score(row: row, arc: arc)
        let fits = Self.add(score, times: Int64(flow.units), to: &values[level])
        guard fits else { return fail("value.overflow", level) }
      }
    }
    passOn()
    for outlet in outflow.indices {
      if outflow[outlet] > problem.capacity(ofOutlet: outlet) { fail("outlet.capacity", outlet) }
      if outflow[outlet] < problem.floor(ofOutlet: outlet) { fail("outlet.floor", outlet) }
    }
    for marginal in problem.marginals {
      var rest = outflow[marginal.outlet]
      for segment in marginal.segments where rest > 0 {
        let units = min(rest, Int64(segment.width))
        rest -= units
        for level in values.indices where !Self.add(segment.scores[level], times: units, to: &values[level]) {
          return fail("value.overflow", level)
        }
      }
    }
    if sideConstraints, !problem.sideConstraints.isEmpty {
      var check = SideCheck(problem, assignment)
      for (index, side) in problem.sideConstraints.enumerated() where !check.holds(side) {
        fail("side.\(side.name)", index)
      }
    }
    if verdict.accepted { verdict.levelValues = values }
  }

  /// What rows do not place goes to their parents; what is then left is unserved.
  private mutating func passOn() {
    for row in served.indices {
      guard let parent = problem.parent(ofRow: row) else { continue }
      if served[row] <= supply[row] { supply[parent] += supply[row] - served[row] }
    }
    for row in served.indices {
      if served[row] > supply[row] { fail("row.count", row) }
      if problem.parent(ofRow: row) == nil, let idle = problem.idleOutlet(ofRow: row) {
        outflow[idle] += supply[row] - served[row]
      }
    }
  }

  private static func add(_ score: Int64, times units: Int64, to sum: inout Int64) -> Bool {
    let (product, overflow) = score.multipliedReportingOverflow(by: units)
    let (total, carry) = sum.addingReportingOverflow(product)
    sum = total
    return !overflow && !carry
  }
}
