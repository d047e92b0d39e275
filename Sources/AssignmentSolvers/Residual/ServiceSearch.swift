// Problem: who could be served besides, and where a change of people, pairs or places would serve more.
// Formulation: the residual network of an assignment without scores: a row to each of its columns, a column back to a
// row that uses it, an outlet with room to its group or the root, a group back to an outlet that gives it more than its
// floor. S is what unserved rows reach, T what reaches the root. In an assignment that serves the most, S and T share
// nothing, and one more pair serves one more exactly if it leads from S into T.
// Of an edit that adds pairs from rows R to one column the gain is min(units that R can take over from unserved rows
// inside S, units that the column can pass on inside T): paths never leave S before a new pair nor T after it, so that
// the two are searched apart, by augmenting from the flow that is there, which is put back afterwards.
// Rows that hand units on count as part of the row that takes them, which has all their columns.
// Invariants: the flow stays feasible; floors are never broken; every change is logged until it is undone or kept.
// Complexity: O(arcs of the rows reached + nodes) per search; one search per unit of gain on each side. A search for
// the root ends at the first outlet from which nothing but room leads there. What is visited is marked by the number
// of the search, so that a short search touches little memory. Where pairs are told by codes (`PairSets`), a row shows
// only columns not met before, 64 in one step. What a column can pass on is searched with ways to the root that are
// known from T: a search ends at the first node whose way the units passed before have left open. Ways are a forest, so
// no node of an open way was visited before, or the search would have ended there.
// Cannot: side constraints; scores play no part.
// Reference: P. Hall, On representatives of subsets (1935); A. L. Dulmage, N. S. Mendelsohn, Coverings of bipartite
// graphs, Canadian Journal of Mathematics 10 (1958), for S and T; L. R. Ford, D. R. Fulkerson (1956).

package import AssignmentCore

/// Searches over who is served, without scores.
package struct ServiceSearch: Sendable {
  package let problem: AssignmentProblem
  /// Units of each row that are unserved.
  package internal(set) var unserved: [Int64]
  /// Rows that use each column, with their units.
  var users: [[Use]]
  /// Units beyond its floor that leave each outlet, and units more that could.
  var spare: [Int64]
  private var hasFloors = true
  var room: [Int64]
  let rows: Int
  let columns: Int
  let root: Int
  /// The outlet into which each outlet leads, −1 for the root.
  let parents: [Int32]
  let children: Grouped
  let arcs: RowColumns
  /// The pairs, where codes tell them; the problem has none then.
  let sets: PairSets?
  /// The next node on a way to the root in the flow as ``reachingRoot()`` found it, −1 for none; empty before.
  var ways: [Int32] = []
  var log: [Step] = []
  var paths: Paths

  struct Use: Sendable {
    var row: Int32
    var units: Int32
  }

  /// Prepares searches around a feasible assignment; with `sets`, these are the pairs of the problem.
  package init(_ problem: AssignmentProblem, _ assignment: Assignment, sets: PairSets? = nil) {
    self.problem = problem
    self.sets = sets
    (rows, columns, root) = (problem.rowCount, problem.columnCount, problem.nodeCount)
    arcs = RowColumns(problem.arcs)
    var unserved = [Int64](repeating: 0, count: rows)
    for row in 0..<rows { unserved[problem.parent(ofRow: row) ?? row] += Int64(problem.rowCounts[row]) }
    let parents = (0..<problem.outletCount).map { Int32(problem.parent(ofOutlet: $0) ?? -1) }
    children = Grouped(
      count: problem.outletCount, parents.indices.filter { parents[$0] >= 0 }.map { (parents[$0], Int32($0), 0) })
    var users = [[Use]](repeating: [], count: columns)
    var outflow = [Int64](repeating: 0, count: problem.outletCount)
    for flow in assignment.flows {
      let (row, column) = (problem.parent(ofRow: Int(flow.row)) ?? Int(flow.row), Int(flow.column))
      unserved[row] -= Int64(flow.units)
      if let place = users[column].firstIndex(where: { $0.row == Int32(row) }) {
        users[column][place].units += flow.units
      } else {
        users[column].append(Use(row: Int32(row), units: flow.units))
      }
      var at = column
      while at >= 0 {
        outflow[at] += Int64(flow.units)
        at = Int(parents[at])
      }
    }
    (self.unserved, self.parents, self.users) = (unserved, parents, users)
    spare = outflow.indices.map { outflow[$0] - problem.floor(ofOutlet: $0) }
    room = outflow.indices.map { problem.capacity(ofOutlet: $0) - outflow[$0] }
    paths = Paths(nodes: root + 1, columns: sets == nil ? 0 : columns)
  }

  /// Whether any column is eligible for a row.
  package func hasPairs(_ row: Int) -> Bool { sets.map { $0.degree(row) > 0 } ?? !arcs.range(row).isEmpty }

  /// Every column of a row, ascending, until one is refused; answers whether none was.
  @inline(__always)
  package func forEachColumn(ofRow row: Int, _ visit: (Int) -> Bool) -> Bool {
    if let sets { return sets.forEachColumn(ofRow: row, visit) }
    for place in arcs.range(row) where !visit(arcs.column(place, row)) { return false }
    return true
  }

  /// Units through an outlet.
  package func units(throughOutlet outlet: Int) -> Int64 {
    spare[outlet] + (hasFloors ? problem.floor(ofOutlet: outlet) : 0)
  }

  /// The same flow where floors hold nobody back: what is then out of reach lacks places, whatever the floors say.
  package func settingFloorsAside() -> ServiceSearch {
    var copy = self
    if hasFloors { for outlet in spare.indices { copy.spare[outlet] += problem.floor(ofOutlet: outlet) } }
    copy.hasFloors = false
    return copy
  }

  /// Rows that use a column.
  package func rows(using column: Int) -> [Int32] { users[column].map(\.row) }

  /// Columns that each row uses, ascending.
  func columnsByRow() -> Grouped {
    var uses: [(Int32, Int32, Int32)] = []
    for column in users.indices { for use in users[column] { uses.append((use.row, Int32(column), use.units)) } }
    return Grouped(count: rows, uses)
  }

  /// Shows every node one step from `node` until one is refused; answers whether none was.
  ///
  /// Nodes: rows, outlets, the root.
  @inline(__always)
  func expand(_ node: Int, _ visit: (Int) -> Bool) -> Bool {
    if node < rows { return forEachColumn(ofRow: node) { visit(rows + $0) } }
    if node == root { return true }
    let outlet = node - rows
    if room[outlet] > 0, !visit(parents[outlet] < 0 ? root : rows + Int(parents[outlet])) { return false }
    for index in children[outlet] where spare[Int(children.members[index])] > 0 {
      if !visit(rows + Int(children.members[index])) { return false }
    }
    if outlet < columns { for use in users[outlet] where !visit(Int(use.row)) { return false } }
    return true
  }
}

/// The columns of each row, without an enumeration to unpack at every arc.
struct RowColumns: Sendable {
  private let starts: [Int]
  private let members: [Int32]
  /// Columns of a row where every pair is an arc, 0 otherwise.
  private let width: Int

  init(_ source: ArcSource) {
    switch source.storage {
    case .dense(let rows, let columns):
      (starts, members, width) = ((0...rows).map { $0 * columns }, [], columns)
    case .sparse(let starts, let columns): (self.starts, members, width) = (starts, columns, 0)
    }
  }

  @inline(__always)
  func range(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// The column of an arc of the row.
  @inline(__always)
  func column(_ arc: Int, _ row: Int) -> Int { width == 0 ? Int(members[arc]) : arc - row * width }
}
