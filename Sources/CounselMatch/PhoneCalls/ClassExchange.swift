// Problem: who can be served, class by class, when pairs of one column are added for a while.
// Formulation: sets of people who can be served together are the independent sets of a matroid (a gammoid with laminar
// caps; demand 1). The flow serves a basis of greatest weight by class. For each unserved unit, best class first: if the
// residual network leads from it to the root, it is served besides; else, if it leads to a served unit of a later class,
// it takes the place of one of the latest. In a matroid one pass over the units is exact, whatever their order inside a
// class: a unit that is the lightest of a circuit is never needed again.
// Invariants: the flow stays feasible and floors are kept: an exchange changes no column's flow. Every step is logged
// until it is undone.
// Complexity: one search, O(arcs of the rows reached + nodes), for each step and each class.
// Cannot: rows that hand on, side constraints; scores play no part.
// Reference: J. Edmonds, Matroids and the greedy algorithm, Mathematical Programming 1 (1971); H. Perfect, Applications of
// Menger's graph theorem, Journal of Mathematical Analysis and Applications 22 (1968), for gammoids.

import AssignmentCore

/// A flow that serves the most, class by class, and what it would be with other pairs.
struct ClassExchange: Sendable {
  struct Use: Sendable {
    var row: Int32
    var units: Int32
  }

  private enum Step: Sendable {
    case pair(row: Int32, column: Int32, change: Int32)
    case outlet(Int32, change: Int64)
    case unserved(Int32, change: Int32)
  }

  let problem: AssignmentProblem
  /// Class of each row, by its place among those that occur; 0 is served first.
  let rankOfRow: [Int]
  let rankCount: Int
  /// Units of each row that are not served.
  private(set) var unserved: [Int32]
  private(set) var outflow: [Int64]
  /// Rows that use each column, with their units.
  private(set) var users: [[Use]]
  /// Outlets that lead into each outlet.
  let children: [[Int32]]
  private let rowsOfRank: [[Int32]]
  private var log: [Step] = []

  // Pairs that are added: rows that may use the column `extraColumn` besides.
  private var extraColumn = -1
  private var isExtra: [Bool]

  // Scratch of searches: the step before each node (row, outlet, root last) in the search of number `stamp`.
  private var before: [Int32]
  private var seenIn: [Int32]
  private var stamp: Int32 = 0
  private var queue: [Int32] = []

  /// - Parameters:
  ///   - problem: in which no row hands on.
  ///   - assignment: feasible; it is improved until it is best class by class.
  ///   - rankOfRow: see ``rankOfRow``.
  ///   - rankCount: number of classes.
  init(_ problem: AssignmentProblem, _ assignment: Assignment, rankOfRow: [Int], rankCount: Int) {
    self.problem = problem
    self.rankOfRow = rankOfRow
    self.rankCount = rankCount
    unserved = problem.rowCounts
    outflow = [Int64](repeating: 0, count: problem.outletCount)
    users = [[Use]](repeating: [], count: problem.columnCount)
    var children = [[Int32]](repeating: [], count: problem.outletCount)
    for outlet in 0..<problem.outletCount {
      if let parent = problem.parent(ofOutlet: outlet) { children[parent].append(Int32(outlet)) }
    }
    self.children = children
    var rows = [[Int32]](repeating: [], count: rankCount)
    for row in 0..<problem.rowCount { rows[rankOfRow[row]].append(Int32(row)) }
    rowsOfRank = rows
    isExtra = [Bool](repeating: false, count: problem.rowCount)
    before = [Int32](repeating: -1, count: problem.nodeCount + 1)
    seenIn = [Int32](repeating: 0, count: problem.nodeCount + 1)
    for flow in assignment.flows {
      unserved[Int(flow.row)] -= flow.units
      users[Int(flow.column)].append(Use(row: flow.row, units: flow.units))
      var at: Int? = Int(flow.column)
      while let outlet = at {
        outflow[outlet] += Int64(flow.units)
        at = problem.parent(ofOutlet: outlet)
      }
    }
    _ = improve()
    log = []
  }

  func hasRoom(_ outlet: Int) -> Bool { outflow[outlet] < problem.capacity(ofOutlet: outlet) }
  func canGiveBack(_ outlet: Int) -> Bool { outflow[outlet] > problem.floor(ofOutlet: outlet) }

  /// How many units of each class can be served besides, where these rows could use the column too.
  ///
  /// The flow is left as it was.
  mutating func gain(opening column: Int, to rows: [Int32]) -> [Int] {
    for row in rows { isExtra[Int(row)] = true }
    extraColumn = column
    let start = log.count
    let gained = improve()
    undo(to: start)
    for row in rows { isExtra[Int(row)] = false }
    extraColumn = -1
    return gained
  }

  // MARK: Steps

  /// Serves more, class by class, until no step improves; answers how many of each class.
  private mutating func improve() -> [Int] {
    var gained = [Int](repeating: 0, count: rankCount)
    for rank in 0..<rankCount {
      while let end = search(from: rank) {
        let start = push(to: end)
        change(.unserved(Int32(start), change: -1))
        gained[rank] += 1
        if end < problem.rowCount {
          change(.unserved(Int32(end), change: 1))
          gained[rankOfRow[end]] -= 1
        }
      }
    }
    return gained
  }

  /// From the unserved units of a class to the root, else to a served row of the latest class after it; the node found.
  private mutating func search(from rank: Int) -> Int? {
    let (rows, root) = (problem.rowCount, problem.nodeCount)
    stamp += 1
    queue.removeAll(keepingCapacity: true)
    var (latest, found) = (rank, -1)
    for row in rowsOfRank[rank] where unserved[Int(row)] > 0 { visit(Int(row), -1) }
    var next = 0
    while next < queue.count {
      let node = Int(queue[next])
      next += 1
      if node < rows {
        if isExtra[node] { visit(rows + extraColumn, node) }
        for arc in problem.arcs.arcs(ofRow: node) { visit(rows + problem.arcs.column(ofArc: arc, inRow: node), node) }
        continue
      }
      let outlet = node - rows
      if hasRoom(outlet) {
        guard let parent = problem.parent(ofOutlet: outlet) else {
          visit(root, node)
          return root
        }
        visit(rows + parent, node)
      }
      for child in children[outlet] where canGiveBack(Int(child)) { visit(rows + Int(child), node) }
      if outlet >= problem.columnCount { continue }
      for use in users[outlet] {
        let row = Int(use.row)
        if rankOfRow[row] > latest, seenIn[row] != stamp { (latest, found) = (rankOfRow[row], row) }
        visit(row, node)
      }
    }
    return found < 0 ? nil : found
  }

  private mutating func visit(_ node: Int, _ origin: Int) {
    guard seenIn[node] != stamp else { return }
    seenIn[node] = stamp
    before[node] = Int32(origin)
    queue.append(Int32(node))
  }

  /// Moves one unit along the path that the last search found; answers where it begins.
  private mutating func push(to end: Int) -> Int {
    var at = end
    while before[at] >= 0 {
      let tail = Int(before[at])
      move(tail, at)
      at = tail
    }
    return at
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
    apply(step, 1)
    log.append(step)
  }

  private mutating func undo(to mark: Int) {
    while log.count > mark, let step = log.popLast() { apply(step, -1) }
  }

  private mutating func apply(_ step: Step, _ sign: Int32) {
    switch step {
    case .pair(let row, let column, let change): use(row, Int(column), sign * change)
    case .outlet(let outlet, let change): outflow[Int(outlet)] += Int64(sign) * change
    case .unserved(let row, let change): unserved[Int(row)] += sign * change
    }
  }

  private mutating func use(_ row: Int32, _ column: Int, _ change: Int32) {
    guard let place = users[column].firstIndex(where: { $0.row == row }) else {
      users[column].append(Use(row: row, units: change))
      return
    }
    users[column][place].units += change
    if users[column][place].units == 0 { users[column].remove(at: place) }
  }
}
