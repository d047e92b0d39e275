// Problem: who could be served besides, and where a change of people, pairs or places would serve more.
// Formulation: the residual network of an assignment without scores: a row to each of its columns, a column back to a
// row that uses it, an outlet with room to its group or the root, a group back to an outlet that gives it more than its
// floor. S is what unserved rows reach, T what reaches the root. In an assignment that serves the most, S and T share
// nothing, and one more pair serves one more exactly if it leads from S into T.
// Of an edit that adds pairs from rows R to one column the gain is min(units that R can take over from unserved rows
// inside S, units that the column can pass on inside T): paths never leave S before a new pair nor T after it, so that
// the two are searched apart, by augmenting from the flow that is there, which is put back afterwards.
// Invariants: the flow stays feasible; floors are never broken; every change is logged until it is undone or kept.
// Complexity: O(arcs of the rows reached + nodes) per search; one search per unit of gain on each side.
// Cannot: rows that hand on, side constraints; scores play no part.
// Reference: D. Hall, On representatives of subsets (1935); A. L. Dulmage, N. S. Mendelsohn, Coverings of bipartite
// graphs, Canadian Journal of Mathematics 10 (1958), for S and T; L. R. Ford, D. R. Fulkerson (1956).

package import AssignmentCore

/// Searches over who is served, without scores.
package struct ServiceSearch: Sendable {
  package let problem: AssignmentProblem
  /// Units of each row that are unserved.
  package private(set) var unserved: [Int64]
  private(set) var outflow: [Int64]
  /// Rows that use each column, with their units.
  private var users: [[Use]]
  private let children: [[Int32]]
  private var log: [Step] = []

  private struct Use: Sendable {
    var row: Int32
    var units: Int32
  }

  private enum Step: Sendable {
    case pair(row: Int32, column: Int32, change: Int32)
    case outlet(Int32, change: Int64)
    case unserved(Int32, change: Int64)
  }

  /// Prepares searches around a feasible assignment of a problem in which no row hands on.
  package init(_ problem: AssignmentProblem, _ assignment: Assignment) {
    self.problem = problem
    unserved = problem.rowCounts.map { Int64($0) }
    outflow = [Int64](repeating: 0, count: problem.outletCount)
    users = [[Use]](repeating: [], count: problem.columnCount)
    var children = [[Int32]](repeating: [], count: problem.outletCount)
    for outlet in 0..<problem.outletCount {
      if let parent = problem.parent(ofOutlet: outlet) { children[parent].append(Int32(outlet)) }
    }
    self.children = children
    for flow in assignment.flows {
      unserved[Int(flow.row)] -= Int64(flow.units)
      users[Int(flow.column)].append(Use(row: flow.row, units: flow.units))
      var at: Int? = Int(flow.column)
      while let outlet = at {
        outflow[outlet] += Int64(flow.units)
        at = problem.parent(ofOutlet: outlet)
      }
    }
  }

  func hasRoom(_ outlet: Int) -> Bool { outflow[outlet] < problem.capacity(ofOutlet: outlet) }
  func canGiveBack(_ outlet: Int) -> Bool { outflow[outlet] > problem.floor(ofOutlet: outlet) }

  /// Units through an outlet.
  package func units(throughOutlet outlet: Int) -> Int64 { outflow[outlet] }

  /// Rows that use a column.
  package func rows(using column: Int) -> [Int32] { users[column].map(\.row) }

  /// Columns that each row uses.
  package func columnsByRow() -> [[Int32]] {
    var columns = [[Int32]](repeating: [], count: problem.rowCount)
    for (column, uses) in users.enumerated() { for use in uses { columns[Int(use.row)].append(Int32(column)) } }
    return columns
  }

  // MARK: Reach

  /// What can be reached from some rows or from a column.
  package struct Reach: Sendable {
    package var rows: [Bool]
    package var outlets: [Bool]
    /// Whether the root was reached: then one more can be served.
    package var root = false
    /// The step before each node, −1 for none; kept until the goal.
    var before: [Int32]
  }

  /// Everything that can be reached from these rows, in breadth.
  package func reach(from rows: [Int]) -> Reach { search(from: rows) { _ in false }.reach }

  /// Breadth-first; stops at the first node of the goal.
  ///
  /// Nodes: rows, outlets, the root.
  private func search(from start: [Int], goal: (Int) -> Bool) -> (reach: Reach, found: Int?) {
    let root = problem.nodeCount
    var reach = Reach(
      rows: [Bool](repeating: false, count: problem.rowCount),
      outlets: [Bool](repeating: false, count: problem.outletCount),
      before: [Int32](repeating: -1, count: root + 1))
    var queue: [Int] = []
    var found: Int?
    func visit(_ node: Int, _ origin: Int) {
      if node < problem.rowCount {
        if reach.rows[node] { return }
        reach.rows[node] = true
      } else if node < root {
        if reach.outlets[node - problem.rowCount] { return }
        reach.outlets[node - problem.rowCount] = true
      } else {
        if reach.root { return }
        reach.root = true
      }
      reach.before[node] = Int32(origin)
      queue.append(node)
      if found == nil, goal(node) { found = node }
    }
    for node in start { visit(node, -1) }
    var next = 0
    while found == nil, next < queue.count {
      let node = queue[next]
      next += 1
      if node == root { continue }
      if node < problem.rowCount {
        for arc in problem.arcs.arcs(ofRow: node) {
          visit(problem.rowCount + problem.arcs.column(ofArc: arc, inRow: node), node)
        }
        continue
      }
      let outlet = node - problem.rowCount
      if hasRoom(outlet) { visit(problem.parent(ofOutlet: outlet).map { problem.rowCount + $0 } ?? root, node) }
      for child in children[outlet] where canGiveBack(Int(child)) { visit(problem.rowCount + Int(child), node) }
      if outlet < problem.columnCount { for use in users[outlet] { visit(Int(use.row), node) } }
    }
    return (reach, found)
  }

  /// T: outlets from which the root is reached.
  ///
  /// O(arcs of served rows + nodes).
  package func reachingRoot() -> [Bool] {
    var reaches = [Bool](repeating: false, count: problem.outletCount)
    var arriving = [[Int32]](repeating: [], count: problem.columnCount)
    let used = columnsByRow()
    for row in 0..<problem.rowCount where !used[row].isEmpty {
      for arc in problem.arcs.arcs(ofRow: row) {
        arriving[problem.arcs.column(ofArc: arc, inRow: row)].append(Int32(row))
      }
    }
    var seen = [Bool](repeating: false, count: problem.rowCount)
    var open = (0..<problem.outletCount).filter { problem.parent(ofOutlet: $0) == nil && hasRoom($0) }
    for outlet in open { reaches[outlet] = true }
    while let outlet = open.popLast() {
      var before = children[outlet].filter { hasRoom(Int($0)) }
      if let parent = problem.parent(ofOutlet: outlet), canGiveBack(outlet) { before.append(Int32(parent)) }
      for row in outlet < problem.columnCount ? arriving[outlet] : [] where !seen[Int(row)] {
        seen[Int(row)] = true
        before += used[Int(row)]
      }
      for next in before where !reaches[Int(next)] {
        reaches[Int(next)] = true
        open.append(Int(next))
      }
    }
    return reaches
  }

  // MARK: Changing the flow

  /// Undoes every change since `mark`.
  package mutating func undo(to mark: Int) {
    while log.count > mark, let step = log.popLast() {
      switch step {
      case .pair(let row, let column, let change): use(row, column, -change)
      case .outlet(let outlet, let change): outflow[Int(outlet)] -= change
      case .unserved(let row, let change): unserved[Int(row)] -= change
      }
    }
  }

  /// Where the log stands.
  package var mark: Int { log.count }

  private mutating func use(_ row: Int32, _ column: Int32, _ change: Int32) {
    let place = users[Int(column)].firstIndex { $0.row == row }
    if let place {
      users[Int(column)][place].units += change
      if users[Int(column)][place].units == 0 { users[Int(column)].remove(at: place) }
    } else {
      users[Int(column)].append(Use(row: row, units: change))
    }
  }

  /// Moves one unit along the path that a search found to `end`.
  private mutating func push(_ reach: Reach, to end: Int) {
    var at = end
    while reach.before[at] >= 0 {
      let before = Int(reach.before[at])
      move(before, at)
      at = before
    }
  }

  private mutating func move(_ tail: Int, _ head: Int) {
    let rows = problem.rowCount
    if tail < rows {
      change(.pair(row: Int32(tail), column: Int32(head - rows), change: 1))
    } else if head < rows {
      change(.pair(row: Int32(head), column: Int32(tail - rows), change: -1))
    } else if head < problem.nodeCount, problem.parent(ofOutlet: head - rows) == tail - rows {
      change(.outlet(Int32(head - rows), change: -1))
    } else {
      change(.outlet(Int32(tail - rows), change: 1))
    }
  }

  private mutating func change(_ step: Step) {
    switch step {
    case .pair(let row, let column, let change): use(row, column, change)
    case .outlet(let outlet, let change): outflow[Int(outlet)] += change
    case .unserved(let row, let change): unserved[Int(row)] += change
    }
    log.append(step)
  }

  // MARK: Gains

  /// Serves as many more as can be, by augmenting; answers how many.
  ///
  /// Rows are taken as `order` lists them: earlier ones first.
  package mutating func serveMost(_ order: [Int]) -> Int64 {
    var gain: Int64 = 0
    guard reach(from: order).root else { return 0 }
    for row in order {
      while unserved[row] > 0 {
        let found = search(from: [row]) { $0 == problem.nodeCount }
        guard let end = found.found else { break }
        push(found.reach, to: end)
        change(.unserved(Int32(row), change: -1))
        gain += 1
      }
    }
    return gain
  }

  /// How many units a column can pass on to the root beyond those it has, at most `limit`: its own room, and what its
  /// users could take elsewhere.
  ///
  /// The flow is left as it was.
  package mutating func passable(from column: Int, limit: Int64) -> Int64 {
    let start = mark
    defer { undo(to: start) }
    var passed: Int64 = 0
    while passed < limit {
      let found = search(from: [problem.rowCount + column]) { $0 == problem.nodeCount }
      guard let end = found.found else { break }
      push(found.reach, to: end)
      passed += 1
    }
    return passed
  }

  /// How many unserved units can be brought to the rows marked in `entries`, at most `limit`; one list entry for each,
  /// the row where it was unserved.
  ///
  /// Units come from the lists of `classes` in order: all that can from the first, then from the second. The flow is
  /// left as it was.
  package mutating func bringable(to entries: [Bool], classes: [[Int]], limit: Int64) -> [Int] {
    let start = mark
    defer { undo(to: start) }
    var brought: [Int] = []
    for rows in classes {
      while brought.count < limit {
        let found = search(from: rows.filter { unserved[$0] > 0 }) { $0 < problem.rowCount && entries[$0] }
        guard let end = found.found else { break }
        push(found.reach, to: end)
        var first = end
        while found.reach.before[first] >= 0 { first = Int(found.reach.before[first]) }
        change(.unserved(Int32(first), change: -1))
        brought.append(first)
      }
    }
    return brought
  }
}
