import AssignmentCore

/// The state of one search for a shortest path; nodes are columns, then the ends of the lists of rows.
struct CoreSearch: ~Copyable {
  /// The row from which a column is reached.
  let origins: Lane<Int32>
  /// Distance from the source to a row that was reached, less what its own column costs it.
  let bases: Lane<Int64>
  /// How many arcs of a row were asked for in this search.
  let wanted: Lane<Int32>
  var heap: NodeHeap
  let settled: Lane<Int32>
  var settledCount = 0
  var length = Int64.max
  var sink = -1
  /// Expansions that a search is granted beyond those that its settled columns pay for; less where searches fail.
  var trust = 16

  init(rows: Int, columns: Int) {
    origins = Lane(repeating: -1, count: columns)
    bases = Lane(repeating: 0, count: rows)
    wanted = Lane(repeating: 0, count: rows)
    settled = Lane(repeating: 0, count: columns)
    heap = NodeHeap(nodes: rows + columns)
  }
}

/// What there was when path searches began.
struct PathBegin {
  var effort: Int
  let paths: Int
  let free: Int
}

extension CoreMatching where Rows: ~Copyable {
  var freeRows: Int {
    var free = 0
    for row in 0..<rows where partners[row] < 0 { free += 1 }
    return free
  }

  /// Gives every row that has none a column along a shortest path, unless that will take more units of effort in the end.
  ///
  /// Paths grow longer as fewer columns are free: the effort for k of them grows with k², but for the first, which are no
  /// measure where forests come in, or `least` units. Returns why it stopped early, or nil.
  mutating func augmentAll(
    within patience: Double, after least: Double = 32, since begun: PathBegin? = nil, _ limits: SolveLimits
  ) -> Termination? {
    let begun = begun ?? PathBegin(effort: effort, paths: augmentations, free: freeRows)
    var pace = PathPace(isEager: hasEagerForests)
    search.trust = 16
    var row = 0
    while row < rows {
      if partners[row] >= 0 {
        row += 1
        continue
      }
      augmentNext(row, &pace)
      if let reason = look(limits) { return reason }
      let spent = units(since: begun.effort)
      if spent < min(patience, least) { continue }
      let share = Double(augmentations - begun.paths) / Double(begun.free)
      if spent > patience * share * share { return nil }
    }
    return nil
  }

  /// Gives columns to those rows that reach one by a path through their lists.
  ///
  /// What is left shows how hard paths will be; in the order of the rows the hard ones may come first.
  mutating func augmentEasily(_ limits: SolveLimits) -> Termination? {
    search.trust = 16
    for row in 0..<rows where partners[row] < 0 {
      _ = augment(row, granted: 0)
      if let reason = look(limits) { return reason }
    }
    return nil
  }

  /// One search from a row that has no column, or from all of them, by which at least one gets a column.
  private mutating func augmentNext(_ row: Int, _ pace: inout PathPace) {
    let (looks, paths) = (wideLooks, augmentations)
    if pace.prefersForest {
      augmentForest(from: row)
      pace.noteForest(looks: wideLooks - looks, paths: augmentations - paths)
    } else if !augment(row) {
      augmentWide(row)
      pace.notePath(looks: wideLooks - looks)
    }
  }

  /// Gives a row a column along a shortest path, and lowers the prices of the settled columns.
  ///
  /// False where rows have to be looked through from end to end too often, so that the other search is better; so many are
  /// granted anyhow.
  private mutating func augment(_ source: Int, granted: Int = 1) -> Bool {
    let expanded = expansions
    search.heap.clear()
    search.settledCount = 0
    search.length = .max
    reach(source, 0)
    while search.heap.count > 0 {
      let (node, distance) = (search.heap.top, search.heap.topKey)
      if distance >= search.length { break }
      search.heap.pop()
      if node >= columns {
        if 3 * (expansions - expanded + 1 - granted) > search.settledCount + search.trust {
          search.trust /= 2
          return false
        }
        expand(node - columns)
      } else {
        search.settled[search.settledCount] = Int32(truncatingIfNeeded: node)
        search.settledCount += 1
        let row = Int(owners[node])
        reach(row, distance - (ownCosts[row] - prices[node]))
      }
    }
    settledColumns += search.settledCount
    for at in 0..<search.settledCount {
      let column = Int(search.settled[at])
      setPrice(column, prices[column] + search.heap.keys[column] - search.length)
    }
    augmentations += 1
    search.trust = min(16, search.trust + 1)
    flip(source, search.sink) { Int(search.origins[$0]) }
    return true
  }

  /// Relaxes the list of a row.
  private mutating func reach(_ row: Int, _ base: Int64) {
    if lists.bounds[row] == .min { list(row) }
    search.bases[row] = base
    search.wanted[row] = lists.counts[row]
    let start = lists.starts[row]
    let end = start + Int(lists.counts[row])
    for at in start..<end { relax(row, Int(lists.columns[at]), base + Int64(lists.costs[at])) }
    scannedArcs += end - start
    expect(row, base + lists.bounds[row])
  }

  /// Notes that the arcs of a row that are not listed begin at a distance.
  private mutating func expect(_ row: Int, _ distance: Int64) {
    if distance < search.length { search.heap.push(columns + row, distance) }
  }

  /// Relaxes twice as many arcs of a row as before.
  private mutating func expand(_ row: Int) {
    expansions += 1
    let many = min(4 * Int(search.wanted[row]), columns)
    let (count, bound) = matrix.collect(row, wanted: many, sieve)
    scannedRows += 1
    search.wanted[row] = Int32(truncatingIfNeeded: many)
    let base = search.bases[row]
    for at in 0..<count {
      let column = Int(sieve.columns[at])
      relax(row, column, base + matrix.cost(row, column))
    }
    if count <= 4 * wanted { keep(row, count, bound) }
    expect(row, base + bound)
  }

  @inline(__always)
  private mutating func relax(_ row: Int, _ column: Int, _ length: Int64) {
    let distance = length - prices[column]
    if distance >= search.length { return }
    if owners[column] < 0 {
      search.length = distance
      search.sink = column
      search.origins[column] = Int32(truncatingIfNeeded: row)
    } else if distance < search.heap.keys[column] {
      search.origins[column] = Int32(truncatingIfNeeded: row)
      search.heap.push(column, distance)
    }
  }

  /// Moves every row of the path to its next column.
  func flip(_ source: Int, _ sink: Int, _ origin: (Int) -> Int) {
    var column = sink
    while true {
      let row = origin(column)
      let left = Int(partners[row])
      match(row, column)
      if row == source { return }
      column = left
    }
  }
}
