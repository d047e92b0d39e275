import AssignmentCore

/// Why no plan meets the floors: a cut found by exact search, not by GLPK's arithmetic.
///
/// Floors become worth 1 for each of their units; a plan that collects most leaves some floor short if and only if the
/// floors cannot all be met. From where the missing unit would have to go, everything that could still send one is
/// searched in the residual network; that set cannot reach the short outlet, and its border is the witness
/// (Hoffman 1960). A floor above its own capacity is a witness by itself. The plan is proved best by exact duals before the search trusts it.
extension FlowSearch {
  mutating func infeasibility() throws(SolverFailure) -> Certificate {
    let outlets = 0..<problem.outletCount
    if let outlet = outlets.first(where: { problem.floor(ofOutlet: $0) > problem.capacity(ofOutlet: $0) }) {
      return .infeasibility(InfeasibilityWitness(nodes: [Int32(problem.rowCount + outlet)]))
    }
    guard let elastic = problem.withFloorsAsScores else { throw .untrusted }
    var search = FlowSearch(elastic, limits: limits, solver: solver)
    let found = try search.run()
    guard found.termination == .finished, let assignment = found.assignment else {
      return .none(reason: found.termination.reason)
    }
    var network = FloorNetwork(problem, assignment)
    guard let short = network.shortOutlet else { throw .untrusted }
    let witness = network.witness(short)
    guard witness.holds(for: problem) else { throw .untrusted }
    return .infeasibility(witness)
  }
}

extension AssignmentProblem {
  /// The same network without floors and side constraints; one level, in which each unit of a floor scores 1.
  fileprivate var withFloorsAsScores: AssignmentProblem? {
    let marginals = (0..<outletCount).compactMap { outlet -> OutletMarginal? in
      let floor = floor(ofOutlet: outlet)
      guard floor > 0 else { return nil }
      return OutletMarginal(outlet: outlet, segments: [.init(width: Int32(floor), scores: [1])])
    }
    return try? AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: columnCapacities, columnParents: columnParents,
      groups: groups.map { ColumnGroup(parent: $0.parent, capacity: $0.capacity) }, rowParents: rowParents,
      idleParents: idleParents, arcs: arcs,
      levels: [ObjectiveLevel(name: "minimums", scores: .marginalsOnly)], marginals: marginals)
  }
}

/// The residual network of a plan in which floors may be short.
struct FloorNetwork {
  private let problem: AssignmentProblem
  private let reachable: [Int64]
  /// Units of each row that it does not place itself.
  private let left: [Int64]
  private var outflow: [Int64]
  /// Units on the arcs used, by column.
  private var usedRows: [[Int32]]
  private var units: [Int: Int64] = [:]
  private var children: [[Int32]]
  /// The rows that pass what they do not place to each node, the root last.
  private var givers: [[Int32]]
  private var reached: [Bool]

  init(_ problem: AssignmentProblem, _ assignment: Assignment) {
    self.problem = problem
    reachable = problem.reachableCounts
    left = problem.unplaced(in: assignment).left
    givers = [[Int32]](repeating: [], count: problem.nodeCount + 1)
    outflow = [Int64](repeating: 0, count: problem.outletCount)
    usedRows = [[Int32]](repeating: [], count: problem.columnCount)
    children = [[Int32]](repeating: [], count: problem.outletCount + 1)
    reached = [Bool](repeating: false, count: problem.nodeCount + 1)
    for outlet in 0..<problem.outletCount {
      children[problem.parent(ofOutlet: outlet) ?? problem.outletCount].append(Int32(outlet))
    }
    for row in 0..<problem.rowCount {
      givers[heir(of: row)].append(Int32(row))
      if problem.parent(ofRow: row) == nil, let idle = problem.idleOutlet(ofRow: row) { outflow[idle] += left[row] }
    }
    for flow in assignment.flows {
      usedRows[Int(flow.column)].append(flow.row)
      if let arc = problem.arcs.arc(row: Int(flow.row), column: Int(flow.column)) { units[arc] = Int64(flow.units) }
      var at: Int? = Int(flow.column)
      while let outlet = at {
        outflow[outlet] += Int64(flow.units)
        at = problem.parent(ofOutlet: outlet)
      }
    }
  }

  /// The first outlet that takes less than its floor.
  var shortOutlet: Int? { outflow.indices.first { outflow[$0] < problem.floor(ofOutlet: $0) } }

  /// The border of what can be reached from the far end of a short outlet.
  mutating func witness(_ outlet: Int) -> InfeasibilityWitness {
    let root = problem.nodeCount
    let start = problem.parent(ofOutlet: outlet).map { problem.rowCount + $0 } ?? root
    reached[start] = true
    var waiting = [start]
    while let node = waiting.popLast() {
      for next in steps(from: node) where !reached[next] {
        reached[next] = true
        waiting.append(next)
      }
    }
    let inside = !reached[root]
    return InfeasibilityWitness(nodes: (0..<root).filter { reached[$0] == inside }.map { Int32($0) })
  }

  /// Where one more unit could go from a node.
  private func steps(from node: Int) -> [Int] {
    let (rows, root) = (problem.rowCount, problem.nodeCount)
    var next: [Int] = []
    if left.indices.contains(node) {
      if left[node] < reachable[node] { next.append(heir(of: node)) }
      for arc in problem.arcs.arcs(ofRow: node) where units[arc, default: 0] < reachable[node] {
        next.append(rows + problem.arcs.column(ofArc: arc, inRow: node))
      }
    }
    next += givers[node].lazy.filter { left[Int($0)] > 0 }.map { Int($0) }
    if node < rows { return next }
    let outlet = node - rows
    if node < root {
      if outflow[outlet] < problem.capacity(ofOutlet: outlet) {
        next.append(problem.parent(ofOutlet: outlet).map { rows + $0 } ?? root)
      }
      if outlet < problem.columnCount { next += usedRows[outlet].map { Int($0) } }
    }
    for child in children[outlet] where outflow[Int(child)] > problem.floor(ofOutlet: Int(child)) {
      next.append(rows + Int(child))
    }
    return next
  }

  /// The node to which a row passes what it does not place.
  private func heir(of row: Int) -> Int {
    problem.parent(ofRow: row) ?? problem.idleOutlet(ofRow: row).map { problem.rowCount + $0 } ?? problem.nodeCount
  }
}
