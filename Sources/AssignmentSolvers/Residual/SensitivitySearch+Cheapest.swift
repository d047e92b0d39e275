import AssignmentCore

/// Distances between every node and the root, with the paths.
struct RootDistances: Sendable {
  var distances: [Int64]
  var predecessors: [Int32]
  var isReached: [Bool]
}

extension SensitivitySearch {
  /// The columns in which a unit of `row` costs least, cheapest first, then by index.
  ///
  /// Every cost is exact, as in ``cost(forcingRow:column:)``; columns in which no plan can have a unit of the row are
  /// left out. Where more columns cost as much as the last, some of them may be left out.
  ///
  /// - Complexity: O(arcs of the row), and one search to the row for what the bounds leave open; two searches over
  ///   everything when it is first asked.
  public mutating func cheapestColumns(ofRow row: Int, limit: Int = .max) -> [ForcedPair] {
    guard flow.reachable[row] > 0, limit > 0 else { return [] }
    var list = Candidates(bounded(row), limit: limit)
    if let open = list.nextOpen() { settle(&list, row, open) }
    return list.best.map { index in
      let candidate = list.all[index]
      return ForcedPair(column: candidate.column, change: change(candidate, row))
    }
  }

  /// Searches to the row until the candidates that may be among the cheapest have their exact costs.
  private mutating func settle(_ list: inout Candidates, _ row: Int, _ first: Int) {
    var places = [Int: Int](minimumCapacity: list.all.count)
    for (index, candidate) in list.all.enumerated() { places[candidate.column] = index }
    var open: Int? = first
    begin(.incoming, at: row)
    while let node = settleNext() {
      if let at = open, list.isDone(at) { open = list.nextOpen() }
      guard let at = open else { return }
      if let most = list.most, isBeyond(most, list.all[at].worth, node) { return }
      let column = node - flow.rows
      if column >= 0, column < problem.columnCount, let index = places[column] {
        list.settle(index, at: (0..<levelCount).map { distances[node * levelCount + $0] - list.all[index].score[$0] })
      }
      scan(node)
    }
    list.dropUnsettled()
  }

  /// Whether a pair that is worth so much costs at least `most` where its column has the key of this node or a later one.
  private func isBeyond(_ most: [Int64], _ worth: [Int64], _ node: Int) -> Bool {
    for level in 0..<levelCount {
      let (key, bound) = (keys[node * levelCount + level], most[level] + worth[level])
      if key != bound { return key > bound }
    }
    return true
  }

  private func change(_ candidate: Candidates.One, _ row: Int) -> ResidualChange {
    var change = ResidualChange(cost: candidate.upper ?? candidate.lower)
    let node = flow.rows + candidate.column
    if candidate.isSettled {
      note(node, predecessors, .incoming, &change)
    } else if let toRoot, let fromRoot {
      note(node, toRoot.predecessors, .incoming, &change)
      note(row, fromRoot.predecessors, .outgoing, &change)
    }
    return change
  }

  // MARK: Bounds

  /// The columns that a unit of the row can take, with bounds of what that costs; those that no plan has are left out.
  private mutating func bounded(_ row: Int) -> [Candidates.One] {
    let to = rootDistances(.incoming)
    let from = rootDistances(.outgoing)
    let shared = flow.idleRow(of: row)
    var found: [Candidates.One] = []
    func add(_ column: Int, _ tail: Int, _ arc: Int) {
      let score = (0..<levelCount).map { scores.pair(tail, arc, $0) }
      if let one = bounded(row, column, score, to, from) { found.append(one) }
    }
    var own = Set<Int>()
    if shared != row {
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        let other = problem.arcs.arc(row: shared, column: column)
        let isBetter = other.map { other in
          (0..<levelCount).map { scores.pair(row, arc, $0) }
            .lexicographicallyPrecedes((0..<levelCount).map { scores.pair(shared, other, $0) })
        }
        // Of two arcs into one column the one that scores more makes the pair cheaper.
        if isBetter != true {
          own.insert(column)
          add(column, row, arc)
        }
      }
    }
    for arc in problem.arcs.arcs(ofRow: shared) {
      let column = problem.arcs.column(ofArc: arc, inRow: shared)
      if !own.contains(column) { add(column, shared, arc) }
    }
    return found
  }

  private func bounded(
    _ row: Int, _ column: Int, _ score: [Int64], _ to: RootDistances, _ from: RootDistances
  ) -> Candidates.One? {
    let node = flow.rows + column
    func value(_ distances: RootDistances, _ node: Int, _ level: Int) -> Int64 {
      distances.distances[node * levelCount + level]
    }
    func potential(_ node: Int, _ level: Int) -> Int64 { potentials[node * levelCount + level] }
    let worth = (0..<levelCount).map { score[$0] + potential(node, $0) }
    var lower = (0..<levelCount).map { potential(row, $0) - worth[$0] }
    func raise(_ value: (Int) -> Int64) {
      let other = (0..<levelCount).map(value)
      if lower.lexicographicallyPrecedes(other) { lower = other }
    }
    if from.isReached[row] != from.isReached[node] {
      if from.isReached[node] { return nil }
    } else if from.isReached[row] {
      raise { value(from, row, $0) - value(from, node, $0) - score[$0] }
    }
    if to.isReached[row] != to.isReached[node] {
      if to.isReached[row] { return nil }
    } else if to.isReached[row] {
      raise { value(to, node, $0) - value(to, row, $0) - score[$0] }
    }
    let isOverRoot = to.isReached[node] && from.isReached[row]
    let upper =
      isOverRoot ? (0..<levelCount).map { value(to, node, $0) + value(from, row, $0) - score[$0] } : nil
    return Candidates.One(column: column, score: score, worth: worth, lower: lower, upper: upper)
  }

  /// Found by one search over everything, when first asked for.
  private mutating func rootDistances(_ wanted: Direction) -> RootDistances {
    if let known = wanted == .incoming ? toRoot : fromRoot { return known }
    begin(wanted, at: flow.root)
    while let node = settleNext() { scan(node) }
    let found = RootDistances(
      distances: distances, predecessors: predecessors, isReached: marks.map { $0 == .settled })
    if wanted == .incoming { toRoot = found } else { fromRoot = found }
    return found
  }
}

/// Columns of one row between bounds, and the cheapest so far.
private struct Candidates {
  struct One {
    var column: Int
    /// What the pair scores.
    var score: [Int64]
    /// The score and the potential of the column.
    var worth: [Int64]
    var lower: [Int64]
    /// nil: nothing is known yet.
    var upper: [Int64]?
    /// The search has found the exact cost, which both bounds are then.
    var isSettled = false
  }

  private(set) var all: [One]
  private let limit: Int
  /// Indices of the least upper bounds, ascending, then by column.
  private(set) var best: [Int] = []
  /// By worth, descending.
  private var order: [Int]
  private var next = 0

  init(_ all: [One], limit: Int) {
    self.all = all
    self.limit = limit
    order = []
    best = all.indices.filter { all[$0].upper != nil }.sorted { isBefore($0, $1) }
    if best.count > limit { best.removeLast(best.count - limit) }
    order = all.indices.filter { !isDone($0) }.sorted { all[$1].worth.lexicographicallyPrecedes(all[$0].worth) }
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    guard let left = all[one].upper, let right = all[other].upper else { return all[one].upper != nil }
    return left == right ? all[one].column < all[other].column : left.lexicographicallyPrecedes(right)
  }

  /// What the last of the cheapest costs at most; nil while there are too few.
  var most: [Int64]? { best.count < limit ? nil : best.last.flatMap { all[$0].upper } }

  /// The cost is exact, or cannot be less than that of the last of the cheapest.
  func isDone(_ index: Int) -> Bool {
    if all[index].upper == all[index].lower { return true }
    guard let most else { return false }
    return !all[index].lower.lexicographicallyPrecedes(most)
  }

  /// The most worthy candidate that is open.
  mutating func nextOpen() -> Int? {
    while next < order.count, isDone(order[next]) { next += 1 }
    return next < order.count ? order[next] : nil
  }

  mutating func settle(_ index: Int, at cost: [Int64]) {
    let isNew = all[index].upper != cost
    (all[index].upper, all[index].lower, all[index].isSettled) = (cost, cost, true)
    guard isNew else { return }
    if let place = best.firstIndex(of: index) { best.remove(at: place) }
    var (low, high) = (0, best.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(best[middle], index) { low = middle + 1 } else { high = middle }
    }
    guard low < limit else { return }
    best.insert(index, at: low)
    if best.count > limit { best.removeLast() }
  }

  /// The search has ended: what it has not found, no plan has.
  mutating func dropUnsettled() {
    best.removeAll { all[$0].upper != all[$0].lower && !all[$0].isSettled }
  }
}
