import AssignmentCore

// Best pair first, then augmenting paths through laminar caps.
//
// Problem: rows with counts, columns with places, nested groups with caps; serve the most units, the rows of a better
// class first, and prefer good pairs on the way.
// Formulation: class by class, take the pairs of the class in descending order while there is a place; then, for each
// row with units left, search a path in the residual network row → column → group → … → root and move units along it.
// Invariants: the flow is feasible; a row that is served never loses a unit (paths end at the root, never at another
// row); the set reached by a search that failed has no residual arc to its outside, so it can never reach the root
// again and is not searched any more.
// Why it is optimal: the sets of units that can be served together are the independent sets of a matroid (a gammoid:
// linked to the root by disjoint paths; Perfect 1968), so adding unit after unit in descending order of weight, as
// long as a path exists, serves a set of largest weight (Rado 1957, Edmonds 1971). Within a class any unit is as good
// as any other, so the pairs taken first do not matter for the count.
// Deviation: none that matters; units move in bulk, by the least residual capacity on the path.
// Complexity: O(arcs × log arcs) to sort, then O(arcs + groups) for each augmentation, and once for all failures.
// Cannot: floors, marginals, side constraints; the levels after the first are not optimised.
// Reference: Papers/greedy-augmentation.md.

/// The assignment under construction.
struct GreedyMatching {
  let problem: AssignmentProblem
  var ledger: PlaceLedger
  /// Units that leave each group.
  var groupFlows: [Int32]
  /// Pairs that may be used: those of row i are `starts[i] ..< starts[i + 1]`.
  let starts: [Int]
  let columns: [Int32]
  /// Columns and groups directly under each group, as node numbers: `childStarts[g] ..< childStarts[g + 1]`.
  let childStarts: [Int]
  let children: [Int32]
  var search: ResidualSearch
  var augmentations = 0
  var scannedArcs = 0
  var lookedAt = 0

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    ledger = PlaceLedger(problem)
    groupFlows = [Int32](repeating: 0, count: problem.groups.count)
    (starts, columns) = problem.arcsNotUnderZero()
    (childStarts, children) = problem.childrenOfGroups()
    search = ResidualSearch(nodes: problem.nodeCount)
  }

  func waiting(_ row: Int) -> Int32 { problem.rowCounts[row] - ledger.served[row] }

  /// The group around an outlet's flow, or nil for the root.
  func group(around node: Int) -> Int? {
    problem.parent(ofOutlet: node - problem.rowCount).map { $0 - problem.columnCount }
  }

  /// Takes pairs of these rows, best first; equal ones by row, then column.
  mutating func take<Score: ScoreVector>(_ rows: [Int32], _ type: Score.Type) {
    let levels = problem.levels
    var pairs: [ScoredPair<Score>] = []
    for row in rows.lazy.map({ Int($0) }) where waiting(row) > 0 {
      for place in starts[row]..<starts[row + 1] where ledger.free[Int(columns[place])] > 0 {
        guard let arc = problem.arcs.arc(row: row, column: Int(columns[place])) else { continue }
        let score = Score(offset: 0) { $0 < levels.count ? levels[$0].score(row: row, arc: arc) : 0 }
        pairs.append(ScoredPair(score: score, row: Int32(row), column: columns[place]))
      }
    }
    scannedArcs += pairs.count
    pairs.sort()
    for pair in pairs {
      let (row, column) = (Int(pair.row), Int(pair.column))
      let units = min(waiting(row), room(column))
      if units > 0 { give(row, column, units) }
    }
  }

  /// Places of a column that are free under all caps.
  private func room(_ column: Int) -> Int32 {
    var room = ledger.free[column]
    var at = group(around: problem.rowCount + column)
    while let group = at, room > 0 {
      room = min(room, problem.groups[group].capacity - groupFlows[group])
      at = self.group(around: problem.rowCount + problem.columnCount + group)
    }
    return room
  }

  private mutating func give(_ row: Int, _ column: Int, _ units: Int32) {
    ledger.add(row: row, column: column, units: units)
    var at = group(around: problem.rowCount + column)
    while let group = at {
      groupFlows[group] += units
      at = self.group(around: problem.rowCount + problem.columnCount + group)
    }
  }
}

/// A pair with its scores; better pairs come first, equal ones by row, then column.
private struct ScoredPair<Score: ScoreVector>: Comparable {
  let score: Score
  let row: Int32
  let column: Int32

  static func < (left: Self, right: Self) -> Bool {
    if left.score != right.score { return left.score > right.score }
    return left.row != right.row ? left.row < right.row : left.column < right.column
  }
}

extension AssignmentProblem {
  /// Arcs whose scores are not lexicographically under zero, by row.
  fileprivate func arcsNotUnderZero() -> (starts: [Int], columns: [Int32]) {
    var starts = [0]
    var columns: [Int32] = []
    starts.reserveCapacity(rowCount + 1)
    for row in 0..<rowCount {
      for arc in arcs.arcs(ofRow: row) where !isUnderZero(row, arc) {
        columns.append(Int32(arcs.column(ofArc: arc, inRow: row)))
      }
      starts.append(columns.count)
    }
    return (starts, columns)
  }

  private func isUnderZero(_ row: Int, _ arc: Int) -> Bool {
    for level in levels {
      let score = level.score(row: row, arc: arc)
      if score != 0 { return score < 0 }
    }
    return false
  }

  fileprivate func childrenOfGroups() -> (starts: [Int], children: [Int32]) {
    var starts = [Int](repeating: 0, count: groups.count + 2)
    for outlet in 0..<outletCount {
      if let parent = parent(ofOutlet: outlet) { starts[parent - columnCount + 2] += 1 }
    }
    for group in groups.indices { starts[group + 2] += starts[group + 1] }
    var children = [Int32](repeating: 0, count: starts[groups.count + 1])
    for outlet in 0..<outletCount {
      guard let parent = parent(ofOutlet: outlet) else { continue }
      let group = parent - columnCount
      children[starts[group + 1]] = Int32(rowCount + outlet)
      starts[group + 1] += 1
    }
    return (starts, children)
  }
}
