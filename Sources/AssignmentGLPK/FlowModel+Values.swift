import AssignmentCore

extension FlowModel {
  /// The whole numbers nearest to GLPK's values.
  ///
  /// - Throws: `solver.untrusted` where a value is further than 10⁻⁶ from a whole number.
  static func rounded(_ values: [Double]) throws(SolverFailure) -> [Double] {
    var whole = values
    for index in values.indices {
      whole[index] = values[index].rounded()
      guard (values[index] - whole[index]).magnitude <= 1e-6, whole[index].magnitude <= 1e15 else {
        throw .untrusted
      }
    }
    return whole
  }

  /// Reads an assignment from whole values of the columns.
  func assignment(_ values: [Double]) throws(SolverFailure) -> Assignment {
    var flows: [Assignment.Flow] = []
    for (index, arc) in arcs.enumerated() where values[index] != 0 {
      guard values[index] > 0, values[index] <= Double(Int32.max) else { throw .untrusted }
      flows.append(.init(row: arc.row, column: arc.column, units: Int32(values[index])))
    }
    return Assignment(flows: flows)
  }

  /// The values of the network's columns for an assignment; outflows are filled from the first segment on.
  func values(of assignment: Assignment) -> [Double] {
    var values = [Double](repeating: 0, count: model.columnCount)
    var outflow = [Int64](repeating: 0, count: problem.outletCount)
    for (row, left) in problem.unplaced(in: assignment).left.enumerated() {
      if problem.parent(ofRow: row) == nil, let outlet = problem.idleOutlet(ofRow: row) { outflow[outlet] += left }
    }
    var next = 0
    for flow in assignment.flows {
      while next < arcs.count, (arcs[next].row, arcs[next].column) < (flow.row, flow.column) { next += 1 }
      guard next < arcs.count, (arcs[next].row, arcs[next].column) == (flow.row, flow.column) else { continue }
      values[next] = Double(flow.units)
      var at: Int? = Int(flow.column)
      while let outlet = at {
        outflow[outlet] += Int64(flow.units)
        at = problem.parent(ofOutlet: outlet)
      }
    }
    for (index, part) in outflows.enumerated() {
      let units = min(outflow[part.outlet], part.width)
      outflow[part.outlet] -= units
      values[arcs.count + index] = Double(units)
    }
    return values
  }
}

extension AssignmentProblem {
  /// Units of each row that it places itself, and units in it, handed ones included, that it does not.
  func unplaced(in assignment: Assignment) -> (served: [Int64], left: [Int64]) {
    var served = [Int64](repeating: 0, count: rowCount)
    for flow in assignment.flows { served[Int(flow.row)] += Int64(flow.units) }
    var left = zip(rowCounts, served).map { Int64($0) - $1 }
    for row in rowParents.indices {
      if let parent = parent(ofRow: row) { left[parent] += left[row] }
    }
    return (served, left)
  }
}
