import AssignmentCore

extension SensitivitySearch {
  /// Forgets the last search and starts one at `seed`, at distance 0.
  mutating func begin(_ direction: Direction, at seed: Int) {
    for node in touched { marks[Int(node)] = .unseen }
    touched.removeAll(keepingCapacity: true)
    ready.removeAll(keepingCapacity: true)
    pending.removeAll(keepingCapacity: true)
    openNodes.reset()
    heap.removeAll()
    self.direction = direction
    for level in 0..<levelCount {
      distances[seed * levelCount + level] = 0
      keys[seed * levelCount + level] = key(0, seed, level)
    }
    predecessors[seed] = -1
    settle(seed)
    touched.append(Int32(seed))
    ready.append(Int32(seed))
    if direction == .incoming { pairs.turn(flow) }
  }

  @inline(__always)
  private func key(_ distance: Int64, _ node: Int, _ level: Int) -> Int64 {
    let potential = potentials[node * levelCount + level]
    return direction == .outgoing ? distance - potential : distance + potential
  }

  /// The next nearest node, settled but not yet scanned; nil where nothing more can be reached.
  mutating func settleNext() -> Int? {
    while true {
      if let node = ready.popLast() { return Int(node) }
      if let node = pending.popLast() {
        scanOtherPairs(Int(node))
      } else if let node = heap.pop(keys) {
        if marks[node] == .settled { continue }
        settle(node)
        return node
      } else {
        return nil
      }
    }
  }

  @inline(__always)
  private mutating func settle(_ node: Int) {
    marks[node] = .settled
    openNodes.settle(node)
  }

  /// Relaxes open steps out of a settled node, or into it; pairs that are not in use wait until nothing tight is left.
  mutating func scan(_ node: Int) {
    let outgoing = direction == .outgoing
    if node < flow.rows {
      scanPairs(ofRow: node)
      let open = outgoing ? flow.canHandOn(node) && node != closedRow : flow.canTakeBack(node)
      if open, flow.reachable[node] > 0 { relax(node, flow.head(ofRow: node), .free, reversed: !outgoing) }
    } else if node < flow.root {
      scanOutlet(node)
    } else {
      for outlet in 0..<flow.problem.outletCount where flow.head(ofOutlet: outlet) == flow.root {
        scanChild(outlet, of: node)
      }
    }
    for index in flow.handers[node] {
      let row = Int(flow.handers.members[index])
      let open = outgoing ? flow.canTakeBack(row) : flow.canHandOn(row) && row != closedRow
      if open { relax(node, row, .free, reversed: outgoing) }
    }
  }

  /// Pairs in use can be walked both ways, so they cost nothing either way.
  private mutating func scanPairs(ofRow row: Int) {
    guard flow.reachable[row] > 0 else { return }
    for index in flow.usedByRow[row] {
      let column = Int(flow.usedByRow.members[index])
      guard marks[flow.rows + column] != .settled, let arc = pairs.arc(row: row, column: column) else { continue }
      relax(row, flow.rows + column, .pair(row: Int32(row), arc: arc), reversed: direction == .incoming)
    }
    if direction == .outgoing { pending.append(Int32(row)) }
  }

  /// The pairs of a row, or those into a column, to what is not settled yet.
  private mutating func scanOtherPairs(_ node: Int) {
    let column = node - flow.rows
    if let sets = pairs.sets {
      if column < 0 { scanColumns(ofRow: node, sets) } else { scanRows(ofColumn: column) }
    } else if column < 0 {
      let arcs = flow.problem.arcs
      for arc in arcs.arcs(ofRow: node) {
        let head = flow.rows + arcs.column(ofArc: arc, inRow: node)
        if marks[head] != .settled { relax(node, head, .pair(row: Int32(node), arc: arc), reversed: false) }
      }
    } else if let index = pairs.arriving {
      for place in index[column] where marks[Int(index.rows[place])] != .settled {
        let row = index.rows[place]
        relax(node, Int(row), .pair(row: row, arc: index.arcs[place]), reversed: false)
      }
    }
  }

  private mutating func scanColumns(ofRow row: Int, _ sets: PairSets) {
    let start = sets.start(row)
    for word in 0..<sets.wordCount {
      var met = sets.bits[start + word] & openNodes.columns[word]
      while met != 0 {
        let column = word << 6 + met.trailingZeroBitCount
        relax(row, flow.rows + column, .pair(row: Int32(row), arc: column), reversed: false)
        met &= met - 1
      }
    }
  }

  private mutating func scanRows(ofColumn column: Int) {
    let (node, start) = (flow.rows + column, column * pairs.rowWords)
    for word in 0..<pairs.rowWords {
      var met = pairs.rowSets[start + word] & openNodes.rows[word]
      while met != 0 {
        let row = word << 6 + met.trailingZeroBitCount
        relax(node, row, .pair(row: Int32(row), arc: column), reversed: false)
        met &= met - 1
      }
    }
  }

  private mutating func scanOutlet(_ node: Int) {
    let outlet = node - flow.rows
    let outgoing = direction == .outgoing
    let (unit, marginal) = (flow.outflow[outlet], flow.marginalOf[outlet])
    if outgoing, flow.hasRoom(outlet) {
      relax(node, flow.head(ofOutlet: outlet), .outlet(marginal: marginal, unit: unit + 1), reversed: false)
    }
    if !outgoing, flow.canGiveBack(outlet) {
      relax(node, flow.head(ofOutlet: outlet), .outlet(marginal: marginal, unit: unit), reversed: true)
    }
    for index in flow.children[outlet] { scanChild(Int(flow.children.members[index]), of: node) }
    if outlet < flow.problem.columnCount { scanPairs(ofColumn: outlet, node) }
  }

  /// The arc from an outlet to `node`, walked against it where distances go out.
  private mutating func scanChild(_ outlet: Int, of node: Int) {
    let (unit, marginal) = (flow.outflow[outlet], flow.marginalOf[outlet])
    if direction == .outgoing {
      guard flow.canGiveBack(outlet) else { return }
      relax(node, flow.rows + outlet, .outlet(marginal: marginal, unit: unit), reversed: true)
    } else if flow.hasRoom(outlet) {
      relax(node, flow.rows + outlet, .outlet(marginal: marginal, unit: unit + 1), reversed: false)
    }
  }

  private mutating func scanPairs(ofColumn column: Int, _ node: Int) {
    for index in flow.usedByColumn[column] {
      let row = Int(flow.usedByColumn.members[index])
      guard marks[row] != .settled, let arc = pairs.arc(row: row, column: column) else { continue }
      relax(node, row, .pair(row: Int32(row), arc: arc), reversed: direction == .outgoing)
    }
    if direction == .incoming { pending.append(Int32(node)) }
  }

  /// Offers `node` a distance over `base`: `reversed` steps take a unit back.
  @inline(__always)
  private mutating func relax(_ base: Int, _ node: Int, _ step: ResidualStep, reversed: Bool) {
    let (from, to) = (base * levelCount, node * levelCount)
    switch marks[node] {
    case .settled: return
    case .unseen:
      touched.append(Int32(node))
      marks[node] = .open
    case .open:
      var level = 0
      while level < levelCount {
        let score = scores.score(step, level)
        let offered = distances[from + level] + (reversed ? score : -score)
        if offered > distances[to + level] { return }
        if offered < distances[to + level] { break }
        level += 1
      }
      if level == levelCount { return }
    }
    var isTight = true
    for level in 0..<levelCount {
      let score = scores.score(step, level)
      let distance = distances[from + level] + (reversed ? score : -score)
      distances[to + level] = distance
      let key = key(distance, node, level)
      keys[to + level] = key
      if key != keys[from + level] { isTight = false }
    }
    predecessors[node] = Int32(base)
    if isTight {
      // A node that was in the heap rises, because the heap reads its key; it is passed over when it is popped.
      if heap.contains(node) { heap.push(node, keys) }
      settle(node)
      ready.append(Int32(node))
    } else {
      heap.push(node, keys)
    }
  }

  // MARK: Reading the answer

  func distance(_ node: Int) -> [Int64] { Array(distances[node * levelCount..<(node + 1) * levelCount]) }

  /// Whether the node's key is at least a bound, lexicographically.
  func keyReaches(_ bound: [Int64], at node: Int) -> Bool {
    for level in 0..<levelCount {
      let key = keys[node * levelCount + level]
      if key != bound[level] { return key > bound[level] }
    }
    return true
  }

  /// The change along the path between the seed and a settled node, at the given cost.
  func change(to node: Int, cost: [Int64]) -> ResidualChange {
    var change = ResidualChange(cost: cost)
    note(node, predecessors, direction, &change)
    return change
  }

  /// Adds the rows that gain or lose a unit between the seed of a search and a node.
  func note(_ node: Int, _ predecessors: [Int32], _ direction: Direction, _ change: inout ResidualChange) {
    var at = node
    while predecessors[at] >= 0 {
      let before = Int(predecessors[at])
      let (tail, head) = direction == .outgoing ? (before, at) : (at, before)
      if isIdleStep(row: tail, to: head) { change.lost.append(Int32(tail)) }
      if isIdleStep(row: head, to: tail) { change.gained.append(Int32(head)) }
      at = before
    }
  }

  /// Whether the arc from a row to a node is the one of its unserved units.
  private func isIdleStep(row: Int, to node: Int) -> Bool {
    row < flow.rows && flow.problem.parent(ofRow: row) == nil && flow.head(ofRow: row) == node
  }
}
