import AssignmentCore

/// In which order ``SideGreedy`` places units.
extension SideGreedy {
  /// Up to so many pairs, those that are left are placed best first among all; beyond, row by row.
  private static let sortedPairs = 1 << 18
  /// So many pairs are looked at past the time.
  private static let lateLooks = 1 << 19

  // MARK: Order

  /// Whether an arc scores more than another, level by level.
  private func precedes(_ one: (row: Int, arc: Int), _ other: (row: Int, arc: Int)) -> Bool {
    for level in 0..<problem.levels.count {
      let left = problem.levels[level].score(row: one.row, arc: one.arc)
      let right = problem.levels[level].score(row: other.row, arc: other.arc)
      if left != right { return left > right }
    }
    return one.arc < other.arc
  }

  /// Not below zero, level by level.
  private func isWorth(_ row: Int, _ arc: Int) -> Bool {
    for level in 0..<problem.levels.count {
      let score = problem.levels[level].score(row: row, arc: arc)
      if score != 0 { return score > 0 }
    }
    return true
  }

  /// First what lower bounds need, then the pairs of a plan, then pairs of whoever is left, each best first.
  mutating func fill(following plan: Assignment?) {
    if problem.hasFloors || table.lowers.contains(where: { $0.map { $0 > 0 } ?? false }) {
      let rows = (0..<problem.rowCount).filter { reachable[$0] > 0 && !follows[$0] }
      for most in [1, Int.max] where !isOver {
        placeBestFirst(rows, most: most, isAsked: { $0.isNeeded($2, $1) }, isStillAsked: { $0.isNeeded($2, $1) })
      }
    }
    var wanted: [(row: Int, arc: Int)] = []
    for flow in plan?.flows ?? [] {
      guard let arc = problem.arcs.arc(row: Int(flow.row), column: Int(flow.column)) else { continue }
      if isWorth(Int(flow.row), arc) { wanted.append((Int(flow.row), arc)) }
    }
    for pair in wanted.sorted(by: { precedes($0, $1) }) { place(pair.row, pair.arc, most: .max) }
    fillRest()
  }

  /// Pairs of rows that have units left.
  private mutating func fillRest() {
    let open = owners(of: left)
    let rows = open.indices.filter { open[$0] && !follows[$0] && reachable[$0] > 0 }
    // A place that is taken now stays taken, so that most pairs need not be looked at.
    let hasPlace = (0..<problem.columnCount).map { hasRoom($0) }
    let count = rows.reduce(0) { $0 + problem.arcs.arcs(ofRow: $1).count }
    if count <= Self.sortedPairs, watch.deadline == nil || watch.reasonToStop() == nil {
      placeBestFirst(rows, most: .max) { greedy, row, arc in
        hasPlace[greedy.problem.arcs.column(ofArc: arc, inRow: row)] && greedy.isWorth(row, arc)
      }
      if !isOver { return }
    }
    var looks = 0
    for row in byFirstLevel(rows) {
      // Past the time the first pair that fits will do; somebody must look at each row once, or at many.
      let isLate = look(problem.arcs.arcs(ofRow: row).count)
      if isLate, looks > Self.lateLooks { return }
      guard hasLeft(row) else { continue }
      var best: (row: Int, arc: Int)?
      for arc in problem.arcs.arcs(ofRow: row) {
        guard hasPlace[problem.arcs.column(ofArc: arc, inRow: row)] else { continue }
        if let best, !precedes((row, arc), best) { continue }
        looks += 1
        guard isWorth(row, arc), canBegin(row, arc) else { continue }
        best = (row, arc)
        if isLate { break }
      }
      if let best { place(row, best.arc, most: .max) }
      guard left[row] > 0, !isLate else { continue }
      for arc in problem.arcs.arcs(ofRow: row) where isWorth(row, arc) { place(row, arc, most: .max) }
    }
  }

  private func byFirstLevel(_ rows: [Int]) -> [Int] {
    for level in problem.levels {
      guard case .perRow(let values) = level.scores else { continue }
      return rows.sorted { (-values[$0], $0) < (-values[$1], $1) }
    }
    return rows
  }

  private func canBegin(_ row: Int, _ arc: Int) -> Bool {
    owners(ofRow: row).contains { fits(row, arc, from: $0, but: tied[row]?.constraint ?? -1) }
  }

  /// Rows over whose arcs units that are left may go.
  private func owners(of left: [Int64]) -> [Bool] {
    var open = left.map { $0 > 0 }
    for row in problem.rowParents.indices where left[row] > 0 {
      if let parent = problem.parent(ofRow: row) { open[parent] = true }
    }
    return open
  }

  /// Whether a row, or one that hands on to it, has units left.
  private func hasLeft(_ row: Int) -> Bool {
    left[row] > 0 || !givers.isEmpty && givers[row].contains { left[$0] > 0 }
  }

  /// Places pairs that are asked for, best first among all rows, until time is over.
  ///
  /// The pairs of a row are put in order once its best is not enough.
  private mutating func placeBestFirst(
    _ rows: [Int], most: Int, isAsked: (Self, _ row: Int, _ arc: Int) -> Bool,
    isStillAsked: (Self, _ row: Int, _ arc: Int) -> Bool = { _, _, _ in true }
  ) {
    var turns = TurnQueue<PairTurn>()
    for row in rows {
      let arcs = problem.arcs.arcs(ofRow: row)
      if look(arcs.count) { return }
      var best: Int?
      for arc in arcs where isAsked(self, row, arc) {
        if best.map({ precedes((row, arc), (row, $0)) }) ?? true { best = arc }
      }
      if let best { turns.insert(turn(row, best)) }
    }
    var later = [[Int]?](repeating: nil, count: problem.rowCount)
    while let next = turns.popFirst() {
      let (row, arc) = (next.row, next.arc)
      if look(4) { return }
      if isStillAsked(self, row, arc) { place(row, arc, most: most) }
      guard hasLeft(row) else { continue }
      if later[row] == nil {
        let others = problem.arcs.arcs(ofRow: row).filter { $0 != arc && isAsked(self, row, $0) }
        later[row] = others.sorted { precedes((row, $1), (row, $0)) }
        if look(8 * others.count) { return }
      }
      if let next = later[row]?.popLast() { turns.insert(turn(row, next)) }
    }
  }

  private func turn(_ row: Int, _ arc: Int) -> PairTurn {
    .init(row: row, arc: arc, scores: (0..<problem.levels.count).map { problem.levels[$0].score(row: row, arc: arc) })
  }

  /// Whether a lower bound of an outlet or a constraint still lacks this arc's unit.
  private func isNeeded(_ arc: Int, _ row: Int) -> Bool {
    var at: Int? = problem.arcs.column(ofArc: arc, inRow: row)
    while let outlet = at {
      if problem.capacity(ofOutlet: outlet) - room[outlet] < problem.floor(ofOutlet: outlet) { return true }
      at = problem.parent(ofOutlet: outlet)
    }
    return table.entries(ofArc: arc).contains { entry in
      entry.weight > 0 && table.lowers[Int(entry.constraint)].map { sums[Int(entry.constraint)] < $0 } ?? false
    }
  }

  // MARK: Placing

  /// Rows whose units may go over the arcs of a row: itself, and those that hand on to it.
  private func owners(ofRow row: Int) -> [Int] {
    givers.isEmpty ? [row] : [row] + givers[row]
  }

  /// Places units of a row, and of those that hand on to it, on one arc; a household that comes whole comes whole.
  private mutating func place(_ row: Int, _ arc: Int, most: Int) {
    guard !follows[row] else { return }
    if let whole = members[row].first(where: { households[$0].allOrNone }) {
      let cell = households[whole].cells[problem.arcs.column(ofArc: arc, inRow: row)]
      // Room only shrinks: a cell that had none for the household is not asked again.
      if placed(whole) == 0, tried.insert(UInt64(whole) << 32 | UInt64(UInt32(bitPattern: cell))).inserted {
        placeWhole(whole, row, arc)
      }
      return
    }
    var done = 0
    for owner in owners(ofRow: row) {
      while done < most, !placeUnit(row, arc, from: owner).isEmpty { done += 1 }
    }
  }

  /// One unit, and with it that of the row it is tied to; what was placed, nothing where there is no room for both.
  private mutating func placeUnit(_ row: Int, _ arc: Int, from owner: Int) -> [(row: Int, arc: Int)] {
    guard let other = tied[row] else {
      guard fits(row, arc, from: owner) else { return [] }
      move(row, arc, from: owner, 1)
      return [(row, arc)]
    }
    guard fits(row, arc, from: owner, but: other.constraint) else { return [] }
    move(row, arc, from: owner, 1)
    let second = problem.arcs.arcs(ofRow: other.row).first {
      fits(other.row, $0, from: other.row, but: other.constraint)
    }
    guard let second else {
      move(row, arc, from: owner, -1)
      return []
    }
    move(other.row, second, from: other.row, 1)
    return [(row, arc), (other.row, second)]
  }

  /// All members into the cell of this arc, or none.
  private mutating func placeWhole(_ household: Int, _ first: Int, _ arc: Int) {
    var done: [(row: Int, arc: Int)] = []
    let rows = [first] + households[household].rows.filter { $0 != first }
    let cell = households[household].cells[problem.arcs.column(ofArc: arc, inRow: first)]
    let columns = columnsOfCells[households[household].partition][cell] ?? []
    for row in rows {
      let arcs = row == first ? [arc] : []
      let inside = columns.compactMap { problem.arcs.arc(row: row, column: Int($0)) }
      let others = inside.filter { $0 != arc }.map { (row: row, arc: $0) }
      let ordered = arcs + (look(10 * others.count) ? others : others.sorted { precedes($0, $1) }).map(\.arc)
      for arc in ordered {
        while left[row] > 0 {
          let placed = placeUnit(row, arc, from: row)
          if placed.isEmpty { break }
          done += placed
        }
      }
      guard left[row] == 0 else {
        for pair in done.reversed() { move(pair.row, pair.arc, from: pair.row, -1) }
        return
      }
    }
  }
}

/// The next pair of a row: the one that scores most goes first; of equal ones the first arc.
private struct PairTurn: QueueTurn {
  var row: Int
  var arc: Int
  var scores: [Int64]

  func precedes(_ other: PairTurn) -> Bool {
    for (left, right) in zip(scores, other.scores) where left != right { return left > right }
    return arc < other.arc
  }
}
