import AssignmentCore

/// An assignment as a flow that can be moved: units on every arc, and which steps of the residual network are open.
///
/// Nodes are numbered as by `AssignmentCore.DualPrices`: rows, columns, groups, then the root. Three kinds of arcs:
/// a pair (row → column), a hand-on (row → parent row, idle group or root: units that a row does not place), and an
/// outlet's arc to its parent. Forward steps are open where a unit more fits, backward steps where one can be taken
/// back: exactly the conditions under which the verifier bounds a reduced score.
struct ResidualFlow {
  let problem: AssignmentProblem
  let rows: Int
  let root: Int
  /// Most units that can be in each row.
  let reachable: [Int64]
  /// Units that each row hands on or leaves unserved.
  private(set) var left: [Int64]
  /// Units from each outlet to its parent.
  private(set) var outflow: [Int64]
  /// Row → its columns in use, ascending by column.
  private(set) var usedByRow: Grouped
  /// Column → rows that use it, ascending by row.
  private(set) var usedByColumn: Grouped
  /// Group → columns and groups inside it.
  let children: Grouped
  /// Node → rows that hand on to it: parent rows, idle groups and the root.
  let handers: Grouped
  /// Position in `problem.marginals` of each outlet, −1 for none.
  let marginalOf: [Int32]

  init(_ problem: AssignmentProblem, _ assignment: Assignment) {
    self.problem = problem
    rows = problem.rowCount
    root = problem.nodeCount
    reachable = problem.reachableCounts
    left = problem.rowCounts.map { Int64($0) }
    outflow = [Int64](repeating: 0, count: problem.outletCount)
    usedByRow = Grouped(count: rows, assignment.flows.map { ($0.row, $0.column, $0.units) })
    usedByColumn = Grouped(count: problem.columnCount, assignment.flows.map { ($0.column, $0.row, $0.units) })
    var inside: [(Int32, Int32, Int32)] = []
    for outlet in 0..<problem.outletCount {
      if let parent = problem.parent(ofOutlet: outlet) { inside.append((Int32(parent), Int32(outlet), 0)) }
    }
    children = Grouped(count: problem.outletCount, inside)
    var marginalOf = [Int32](repeating: -1, count: problem.outletCount)
    for (index, marginal) in problem.marginals.enumerated() { marginalOf[marginal.outlet] = Int32(index) }
    self.marginalOf = marginalOf
    var handing: [(Int32, Int32, Int32)] = []
    for row in 0..<rows where reachable[row] > 0 {
      handing.append((Int32(Self.head(ofRow: row, problem)), Int32(row), 0))
    }
    handers = Grouped(count: root + 1, handing)
    fill(assignment)
  }

  private mutating func fill(_ assignment: Assignment) {
    for flow in assignment.flows {
      left[Int(flow.row)] -= Int64(flow.units)
      outflow[Int(flow.column)] += Int64(flow.units)
    }
    for row in 0..<rows {
      if let parent = problem.parent(ofRow: row) { left[parent] += left[row] }
    }
    for row in 0..<rows where problem.parent(ofRow: row) == nil {
      if let idle = problem.idleOutlet(ofRow: row) { outflow[idle] += left[row] }
    }
    for column in 0..<problem.columnCount where outflow[column] > 0 {
      var at = problem.parent(ofOutlet: column)
      while let group = at {
        outflow[group] += outflow[column]
        at = problem.parent(ofOutlet: group)
      }
    }
  }

  // MARK: Arcs

  private static func head(ofRow row: Int, _ problem: AssignmentProblem) -> Int {
    problem.parent(ofRow: row) ?? problem.idleOutlet(ofRow: row).map { problem.rowCount + $0 } ?? problem.nodeCount
  }

  /// Where a row hands on what it does not place: a row, an idle group or the root.
  func head(ofRow row: Int) -> Int { Self.head(ofRow: row, problem) }

  /// The node into which an outlet leads.
  func head(ofOutlet outlet: Int) -> Int { problem.parent(ofOutlet: outlet).map { rows + $0 } ?? root }

  func canHandOn(_ row: Int) -> Bool { left[row] < reachable[row] }
  func canTakeBack(_ row: Int) -> Bool { left[row] > 0 }
  func hasRoom(_ outlet: Int) -> Bool { outflow[outlet] < problem.capacity(ofOutlet: outlet) }
  func canGiveBack(_ outlet: Int) -> Bool { outflow[outlet] > problem.floor(ofOutlet: outlet) }

  /// Units of a row in a column.
  func units(row: Int, column: Int) -> Int32 { usedByRow.units(of: Int32(column), in: row) }

  /// The row at which the units of `row` stay unserved: its parent, or itself.
  func idleRow(of row: Int) -> Int { problem.parent(ofRow: row) ?? row }
}

/// Lists of (member, units) of numbered owners, in three arrays; members ascend within each.
struct Grouped {
  private(set) var starts: [Int]
  private(set) var members: [Int32]
  private(set) var units: [Int32]

  /// Entries are (owner, member, units).
  init(count: Int, _ entries: [(Int32, Int32, Int32)]) {
    starts = [Int](repeating: 0, count: count + 1)
    for entry in entries { starts[Int(entry.0) + 1] += 1 }
    for owner in 0..<count { starts[owner + 1] += starts[owner] }
    members = [Int32](repeating: 0, count: entries.count)
    units = members
    var next = starts
    for entry in entries.sorted(by: { $0.1 < $1.1 }) {
      members[next[Int(entry.0)]] = entry.1
      units[next[Int(entry.0)]] = entry.2
      next[Int(entry.0)] += 1
    }
  }

  subscript(owner: Int) -> Range<Int> { starts[owner]..<starts[owner + 1] }

  /// O(log entries of the owner).
  func units(of member: Int32, in owner: Int) -> Int32 {
    var (low, high) = (starts[owner], starts[owner + 1])
    while low < high {
      let middle = low + (high - low) / 2
      if members[middle] < member { low = middle + 1 } else { high = middle }
    }
    return low < starts[owner + 1] && members[low] == member ? units[low] : 0
  }
}

/// The arcs into each column: built where a search walks backwards over pairs.
struct ColumnArcs {
  private(set) var starts: [Int]
  private(set) var rows: [Int32]
  private(set) var arcs: [Int]

  /// O(arcs) time and memory; rows that can never hold a unit are left out.
  init(_ flow: ResidualFlow) {
    let problem = flow.problem
    starts = [Int](repeating: 0, count: problem.columnCount + 1)
    for row in 0..<problem.rowCount where flow.reachable[row] > 0 {
      for arc in problem.arcs.arcs(ofRow: row) { starts[problem.arcs.column(ofArc: arc, inRow: row) + 1] += 1 }
    }
    for column in 0..<problem.columnCount { starts[column + 1] += starts[column] }
    rows = [Int32](repeating: 0, count: starts[problem.columnCount])
    arcs = [Int](repeating: 0, count: starts[problem.columnCount])
    var next = starts
    for row in 0..<problem.rowCount where flow.reachable[row] > 0 {
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        rows[next[column]] = Int32(row)
        arcs[next[column]] = arc
        next[column] += 1
      }
    }
  }

  subscript(column: Int) -> Range<Int> { starts[column]..<starts[column + 1] }
}
