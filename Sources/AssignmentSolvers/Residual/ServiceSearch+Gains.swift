import AssignmentCore

extension ServiceSearch {
  enum Step: Sendable {
    case pair(row: Int32, column: Int32, change: Int32)
    case outlet(Int32, change: Int64)
    case unserved(Int32, change: Int64)
  }

  /// What the last search for a path visited, and from where.
  struct Paths: Sendable {
    private var marks: [UInt32]
    private var stamp: UInt32 = 0
    fileprivate(set) var before: [Int32]
    private(set) var queue: [Int32] = []
    private let columns: [UInt64]
    /// Where pairs are told by codes: columns that no row has shown yet.
    private var unseen: [UInt64]

    /// Columns are kept as a set where there are any to keep.
    init(nodes: Int, columns: Int) {
      marks = [UInt32](repeating: 0, count: nodes)
      before = [Int32](repeating: -1, count: nodes)
      self.columns = PairSets.full(columns)
      unseen = self.columns
    }

    fileprivate mutating func begin() {
      stamp += 1
      queue.removeAll(keepingCapacity: true)
      for word in unseen.indices { unseen[word] = columns[word] }
    }

    /// Visits the columns of a row that are new, until one is wanted; its node, or −1.
    fileprivate mutating func visitColumns(
      of row: Int, _ sets: PairSets, rows: Int, _ wanted: (Int) -> Bool
    ) -> Int {
      let start = sets.start(row)
      for word in unseen.indices {
        var met = sets.bits[start + word] & unseen[word]
        unseen[word] ^= met
        while met != 0 {
          let node = rows + word << 6 + met.trailingZeroBitCount
          if visit(node, from: row), wanted(node) { return node }
          met &= met - 1
        }
      }
      return -1
    }

    /// Whether the node is new.
    @inline(__always)
    fileprivate mutating func visit(_ node: Int, from origin: Int) -> Bool {
      if marks[node] == stamp { return false }
      marks[node] = stamp
      before[node] = Int32(origin)
      queue.append(Int32(node))
      return true
    }
  }

  // MARK: Paths

  /// Breadth-first from some nodes to the first that is wanted.
  private func find(_ paths: inout Paths, from start: some Sequence<Int>, wanted: (Int) -> Bool) -> Int? {
    paths.begin()
    for node in start where paths.visit(node, from: -1) && wanted(node) { return node }
    var (next, found) = (0, -1)
    while next < paths.queue.count {
      let node = Int(paths.queue[next])
      next += 1
      if let sets, node < rows {
        found = paths.visitColumns(of: node, sets, rows: rows, wanted)
        if found >= 0 { return found }
        continue
      }
      let isOpen = expand(node) { head in
        if paths.visit(head, from: node), wanted(head) { found = head }
        return found < 0
      }
      if !isOpen { return found }
    }
    return nil
  }

  /// Breadth-first from some nodes to the root.
  ///
  /// An outlet from which room leads to the root ends the search as soon as it is seen; no outlet on that way was seen
  /// before, or it would have ended the search itself.
  private func findRoot(_ paths: inout Paths, from start: some Sequence<Int>) -> Bool {
    let found = find(&paths, from: start) { node in
      if node < rows || node == root { return node == root }
      var at = node - rows
      while at >= 0, room[at] > 0 { at = Int(parents[at]) }
      return at < 0
    }
    guard var at = found else { return false }
    while at != root {
      let next = parents[at - rows] < 0 ? root : rows + Int(parents[at - rows])
      paths.before[next] = Int32(at)
      at = next
    }
    return true
  }

  /// Whether the root can be reached from a node, by a known way from where one is open; the path is kept.
  private mutating func reachRoot(fromNode start: Int) -> Bool {
    guard !ways.isEmpty else { return reachRoot(from: CollectionOfOne(start)) }
    var paths = Paths(nodes: 0, columns: 0)
    swap(&paths, &self.paths)
    defer { swap(&paths, &self.paths) }
    return findWay(&paths, from: start)
  }

  private func findWay(_ paths: inout Paths, from start: Int) -> Bool {
    guard var at = find(&paths, from: CollectionOfOne(start), wanted: { isWayOpen($0) }) else { return false }
    while at != root {
      let next = Int(ways[at])
      paths.before[next] = Int32(at)
      at = next
    }
    return true
  }

  /// Whether there is a known way from a node to the root, and every step of it is open in the flow as it is.
  private func isWayOpen(_ node: Int) -> Bool {
    var at = node
    while at != root {
      let next = Int(ways[at])
      if next < 0 { return false }
      if at >= rows {
        let outlet = at - rows
        if next < rows {
          if !users[outlet].contains(where: { $0.row == Int32(next) }) { return false }
        } else if next != root, Int(parents[next - rows]) == outlet {
          if spare[next - rows] <= 0 { return false }
        } else if room[outlet] <= 0 {
          return false
        }
      }
      at = next
    }
    return true
  }

  /// Whether the root can be reached; the path is kept.
  private mutating func reachRoot(from start: some Sequence<Int>) -> Bool {
    var paths = Paths(nodes: 0, columns: 0)
    swap(&paths, &self.paths)
    defer { swap(&paths, &self.paths) }
    return findRoot(&paths, from: start)
  }

  /// The first of the entries that can be reached; the path is kept.
  private mutating func reachEntry(from start: [Int], _ entries: [Bool]) -> Int? {
    var paths = Paths(nodes: 0, columns: 0)
    swap(&paths, &self.paths)
    defer { swap(&paths, &self.paths) }
    return find(&paths, from: start) { $0 < rows && entries[$0] }
  }

  // MARK: Changing the flow

  /// Undoes every change since `mark`.
  package mutating func undo(to mark: Int) {
    while log.count > mark, let step = log.popLast() {
      switch step {
      case .pair(let row, let column, let change): apply(.pair(row: row, column: column, change: -change))
      case .outlet(let outlet, let change): apply(.outlet(outlet, change: -change))
      case .unserved(let row, let change): apply(.unserved(row, change: -change))
      }
    }
  }

  /// Where the log stands.
  package var mark: Int { log.count }

  private mutating func apply(_ step: Step) {
    switch step {
    case .pair(let row, let column, let change): use(row, Int(column), change)
    case .outlet(let outlet, let change):
      spare[Int(outlet)] += change
      room[Int(outlet)] -= change
    case .unserved(let row, let change): unserved[Int(row)] += change
    }
  }

  private mutating func use(_ row: Int32, _ column: Int, _ change: Int32) {
    if let place = users[column].firstIndex(where: { $0.row == row }) {
      users[column][place].units += change
      if users[column][place].units == 0 { users[column].remove(at: place) }
    } else {
      users[column].append(Use(row: row, units: change))
    }
  }

  private mutating func change(_ step: Step) {
    apply(step)
    log.append(step)
  }

  /// Moves one unit along the path that a search found to `end`; answers where the path begins.
  @discardableResult
  private mutating func push(to end: Int) -> Int {
    var at = end
    while paths.before[at] >= 0 {
      let (tail, head) = (Int(paths.before[at]), at)
      at = tail
      if tail < rows {
        change(.pair(row: Int32(tail), column: Int32(head - rows), change: 1))
      } else if head < rows {
        change(.pair(row: Int32(head), column: Int32(tail - rows), change: -1))
      } else if head < root, Int(parents[head - rows]) == tail - rows {
        change(.outlet(Int32(head - rows), change: -1))
      } else {
        change(.outlet(Int32(tail - rows), change: 1))
      }
    }
    return at
  }

  // MARK: Gains

  /// Serves as many more as can be, by augmenting; answers how many.
  ///
  /// Rows are taken as `order` lists them: earlier ones first.
  package mutating func serveMost(_ order: [Int]) -> Int64 {
    var gain: Int64 = 0
    guard reachRoot(from: order) else { return 0 }
    for row in order {
      while unserved[row] > 0, reachRoot(from: CollectionOfOne(row)) {
        push(to: root)
        change(.unserved(Int32(row), change: -1))
        gain += 1
      }
    }
    return gain
  }

  /// Passes units from a column on to the root beyond those it has, at most `limit`, over its own room and what its users
  /// could take elsewhere; answers how many.
  ///
  /// Undo to the ``mark`` before to take them back. Call ``reachingRoot()`` first: it finds ways that make this quick.
  package mutating func pass(from column: Int, limit: Int64) -> Int64 {
    var passed: Int64 = 0
    while passed < limit, reachRoot(fromNode: rows + column) {
      push(to: root)
      passed += 1
    }
    return passed
  }

  /// How many unserved units can be brought to the rows marked in `entries`, at most `limit`; one list entry for each,
  /// the row where it was unserved.
  ///
  /// Units come from the lists of `classes` in order: all that can from the first, then from the second. Rows that are
  /// entries themselves go first; who goes first within a class does not change how many can. The flow is left as it
  /// was.
  package mutating func bringable(to entries: [Bool], classes: [[Int]], limit: Int64) -> [Int] {
    let start = mark
    defer { undo(to: start) }
    var brought: [Int] = []
    for list in classes {
      for row in list where entries[row] {
        let units = min(unserved[row], limit - Int64(brought.count))
        guard units > 0 else { continue }
        brought += [Int](repeating: row, count: Int(units))
        change(.unserved(Int32(row), change: -units))
      }
      while brought.count < limit {
        let waiting = list.filter { unserved[$0] > 0 }
        guard !waiting.isEmpty, let end = reachEntry(from: waiting, entries) else { break }
        let first = push(to: end)
        change(.unserved(Int32(first), change: -1))
        brought.append(first)
      }
    }
    return brought
  }
}
