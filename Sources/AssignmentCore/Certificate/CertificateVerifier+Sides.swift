extension SideConstraint {
  /// Whether an assignment meets the constraint, from its definition.
  func holds(for assignment: Assignment, in problem: AssignmentProblem) -> Bool {
    switch self {
    case .budget(let column, let weights, let limit):
      var spent: Int64 = 0
      for weight in weights {
        for flow in assignment.flows where flow.row == weight.row && flow.column == column {
          let (product, overflow) = weight.weight.multipliedReportingOverflow(by: Int64(flow.units))
          let (sum, carry) = spent.addingReportingOverflow(product)
          if overflow || carry { return false }
          spent = sum
        }
      }
      return spent <= limit
    case .together(let rows, let cells, let allOrNone):
      let members = Set(rows)
      let flows = assignment.flows.filter { members.contains($0.row) }
      let served = flows.reduce(Int64(0)) { $0 + Int64($1.units) }
      let wanted = members.reduce(Int64(0)) { $0 + Int64(problem.rowCounts[Int($1)]) }
      let used = Set(flows.map { cells.cells[Int($0.column)] })
      return used.count <= 1 && (!allOrNone || served == 0 || served == wanted)
    case .linear(let linear):
      var sum: Int64 = 0
      for term in linear.terms {
        let (rows, columns) = (Set(term.rows), term.columns.map { Set($0) })
        for flow in assignment.flows where rows.contains(flow.row) && columns?.contains(flow.column) ?? true {
          let (product, overflow) = term.weight.multipliedReportingOverflow(by: Int64(flow.units))
          let (total, carry) = sum.addingReportingOverflow(product)
          if overflow || carry { return false }
          sum = total
        }
      }
      return sum >= linear.lower ?? .min && sum <= linear.upper ?? .max
    }
  }
}
