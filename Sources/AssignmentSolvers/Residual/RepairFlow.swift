// Problem: an optimal assignment of people who arrive, leave and decline one by one must stay optimal without solving
// again.
// Formulation: units are told apart. What happens to one unit leaves the flow with one unit too many at one node (the
// row of somebody who must go elsewhere) and one too few at another (the column she leaves, or the root). One cheapest
// path of the residual network between the two makes the flow feasible and keeps it optimal; costs are vectors compared
// lexicographically, over the whole network: pairs, unserved units, caps, floors and marginals.
// Method: Dijkstra on reduced costs. After the search the potential of every settled node rises by its reduced distance
// less that of the end (potentials here are worths: a step from t to h over score w is tight where π(t) = π(h) + w),
// so that no reduced cost is negative again. What is offered beyond the best known distance to the end is dropped, which
// is nearly everything.
// Rows share the arcs of a template; a row may be barred from columns, and may score one more in one level where its
// kept column takes it: declines and the level `changes` need no arcs of their own. A unit that stands (a pin) leaves the
// flow together with its place, all along the groups; the marginals of these then begin one unit later.
// Invariants: every reduced cost of an open step is at least 0 (``firstViolation()`` looks at all of them).
// Complexity: an event is one search, O(arcs of the rows reached + nodes log nodes) × levels at worst; memory 3 vectors
// a node.
// Cannot: side constraints, rows that hand units on (give people and kept columns instead).
// Reference: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, Network Flows (1993), chapter 9; J. Edmonds, R. M. Karp, Journal
// of the ACM 19, 248–264 (1972), for Dijkstra on potentials. Deviation: the search ends at the first of its ends, and
// only settled nodes get new potentials.

package import AssignmentCore

/// An optimal flow of single units that is repaired after each change.
package struct RepairFlow: Sendable {
  /// A row: who may go where, in common with other rows of its template.
  package struct Row: Sendable {
    /// Row of the problem whose arcs it has; added templates follow.
    package let template: Int32
    /// Node into which its unserved units go: an idle group or the root.
    package let head: Int32
    /// The column that scores one more in the level of kept pairs; −1 for none.
    package let kept: Int32
    /// Columns that it must not have, ascending.
    package let barred: [Int32]
    /// Units without a column.
    package internal(set) var waiting: [Int32] = []
    /// Column of each unit that has one, in no order.
    var seats: [Int32] = []
  }

  /// Numbers of a cost: one where all levels are packed in one, else one for each level.
  let width: Int
  /// The level in which a kept pair scores one more, −1 for none.
  let keptLevel: Int
  let problem: AssignmentProblem
  let scores: RepairScores
  var added = AddedTemplates()
  let columns: Int
  /// Number of the root; outlets come before it, rows after it.
  package let root: Int
  package internal(set) var rows: [Row] = []
  /// The node into which each outlet leads.
  let parents: [Int32]
  let children: [[Int32]]
  let marginalOf: [Int32]
  package internal(set) var capacity: [Int64]
  package internal(set) var floors: [Int64]
  package internal(set) var outflow: [Int64]
  /// Units through each outlet that stand outside the flow: its marginal begins after them.
  var before: [Int64]
  /// As in the problem, whatever stands.
  let wholeFloors: [Int64]
  /// Units in each column.
  package internal(set) var users: [[Int32]]
  package internal(set) var rowOfUnit: [Int32] = []
  /// Column of each unit, −1 for none.
  package internal(set) var columnOfUnit: [Int32] = []
  /// Units that got another column since ``takeMoves()``, and the one before; a unit may stand here more than once.
  var moved: [(unit: Int32, from: Int32)] = []
  /// Who goes first among units of one row, least first.
  var ranks: [Int64] = []
  /// Units of each row that are in the flow; the potential of a row without any says nothing.
  var unitsOfRow: [Int32] = []
  /// Rows with waiting units, by the node into which these go.
  var handers: [[Int32]]
  var handerPlace: [Int32] = []
  var potentials: [Int64]

  // The search that runs.
  var target = -1
  var hasBound = false
  /// Where levels are packed: no node that is not nearer can be on the path.
  var bound = Int64.max
  var keys: [Int64]
  var predecessors: [Int32]
  var marks: [SensitivitySearch.Mark]
  var heap: KeyHeap
  var ready: [Int32] = []
  /// Rows that are as near as what was scanned last, where levels are packed.
  var readyRows: [Int32] = []
  var touched: [Int32] = []
  /// Columns that the search has not settled, as bits; kept where codes tell pairs.
  var open: [UInt64]
  /// Whether a potential has left the bounds of packed levels: the flow is not to be used after it.
  var hasDrifted = false
  /// Whether a search for a unit of a column goes from both ends: codes tell pairs, and no idle group counts units.
  let isBothEnded: Bool
  /// The search from the end, where codes tell pairs.
  var ends = EndSearch()
  /// Nodes that the last search settled.
  package internal(set) var settled = 0

  /// An empty flow on the outlets of a problem, with their potentials; rows and units are added one by one.
  ///
  /// Nil where codes tell pairs, and scores or sets of pairs are too large.
  ///
  /// - Parameters:
  ///   - problem: arcs, scores, outlets and marginals; its counts are not read.
  ///   - cells: the same problem where codes tell its pairs; nil: they are written down.
  ///   - units: no more will ever be there at once.
  ///   - outlets: potentials of every outlet, level by level.
  ///   - keptLevel: where kept pairs score one more; nil: nowhere.
  package init?(
    _ problem: AssignmentProblem, cells: CellProblem?, units: Int, potentials outlets: [Int64], keptLevel: Int?
  ) {
    precondition(problem.sideConstraints.isEmpty && problem.rowParents.isEmpty)
    guard let scores = RepairScores(problem, cells, units: units, potentials: outlets) else { return nil }
    self.problem = problem
    self.scores = scores
    let (width, levels) = (scores.width, problem.levels.count)
    self.width = width
    self.keptLevel = keptLevel ?? -1
    columns = problem.columnCount
    root = problem.outletCount
    let root = root
    parents = (0..<root).map { Int32(problem.parent(ofOutlet: $0) ?? root) }
    var children = [[Int32]](repeating: [], count: root + 1)
    for outlet in 0..<root { children[Int(parents[outlet])].append(Int32(outlet)) }
    self.children = children
    var marginalOf = [Int32](repeating: -1, count: root)
    for (index, marginal) in problem.marginals.enumerated() { marginalOf[marginal.outlet] = Int32(index) }
    self.marginalOf = marginalOf
    capacity = (0..<root).map { problem.capacity(ofOutlet: $0) }
    floors = (0..<root).map { problem.floor(ofOutlet: $0) }
    wholeFloors = floors
    outflow = [Int64](repeating: 0, count: root)
    before = outflow
    users = [[Int32]](repeating: [], count: columns)
    handers = [[Int32]](repeating: [], count: root + 1)
    potentials = (0..<root).flatMap { scores.packed(Array(outlets[$0 * levels..<($0 + 1) * levels])) }
    potentials += [Int64](repeating: 0, count: width)
    keys = [Int64](repeating: 0, count: (root + 1) * width)
    open = scores.sets == nil ? [] : PairSets.full(problem.columnCount)
    predecessors = [Int32](repeating: -1, count: root + 1)
    marks = [SensitivitySearch.Mark](repeating: .unseen, count: root + 1)
    heap = KeyHeap(nodes: root + 1, width: width)
    isBothEnded = scores.sets != nil && !(0..<problem.rowCount).contains { problem.idleOutlet(ofRow: $0) != nil }
    if let sets = scores.sets { ends = EndSearch(sets, scores, problem, nodes: root + 1) }
  }

  /// Node of a row.
  func node(ofRow row: Int) -> Int { root + 1 + row }

  // MARK: Rows

  /// Adds a row without units.
  ///
  /// - Parameters:
  ///   - template: a row of the problem, or what ``addTemplate(_:)`` gave.
  ///   - barred: columns that it must not have.
  ///   - kept: the column that scores one more; nil: none.
  /// - Returns: its number.
  package mutating func addRow(template: Int, barred: [Int32] = [], kept: Int? = nil) -> Int {
    let row = rows.count
    let head = (template < problem.rowCount ? problem.idleOutlet(ofRow: template) : nil) ?? root
    rows.append(
      Row(
        template: Int32(template), head: Int32(head), kept: Int32(kept ?? -1),
        barred: barred.sorted()))
    handerPlace.append(-1)
    keys.append(contentsOf: repeatElement(0, count: width))
    predecessors.append(-1)
    marks.append(.unseen)
    heap.addNode()
    potentials.append(contentsOf: repeatElement(0, count: width))
    unitsOfRow.append(0)
    if scores.sets != nil {
      ends.add(row: row, template: template, most: template < problem.rowCount ? 0 : mostScore(template, kept))
    }
    return row
  }

  /// No pair of an added template scores more.
  private func mostScore(_ template: Int, _ kept: Int?) -> Int64 {
    let most = added.range(template - problem.rowCount).reduce(Int64.min / 4) { max($0, added.scores[$1 * width]) }
    return most + (kept == nil ? 0 : scores.kept(0, keptLevel: keptLevel))
  }

  func vector(_ node: Int) -> [Int64] { Array(potentials[node * width..<(node + 1) * width]) }

  /// The potential of an outlet, less that of the root: its price.
  package func price(ofOutlet outlet: Int) -> [Int64] { price(outlet) }

  /// The potential of a row, less that of the root: its price.
  package func price(ofRow row: Int) -> [Int64] { price(node(ofRow: row)) }

  private func price(_ node: Int) -> [Int64] { scores.unpacked(zip(vector(node), vector(root)).map { $0 - $1 }) }

  /// Counts a unit more in a row; the first gets the least potential that fits.
  ///
  /// O(arcs) for the first.
  mutating func join(_ row: Int) {
    if unitsOfRow[row] == 0 {
      let node = node(ofRow: row)
      for (number, value) in leastPotential(row).enumerated() { potentials[node * width + number] = value }
    }
    unitsOfRow[row] += 1
  }

  /// Not inlined: the copy of the flow that closures see must not live on in a caller who changes it, or every list is
  /// copied.
  @inline(never)
  private func leastPotential(_ row: Int) -> [Int64] {
    let head = vector(Int(rows[row].head))
    if width == 1 {
      var most = head[0]
      forEachArc(ofRow: row) { column, arc in most = max(most, potentials[column] + pair(row, column, arc, 0)) }
      return [most]
    }
    var best = head
    forEachArc(ofRow: row) { column, arc in
      let offered = (0..<width).map { potentials[column * width + $0] + pair(row, column, arc, $0) }
      if best.lexicographicallyPrecedes(offered) { best = offered }
    }
    return best
  }

  // MARK: Arcs

  /// Visits the arcs of a row that it is not barred from.
  @inline(__always)
  func forEachArc(ofRow row: Int, _ visit: (_ column: Int, _ arc: Int) -> Void) {
    let template = Int(rows[row].template)
    let barred = rows[row].barred
    let isOwn = template < problem.rowCount
    if isOwn, let sets = scores.sets {
      _ = sets.forEachColumn(ofRow: template) { column in
        if barred.isEmpty || !barred.contains(Int32(column)) { visit(column, column) }
        return true
      }
      return
    }
    let range = isOwn ? problem.arcs.arcs(ofRow: template) : added.range(template - problem.rowCount)
    var next = 0
    for arc in range {
      let column = isOwn ? problem.arcs.column(ofArc: arc, inRow: template) : Int(added.columns[arc])
      while next < barred.count, Int(barred[next]) < column { next += 1 }
      if next < barred.count, Int(barred[next]) == column { continue }
      visit(column, arc)
    }
  }

  /// The arc of a row to a column; nil where there is none.
  func arc(_ row: Int, _ column: Int) -> Int? {
    if rows[row].barred.contains(Int32(column)) { return nil }
    let template = Int(rows[row].template)
    guard template < problem.rowCount else { return added.arc(template - problem.rowCount, column) }
    if let sets = scores.sets { return sets.contains(template, column) ? column : nil }
    return problem.arcs.arc(row: template, column: column)
  }

  /// Whether units of a row may be in a column.
  package func allows(_ row: Int, _ column: Int) -> Bool { arc(row, column) != nil }

  /// What a pair scores; an arc that codes tell is its column.
  @inline(__always)
  func pair(_ row: Int, _ column: Int, _ arc: Int, _ number: Int) -> Int64 {
    let template = Int(rows[row].template)
    let isKept = keptLevel >= 0 && Int(rows[row].kept) == column
    if template < problem.rowCount { return scores.pair(template, arc, number, keptLevel: keptLevel, isKept: isKept) }
    return added.scores[arc * width + number] + (isKept ? scores.kept(number, keptLevel: keptLevel) : 0)
  }

  @inline(__always)
  func outletScore(_ outlet: Int, _ unit: Int64, _ number: Int) -> Int64 {
    scores.outlet(Int(marginalOf[outlet]), before[outlet] + unit, number)
  }
}

/// Templates that came after the problem was made.
struct AddedTemplates: Sendable {
  var starts: [Int] = [0]
  var columns: [Int32] = []
  /// Scores of each arc, level by level.
  var scores: [Int64] = []

  func range(_ template: Int) -> Range<Int> { starts[template]..<starts[template + 1] }

  /// O(log arcs of the template).
  func arc(_ template: Int, _ column: Int) -> Int? {
    var (low, high) = (starts[template], starts[template + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(columns[middle]) < column { low = middle + 1 } else { high = middle }
    }
    return low < starts[template + 1] && Int(columns[low]) == column ? low : nil
  }
}

extension RepairFlow {
  /// Adds arcs for rows to come: columns ascending, one vector of scores each.
  ///
  /// - Returns: the template; nil where a score is larger than any before.
  package mutating func addTemplate(_ arcs: [(column: Int, scores: [Int64])]) -> Int? {
    for arc in arcs {
      guard let packed = scores.packed(score: arc.scores) else { return nil }
      added.columns.append(Int32(arc.column))
      added.scores.append(contentsOf: packed)
    }
    added.starts.append(added.columns.count)
    return problem.rowCount + added.starts.count - 2
  }
}
