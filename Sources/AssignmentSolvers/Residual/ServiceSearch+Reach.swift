import AssignmentCore

extension ServiceSearch {
  /// What can be reached from some rows.
  package struct Reach: Sendable {
    package var rows: [Bool]
    package var outlets: [Bool]
    /// Whether the root was reached: then one more can be served.
    package var root = false
  }

  /// Everything that can be reached from these rows.
  ///
  /// O(arcs of the rows reached + nodes).
  package func reach(from start: [Int]) -> Reach {
    var reach = Reach(
      rows: [Bool](repeating: false, count: rows), outlets: [Bool](repeating: false, count: problem.outletCount))
    var open = start
    for row in start { reach.rows[row] = true }
    var unseen = PairSets.full(sets == nil ? 0 : columns)
    var met: [Int32] = []
    while let node = open.popLast() {
      if let sets, node < rows {
        met.removeAll(keepingCapacity: true)
        sets.take(node, from: &unseen, to: &met, numberedFrom: 0)
        for column in met where !reach.outlets[Int(column)] {
          reach.outlets[Int(column)] = true
          open.append(rows + Int(column))
        }
        continue
      }
      _ = expand(node) { next in
        if next == root {
          reach.root = true
        } else if next < rows {
          if !reach.rows[next] { open.append(next) }
          reach.rows[next] = true
        } else {
          if !reach.outlets[next - rows] { open.append(next) }
          reach.outlets[next - rows] = true
        }
        return true
      }
    }
    return reach
  }

  /// T: outlets from which the root is reached.
  ///
  /// O(arcs of served rows + nodes): rows are looked through for a column of T until they have one, twice; then the
  /// arcs of the few that have none are turned round. The ways found are kept for ``pass(from:limit:)``.
  package mutating func reachingRoot() -> [Bool] {
    let used = columnsByRow()
    var state = RootReach(
      reaches: [Bool](repeating: false, count: problem.outletCount), ways: [Int32](repeating: -1, count: root + 1),
      rows: rows)
    for outlet in parents.indices where parents[outlet] < 0 && room[outlet] > 0 { state.add(outlet, before: root) }
    spread(&state, [])
    var left = (0..<rows).filter { !used[$0].isEmpty }
    for _ in 0..<2 {
      left = left.filter { row in
        guard let column = firstColumn(ofRow: row, in: state.reaches) else { return true }
        state.ways[row] = Int32(rows + column)
        for index in used[row] { state.add(Int(used.members[index]), before: row) }
        return false
      }
      spread(&state, [])
    }
    var arriving = [[Int32]](repeating: [], count: columns)
    for row in left {
      _ = forEachColumn(ofRow: row) { column in
        arriving[column].append(Int32(row))
        return true
      }
    }
    for column in 0..<columns where state.reaches[column] { state.open.append(column) }
    var seen = [Bool](repeating: false, count: rows)
    spread(&state, arriving) { row in
      if seen[row] { return [] }
      seen[row] = true
      return used[row].map { Int(used.members[$0]) }
    }
    ways = state.ways
    return state.reaches
  }

  private func firstColumn(ofRow row: Int, in outlets: [Bool]) -> Int? {
    var found: Int?
    _ = forEachColumn(ofRow: row) { column in
      if outlets[column] { found = column }
      return found == nil
    }
    return found
  }

  /// Whether a row has a column among these outlets.
  package func reaches(_ outlets: [Bool], fromRow row: Int) -> Bool {
    !forEachColumn(ofRow: row) { !outlets[$0] }
  }

  private struct RootReach {
    var reaches: [Bool]
    /// Of each node the next one on its way to the root, −1 for none.
    var ways: [Int32]
    let rows: Int
    var open: [Int] = []

    mutating func add(_ outlet: Int, before next: Int) {
      if reaches[outlet] { return }
      reaches[outlet] = true
      ways[rows + outlet] = Int32(next)
      open.append(outlet)
    }
  }

  /// Walks backwards from the open outlets, over groups and, where `arriving` lists them, rows with an arc to a column.
  private func spread(
    _ state: inout RootReach, _ arriving: [[Int32]], columnsOf: (Int) -> [Int] = { _ in [] }
  ) {
    while let outlet = state.open.popLast() {
      for index in children[outlet] {
        let child = Int(children.members[index])
        if room[child] > 0 { state.add(child, before: rows + outlet) }
      }
      if parents[outlet] >= 0, spare[outlet] > 0 { state.add(Int(parents[outlet]), before: rows + outlet) }
      guard outlet < arriving.count else { continue }
      for row in arriving[outlet] {
        if state.ways[Int(row)] < 0 { state.ways[Int(row)] = Int32(rows + outlet) }
        for column in columnsOf(Int(row)) { state.add(column, before: Int(row)) }
      }
    }
  }

  /// The connected parts of a closed reach, each with its rows and columns ascending.
  package func parts(of reach: Reach) -> [(rows: [Int32], columns: [Int32])] {
    var forest = DisjointSets(count: root)
    for row in reach.rows.indices where reach.rows[row] {
      _ = forEachColumn(ofRow: row) { column in
        forest.join(row, rows + column)
        return true
      }
    }
    for outlet in reach.outlets.indices where reach.outlets[outlet] {
      let parent = Int(parents[outlet])
      guard parent >= 0, reach.outlets[parent], room[outlet] > 0 || spare[outlet] > 0 else { continue }
      forest.join(rows + outlet, rows + parent)
    }
    var slots = [Int32](repeating: -1, count: root)
    var parts: [(rows: [Int32], columns: [Int32])] = []
    for row in reach.rows.indices where reach.rows[row] {
      let top = forest.find(row)
      if slots[top] < 0 {
        slots[top] = Int32(parts.count)
        parts.append(([], []))
      }
      parts[Int(slots[top])].rows.append(Int32(row))
    }
    for column in 0..<columns where reach.outlets[column] {
      let slot = Int(slots[forest.find(rows + column)])
      if slot >= 0 { parts[slot].columns.append(Int32(column)) }
    }
    return parts
  }
}

/// Union and find with path halving (Tarjan and van Leeuwen 1984).
private struct DisjointSets {
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
