import AssignmentCore

extension RepairFlow {
  /// Brings one unit from a node that has one too many to a node that has one too few, as cheaply as can be.
  ///
  /// - Returns: false where no path leads there; the flow is then as it was.
  mutating func bring(from source: Int, to end: Int) -> Bool {
    guard source != end else { return true }
    if isBothEnded, end < columns { return bringFromBothEnds(source, end) }
    begin(source, end)
    while marks[end] != .settled, let node = settleNext() { scan(node) }
    guard marks[end] == .settled else { return false }
    raisePotentials(to: Array(keys[end * width..<(end + 1) * width]))
    push(path(to: end))
    return true
  }

  mutating func begin(_ source: Int, _ end: Int) {
    for node in touched {
      marks[Int(node)] = .unseen
      if Int(node) < columns, !open.isEmpty { open[Int(node) >> 6] |= 1 << UInt64(node & 63) }
    }
    touched.removeAll(keepingCapacity: true)
    ready.removeAll(keepingCapacity: true)
    readyRows.removeAll(keepingCapacity: true)
    heap.removeAll()
    (target, hasBound, bound, settled) = (end, false, .max, 0)
    for number in 0..<width { keys[source * width + number] = 0 - potentials[source * width + number] }
    predecessors[source] = -1
    settle(source)
    touched.append(Int32(source))
    ready.append(Int32(source))
  }

  mutating func settleNext() -> Int? {
    if let node = ready.popLast() { return Int(node) }
    if let node = takeCheapestRow() { return node }
    while let node = heap.pop(keys) {
      if marks[node] == .settled { continue }
      settle(node)
      return node
    }
    return nil
  }

  @inline(__always)
  private mutating func settle(_ node: Int) {
    marks[node] = .settled
    settled += 1
    if node < columns, !open.isEmpty { open[node >> 6] &= ~(1 << UInt64(node & 63)) }
  }

  mutating func scan(_ node: Int) {
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
    if isOwn, let sets = scores.sets { return scanSets(sets, row, node) }
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

  /// The pairs of a row to columns that are not settled, told by codes.
  private mutating func scanSets(_ sets: PairSets, _ row: Int, _ node: Int) {
    let template = Int(rows[row].template)
    let barred = rows[row].barred
    for column in barred { open[Int(column) >> 6] &= ~(1 << UInt64(column & 63)) }
    let (from, scale, start) = (
      keys[node] + potentials[node] - scores.base[template], scores.scale, sets.start(template)
    )
    words: for word in 0..<sets.wordCount {
      var met = sets.bits[start + word] & open[word]
      while met != 0 {
        let column = word << 6 + met.trailingZeroBitCount
        met &= met - 1
        let key = from - scale * sets.score(template, column) - potentials[column]
        if key >= bound || marks[column] != .unseen && key >= keys[column] { continue }
        reach(column, key, from: node)
        if marks[target] == .settled { break words }
      }
    }
    for column in barred where marks[Int(column)] != .settled {
      open[Int(column) >> 6] |= 1 << UInt64(column & 63)
    }
  }

  /// Gives a node another key, where all levels are packed.
  @inline(__always)
  private mutating func reach(_ node: Int, _ key: Int64, from base: Int) {
    if marks[node] == .unseen {
      touched.append(Int32(node))
      marks[node] = .open
    }
    keys[node] = key
    predecessors[node] = Int32(base)
    if node == target { bound = key }
    finish(node, isTight: key == keys[base])
    if node < columns, outflow[node] < capacity[node] { leadOn(node, key) }
  }

  /// Follows places that are free from a column outwards: where they lead to the end, nothing farther is of use, and where
  /// they cost nothing, the search is over.
  private mutating func leadOn(_ column: Int, _ key: Int64) {
    var (at, through) = (column, key)
    while at != target {
      guard at < root, outflow[at] < capacity[at] else { return }
      let parent = Int(parents[at])
      through += potentials[at] - outletScore(at, outflow[at] + 1, 0) - potentials[parent]
      if through >= bound { return }
      at = parent
    }
    bound = min(bound, through + 1)
    guard through == key, marks[column] == .settled else { return }
    at = column
    while at != target {
      let (outlet, unit) = (at, outflow[at] + 1)
      relax(outlet, Int(parents[outlet])) { flow, level in 0 - flow.outletScore(outlet, unit, level) }
      at = Int(parents[outlet])
    }
  }

  /// Settles a node that is as near as the one before it; puts any other on the heap.
  @inline(__always)
  private mutating func finish(_ node: Int, isTight: Bool) {
    if node == target { hasBound = true }
    if isTight {
      if heap.contains(node) { heap.push(node, keys) }
      settle(node)
      if node > root, width == 1 { readyRows.append(Int32(node)) } else { ready.append(Int32(node)) }
    } else {
      heap.push(node, keys)
    }
  }

  /// Of rows that are equally near the one in the cheapest column: free places are near it, and a row takes long to scan.
  private mutating func takeCheapestRow() -> Int? {
    guard var best = readyRows.indices.first else { return nil }
    var most = Int64.min
    for place in readyRows.indices {
      let before = Int(predecessors[Int(readyRows[place])])
      if before >= 0, potentials[before] > most { (best, most) = (place, potentials[before]) }
    }
    let node = Int(readyRows[best])
    readyRows.swapAt(best, readyRows.count - 1)
    readyRows.removeLast()
    return node
  }

  /// Takes the column out whose price is least.
  static func takeCheapest(from list: inout [Int32], _ potentials: [Int64]) -> Int32? {
    guard var best = list.indices.first else { return nil }
    for place in list.indices where potentials[Int(list[place])] > potentials[Int(list[best])] { best = place }
    list.swapAt(best, list.count - 1)
    return list.removeLast()
  }

  private mutating func scanOutlet(_ outlet: Int) {
    let unit = outflow[outlet]
    if unit < capacity[outlet] {
      relax(outlet, Int(parents[outlet])) { flow, level in 0 - flow.outletScore(outlet, unit + 1, level) }
    }
    guard outlet < columns else { return }
    if width == 1 {
      // A unit that is there could stay as well: the step back costs nothing.
      for place in users[outlet].indices {
        let node = root + 1 + Int(rowOfUnit[Int(users[outlet][place])])
        if marks[node] != .settled, keys[outlet] < bound { reach(node, keys[outlet], from: outlet) }
      }
      return
    }
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
    if width == 1 {
      let key = keys[base] + potentials[base] + cost(self, 0) - potentials[node]
      if key >= bound || marks[node] != .unseen && key >= keys[node] { return }
      return reach(node, key, from: base)
    }
    if !improves(base, node, cost) { return }
    if marks[node] == .unseen {
      touched.append(Int32(node))
      marks[node] = .open
    }
    let (from, to) = (base * width, node * width)
    var isTight = true
    for number in 0..<width {
      let key = keys[from + number] + potentials[from + number] + cost(self, number) - potentials[to + number]
      keys[to + number] = key
      if key != keys[from + number] { isTight = false }
    }
    predecessors[node] = Int32(base)
    finish(node, isTight: isTight)
  }

  /// Whether the offer is better than what the node has, and than what the end has.
  @inline(__always)
  private func improves(_ base: Int, _ node: Int, _ cost: (borrowing RepairFlow, Int) -> Int64) -> Bool {
    let (from, to, end) = (base * width, node * width, target * width)
    var (isLess, isWithin) = (marks[node] == .unseen, !hasBound)
    for number in 0..<width {
      if isLess, isWithin { return true }
      let key = keys[from + number] + potentials[from + number] + cost(self, number) - potentials[to + number]
      if !isLess {
        if key > keys[to + number] { return false }
        isLess = key < keys[to + number]
      }
      if !isWithin {
        if key > keys[end + number] { return false }
        isWithin = key < keys[end + number]
      }
    }
    return isLess && isWithin
  }

  // MARK: Afterwards

  /// Potentials of settled nodes fall by what they are nearer than `last`, so that a path of that length is tight and
  /// nothing is negative.
  mutating func raisePotentials(to last: [Int64]) {
    for node in touched where marks[Int(node)] == .settled {
      let at = Int(node) * width
      if width == 1 {
        guard keys[at] < last[0] else { continue }
        shift(Int(node), by: keys[at] - last[0])
      } else {
        for number in 0..<width { potentials[at + number] += keys[at + number] - last[number] }
      }
    }
  }

  @inline(__always)
  mutating func shift(_ node: Int, by change: Int64) {
    potentials[node] += change
    if !scores.isSmall(potentials[node]) { hasDrifted = true }
  }

  /// The nodes from the source to a settled node.
  func path(to end: Int) -> [Int32] {
    var path: [Int32] = [Int32(end)]
    while let first = path.last, predecessors[Int(first)] >= 0 { path.append(predecessors[Int(first)]) }
    path.reverse()
    return path
  }

  /// Moves one unit along a path, from its first node on, so that a unit that leaves a column is the one that goes on.
  mutating func push(_ path: [Int32]) {
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
    rows[Int(rowOfUnit[Int(unit)])].seats.append(Int32(column))
  }

  mutating func removeSeat(_ row: Int, _ column: Int) { Self.remove(Int32(column), from: &rows[row].seats) }

  // Lists are changed in place through functions of their own: a reference to all rows that lives on meanwhile would have
  // every row copied.

  @inline(never)
  private static func remove(_ value: Int32, from list: inout [Int32]) {
    guard let place = list.firstIndex(of: value) else { return }
    list.swapAt(place, list.count - 1)
    list.removeLast()
  }

  /// Takes the unit out that goes first.
  @inline(never)
  private static func takeFirst(from list: inout [Int32], by ranks: [Int64]) -> Int32 {
    var first = 0
    for index in list.indices where ranks[Int(list[index])] < ranks[Int(list[first])] { first = index }
    return list.remove(at: first)
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
    removeSeat(row, column)
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
    let unit = Self.takeFirst(from: &rows[row].waiting, by: ranks)
    closeHander(row)
    return unit
  }

  mutating func removeWaiting(_ row: Int, _ unit: Int32) {
    Self.remove(unit, from: &rows[row].waiting)
    closeHander(row)
  }

  /// Takes a row off its node's list where nobody of it waits any more.
  private mutating func closeHander(_ row: Int) {
    guard rows[row].waiting.isEmpty, handerPlace[row] >= 0 else { return }
    let (head, place) = (Int(rows[row].head), Int(handerPlace[row]))
    handerPlace[row] = -1
    guard let last = handers[head].popLast(), Int(last) != row else { return }
    handers[head][place] = last
    handerPlace[Int(last)] = Int32(place)
  }
}
