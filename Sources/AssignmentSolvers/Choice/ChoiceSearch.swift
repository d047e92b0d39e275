// Problem: which so many takings of options gain most, or which fewest takings gain enough; with a proof or a bound.
// Formulation: a search tree over how often each option is taken. In a node every option has a least and a most number of
// takings; what is taken is open, the rest may be used in part at its price (`ChoiceFlow`), so that the cheapest flow is
// the linear relaxation, by network methods alone and in whole numbers: its gain (or its price, rounded up) bounds every
// choice of the node. The node with the best bound is looked at next; it is split at an option used in part.
// Where options lead far into the network, a second one in which every gate leads straight to the root bounds first: it
// is small, and a gate is worth no more there than what reaches it without the others.
// Invariants: every choice that is kept was gained by a maximum flow; bounds are exact integers, never rounded the wrong
// way. A search that ends proves its choice; one that is cut short keeps the best bound of what is open.
// Why no greedy for the most: gains of options that open ways into old columns (trainings) are not submodular; two can
// gain 0 each and 1 together. Gains of options that open ways out (new columns) are submodular, so for the fewest of
// those `greedy()` is within H(most gain of one) of the optimum (Wolsey 1982; Dobson 1982); the tree starts from it.
// Complexity: a few shortest paths per unit of gain and node; exponentially many nodes at worst, so they are limited.
// References: A. H. Land, A. G. Doig (1960); L. A. Wolsey, An analysis of the greedy algorithm for the submodular set
// covering problem, Combinatorica 2 (1982); G. Dobson, Worst-case analysis of greedy heuristics (1982).

package import AssignmentCore

/// What is asked of options.
package enum ChoiceGoal: Sendable, Hashable {
  /// The most gain by at most so many takings.
  case most(takings: Int)
  /// The fewest takings that gain at least so much.
  case fewest(gain: Int)
}

/// A choice of options.
package struct ChoiceAnswer: Sendable, Hashable {
  /// How often each option is taken.
  package var takings: [Int]
  /// What they gain, by a maximum flow.
  package var gain: Int
  /// No choice gains more, or needs fewer takings, than this.
  package var bound: Int
  /// Nodes of the tree that were looked at.
  package var nodes: Int

  package var count: Int { takings.reduce(0, +) }
}

/// Finds choices of options.
package struct ChoiceSearch: Sendable {
  private let network: ChoiceNetwork
  private let goal: ChoiceGoal
  private let limits: SolveLimits
  private let workLimit: Int
  private let closed: ChoiceFlow
  private let near: ChoiceFlow?
  /// Arcs looked at, roughly.
  private var work = 0
  private var open: [Node] = []
  private var best: ChoiceAnswer?

  private struct Node: Sendable {
    var lower: [Int]
    var upper: [Int]
    var bound: Int
    /// Where to split it: option and number of takings.
    var option: Int
    var taking: Int
  }

  /// - Parameters:
  ///   - network: the options.
  ///   - goal: what is asked.
  ///   - near: the same options, each of which leads straight to the root; nil where `network` is so.
  ///   - work: how many arcs may be looked at, roughly; the default takes a few seconds.
  ///   - limits: deadline and cancellation.
  package init(
    _ network: ChoiceNetwork, _ goal: ChoiceGoal, near: ChoiceNetwork? = nil, work: Int = 1_000_000_000,
    limits: SolveLimits = .none
  ) {
    self.network = network
    self.goal = goal
    self.limits = limits
    workLimit = work
    closed = ChoiceFlow(network)
    self.near = near.map { ChoiceFlow($0) }
  }

  /// The best choice found, beginning with one that meets the goal; nil where no choice gains what is asked.
  package mutating func answer(from start: [Int]? = nil) -> ChoiceAnswer? {
    if let start { keep(start) }
    let gates = network.gates
    let most: Int
    switch goal {
    case .most(let takings): most = takings
    case .fewest(let gain): most = gain
    }
    // Too late for any bound.
    if case .fewest = goal, limits.reasonToStop() != nil { return finished(0, 0) }
    guard var root = evaluated(gates.map { _ in 0 }, gates.map { min($0.most, most) }) else { return finished(0, nil) }
    var nodes = 1
    while root.option >= 0 {
      if nodes % 16 == 1 {
        limits.progress?(
          SolveProgress(phase: "choosing", level: 0, steps: nodes, value: value, bound: Int64(root.bound)))
      }
      if work > workLimit || limits.reasonToStop() != nil { return finished(nodes, root.bound) }
      split(root)
      nodes += 2
      guard let next = nextNode() else { return finished(nodes, nil) }
      root = next
    }
    return finished(nodes, nil)
  }

  /// What is asked for, in the best choice so far.
  private var value: Int64? {
    best.map { best in
      switch goal {
      case .most: Int64(best.gain)
      case .fewest: Int64(best.count)
      }
    }
  }

  private func finished(_ nodes: Int, _ openBound: Int?) -> ChoiceAnswer? {
    guard var best else { return nil }
    best = trimmed(best)
    best.nodes = nodes
    switch goal {
    case .most: best.bound = max(best.gain, openBound ?? 0)
    case .fewest: best.bound = min(best.count, openBound ?? .max)
    }
    return best
  }

  /// Without takings that gain nothing.
  private func trimmed(_ answer: ChoiceAnswer) -> ChoiceAnswer {
    guard case .most = goal else { return answer }
    var answer = answer
    for gate in answer.takings.indices.reversed() {
      while answer.takings[gate] > 0 {
        answer.takings[gate] -= 1
        guard gained(answer.takings, limit: .max) < answer.gain else { continue }
        answer.takings[gate] += 1
        break
      }
    }
    return answer
  }

  // MARK: The tree

  private mutating func split(_ node: Node) {
    var (fewer, more) = (node, node)
    fewer.upper[node.option] = node.taking
    more.lower[node.option] = node.taking + 1
    for child in [fewer, more] {
      if let child = evaluated(child.lower, child.upper), child.option >= 0 { insert(child) }
    }
  }

  /// The open node with the best bound, where it can still be better than the best choice.
  private mutating func nextNode() -> Node? {
    guard let last = open.popLast(), improves(last.bound) else { return nil }
    return last
  }

  /// Best bound last; of equal bounds the later one.
  private mutating func insert(_ node: Node) {
    var (low, high) = (0, open.count)
    while low < high {
      let middle = (low + high) / 2
      if isBetter(open[middle].bound, node.bound) { high = middle } else { low = middle + 1 }
    }
    open.insert(node, at: low)
  }

  private func isBetter(_ bound: Int, _ other: Int) -> Bool {
    if case .most = goal { bound > other } else { bound < other }
  }

  private func improves(_ bound: Int) -> Bool {
    guard let best else { return true }
    if case .most = goal { return bound > best.gain }
    return bound < best.count
  }

  /// The relaxation of a node: its bound and where to split it; nil where nothing better can be in it.
  private mutating func evaluated(_ lower: [Int], _ upper: [Int]) -> Node? {
    var node = Node(lower: lower, upper: upper, bound: 0, option: -1, taking: 0)
    if let near {
      guard relax(&node, near, isExact: false) else { return nil }
      if node.option >= 0 { return node }
      // Nothing is used in part there, and yet it was not reached: what lies behind the gates decides.
    }
    return relax(&node, closed, isExact: true) ? node : nil
  }

  /// Bounds a node by the relaxation in one network; false where nothing better can be in it.
  private mutating func relax(_ node: inout Node, _ network: ChoiceFlow, isExact: Bool) -> Bool {
    let taken = node.lower.reduce(0, +)
    var flow = network
    for gate in node.lower.indices {
      flow.open(gate, units: node.lower[gate] * flow.network.gates[gate].unit)
      flow.offer(gate, taken: node.lower[gate], most: node.upper[gate])
    }
    work += 20 * flow.network.arcCount
    let bound: Int
    switch goal {
    case .most(let takings):
      guard taken <= takings else { return false }
      flow.gainCheapest(withinPrice: Int64(takings - taken) * ChoiceFlow.priceScale, upTo: .max)
      bound = flow.gain
    case .fewest(let gain):
      flow.gainCheapest(withinPrice: .max, upTo: gain)
      guard flow.gain >= gain else { return false }
      bound = taken + Int((flow.price + ChoiceFlow.priceScale - 1) / ChoiceFlow.priceScale)
    }
    guard improves(bound) else { return false }
    let lower = node.lower
    let needed = lower.indices.map { gate -> Int in
      let unit = flow.network.gates[gate].unit
      return lower[gate] + (flow.pricedUnits(gate) + unit - 1) / unit
    }
    let isWhole = isWithin(needed)
    if isExact || isWhole || work < workLimit / 8 { round(needed, lower, flow) }
    guard improves(bound) else { return false }
    node.bound = bound
    (node.option, node.taking) = isWhole ? (-1, 0) : splitting(lower, needed, flow)
    return true
  }

  /// Whether the takings keep the limit, so that they are a choice.
  private func isWithin(_ takings: [Int]) -> Bool {
    guard case .most(let limit) = goal else { return false }
    return takings.reduce(0, +) <= limit
  }

  /// The option that is nearest to half a taking, and the takings it has in full; −1 where none is used.
  private func splitting(_ lower: [Int], _ needed: [Int], _ flow: ChoiceFlow) -> (Int, Int) {
    var (best, distance) = (-1, Double.infinity)
    for gate in lower.indices where needed[gate] > lower[gate] {
      let unit = network.gates[gate].unit
      let rest = flow.pricedUnits(gate) % unit
      let part = rest == 0 ? 1 : Double(rest) / Double(unit)
      if abs(part - 0.5) < distance { (best, distance) = (gate, abs(part - 0.5)) }
    }
    return best < 0 ? (-1, 0) : (best, needed[best] - 1)
  }

  // MARK: Choices

  /// Makes whole takings of what is used in part, and keeps them where they are the best so far.
  private mutating func round(_ needed: [Int], _ lower: [Int], _ flow: ChoiceFlow) {
    guard case .most(let takings) = goal, needed.reduce(0, +) > takings else { return keep(needed) }
    var (choice, left) = (lower, takings - lower.reduce(0, +))
    let order = needed.indices.filter { needed[$0] > lower[$0] }.sorted {
      (flow.pricedUnits($1), $0) < (flow.pricedUnits($0), $1)
    }
    for gate in order {
      let more = min(left, flow.pricedUnits(gate) / network.gates[gate].unit)
      choice[gate] += more
      left -= more
    }
    for gate in order where left > 0 && choice[gate] < needed[gate] {
      choice[gate] += 1
      left -= 1
    }
    keep(choice)
  }

  private mutating func keep(_ takings: [Int]) {
    work += 4 * network.arcCount
    let gain: Int
    switch goal {
    case .most: gain = gained(takings, limit: .max)
    case .fewest(let target):
      gain = gained(takings, limit: target)
      if gain < target { return }
    }
    let found = ChoiceAnswer(takings: takings, gain: gain, bound: 0, nodes: 0)
    if let best {
      let isBetter = if case .most = goal { found.gain > best.gain } else { found.count < best.count }
      if !isBetter { return }
    }
    best = found
  }

  private func gained(_ takings: [Int], limit: Int) -> Int {
    var flow = closed
    for gate in takings.indices where takings[gate] > 0 {
      flow.open(gate, units: takings[gate] * network.gates[gate].unit)
    }
    return flow.gainMost(limit: limit)
  }
}
