import AssignmentCore

extension RepairFlow {
  /// Brings one unit from a node that has one too many to a node that has one too few, as cheaply as can be.
  ///
  /// - Returns: false where no path leads there; the flow is then as it was.
  mutating func bring(from source: Int, to end: Int) -> Bool {
    guard source != end else { return true }
    begin(source, end)
    while let node = settleNext() {
      settled += 1
      if node == end {
        raisePotentials(end)
        push(end)
        return true
      }
      scan(node)
    }
    return false
  }

  private mutating func begin(_ source: Int, _ end: Int) {
    for node in touched { marks[Int(node)] = .unseen }
    touched.removeAll(keepingCapacity: true)
    ready.removeAll(keepingCapacity: true)
    heap.removeAll()
    (target, hasBound, settled) = (end, false, 0)
    for level in 0..<levelCount {
      distances[source * levelCount + level] = 0
      keys[source * levelCount + level] = 0 - potentials[source * levelCount + level]
    }
    predecessors[source] = -1
    marks[source] = .settled
    touched.append(Int32(source))
    ready.append(Int32(source))
  }

  private mutating func settleNext() -> Int? {
    if let node = ready.popLast() { return Int(node) }
    while let node = heap.pop(keys) {
      if marks[node] == .settled { continue }
      marks[node] = .settled
      return node
    }
    return nil
  }

  private mutating func scan(_ node: Int) {
    if node > root {
      scanRow(node - root - 1, node)
    } else {
      if node < root { scanOutlet(node) }
      for child in children[node] where outflow[Int(child)] > floors[Int(child)] {
        let outlet = Int(child)
        let unit = outflow[outlet]
        relax(node, outlet) { flow, level in flow.outletScore(outlet, unit, level) }
      }
      for row in handers[node] { relax(node, root + 1 + Int(row)) { _, _ in 0 } }
    }
  }

  private mutating func scanRow(_ row: Int, _ node: Int) {
    relax(node, Int(rows[row].head)) { _, _ in 0 }
    let template = Int(rows[row].template)
    let barred = rows[row].barred
    let isOwn = template < problem.rowCount
    let range = isOwn ? problem.arcs.arcs(ofRow: template) : added.range(template - problem.rowCount)
    var next = 0
    for arc in range {
      let column = isOwn ? problem.arcs.column(ofArc: arc, inRow: template) : Int(added.columns[arc])
      if marks[column] == .settled { continue }
      while next < barred.count, Int(barred[next]) < column { next += 1 }
      if next < barred.count, Int(barred[next]) == column { continue }
      relax(node, column) { flow, level in 0 - flow.pair(row, column, arc, level) }
    }
  }

  private mutating func scanOutlet(_ outlet: Int) {
    let unit = outflow[outlet]
    if unit < capacity[outlet] {
      relax(outlet, Int(parents[outlet])) { flow, level in 0 - flow.outletScore(outlet, unit + 1, level) }
    }
    guard outlet < columns else { return }
    for unit in users[outlet] {
      let row = Int(rowOfUnit[Int(unit)])
      if marks[root + 1 + row] == .settled { continue }
      guard let arc = arc(row, outlet) else { continue }
      relax(outlet, root + 1 + row) { flow, level in flow.pair(row, outlet, arc, level) }
    }
  }

  /// Offers `node` the distance over `base` plus a cost.
  @inline(__always)
  private mutating func relax(_ base: Int, _ node: Int, _ cost: (borrowing RepairFlow, Int) -> Int64) {
    if marks[node] == .settled { return }
    let (from, to) = (base * levelCount, node * levelCount)
    if !improves(base, node, cost) { return }
    if marks[node] == .unseen {
      touched.append(Int32(node))
      marks[node] = .open
    }
    var isTight = true
    for level in 0..<levelCount {
      let distance = distances[from + level] + cost(self, level)
      distances[to + level] = distance
      let key = distance - potentials[to + level]
      keys[to + level] = key
      if key != keys[from + level] { isTight = false }
    }
    predecessors[node] = Int32(base)
    if node == target { hasBound = true }
    if isTight {
      if heap.contains(node) { heap.push(node, keys) }
      marks[node] = .settled
      ready.append(Int32(node))
    } else {
      heap.push(node, keys)
    }
  }

  /// Whether the offer is better than what the node has, and than what the end has.
  @inline(__always)
  private func improves(_ base: Int, _ node: Int, _ cost: (borrowing RepairFlow, Int) -> Int64) -> Bool {
    let (from, to, end) = (base * levelCount, node * levelCount, target * levelCount)
    var (isLess, isWithin) = (marks[node] == .unseen, !hasBound)
    for level in 0..<levelCount {
      if isLess, isWithin { return true }
      let distance = distances[from + level] + cost(self, level)
      if !isLess {
        if distance > distances[to + level] { return false }
        isLess = distance < distances[to + level]
      }
      if !isWithin {
        let key = distance - potentials[to + level]
        if key > keys[end + level] { return false }
        isWithin = key < keys[end + level]
      }
    }
    return isLess && isWithin
  }

  // MARK: Afterwards

  /// Potentials of settled nodes rise or fall so that the path is tight and nothing is negative.
  private mutating func raisePotentials(_ end: Int) {
    let last = (0..<levelCount).map { keys[end * levelCount + $0] }
    for node in touched where marks[Int(node)] == .settled {
      let at = Int(node) * levelCount
      for level in 0..<levelCount { potentials[at + level] += keys[at + level] - last[level] }
    }
  }

  /// Moves one unit along the path to the end.
  private mutating func push(_ end: Int) {
    // Steps from the source on, so that a unit that leaves a column is the one that goes on.
    var path: [Int32] = [Int32(end)]
    while let first = path.last, predecessors[Int(first)] >= 0 { path.append(predecessors[Int(first)]) }
    path.reverse()
    var moving: Int32 = -1
    if let first = path.first, Int(first) > root { moving = takeWaiting(Int(first) - root - 1) }
    for (base, node) in zip(path, path.dropFirst()) {
      let (tail, head) = (Int(base), Int(node))
      if tail > root {
        // A unit of the row goes to a column, or stays unserved.
        if head < columns { place(moving, in: head) } else { addWaiting(moving) }
        moving = -1
      } else if head > root {
        moving = tail < columns ? leave(tail, row: head - root - 1) : takeWaiting(head - root - 1)
      } else if tail < root, Int(parents[tail]) == head {
        outflow[tail] += 1
      } else {
        outflow[head] -= 1
      }
    }
    if moving >= 0 { addWaiting(moving) }
  }

  // MARK: Units

  mutating func place(_ unit: Int32, in column: Int) {
    moved.append((unit, columnOfUnit[Int(unit)]))
    columnOfUnit[Int(unit)] = Int32(column)
    users[column].append(unit)
  }

  /// Takes the unit of a row out of a column that goes last among its like.
  private mutating func leave(_ column: Int, row: Int) -> Int32 {
    var found = -1
    for (index, unit) in users[column].enumerated() where Int(rowOfUnit[Int(unit)]) == row {
      if found < 0 || ranks[Int(unit)] > ranks[Int(users[column][found])] { found = index }
    }
    let unit = users[column].remove(at: found)
    moved.append((unit, Int32(column)))
    columnOfUnit[Int(unit)] = -1
    return unit
  }

  mutating func addWaiting(_ unit: Int32) {
    let row = Int(rowOfUnit[Int(unit)])
    rows[row].waiting.append(unit)
    guard handerPlace[row] < 0 else { return }
    let head = Int(rows[row].head)
    handerPlace[row] = Int32(handers[head].count)
    handers[head].append(Int32(row))
  }

  /// Takes the waiting unit of a row that goes first among its like.
  private mutating func takeWaiting(_ row: Int) -> Int32 {
    var first = 0
    for (index, unit) in rows[row].waiting.enumerated()
    where ranks[Int(unit)] < ranks[Int(rows[row].waiting[first])] { first = index }
    let unit = rows[row].waiting[first]
    removeWaiting(row, at: first)
    return unit
  }

  mutating func removeWaiting(_ row: Int, at index: Int) {
    rows[row].waiting.remove(at: index)
    guard rows[row].waiting.isEmpty else { return }
    let (head, place) = (Int(rows[row].head), Int(handerPlace[row]))
    handerPlace[row] = -1
    guard let last = handers[head].popLast(), Int(last) != row else { return }
    handers[head][place] = last
    handerPlace[Int(last)] = Int32(place)
  }
}
