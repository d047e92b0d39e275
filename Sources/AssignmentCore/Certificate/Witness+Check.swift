extension InfeasibilityWitness {
  /// Hoffman's condition, both ways round: over the cut around X, supply plus least inflow exceeds most
  /// outflow, or least outflow exceeds supply plus most inflow; or a floor above its own capacity in X.
  ///
  /// O(arcs + nodes).
  public func holds(for problem: AssignmentProblem) -> Bool {
    var inside = [Bool](repeating: false, count: problem.nodeCount)
    for node in nodes {
      guard node >= 0, Int(node) < inside.count else { return false }
      inside[Int(node)] = true
    }
    let reachable = problem.reachableCounts
    var (leastIn, mostIn, leastOut, mostOut, supply): (Int64, Int64, Int64, Int64, Int64) = (0, 0, 0, 0, 0)
    func cross(_ tail: Bool, _ head: Bool, _ lower: Int64, _ upper: Int64) {
      if tail && !head { (leastOut, mostOut) = (leastOut + lower, mostOut + upper) }
      if !tail && head { (leastIn, mostIn) = (leastIn + lower, mostIn + upper) }
    }
    for row in 0..<problem.rowCount {
      let count = Int64(problem.rowCounts[row])
      if inside[row] { supply += count }
      let head = problem.parent(ofRow: row) ?? problem.idleOutlet(ofRow: row).map { problem.rowCount + $0 }
      cross(inside[row], head.map { inside[$0] } ?? false, 0, reachable[row])
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        cross(inside[row], inside[problem.rowCount + column], 0, reachable[row])
      }
    }
    for outlet in 0..<problem.outletCount {
      let contradicts = problem.floor(ofOutlet: outlet) > problem.capacity(ofOutlet: outlet)
      if inside[problem.rowCount + outlet] && contradicts { return true }
      let head = problem.parent(ofOutlet: outlet).map { inside[problem.rowCount + $0] } ?? false
      cross(
        inside[problem.rowCount + outlet], head, problem.floor(ofOutlet: outlet), problem.capacity(ofOutlet: outlet))
    }
    return supply + leastIn > mostOut || leastOut > supply + mostIn
  }
}

extension HallWitness {
  /// Whether the columns are all that these rows and those they hand on to can reach, and the two numbers are right.
  ///
  /// - Parameters:
  ///   - problem: with all its pairs, or the frame of those that `cells` tells.
  ///   - cells: pairs told by codes, nil where the problem has them written down.
  /// - Returns: false where anything claimed is wrong.
  public func holds(for problem: AssignmentProblem, cells: CellArcs? = nil) -> Bool {
    var reached = [Bool](repeating: false, count: problem.columnCount)
    var counted: Int64 = 0
    var previous: Int32 = -1
    for row in rows {
      guard row > previous, Int(row) < problem.rowCount else { return false }
      previous = row
      counted += Int64(problem.rowCounts[Int(row)])
      if let cells {
        for column in reached.indices where !reached[column] {
          reached[column] = cells.score(row: Int(row), column: column) != nil
        }
        continue
      }
      for source in [Int(row), problem.parent(ofRow: Int(row))].compactMap({ $0 }) {
        for arc in problem.arcs.arcs(ofRow: source) { reached[problem.arcs.column(ofArc: arc, inRow: source)] = true }
      }
    }
    let wanted = reached.indices.filter { reached[$0] }.map { Int32($0) }
    return wanted == columns && counted == people && Self.places(of: columns, in: problem) == places
  }

  /// κ(columns): most units these columns can take under the laminar caps.
  ///
  /// O(columns + groups).
  public static func places(of columns: [Int32], in problem: AssignmentProblem) -> Int64 {
    var arriving = [Int64](repeating: 0, count: problem.outletCount)
    for column in columns { arriving[Int(column)] = .max }
    var waiting = [Int](repeating: 0, count: problem.outletCount)
    for outlet in 0..<problem.outletCount {
      if let parent = problem.parent(ofOutlet: outlet) { waiting[parent] += 1 }
    }
    var ready = (0..<problem.outletCount).filter { waiting[$0] == 0 }
    var total: Int64 = 0
    while let outlet = ready.popLast() {
      let leaving = min(arriving[outlet], problem.capacity(ofOutlet: outlet))
      guard let parent = problem.parent(ofOutlet: outlet) else {
        total += leaving
        continue
      }
      arriving[parent] += leaving
      waiting[parent] -= 1
      if waiting[parent] == 0 { ready.append(parent) }
    }
    return total
  }
}
