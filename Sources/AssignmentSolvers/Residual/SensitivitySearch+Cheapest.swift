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
    var list = bounded(row, limit)
    if let open = list.nextOpen() { settle(&list, row, open) }
    return list.best.map { ForcedPair(column: Int(list.columns[$0]), change: change(list, $0, row)) }
  }

  /// Searches to the row until the candidates that may be among the cheapest have their exact costs.
  private mutating func settle(_ list: inout Candidates, _ row: Int, _ first: Int) {
    var places = [Int32](repeating: -1, count: problem.columnCount)
    for (index, column) in list.columns.enumerated() { places[Int(column)] = Int32(index) }
    var open: Int? = first
    begin(.incoming, at: row)
    while let node = settleNext() {
      if let at = open, list.isDone(at) { open = list.nextOpen() }
      guard let at = open else { return }
      if list.isFull, isBeyond(list, at, node) { return }
      let column = node - flow.rows
      if column >= 0, column < problem.columnCount, places[column] >= 0 {
        list.settle(Int(places[column]), distances, node * levelCount)
      }
      scan(node)
    }
    list.dropUnsettled()
  }

  /// Whether a candidate costs at least the most of the cheapest where its column has the key of this node or a later one.
  private func isBeyond(_ list: Candidates, _ index: Int, _ node: Int) -> Bool {
    guard let last = list.best.last else { return false }
    for level in 0..<levelCount {
      let (key, bound) = (keys[node * levelCount + level], list.upper(last, level) + list.worth(index, level))
      if key != bound { return key > bound }
    }
    return true
  }

  private func change(_ list: Candidates, _ index: Int, _ row: Int) -> ResidualChange {
    var change = ResidualChange(cost: (0..<levelCount).map { list.upper(index, $0) })
    let node = flow.rows + Int(list.columns[index])
    if list.isSettled(index) {
      note(node, predecessors, .incoming, &change)
    } else if let toRoot, let fromRoot {
      note(node, toRoot.predecessors, .incoming, &change)
      note(row, fromRoot.predecessors, .outgoing, &change)
    }
    return change
  }

  // MARK: Bounds

  /// The columns that a unit of the row can take, with bounds of what that costs; those that no plan has are left out.
  private mutating func bounded(_ row: Int, _ limit: Int) -> Candidates {
    let to = rootDistances(.incoming)
    let from = rootDistances(.outgoing)
    let shared = flow.idleRow(of: row)
    var list = Candidates(levels: levelCount, limit: limit)
    var own = Set<Int>()
    if shared != row {
      pairs.forEach(ofRow: row) { column, arc in
        let other = pairs.arc(row: shared, column: column)
        let isBetter = other.map { other in
          (0..<levelCount).map { scores.pair(row, arc, $0) }
            .lexicographicallyPrecedes((0..<levelCount).map { scores.pair(shared, other, $0) })
        }
        // Of two arcs into one column the one that scores more makes the pair cheaper.
        if isBetter != true {
          own.insert(column)
          bound(row, row, column, arc, to, from, &list)
        }
      }
    }
    pairs.forEach(ofRow: shared) { column, arc in
      if own.isEmpty || !own.contains(column) { bound(row, shared, column, arc, to, from, &list) }
    }
    list.sort()
    return list
  }

  /// Adds a column, reached over an arc of `tail`, with its bounds: at least the price of the pair, and what the
  /// distances from the root and to it demand by the triangle inequality; at most the way over the root.
  private func bound(
    _ row: Int, _ tail: Int, _ column: Int, _ arc: Int, _ to: RootDistances, _ from: RootDistances,
    _ list: inout Candidates
  ) {
    let node = flow.rows + column
    if from.isReached[node], !from.isReached[row] { return }
    if to.isReached[row], !to.isReached[node] { return }
    let (near, far) = (row * levelCount, node * levelCount)
    list.add(column) { level in
      let score = scores.pair(tail, arc, level)
      return (score, score + potentials[far + level], potentials[near + level] - score - potentials[far + level])
    }
    if from.isReached[row], from.isReached[node] {
      list.raise { from.distances[near + $0] - from.distances[far + $0] }
    }
    if to.isReached[row], to.isReached[node] {
      list.raise { to.distances[far + $0] - to.distances[near + $0] }
    }
    if to.isReached[node], from.isReached[row] {
      list.allow { to.distances[far + $0] + from.distances[near + $0] }
    }
  }

  /// Found by one search over everything, when first asked for.
  mutating func rootDistances(_ wanted: Direction) -> RootDistances {
    if let known = wanted == .incoming ? toRoot : fromRoot { return known }
    begin(wanted, at: flow.root)
    while let node = settleNext() { scan(node) }
    let found = RootDistances(
      distances: distances, predecessors: predecessors, isReached: marks.map { $0 == .settled })
    if wanted == .incoming { toRoot = found } else { fromRoot = found }
    return found
  }
}

/// Columns of one row between bounds, and the cheapest so far; vectors of all candidates lie in flat arrays.
private struct Candidates {
  private let levels: Int
  private let limit: Int
  private(set) var columns: [Int32] = []
  /// What the pairs score.
  private var scores: [Int64] = []
  /// The scores and the potentials of the columns.
  private var worths: [Int64] = []
  private var lower: [Int64] = []
  /// Means nothing where nothing is known yet.
  private var upper: [Int64] = []
  private var states: [State] = []
  /// The least upper bounds, ascending, then by column.
  private(set) var best: [Int] = []
  /// By worth, descending.
  private var order: [Int] = []
  private var next = 0

  private enum State {
    /// Nothing is known of the most that it costs.
    case unknown
    case bounded
    /// The search has found the exact cost, which both bounds are then.
    case settled
  }

  init(levels: Int, limit: Int) {
    (self.levels, self.limit) = (levels, limit)
  }

  func upper(_ index: Int, _ level: Int) -> Int64 { upper[index * levels + level] }
  func worth(_ index: Int, _ level: Int) -> Int64 { worths[index * levels + level] }
  func isSettled(_ index: Int) -> Bool { states[index] == .settled }

  // MARK: Filling

  /// A column, with what its pair scores, what it is worth and the least it costs at each level.
  @inline(__always)
  mutating func add(_ column: Int, _ values: (Int) -> (score: Int64, worth: Int64, lower: Int64)) {
    columns.append(Int32(truncatingIfNeeded: column))
    states.append(.unknown)
    for level in 0..<levels {
      let value = values(level)
      scores.append(value.score)
      worths.append(value.worth)
      lower.append(value.lower)
      upper.append(0)
    }
  }

  /// The last column costs at least so much, its score not yet taken off.
  @inline(__always)
  mutating func raise(_ value: (Int) -> Int64) {
    let start = lower.count - levels
    for level in 0..<levels {
      let bound = value(level) - scores[start + level]
      if bound < lower[start + level] { return }
      guard bound > lower[start + level] else { continue }
      for level in level..<levels { lower[start + level] = value(level) - scores[start + level] }
      return
    }
  }

  /// The last column costs at most so much, its score not yet taken off.
  @inline(__always)
  mutating func allow(_ value: (Int) -> Int64) {
    let (start, index) = (upper.count - levels, columns.count - 1)
    for level in 0..<levels { upper[start + level] = value(level) - scores[start + level] }
    states[index] = .bounded
  }

  /// Finds the cheapest and what is open, once all columns are there.
  mutating func sort() {
    if limit >= columns.count {
      best = columns.indices.filter { states[$0] != .unknown }.sorted { isBefore($0, $1) }
    } else {
      for index in columns.indices where states[index] != .unknown { enter(index) }
    }
    order = columns.indices.filter { !isDone($0) }.sorted { compare(worths, $0, worths, $1) > 0 }
  }

  // MARK: Asking

  /// Under 0 where the first vector comes first, 0 where they are equal.
  private func compare(_ left: [Int64], _ one: Int, _ right: [Int64], _ other: Int) -> Int {
    for level in 0..<levels {
      let (value, bound) = (left[one * levels + level], right[other * levels + level])
      if value != bound { return value < bound ? -1 : 1 }
    }
    return 0
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    let order = compare(upper, one, upper, other)
    return order == 0 ? columns[one] < columns[other] : order < 0
  }

  /// As many are listed as are wanted.
  var isFull: Bool { best.count >= limit }

  /// The cost is exact, or cannot be less than that of the last of the cheapest.
  func isDone(_ index: Int) -> Bool {
    if states[index] != .unknown, compare(upper, index, lower, index) == 0 { return true }
    guard isFull, let last = best.last else { return false }
    return compare(lower, index, upper, last) >= 0
  }

  /// The most worthy candidate that is open.
  mutating func nextOpen() -> Int? {
    while next < order.count, isDone(order[next]) { next += 1 }
    return next < order.count ? order[next] : nil
  }

  // MARK: Settling

  /// Puts a candidate where it belongs among the cheapest, if it is one.
  private mutating func enter(_ index: Int) {
    if isFull, let last = best.last, !isBefore(index, last) { return }
    var (low, high) = (0, best.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(best[middle], index) { low = middle + 1 } else { high = middle }
    }
    best.insert(index, at: low)
    if best.count > limit { best.removeLast() }
  }

  /// The exact cost, but for the score: the distance that stands at `start`.
  mutating func settle(_ index: Int, _ distances: [Int64], _ start: Int) {
    let isKnown =
      states[index] != .unknown
      && (0..<levels).allSatisfy { upper(index, $0) == distances[start + $0] - scores[index * levels + $0] }
    if !isKnown, let place = best.firstIndex(of: index) { best.remove(at: place) }
    for level in 0..<levels {
      let cost = distances[start + level] - scores[index * levels + level]
      (upper[index * levels + level], lower[index * levels + level]) = (cost, cost)
    }
    states[index] = .settled
    if !isKnown { enter(index) }
  }

  /// The search has ended: what it has not found, no plan has.
  mutating func dropUnsettled() {
    best = best.filter { compare(upper, $0, lower, $0) == 0 || states[$0] == .settled }
  }
}
