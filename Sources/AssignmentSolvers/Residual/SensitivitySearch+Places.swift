import AssignmentCore

/// One unit of capacity at an outlet, with what a unit scores that uses it.
public struct CapacityUnit: Sendable, Hashable {
  /// Column j is outlet j, group g is outlet `columnCount + g`.
  public var outlet: Int
  /// One entry per proven level.
  public var scores: [Int64]

  public init(outlet: Int, scores: [Int64]) {
    self.outlet = outlet
    self.scores = scores
  }
}

extension SensitivitySearch {
  /// What one more unit of capacity brings, for each of `units` by itself: the gain at every level (nothing lost), and
  /// which rows gain or lose a unit.
  ///
  /// - Complexity: one search for each node into which the outlets lead, stopped at the dearest price of a place but for
  ///   the root, whose distances are kept; groups that have room, give back and score nothing share the search of the node
  ///   around them.
  public mutating func gains(ofOneMore units: [CapacityUnit]) -> [ResidualChange] {
    let zero = [Int64](repeating: 0, count: levelCount)
    var gains = [ResidualChange](repeating: ResidualChange(cost: zero), count: units.count)
    for (head, members) in grouped(units, anchored: { $0.hasRoom($1) && ($0.canGiveBack($1) || $0.outflow[$1] == 0) }) {
      let wanted = members.filter { zero.lexicographicallyPrecedes(price(units[$0], head)) }
      guard let dearest = wanted.map({ bound(units[$0]) }).max(by: { $0.lexicographicallyPrecedes($1) }) else {
        continue
      }
      if head == flow.root {
        let from = rootDistances(.outgoing)
        for index in wanted where from.isReached[units[index].outlet + flow.rows] {
          let node = units[index].outlet + flow.rows
          let gain = (0..<levelCount).map { units[index].scores[$0] - from.distances[node * levelCount + $0] }
          guard zero.lexicographicallyPrecedes(gain) else { continue }
          gains[index] = ResidualChange(cost: gain)
          note(node, from.predecessors, .outgoing, &gains[index])
        }
        continue
      }
      var waiting = Places(wanted.map { units[$0].outlet + flow.rows }, wanted)
      begin(.outgoing, at: head)
      while !waiting.isEmpty, let node = settleNext() {
        if keyReaches(dearest, at: node) { break }
        for index in waiting.take(node) {
          let gain = zip(units[index].scores, distance(node)).map { $0 - $1 }
          if zero.lexicographicallyPrecedes(gain) { gains[index] = change(to: node, cost: gain) }
        }
        scan(node)
      }
    }
    return gains
  }

  /// What one unit of capacity less costs, for each of `units` by itself; nil where no plan does without it.
  ///
  /// Each unit must be one that the assignment uses, or the cost is that of giving back another.
  ///
  /// - Complexity: one search for each node into which the outlets lead, of which that of the root is kept; groups that
  ///   have room, give back and score nothing share the search of the node around them.
  public mutating func costs(ofOneLess units: [CapacityUnit]) -> [ResidualChange?] {
    var costs = [ResidualChange?](repeating: nil, count: units.count)
    for (head, members) in grouped(units, anchored: { $0.hasRoom($1) && $0.canGiveBack($1) }) {
      let possible = members.filter {
        problem.capacity(ofOutlet: units[$0].outlet) > problem.floor(ofOutlet: units[$0].outlet)
      }
      if head == flow.root {
        let to = rootDistances(.incoming)
        for index in possible where to.isReached[units[index].outlet + flow.rows] {
          let node = units[index].outlet + flow.rows
          var cost = ResidualChange(
            cost: (0..<levelCount).map { units[index].scores[$0] + to.distances[node * levelCount + $0] })
          note(node, to.predecessors, .incoming, &cost)
          costs[index] = cost
        }
        continue
      }
      var waiting = Places(possible.map { units[$0].outlet + flow.rows }, possible)
      begin(.incoming, at: head)
      while !waiting.isEmpty, let node = settleNext() {
        for index in waiting.take(node) {
          let cost = zip(units[index].scores, distance(node)).map { $0 + $1 }
          costs[index] = change(to: node, cost: cost)
        }
        scan(node)
      }
    }
    return costs
  }

  /// What the last unit before the capacity scores, and the first one beyond it.
  ///
  /// O(segments).
  public func capacityUnit(ofOutlet outlet: Int, more: Bool) -> CapacityUnit {
    let unit = problem.capacity(ofOutlet: outlet) + (more ? 1 : 0)
    let marginal = flow.marginalOf[outlet]
    let scores = (0..<levelCount).map { self.scores.score(.outlet(marginal: marginal, unit: unit), $0) }
    return CapacityUnit(outlet: outlet, scores: scores)
  }

  /// Units of the assignment that leave an outlet.
  public func units(throughOutlet outlet: Int) -> Int64 { flow.outflow[outlet] }

  /// Members by the node from which their distances are equal, in ascending order of that node.
  private func grouped(
    _ units: [CapacityUnit], anchored: (ResidualFlow, Int) -> Bool
  ) -> [(head: Int, members: [Int])] {
    var members: [Int: [Int]] = [:]
    for (index, unit) in units.enumerated() {
      var head = flow.head(ofOutlet: unit.outlet)
      while head < flow.root, flow.marginalOf[head - flow.rows] < 0, anchored(flow, head - flow.rows) {
        head = flow.head(ofOutlet: head - flow.rows)
      }
      members[head, default: []].append(index)
    }
    return members.keys.sorted().map { ($0, members[$0] ?? []) }
  }

  /// The reduced score of the new unit: the most that it can bring.
  private func price(_ unit: CapacityUnit, _ head: Int) -> [Int64] {
    (0..<levelCount).map {
      unit.scores[$0] + potentials[head * levelCount + $0] - potential(unit.outlet, $0)
    }
  }

  /// Keys from here on bring nothing to the unit.
  private func bound(_ unit: CapacityUnit) -> [Int64] {
    (0..<levelCount).map { unit.scores[$0] - potential(unit.outlet, $0) }
  }

  private func potential(_ outlet: Int, _ level: Int) -> Int64 {
    potentials[(flow.rows + outlet) * levelCount + level]
  }
}

/// What is waited for at each node; several may wait at one.
private struct Places {
  private var waiting: [Int: [Int]] = [:]

  init(_ nodes: [Int], _ indices: [Int]) {
    for (node, index) in zip(nodes, indices) { waiting[node, default: []].append(index) }
  }

  var isEmpty: Bool { waiting.isEmpty }

  mutating func take(_ node: Int) -> [Int] { waiting.removeValue(forKey: node) ?? [] }
}
