import AssignmentCore

// Problem: a column lacks a unit (somebody has left it); the cheapest path to it may begin at the root, from where every
// place that is worth nothing is at distance 0, with everybody in them: a search forward meets most of the network.
// Formulation: the search from the source ends at the root, at distance a, and does not go on from there. A search
// against the steps then starts at the column: rows that might take the place, the columns in which they are, and so on,
// until it meets a node that the first has settled. It is over when what is open is not nearer than L, the length of the
// best path found less a: a path that is shorter crosses from a settled node to one that is nearer to the end than L,
// and was seen from there. What is not nearer than L is dropped, except where the first search has settled it: that node
// is up to a nearer to the source than the root is, and its path may be shorter though it is not nearer to the end.
// Potentials: nodes nearer to the source than a fall by the difference, nodes nearer to the end than L rise by theirs
// (a and L, or the length and 0 where the path is shorter than a). No node does both: the two distances would sum to less
// than the length.
// Invariants: as of `RepairFlow`. Rows without units are not met, though steps lead out of them: their potentials are
// worked out when somebody joins.
// Ties: nearly always a path is there that costs no more than the root does, among very many. Rows are first taken in at
// distance 0 only (`cap`), farther ones when nothing is open before them: the columns met so far are then looked at again.
// A row whose unit may be replaced from the root gives a whole path at once; where it is as near as the row, all is done.
// Among columns equally near the one of the least price is looked at first: the way to places that are worth nothing.
// Complexity: a column reached costs a look at every row that may use it; the rows with too high a potential are left at
// once.

/// The search from the end of a path against its steps.
struct EndSearch: Sendable {
  /// Sets of templates, one for each column, of `words` words each.
  let sets: [UInt64]
  let words: Int
  /// No pair of the template scores more, beyond what its column gives every row.
  let most: [Int64]
  let alike: [Int64]
  /// First row of each template, and after each row the next of its template; −1 for none.
  var firstRow: [Int32]
  var nextRow: [Int32] = []
  /// Rows of templates that came later.
  var lateRows: [Int32] = []
  /// No pair of each of them scores more.
  var lateMost: [Int64] = []

  // The search that runs.
  var keys: [Int64]
  var successors: [Int32]
  var marks: [SensitivitySearch.Mark]
  var heap: KeyHeap
  /// Rows and groups that are as near as what was looked at last, and columns that are.
  var ready: [Int32] = []
  var readyColumns: [Int32] = []
  var touched: [Int32] = []
  /// Rows that a column may be taken by, while they are looked for.
  var found: [(node: Int32, template: Int32)] = []
  /// Where the best path meets what the other search has settled, and the node after it; −1 for none.
  var meeting: (node: Int32, next: Int32) = (-1, -1)
  /// Nodes of the best path between the two.
  var between: [Int32] = []
  /// Rows that are farther from the end are not taken in yet.
  var cap = Int64.max
  /// Columns whose rows were looked at.
  var scanned: [Int32] = []
  /// Nodes that are not nearer to the end cannot be on a better path.
  var limit = Int64.max

  init() {
    (sets, words, most, alike, firstRow, keys, successors, marks) = ([], 0, [], [], [], [], [], [])
    heap = KeyHeap(nodes: 0, width: 1)
  }

  init(_ pairs: PairSets, _ scores: RepairScores, _ problem: AssignmentProblem, nodes: Int) {
    sets = pairs.transposed()
    words = (problem.rowCount + 63) / 64
    most = zip(pairs.mostPoints, scores.base).map { $0 * scores.scale + $1 }
    alike = pairs.pointsAlike.map { Int64($0) * scores.scale }
    firstRow = [Int32](repeating: -1, count: problem.rowCount)
    keys = [Int64](repeating: 0, count: nodes)
    successors = [Int32](repeating: -1, count: nodes)
    marks = [SensitivitySearch.Mark](repeating: .unseen, count: nodes)
    heap = KeyHeap(nodes: nodes, width: 1)
  }

  mutating func add(row: Int, template: Int, most lateMost: Int64) {
    keys.append(0)
    successors.append(-1)
    marks.append(.unseen)
    heap.addNode()
    if template < firstRow.count {
      nextRow.append(firstRow[template])
      firstRow[template] = Int32(row)
    } else {
      nextRow.append(-1)
      lateRows.append(Int32(row))
      self.lateMost.append(lateMost)
    }
  }

  mutating func begin(at end: Int) {
    for node in touched { marks[Int(node)] = .unseen }
    touched = [Int32(end)]
    ready.removeAll(keepingCapacity: true)
    readyColumns = [Int32(end)]
    heap.removeAll()
    (meeting, limit, cap) = ((-1, -1), .max, 0)
    scanned.removeAll(keepingCapacity: true)
    (keys[end], successors[end], marks[end]) = (0, -1, .settled)
  }

  /// The next nearest node below the limit; nil where there is none within the cap.
  ///
  /// Of columns that are equally near the cheapest comes first: free places are near it.
  mutating func next(_ potentials: [Int64]) -> Int? {
    if let tight = ready.popLast() ?? RepairFlow.takeCheapest(from: &readyColumns, potentials) {
      return keys[Int(tight)] < limit ? Int(tight) : nil
    }
    while let node = heap.first {
      if marks[node] != .settled, keys[node] >= limit || keys[node] > cap { return nil }
      _ = heap.pop(keys)
      if marks[node] == .settled { continue }
      marks[node] = .settled
      return node
    }
    return nil
  }

  /// Lets farther rows in; answers whether there can be any below the limit.
  mutating func raiseCap(by step: Int64) -> Bool {
    guard cap < limit - 1 else { return false }
    cap = cap > Int64.max >> 8 ? .max : max(8 * cap, step)
    if cap > limit / 4 { cap = limit }
    return true
  }

  /// Finds the rows that may use a column and are within cap and limit even for the most that they can score; rows that the
  /// search from the source has settled have so much more as that search reaches.
  mutating func find(
    _ column: Int, above potentials: [Int64], _ from: Int64, first: Int, settled: [SensitivitySearch.Mark],
    _ reach: Int64
  ) {
    found.removeAll(keepingCapacity: true)
    let start = column * words
    let room = Self.sum(cap < limit ? cap + 1 : limit, 0 - from)
    let farRoom = Self.sum(limit, reach - from)
    let (sets, most, firstRow, nextRow) = (sets, most, firstRow, nextRow)
    for word in 0..<words {
      var met = sets[start + word]
      while met != 0 {
        let template = word << 6 + met.trailingZeroBitCount
        met &= met - 1
        var row = Int(firstRow[template])
        let (bound, farBound) = (room + most[template], farRoom + most[template])
        while row >= 0 {
          let potential = potentials[first + row]
          if potential < bound || potential < farBound && settled[first + row] == .settled {
            found.append((Int32(truncatingIfNeeded: first + row), Int32(truncatingIfNeeded: template)))
          }
          row = Int(nextRow[row])
        }
      }
    }
  }

  /// A sum that no potential and score come near where it is out of range.
  private static func sum(_ one: Int64, _ other: Int64) -> Int64 {
    let (sum, overflow) = one.addingReportingOverflow(other)
    return overflow ? (one < 0 ? -1 << 62 : 1 << 62) : min(max(sum, -1 << 62), 1 << 62)
  }

  /// Offers a node that the other search has not settled.
  @inline(__always)
  mutating func offer(_ node: Int, _ key: Int64, before next: Int) {
    if marks[node] == .settled || marks[node] == .open && key >= keys[node] { return }
    if marks[node] == .unseen { touched.append(Int32(node)) }
    (keys[node], successors[node]) = (key, Int32(next))
    if key == keys[next] {
      if heap.contains(node) { heap.push(node, keys) }
      marks[node] = .settled
      if node < alike.count { readyColumns.append(Int32(node)) } else { ready.append(Int32(node)) }
    } else {
      marks[node] = .open
      heap.push(node, keys)
    }
  }
}

extension RepairFlow {
  /// Brings one unit to a column; false where no path leads there.
  mutating func bringFromBothEnds(_ source: Int, _ end: Int) -> Bool {
    begin(source, root)
    while marks[root] != .settled, marks[end] != .settled, let node = settleNext() { scan(node) }
    if marks[end] == .settled {
      raisePotentials(to: [keys[end]])
      push(path(to: end))
      return true
    }
    guard marks[root] == .settled else { return false }
    let reach = keys[root] - keys[source]
    ends.begin(at: end)
    let step = 16 * max(1, scores.scale)
    climb(from: end, 0, over: nil, before: end, keys[source] + reach)
    repeat {
      for column in ends.scanned { scanRows(Int(column), reach, keys[source]) }
      while let node = ends.next(potentials) {
        settled += 1
        scanBack(node, reach, keys[source])
      }
    } while ends.raiseCap(by: step)
    guard ends.meeting.node >= 0 else { return false }
    let length = reach + ends.limit
    let (near, far) = (min(reach, length), length - min(reach, length))
    raisePotentials(to: [keys[source] + near])
    for node in ends.touched where ends.marks[Int(node)] == .settled && ends.keys[Int(node)] < far {
      shift(Int(node), by: far - ends.keys[Int(node)])
    }
    var path = path(to: Int(ends.meeting.node)) + ends.between
    var node = ends.meeting.next
    while node >= 0 {
      path.append(node)
      node = ends.successors[Int(node)]
    }
    push(path)
    return true
  }

  /// Steps into a node.
  private mutating func scanBack(_ node: Int, _ reach: Int64, _ start: Int64) {
    if node > root {
      let row = node - root - 1
      for place in rows[row].seats.indices {
        offer(Int(rows[row].seats[place]), ends.keys[node], before: node, reach, start)
      }
      if !rows[row].waiting.isEmpty { offer(Int(rows[row].head), ends.keys[node], before: node, reach, start) }
      return
    }
    if outflow[node] > floors[node] {
      let parent = Int(parents[node])
      let cost = potentials[parent] + outletScore(node, outflow[node], 0) - potentials[node]
      offer(parent, ends.keys[node] + cost, before: node, reach, start)
    }
    if node < columns {
      ends.scanned.append(Int32(node))
      return scanRows(node, reach, start)
    }
    for child in children[node] where outflow[Int(child)] < capacity[Int(child)] {
      let cost = potentials[Int(child)] - outletScore(Int(child), outflow[Int(child)] + 1, 0) - potentials[node]
      offer(Int(child), ends.keys[node] + cost, before: node, reach, start)
    }
  }

  /// The rows that may use a column and have somebody elsewhere.
  private mutating func scanRows(_ column: Int, _ reach: Int64, _ start: Int64) {
    guard let sets = scores.sets else { return }
    let from = ends.keys[column] - potentials[column]
    ends.find(column, above: potentials, from - ends.alike[column], first: root + 1, settled: marks, reach)
    var (template, score) = (-1, Int64(0))
    for index in 0..<ends.found.count {
      let (node, own) = (Int(ends.found[index].node), Int(ends.found[index].template))
      if own != template { (template, score) = (own, scores.base[own] + scores.scale * sets.score(own, column)) }
      offerRow(node, from + potentials[node] - score, column, reach, start)
    }
    for index in 0..<ends.lateRows.count {
      let row = Int(ends.lateRows[index])
      let node = root + 1 + row
      let least = from + potentials[node] - ends.lateMost[index]
      if least > ends.cap || least >= ends.limit, marks[node] != .settled { continue }
      guard let arc = arc(row, column) else { continue }
      offerRow(node, from + potentials[node] - pair(row, column, arc, 0), column, reach, start)
    }
  }

  /// Offers a row as a step before a column, if it is near enough.
  @inline(__always)
  private mutating func offerRow(_ node: Int, _ key: Int64, _ column: Int, _ reach: Int64, _ start: Int64) {
    let row = node - root - 1
    let isFar = key > ends.cap || key >= ends.limit
    if isFar, marks[node] != .settled { return }
    if unitsOfRow[row] == 0 || ends.marks[node] == .settled { return }
    if !rows[row].barred.isEmpty, rows[row].barred.contains(Int32(column)) { return }
    offer(node, key, before: column, reach, start)
    if marks[node] != .settled { replace(row, key, column, start + reach) }
  }

  /// Completes a path over a row, a unit of which is replaced at once from what the first search has settled.
  private mutating func replace(_ row: Int, _ key: Int64, _ column: Int, _ meeting: Int64) {
    let node = root + 1 + row
    if !rows[row].waiting.isEmpty {
      let head = Int(rows[row].head)
      if marks[head] == .settled { meet(head, key + keys[head] - meeting, [Int32(node)], before: column) }
    } else if let seat = rows[row].seats.first.map({ Int($0) }), ends.marks[seat] != .settled {
      climb(from: seat, key, over: row, before: column, meeting)
    }
  }

  /// Completes a path that comes down from what the first search has settled to a column with units.
  private mutating func climb(from column: Int, _ key: Int64, over row: Int?, before next: Int, _ meeting: Int64) {
    var (at, length) = (column, key)
    while marks[at] != .settled {
      guard at < root, length < ends.limit, outflow[at] > floors[at] else { return }
      let parent = Int(parents[at])
      if ends.marks[parent] == .settled { return }
      length += potentials[parent] + outletScore(at, outflow[at], 0) - potentials[at]
      at = parent
    }
    length += keys[at] - meeting
    guard length < ends.limit else { return }
    // From the row outwards, then turned.
    var between = row.map { [Int32(root + 1 + $0)] } ?? []
    var node = row == nil ? Int(parents[column]) : column
    while node != at {
      between.append(Int32(node))
      node = Int(parents[node])
    }
    meet(at, length, between.reversed(), before: next)
  }

  /// Takes a path for the best: from a node that the first search has settled over others to one that leads to the end.
  @inline(__always)
  private mutating func meet(_ node: Int, _ length: Int64, _ between: [Int32], before next: Int) {
    guard length < ends.limit else { return }
    (ends.limit, ends.meeting, ends.between) = (length, (Int32(node), Int32(next)), between)
  }

  /// Offers a node as a step before another: a meeting, where the first search has settled it.
  @inline(__always)
  private mutating func offer(_ node: Int, _ key: Int64, before next: Int, _ reach: Int64, _ start: Int64) {
    if marks[node] == .settled {
      meet(node, keys[node] - start + key - reach, [], before: next)
    } else if key < ends.limit {
      ends.offer(node, key, before: next)
    }
  }
}
