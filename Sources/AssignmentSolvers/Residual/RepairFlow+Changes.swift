import AssignmentCore

/// Why a change could not be made.
package enum RepairFailure: Error, Sendable, Hashable {
  /// No flow meets the floors any more; the flow is not to be used after it.
  case infeasible
  /// The change needs marginals that were not made: solve again.
  case beyondProblem
}

extension RepairFlow {
  // MARK: Building

  /// Adds a unit as it is in an optimal assignment: nothing is searched.
  ///
  /// - Parameters:
  ///   - row: where it belongs.
  ///   - rank: who goes first among units of a row.
  ///   - column: nil: it waits.
  /// - Returns: its number.
  package mutating func addUnit(row: Int, rank: Int64, column: Int?) -> Int {
    let unit = newUnit(row, rank)
    join(row)
    if let column {
      place(unit, in: column)
      for outlet in chain(column) { outflow[outlet] += 1 }
    } else {
      addWaiting(unit)
      if Int(rows[row].head) < root { outflow[Int(rows[row].head)] += 1 }
    }
    return Int(unit)
  }

  /// Adds a unit that stands in a column, outside the flow.
  package mutating func addStanding(row: Int, rank: Int64, column: Int) -> Int {
    let unit = newUnit(row, rank)
    moved.append((unit, -1))
    columnOfUnit[Int(unit)] = Int32(column)
    for outlet in chain(column) { takePlace(outlet) }
    return Int(unit)
  }

  private mutating func newUnit(_ row: Int, _ rank: Int64) -> Int32 {
    rowOfUnit.append(Int32(row))
    columnOfUnit.append(-1)
    ranks.append(rank)
    return Int32(rowOfUnit.count - 1)
  }

  /// A column and the groups around it, up to the root.
  private func chain(_ column: Int) -> [Int] {
    var outlets: [Int] = []
    var at = column
    while at < root {
      outlets.append(at)
      at = Int(parents[at])
    }
    return outlets
  }

  /// Units that stand in a column, outside the flow.
  package func standing(inColumn column: Int) -> Int64 { before[column] }

  private mutating func takePlace(_ outlet: Int) {
    capacity[outlet] -= 1
    before[outlet] += 1
    floors[outlet] = max(0, wholeFloors[outlet] - before[outlet])
  }

  private mutating func givePlace(_ outlet: Int) {
    capacity[outlet] += 1
    before[outlet] -= 1
    floors[outlet] = max(0, wholeFloors[outlet] - before[outlet])
  }

  // MARK: Changes

  /// A new unit in a row.
  ///
  /// - Returns: its number.
  /// - Throws: ``RepairFailure/beyondProblem`` where units of the row's group are counted and there are none to spare.
  /// - Complexity: one search.
  package mutating func arrive(row: Int, rank: Int64) throws(RepairFailure) -> Int {
    let head = Int(rows[row].head)
    if head < root {
      guard before[head] > 0 else { throw .beyondProblem }
      before[head] -= 1
      outflow[head] += 1
    }
    let unit = newUnit(row, rank)
    join(row)
    addWaiting(unit)
    try need(bring(from: node(ofRow: row), to: head))
    return Int(unit)
  }

  /// A unit leaves for good; one that stood sets its place free.
  ///
  /// - Complexity: one search, or none where it waited.
  package mutating func withdraw(_ unit: Int, stood: Bool = false) throws(RepairFailure) {
    let head = Int(rows[Int(rowOfUnit[unit])].head)
    if let column = takeOut(unit, stood: stood) { try need(bring(from: head, to: column)) }
    rowOfUnit[unit] = -1
    guard head < root else { return }
    outflow[head] -= 1
    before[head] += 1
  }

  /// A unit is one of another row from now on, of the same idle group; one that stood sets its place free.
  ///
  /// - Complexity: one search.
  package mutating func move(_ unit: Int, toRow row: Int, stood: Bool = false) throws(RepairFailure) {
    let head = rows[Int(rowOfUnit[unit])].head
    guard head == rows[row].head else { throw .beyondProblem }
    let column = takeOut(unit, stood: stood)
    rowOfUnit[unit] = Int32(row)
    join(row)
    addWaiting(Int32(unit))
    try need(bring(from: node(ofRow: row), to: column ?? Int(head)))
  }

  /// A unit stands in a column from now on, whatever that costs.
  ///
  /// - Complexity: one search; none where it is there.
  package mutating func stand(_ unit: Int, in column: Int) throws(RepairFailure) {
    let head = Int(rows[Int(rowOfUnit[unit])].head)
    let from = takeOut(unit, stood: false)
    if from != column { try need(bring(from: column, to: from ?? head)) }
    moved.append((Int32(unit), -1))
    columnOfUnit[unit] = Int32(column)
    for outlet in chain(column) {
      outflow[outlet] -= 1
      takePlace(outlet)
    }
  }

  /// Takes a unit out of the flow, which then lacks one where it was.
  ///
  /// - Returns: its column; nil where it waited.
  private mutating func takeOut(_ unit: Int, stood: Bool) -> Int? {
    let row = Int(rowOfUnit[unit])
    let column = Int(columnOfUnit[unit])
    moved.append((Int32(unit), Int32(column)))
    columnOfUnit[unit] = -1
    if !stood { unitsOfRow[row] -= 1 }
    guard column >= 0 else {
      removeWaiting(row, Int32(unit))
      return nil
    }
    if stood {
      for outlet in chain(column) {
        outflow[outlet] += 1
        givePlace(outlet)
      }
      lowerUnused(chain(column))
    } else if let index = users[column].firstIndex(of: Int32(unit)) {
      users[column].remove(at: index)
      removeSeat(row, column)
    }
    return column
  }

  /// Lowers potentials of outlets that had no flow, so that the unit which they have again may be taken back.
  ///
  /// An outlet without flow has no open step but the one towards the root, and may be worth more than its parent and the
  /// score of the last unit together; with flow it must not. Steps into it do not mind, and the one towards the root stays
  /// in order, because scores of units do not increase. The outlets nearest the root come first: what is inside depends
  /// on them.
  private mutating func lowerUnused(_ outlets: [Int]) {
    for outlet in outlets.reversed() {
      let parent = Int(parents[outlet])
      let most = (0..<width).map {
        potentials[parent * width + $0] + outletScore(outlet, outflow[outlet], $0)
      }
      guard most.lexicographicallyPrecedes(vector(outlet)) else { continue }
      for level in 0..<width { potentials[outlet * width + level] = most[level] }
    }
  }

  /// Another capacity of a column, beside units that stand.
  ///
  /// - Throws: ``RepairFailure/beyondProblem`` for more places where places score.
  /// - Complexity: one search for each place more that is wanted, or less that was used.
  package mutating func setCapacity(_ wanted: Int64, ofColumn column: Int) throws(RepairFailure) {
    let parent = Int(parents[column])
    while capacity[column] > wanted {
      capacity[column] -= 1
      guard outflow[column] > capacity[column] else { continue }
      outflow[column] -= 1
      try need(bring(from: column, to: parent))
    }
    guard capacity[column] < wanted else { return }
    if marginalOf[column] >= 0 { throw .beyondProblem }
    while capacity[column] < wanted {
      capacity[column] += 1
      guard isNegative((0..<width).map { forwardCost(column, $0) }) else { continue }
      outflow[column] += 1
      try need(bring(from: parent, to: column))
    }
  }

  /// Units whose column is another than when this was last asked, each once, in the order in which they first moved.
  package mutating func takeMoves() -> [(unit: Int, from: Int, to: Int)] {
    var seen: Set<Int32> = []
    let moves = moved.filter { seen.insert($0.unit).inserted && $0.from != columnOfUnit[Int($0.unit)] }
    moved.removeAll(keepingCapacity: true)
    return moves.map { (Int($0.unit), Int($0.from), Int(columnOfUnit[Int($0.unit)])) }
  }

  private func need(_ found: Bool) throws(RepairFailure) {
    if !found { throw .infeasible }
    if hasDrifted { throw .beyondProblem }
  }

  // MARK: Invariants

  private func isNegative(_ cost: [Int64]) -> Bool { cost.first { $0 != 0 }.map { $0 < 0 } ?? false }

  /// The reduced cost of one unit more through an outlet.
  private func forwardCost(_ outlet: Int, _ level: Int) -> Int64 {
    reduced(outlet, Int(parents[outlet]), outletScore(outlet, outflow[outlet] + 1, level), level)
  }

  /// The reduced cost of a step from one node to another over a score.
  private func reduced(_ tail: Int, _ head: Int, _ score: Int64, _ level: Int) -> Int64 {
    potentials[tail * width + level] - potentials[head * width + level] - score
  }

  /// A step that would improve the flow, or a count that is wrong; nil for a flow that is optimal.
  ///
  /// - Complexity: O(arcs × levels)
  package func firstViolation() -> String? {
    for row in rows.indices where unitsOfRow[row] > 0 { if let fault = violation(ofRow: row) { return fault } }
    for unit in rowOfUnit.indices where rowOfUnit[unit] >= 0 {
      let (row, column) = (Int(rowOfUnit[unit]), Int(columnOfUnit[unit]))
      guard column >= 0, users[column].contains(Int32(unit)) else { continue }
      guard let arc = arc(row, column) else { return "unit \(unit) is in a column that its row must not have" }
      let cost = (0..<width).map { 0 - reduced(node(ofRow: row), column, pair(row, column, arc, $0), $0) }
      if isNegative(cost) { return "unit \(unit) would better leave its column" }
    }
    return (0..<root).lazy.compactMap { violation(ofOutlet: $0) }.first
  }

  private func violation(ofRow row: Int) -> String? {
    let node = node(ofRow: row)
    var fault: String?
    forEachArc(ofRow: row) { column, arc in
      if isNegative((0..<width).map { reduced(node, column, pair(row, column, arc, $0), $0) }) {
        fault = "row \(row) would better use column \(column)"
      }
    }
    let idle = (0..<width).map { reduced(node, Int(rows[row].head), 0, $0) }
    if isNegative(idle) { fault = "row \(row) would better wait" }
    if !rows[row].waiting.isEmpty, isNegative(idle.map { 0 - $0 }) { fault = "row \(row) would better not wait" }
    return fault
  }

  private func violation(ofOutlet outlet: Int) -> String? {
    let inside = children[outlet].reduce(Int64(0)) { $0 + outflow[Int($1)] }
    let own = outlet < columns ? Int64(users[outlet].count) : 0
    let idle = handers[outlet].reduce(Int64(0)) { $0 + Int64(rows[Int($1)].waiting.count) }
    if inside + own + idle != outflow[outlet] { return "outlet \(outlet) passes on other than it takes" }
    if outflow[outlet] < capacity[outlet], isNegative((0..<width).map { forwardCost(outlet, $0) }) {
      return "outlet \(outlet) would better take more"
    }
    if outflow[outlet] > capacity[outlet] { return "outlet \(outlet) is over its capacity" }
    if outflow[outlet] < floors[outlet] { return "outlet \(outlet) is under its floor" }
    let back = (0..<width).map {
      0 - reduced(outlet, Int(parents[outlet]), outletScore(outlet, outflow[outlet], $0), $0)
    }
    return outflow[outlet] > floors[outlet] && isNegative(back) ? "outlet \(outlet) would better take less" : nil
  }
}
