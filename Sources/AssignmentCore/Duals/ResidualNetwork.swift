/// The inequalities that an assignment puts on potentials: one edge from x to y with score s for each
/// π(y) ≥ π(x) + s.
///
/// An arc t → h with score w and room gives π(t) ≥ π(h) + w; an arc that is used gives π(h) ≥ π(t) − w. Edges are
/// grouped by source, so that a changed potential finds those that depend on it. The root is node `nodeCount`.
struct ResidualNetwork {
  /// What an edge stands for: how to find its score in a level.
  enum Origin {
    /// Units that a row leaves unserved or hands on: score 0 in every level.
    case unserved
    /// A pair, by row and arc.
    case pair(row: Int32, arc: Int)
    /// The given unit (from 1) through the outlet with marginal `marginal`, −1 for none.
    case outlet(marginal: Int32, unit: Int64)
  }

  let nodeCount: Int
  /// Edges of node x are `starts[x] ..< starts[x + 1]`.
  var starts: [Int]
  var targets: [Int32]
  var origins: [Origin]
  /// True where the edge runs against its arc: the score changes sign.
  var reversed: [Bool]
  var scores: [Int64]

  init(_ problem: AssignmentProblem, _ assignment: Assignment) {
    nodeCount = problem.nodeCount
    starts = [Int](repeating: 0, count: nodeCount + 2)
    (targets, origins, reversed, scores) = ([], [], [], [])
    var counts = starts
    Self.visitEdges(problem, assignment) { source, _, _, _ in counts[source + 1] += 1 }
    for node in 0...nodeCount { counts[node + 1] += counts[node] }
    starts = counts
    let total = counts[nodeCount + 1]
    targets = [Int32](repeating: 0, count: total)
    origins = [Origin](repeating: .unserved, count: total)
    reversed = [Bool](repeating: false, count: total)
    scores = [Int64](repeating: 0, count: total)
    Self.visitEdges(problem, assignment) { source, target, origin, backward in
      let place = counts[source]
      counts[source] += 1
      targets[place] = Int32(target)
      origins[place] = origin
      reversed[place] = backward
    }
  }

  typealias Visitor = (_ source: Int, _ target: Int, _ origin: Origin, _ reversed: Bool) -> Void

  /// Calls `visit` once for each inequality, in a fixed order.
  private static func visitEdges(_ problem: AssignmentProblem, _ assignment: Assignment, _ visit: Visitor) {
    let root = problem.nodeCount
    let rows = problem.rowCount
    let reachable = problem.reachableCounts
    var (supply, outflow) = (problem.rowCounts.map { Int64($0) }, [Int64](repeating: 0, count: problem.outletCount))
    var served = [Int64](repeating: 0, count: rows)
    var next = 0
    for row in 0..<rows where reachable[row] > 0 {
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        visit(rows + column, row, .pair(row: Int32(row), arc: arc), false)
        while next < assignment.flows.count, assignment.flows[next].precedes(row, column) { next += 1 }
        guard next < assignment.flows.count, assignment.flows[next].isAt(row, column) else { continue }
        visit(row, rows + column, .pair(row: Int32(row), arc: arc), true)
        served[row] += Int64(assignment.flows[next].units)
        outflow[column] += Int64(assignment.flows[next].units)
      }
    }
    for row in 0..<rows {
      if let parent = problem.parent(ofRow: row) { supply[parent] += supply[row] - served[row] }
    }
    for row in 0..<rows where reachable[row] > 0 {
      let idle = problem.parent(ofRow: row) == nil ? problem.idleOutlet(ofRow: row) : nil
      let head = problem.parent(ofRow: row) ?? idle.map { rows + $0 } ?? root
      let left = supply[row] - served[row]
      if left < reachable[row] { visit(head, row, .unserved, false) }
      if left > 0 { visit(row, head, .unserved, true) }
      if let idle { outflow[idle] += left }
    }
    addUp(&outflow, problem)
    var marginal: Int32 = 0
    for outlet in 0..<problem.outletCount {
      let listed = Int(marginal) < problem.marginals.count && problem.marginals[Int(marginal)].outlet == outlet
      let head = problem.parent(ofOutlet: outlet).map { rows + $0 } ?? root
      let flow = outflow[outlet]
      if flow < problem.capacity(ofOutlet: outlet) {
        visit(head, rows + outlet, .outlet(marginal: listed ? marginal : -1, unit: flow + 1), false)
      }
      if flow > problem.floor(ofOutlet: outlet) {
        visit(rows + outlet, head, .outlet(marginal: listed ? marginal : -1, unit: flow), true)
      }
      if listed { marginal += 1 }
    }
  }

  /// Turns units taken by columns into units leaving every outlet.
  private static func addUp(_ outflow: inout [Int64], _ problem: AssignmentProblem) {
    for column in 0..<problem.columnCount where outflow[column] > 0 {
      var at = problem.parent(ofOutlet: column)
      while let group = at {
        outflow[group] += outflow[column]
        at = problem.parent(ofOutlet: group)
      }
    }
  }

  /// Fills in the scores of one level on the edges that are left.
  mutating func setScores(of level: Int, in problem: AssignmentProblem) {
    for edge in scores.indices {
      let score: Int64 =
        switch origins[edge] {
        case .unserved: 0
        case .pair(let row, let arc): problem.levels[level].score(row: Int(row), arc: arc)
        case .outlet(let marginal, let unit):
          marginal < 0 ? 0 : problem.marginals[Int(marginal)].score(ofUnit: unit, level: level)
        }
      scores[edge] = reversed[edge] ? -score : score
    }
  }

  /// Drops every edge whose inequality is strict: the face rule.
  mutating func keepTightEdges(_ potentials: [Int64]) {
    var kept = 0
    for source in 0...nodeCount {
      let edges = starts[source]..<starts[source + 1]
      starts[source] = kept
      for edge in edges where potentials[Int(targets[edge])] == potentials[source] + scores[edge] {
        targets[kept] = targets[edge]
        origins[kept] = origins[edge]
        reversed[kept] = reversed[edge]
        kept += 1
      }
    }
    starts[nodeCount + 1] = kept
    let dropped = targets.count - kept
    targets.removeLast(dropped)
    origins.removeLast(dropped)
    reversed.removeLast(dropped)
    scores.removeLast(dropped)
  }
}

extension Assignment.Flow {
  fileprivate func precedes(_ otherRow: Int, _ otherColumn: Int) -> Bool {
    (Int(row), Int(column)) < (otherRow, otherColumn)
  }

  fileprivate func isAt(_ otherRow: Int, _ otherColumn: Int) -> Bool {
    Int(row) == otherRow && Int(column) == otherColumn
  }
}
