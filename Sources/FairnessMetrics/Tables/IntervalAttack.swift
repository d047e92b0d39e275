// Problem: from what is published of a table of counts, find for every withheld number the smallest and the largest value
// that fits: what an attacker with a pencil and enough patience can know.
// Formulation: the sums of a table are the conservation of a circulation. Each column without parts is a node; each row has
// a node for its people and one for each column with parts, the row of totals too; one node closes the circle. People of
// a row flow from there to the row, through wholes to parts, into the column, out to the totals, and back. A published
// number is an arc whose flow is fixed, and is folded into what its ends must pass on; a withheld one has the bounds that
// are known. Any circulation that fits is found first; then each arc is raised (and lowered) by shortest augmenting paths
// between its ends until none is left: the flow is then at its maximum (minimum), a whole number (total unimodularity).
// Invariants: conservation at every node after every augmentation; a flow that fits stays one that fits, so the next arc
// starts from it.
// Rows of which exactly the same is published have the same intervals; the first is worked out.
// Complexity: O(hidden² · nodes) augmentations' work in theory; a few shortest paths for each hidden number in practice.
// Cannot: use what is known beside the table, except as bounds of single figures.
// Shares nothing with the suppression but the types of tables.
// Reference: L. H. Cox, "Network models for complementary cell suppression", JASA 90 (1995); G. B. Dantzig,
// Linear Programming and Extensions (1963), for the integrality of flows.

/// Works out what withheld numbers of a table can be.
public struct IntervalAttack: Sendable {
  /// For each place of ``PublishedTable/figures`` what follows; nil where the number is published.
  public let intervals: [CountInterval?]

  /// - Returns: nil where no table fits what is published.
  public init?(_ table: PublishedTable) {
    var network = AttackNetwork(table)
    guard network.findCirculation() else { return nil }
    var intervals = [CountInterval?](repeating: nil, count: table.figures.count)
    let width = table.columnCount + 1
    var representatives: [ArraySlice<PublishedTable.Figure>: Int] = [:]
    for row in 0...table.rowCount {
      let figures = table.figures[row * width..<(row + 1) * width]
      if row < table.rowCount, let twin = representatives[ArraySlice(Array(figures))] {
        for column in 0..<width { intervals[row * width + column] = intervals[twin * width + column] }
        continue
      }
      if row < table.rowCount { representatives[ArraySlice(Array(figures))] = row }
      for place in figures.indices {
        guard let arc = network.arcOfPlace[place] else { continue }
        intervals[place] = CountInterval(least: network.least(of: arc), most: network.most(of: arc))
      }
    }
    self.intervals = intervals
  }

  /// Places whose number is known to be small, or to be no large one: see ``CountInterval/excludesLarge(from:)``.
  public func exposed(below threshold: Int) -> [Int] {
    intervals.indices.filter { intervals[$0]?.excludesLarge(from: threshold) ?? false }
  }
}

/// The withheld numbers as arcs, the published ones as what nodes must pass on.
private struct AttackNetwork {
  private struct Arc {
    let tail: Int
    let head: Int
    let least: Int
    let most: Int
  }

  /// More than any number of people; from half of it on a number counts as unbounded.
  private static let unbounded = 1 << 60

  private var arcs: [Arc] = []
  private var flow: [Int] = []
  /// By place of the table; nil: published.
  private(set) var arcOfPlace: [Int?]
  /// What flows in less what flows out.
  private var excess: [Int]
  /// Arcs at each node: 2 × arc for leaving, 2 × arc + 1 for entering.
  private var ends: [[Int]]

  init(_ table: PublishedTable) {
    let columns = table.columnCount
    let width = columns + 1
    let nodes = columns + (table.rowCount + 1) * width + 1
    arcOfPlace = [Int?](repeating: nil, count: table.figures.count)
    excess = [Int](repeating: 0, count: nodes)
    ends = [[Int]](repeating: [], count: nodes)
    let hasParts = CountTable.isWhole(table.parents)
    for row in 0...table.rowCount {
      func sum(_ column: Int) -> Int { columns + row * width + column }
      for column in 0..<width {
        // Where the number comes from as a part, and where it goes; the totals run the other way.
        let whole = column == columns ? nodes - 1 : sum(table.parents[column] ?? columns)
        let part = column == columns || hasParts[column] ? sum(column) : column
        let isTotal = row == table.rowCount
        add(table.figures[row * width + column], row * width + column, isTotal ? part : whole, isTotal ? whole : part)
      }
    }
  }

  private mutating func add(_ figure: PublishedTable.Figure, _ place: Int, _ tail: Int, _ head: Int) {
    switch figure {
    case .shown(let count):
      excess[tail] -= count
      excess[head] += count
    case .hidden(let least, let most):
      arcOfPlace[place] = arcs.count
      ends[tail].append(2 * arcs.count)
      ends[head].append(2 * arcs.count + 1)
      arcs.append(Arc(tail: tail, head: head, least: least, most: most ?? Self.unbounded))
      flow.append(least)
      excess[tail] -= least
      excess[head] += least
    }
  }

  /// Moves what nodes have too much to where it is missing; false where that cannot be.
  mutating func findCirculation() -> Bool {
    guard arcs.allSatisfy({ $0.least <= $0.most }) else { return false }
    for node in excess.indices {
      while excess[node] > 0 {
        guard let path = path(from: node, until: { excess[$0] < 0 }), let last = path.last else { return false }
        let end = self.end(of: last)
        let amount = min(excess[node], -excess[end], room(path))
        push(amount, path)
        excess[node] -= amount
        excess[end] += amount
      }
    }
    return excess.allSatisfy { $0 == 0 }
  }

  /// The largest flow of an arc; nil where it has no bound.
  mutating func most(of arc: Int) -> Int? {
    let (tail, head, most) = (arcs[arc].tail, arcs[arc].head, arcs[arc].most)
    while flow[arc] < most, let path = path(from: head, avoiding: arc, until: { $0 == tail }) {
      let amount = min(most - flow[arc], room(path))
      if amount >= Self.unbounded / 2 { return nil }
      push(amount, path)
      flow[arc] += amount
    }
    return flow[arc]
  }

  /// The smallest flow of an arc.
  mutating func least(of arc: Int) -> Int {
    let (tail, head, least) = (arcs[arc].tail, arcs[arc].head, arcs[arc].least)
    while flow[arc] > least, let path = path(from: tail, avoiding: arc, until: { $0 == head }) {
      let amount = min(flow[arc] - least, room(path))
      push(amount, path)
      flow[arc] -= amount
    }
    return flow[arc]
  }

  private func end(of step: Int) -> Int { step.isMultiple(of: 2) ? arcs[step / 2].head : arcs[step / 2].tail }

  private func room(_ step: Int) -> Int {
    let arc = step / 2
    return step.isMultiple(of: 2) ? arcs[arc].most - flow[arc] : flow[arc] - arcs[arc].least
  }

  private func room(_ path: [Int]) -> Int { path.reduce(Self.unbounded) { min($0, room($1)) } }

  private mutating func push(_ amount: Int, _ path: [Int]) {
    for step in path { flow[step / 2] += step.isMultiple(of: 2) ? amount : -amount }
  }

  /// Steps of a shortest path with room to a node that is wanted; nil where none is reached.
  private func path(from start: Int, avoiding avoided: Int = -1, until isWanted: (Int) -> Bool) -> [Int]? {
    var stepTo = [Int](repeating: -1, count: ends.count)
    var queue = [start]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for step in ends[node] where step / 2 != avoided && room(step) > 0 {
        let reached = end(of: step)
        guard stepTo[reached] < 0, reached != start else { continue }
        stepTo[reached] = step
        if isWanted(reached) { return steps(to: reached, from: start, stepTo) }
        queue.append(reached)
      }
    }
    return nil
  }

  private func steps(to end: Int, from start: Int, _ stepTo: [Int]) -> [Int] {
    var steps: [Int] = []
    var node = end
    while node != start {
      let step = stepTo[node]
      steps.append(step)
      node = step.isMultiple(of: 2) ? arcs[step / 2].tail : arcs[step / 2].head
    }
    return steps.reversed()
  }
}
