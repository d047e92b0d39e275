import AssignmentCore

extension FlowModel {
  /// Restricts the model to the optimal face of the levels that `duals` prove: every optimal plan of these levels,
  /// and no other.
  ///
  /// The face rule: a column with a negative reduced score stays at its lower bound, one with a positive reduced score
  /// at its upper bound, one with zero is free, even if it happens to be full. Reduced scores are vectors, compared
  /// lexicographically. Bounds alone change, so the matrix stays a network's and the basis stays feasible.
  mutating func restrict(to duals: DualPrices) throws(SolverFailure) {
    let rows = problem.rowCount
    for index in arcs.indices {
      let (arc, upper) = (arcs[index], model.columnUpper[index])
      let sign = try duals.sign(Int(arc.row), rows + Int(arc.column)) { self.score(ofColumn: index, level: $0) }
      if sign < 0 { model.columnUpper[index] = 0 }
      if sign > 0 { model.columnLower[index] = upper }
    }
    for row in 0..<rows where reachable[row] > 0 {
      let head = problem.parent(ofRow: row) ?? problem.idleOutlet(ofRow: row).map { rows + $0 }
      let sign = try duals.sign(row, head) { _ in 0 }
      if sign < 0 { model.rowLower[row] = model.rowUpper[row] }
      if sign > 0 { model.rowUpper[row] = 0 }
    }
    for outlet in 0..<problem.outletCount {
      let head = problem.parent(ofOutlet: outlet).map { rows + $0 }
      let parts = outflowRanges[outlet]
      for index in parts {
        let sign = try duals.sign(rows + outlet, head) { self.score(outflows[index], level: $0) }
        if sign < 0 { model.columnUpper[arcs.count + index] = model.columnLower[arcs.count + index] }
        if sign > 0 { model.columnLower[arcs.count + index] = model.columnUpper[arcs.count + index] }
      }
      guard parts.isEmpty, marginalOfOutlet[outlet] < 0, head == nil else { continue }
      let sign = try duals.sign(rows + outlet, nil) { _ in 0 }
      if sign < 0 { model.rowUpper[rows + outlet] = model.rowLower[rows + outlet] }
      if sign > 0 { model.rowLower[rows + outlet] = model.rowUpper[rows + outlet] }
    }
  }
}

extension DualPrices {
  /// The sign of the reduced score of an arc from `tail` to `head` (nil: the root), compared lexicographically.
  func sign(_ tail: Int, _ head: Int?, score: (Int) -> Int64) throws(SolverFailure) -> Int {
    for level in 0..<levelCount {
      let gain = head.map { potential(node: $0, level: level) } ?? 0
      let (sum, overflow) = score(level).addingReportingOverflow(gain)
      let (reduced, carry) = sum.subtractingReportingOverflow(potential(node: tail, level: level))
      if overflow || carry { throw .untrusted }
      if reduced != 0 { return reduced > 0 ? 1 : -1 }
    }
    return 0
  }
}
