import AssignmentCore

extension SensitivitySearch {
  /// Forgets the last search and starts one at `seed`, at distance 0.
  mutating func begin(_ direction: Direction, at seed: Int) {
    for node in touched { marks[Int(node)] = .unseen }
    touched.removeAll(keepingCapacity: true)
    ready.removeAll(keepingCapacity: true)
    heap.removeAll()
    self.direction = direction
    for level in 0..<levelCount {
      distances[seed * levelCount + level] = 0
      keys[seed * levelCount + level] = key(0, seed, level)
    }
    predecessors[seed] = -1
    marks[seed] = .settled
    touched.append(Int32(seed))
    ready.append(Int32(seed))
    if direction == .incoming, columnArcs == nil { columnArcs = ColumnArcs(flow) }
  }

  @inline(__always)
  private func key(_ distance: Int64, _ node: Int, _ level: Int) -> Int64 {
    let potential = potentials[node * levelCount + level]
    return direction == .outgoing ? distance - potential : distance + potential
  }

  /// The next nearest node, settled but not yet scanned; nil where nothing more can be reached.
  mutating func settleNext() -> Int? {
    if let node = ready.popLast() { return Int(node) }
    while let node = heap.pop(keys) {
      if marks[node] == .settled { continue }
      marks[node] = .settled
      return node
    }
    return nil
  }

  /// Relaxes every open step out of a settled node, or into it.
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

  private mutating func scanPairs(ofRow row: Int) {
    guard flow.reachable[row] > 0 else { return }
    let arcs = flow.problem.arcs
    guard direction == .outgoing else {
      for index in flow.usedByRow[row] {
        let column = Int(flow.usedByRow.members[index])
        guard let arc = arcs.arc(row: row, column: column) else { continue }
        relax(row, flow.rows + column, .pair(row: Int32(row), arc: arc), reversed: true)
      }
      return
    }
    for arc in arcs.arcs(ofRow: row) {
      let head = flow.rows + arcs.column(ofArc: arc, inRow: row)
      if marks[head] == .settled { continue }
      relax(row, head, .pair(row: Int32(row), arc: arc), reversed: false)
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
    if direction == .outgoing {
      for index in flow.usedByColumn[column] {
        let row = Int(flow.usedByColumn.members[index])
        guard marks[row] != .settled, let arc = flow.problem.arcs.arc(row: row, column: column) else { continue }
        relax(node, row, .pair(row: Int32(row), arc: arc), reversed: true)
      }
    } else if let index = columnArcs {
      for place in index[column] {
        let row = Int(index.rows[place])
        if marks[row] == .settled { continue }
        relax(node, row, .pair(row: Int32(row), arc: index.arcs[place]), reversed: false)
      }
    }
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
      marks[node] = .settled
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
