import AssignmentCore

/// What can still be moved in an assignment: searches over its residual network of rows, columns and groups.
///
/// Steps: a row to each of its columns; a column back to a row that uses it; an outlet with room to its group, or to
/// the root; a group back to an outlet that gives it more than its floor. A row from which the root is reached could
/// be served by moving others; rows that reach it nowhere are stuck with all that they reach. Rows that hand units on
/// count as part of the row that takes them, which has all their columns.
/// Complexity: O(arcs of the rows reached + nodes).
struct Residual {
  let problem: AssignmentProblem
  private(set) var unserved: [Int64]
  private var outflow: [Int64]
  /// Rows that use each column.
  private var users: [[Int32]]
  private var children: [[Int]]

  init(_ problem: AssignmentProblem, _ assignment: Assignment) {
    self.problem = problem
    unserved = [Int64](repeating: 0, count: problem.rowCount)
    for row in 0..<problem.rowCount { unserved[problem.parent(ofRow: row) ?? row] += Int64(problem.rowCounts[row]) }
    outflow = [Int64](repeating: 0, count: problem.outletCount)
    users = [[Int32]](repeating: [], count: problem.columnCount)
    children = [[Int]](repeating: [], count: problem.outletCount)
    for outlet in 0..<problem.outletCount {
      if let parent = problem.parent(ofOutlet: outlet) { children[parent].append(outlet) }
    }
    for flow in assignment.flows {
      let row = problem.parent(ofRow: Int(flow.row)) ?? Int(flow.row)
      unserved[row] -= Int64(flow.units)
      if users[Int(flow.column)].last != Int32(row) { users[Int(flow.column)].append(Int32(row)) }
      var at: Int? = Int(flow.column)
      while let outlet = at {
        outflow[outlet] += Int64(flow.units)
        at = problem.parent(ofOutlet: outlet)
      }
    }
  }

  struct Reach {
    var rows: [Bool]
    var outlets: [Bool]
    var root = false
  }

  private func hasRoom(_ outlet: Int) -> Bool { outflow[outlet] < problem.capacity(ofOutlet: outlet) }
  private func canGiveBack(_ outlet: Int) -> Bool { outflow[outlet] > problem.floor(ofOutlet: outlet) }

  /// Everything that can be reached from these rows.
  func reach(from rows: [Int]) -> Reach {
    var reach = Reach(
      rows: [Bool](repeating: false, count: problem.rowCount),
      outlets: [Bool](repeating: false, count: problem.outletCount))
    var open = rows
    var outlets: [Int] = []
    for row in rows { reach.rows[row] = true }
    while true {
      if let row = open.popLast() {
        for arc in problem.arcs.arcs(ofRow: row) {
          let column = problem.arcs.column(ofArc: arc, inRow: row)
          if !reach.outlets[column] {
            reach.outlets[column] = true
            outlets.append(column)
          }
        }
      } else if let outlet = outlets.popLast() {
        for next in steps(from: outlet, &reach) where !reach.outlets[next] {
          reach.outlets[next] = true
          outlets.append(next)
        }
        guard outlet < problem.columnCount else { continue }
        for row in users[outlet] where !reach.rows[Int(row)] {
          reach.rows[Int(row)] = true
          open.append(Int(row))
        }
      } else {
        return reach
      }
    }
  }

  /// Outlets one step from an outlet.
  private func steps(from outlet: Int, _ reach: inout Reach) -> [Int] {
    var next = children[outlet].filter(canGiveBack)
    if hasRoom(outlet) {
      if let parent = problem.parent(ofOutlet: outlet) { next.append(parent) } else { reach.root = true }
    }
    return next
  }

  /// Which of the rows of a reach get to the root: a search backwards from it, inside the reach.
  func escaping(_ reach: Reach) -> [Bool] {
    var escapes = Reach(
      rows: [Bool](repeating: false, count: problem.rowCount),
      outlets: [Bool](repeating: false, count: problem.outletCount))
    var arriving = [[Int32]](repeating: [], count: problem.columnCount)
    for row in reach.rows.indices where reach.rows[row] {
      for arc in problem.arcs.arcs(ofRow: row) {
        arriving[problem.arcs.column(ofArc: arc, inRow: row)].append(Int32(row))
      }
    }
    var usedBy = [[Int]](repeating: [], count: problem.rowCount)
    for column in users.indices where reach.outlets[column] {
      for row in users[column] { usedBy[Int(row)].append(column) }
    }
    var open = (0..<problem.outletCount).filter {
      reach.outlets[$0] && problem.parent(ofOutlet: $0) == nil && hasRoom($0)
    }
    for outlet in open { escapes.outlets[outlet] = true }
    while let outlet = open.popLast() {
      var before = children[outlet].filter(hasRoom)
      if let parent = problem.parent(ofOutlet: outlet), canGiveBack(outlet) { before.append(parent) }
      for row in outlet < problem.columnCount ? arriving[outlet] : [] where !escapes.rows[Int(row)] {
        escapes.rows[Int(row)] = true
        before += usedBy[Int(row)]
      }
      for next in before where reach.outlets[next] && !escapes.outlets[next] {
        escapes.outlets[next] = true
        open.append(next)
      }
    }
    return escapes.rows
  }

  /// The connected parts of a closed reach, each with its rows and columns ascending.
  func parts(of reach: Reach) -> [(rows: [Int32], columns: [Int32])] {
    var forest = DisjointSets(count: problem.nodeCount)
    for row in reach.rows.indices where reach.rows[row] {
      for arc in problem.arcs.arcs(ofRow: row) {
        forest.join(row, problem.rowCount + problem.arcs.column(ofArc: arc, inRow: row))
      }
    }
    for outlet in reach.outlets.indices where reach.outlets[outlet] {
      guard let parent = problem.parent(ofOutlet: outlet), reach.outlets[parent] else { continue }
      if hasRoom(outlet) || canGiveBack(outlet) {
        forest.join(problem.rowCount + outlet, problem.rowCount + parent)
      }
    }
    var slots: [Int: Int] = [:]
    var parts: [(rows: [Int32], columns: [Int32])] = []
    for row in reach.rows.indices where reach.rows[row] {
      let root = forest.find(row)
      let slot = slots[root] ?? parts.count
      if slot == parts.count {
        slots[root] = slot
        parts.append(([], []))
      }
      parts[slot].rows.append(Int32(row))
    }
    for column in 0..<problem.columnCount where reach.outlets[column] {
      if let slot = slots[forest.find(problem.rowCount + column)] { parts[slot].columns.append(Int32(column)) }
    }
    return parts
  }
}

/// Union and find with path halving (Tarjan and van Leeuwen 1984).
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) {
    parents = (0..<Int32(count)).map { $0 }
  }

  mutating func find(_ node: Int) -> Int {
    var at = node
    while Int(parents[at]) != at {
      parents[at] = parents[Int(parents[at])]
      at = Int(parents[at])
    }
    return at
  }

  /// The smaller root stays root.
  mutating func join(_ left: Int, _ right: Int) {
    let (one, other) = (find(left), find(right))
    parents[max(one, other)] = Int32(min(one, other))
  }
}
