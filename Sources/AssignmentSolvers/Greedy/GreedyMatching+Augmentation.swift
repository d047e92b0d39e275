import AssignmentCore

/// Breadth-first search over rows, columns and groups; the marks of failed searches stay.
struct ResidualSearch {
  static let dead = Int32.max

  /// The search that last reached a node; `dead` once a search that reached it has failed.
  var marks: [Int32]
  /// The node from which a node is reached.
  var origins: [Int32]
  /// For rows: the cell of the ledger by which the row is reached.
  var cells: [Int32]
  var queue: [Int32] = []
  var number: Int32 = 0
  /// An outlet that leads to the root and has room.
  var sink: Int?

  init(nodes: Int) {
    marks = [Int32](repeating: 0, count: nodes)
    origins = [Int32](repeating: -1, count: nodes)
    cells = [Int32](repeating: -1, count: nodes)
    queue.reserveCapacity(nodes)
  }

  mutating func begin() {
    queue.removeAll(keepingCapacity: true)
    sink = nil
    number += 1
    guard number == Self.dead else { return }
    for node in marks.indices where marks[node] != Self.dead { marks[node] = 0 }
    number = 1
  }

  func isNew(_ node: Int) -> Bool { marks[node] != number && marks[node] != Self.dead }
}

extension GreedyMatching {
  /// Serves what can be served of these rows, in their order, without taking anything from anybody.
  ///
  /// Returns why it stopped early, or nil.
  mutating func augment(_ rows: [Int32], _ limits: SolveLimits) -> Termination? {
    for row in rows.lazy.map({ Int($0) }) {
      while waiting(row) > 0, search.marks[row] != ResidualSearch.dead {
        if findPath(row) { move(row) } else { bury() }
        if let reason = look(limits) { return reason }
      }
    }
    return limits.reasonToStop()
  }

  private mutating func look(_ limits: SolveLimits) -> Termination? {
    guard scannedArcs - lookedAt > 1_000 else { return nil }
    lookedAt = scannedArcs
    limits.progress?(SolveProgress(phase: "augmenting", level: 0, steps: augmentations))
    return limits.reasonToStop()
  }

  private mutating func bury() {
    for node in search.queue { search.marks[Int(node)] = ResidualSearch.dead }
  }

  private mutating func findPath(_ row: Int) -> Bool {
    search.begin()
    reach(row, from: -1)
    var head = 0
    while head < search.queue.count, search.sink == nil {
      let node = Int(search.queue[head])
      head += 1
      if node < problem.rowCount {
        scanRow(node)
      } else if node < problem.rowCount + problem.columnCount {
        scanColumn(node)
      } else {
        scanGroup(node)
      }
    }
    return search.sink != nil
  }

  /// Marks a node; an outlet with room towards the root ends the search.
  private mutating func reach(_ node: Int, from origin: Int) {
    guard search.isNew(node) else { return }
    search.marks[node] = search.number
    search.origins[node] = Int32(origin)
    search.queue.append(Int32(node))
    if node >= problem.rowCount, room(above: node) > 0, group(around: node) == nil { search.sink = node }
  }

  private mutating func scanRow(_ row: Int) {
    scannedArcs += starts[row + 1] - starts[row]
    for place in starts[row]..<starts[row + 1] {
      reach(problem.rowCount + Int(columns[place]), from: row)
      if search.sink != nil { return }
    }
  }

  /// Up to the group if a place is free, or back to the rows that hold places.
  private mutating func scanColumn(_ node: Int) {
    climb(from: node)
    var cell = ledger.first[node - problem.rowCount]
    while cell >= 0, search.sink == nil {
      let row = Int(ledger.cells[Int(cell)].row)
      if search.isNew(row) { search.cells[row] = cell }
      reach(row, from: node)
      cell = ledger.cells[Int(cell)].next
    }
  }

  /// Up to the next group if there is room, or back into whatever sends units here.
  private mutating func scanGroup(_ node: Int) {
    climb(from: node)
    let group = node - problem.rowCount - problem.columnCount
    for place in childStarts[group]..<childStarts[group + 1] where flow(above: Int(children[place])) > 0 {
      reach(Int(children[place]), from: node)
      if search.sink != nil { return }
    }
  }

  private mutating func climb(from node: Int) {
    guard room(above: node) > 0, let group = group(around: node) else { return }
    reach(problem.rowCount + problem.columnCount + group, from: node)
  }

  /// Room on the arc from an outlet to its parent.
  private func room(above node: Int) -> Int32 {
    let column = node - problem.rowCount
    if column < problem.columnCount { return ledger.free[column] }
    let group = column - problem.columnCount
    return problem.groups[group].capacity - groupFlows[group]
  }

  private func flow(above node: Int) -> Int32 {
    let column = node - problem.rowCount
    return column < problem.columnCount
      ? problem.columnCapacities[column] - ledger.free[column] : groupFlows[column - problem.columnCount]
  }

  /// Whether the path enters `node` against its arc, from the group around it.
  private func entersBackwards(_ node: Int, _ origin: Int) -> Bool {
    node >= problem.rowCount && origin >= problem.rowCount
      && group(around: node) == origin - problem.rowCount - problem.columnCount
  }

  /// Moves as many units as fit along the path that was found.
  private mutating func move(_ row: Int) {
    guard let sink = search.sink else { return }
    augmentations += 1
    let units = bottleneck(row, sink)
    addFlow(above: sink, units)
    var node = sink
    while node != row {
      let origin = Int(search.origins[node])
      if node < problem.rowCount {
        ledger.remove(cell: Int(search.cells[node]), units: units)
      } else if origin < problem.rowCount {
        ledger.add(row: origin, column: node - problem.rowCount, units: units)
      } else if entersBackwards(node, origin) {
        addFlow(above: node, -units)
      } else {
        addFlow(above: origin, units)
      }
      node = origin
    }
  }

  private func bottleneck(_ row: Int, _ sink: Int) -> Int32 {
    var units = min(waiting(row), room(above: sink))
    var node = sink
    while node != row {
      let origin = Int(search.origins[node])
      if node < problem.rowCount {
        units = min(units, ledger.cells[Int(search.cells[node])].units)
      } else if origin >= problem.rowCount {
        units = min(units, entersBackwards(node, origin) ? flow(above: node) : room(above: origin))
      }
      node = origin
    }
    return units
  }

  /// Changes the flow out of a group; that out of a column follows from the ledger.
  private mutating func addFlow(above node: Int, _ units: Int32) {
    let group = node - problem.rowCount - problem.columnCount
    if group >= 0 { groupFlows[group] += units }
  }
}
