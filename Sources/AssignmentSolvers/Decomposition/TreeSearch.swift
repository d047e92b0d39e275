import AssignmentCore

// Problem: the best plan in one level among those that keep the levels before, with a proof.
//
// Method: branch and bound, the node with the highest bound first. The bound of a node is that of `LinkRelaxation` at
// the prices `DualAscent` finds; a node is done when no whole value above the best plan's is left. Branches are made
// where the columns' choices, averaged over the steps, are furthest from deciding: a household's cell, or a row's
// column. At the end every leaf stands in the proof with the prices that bound it, open leaves too: the bound of the
// level is their highest.
// Invariants: each branch takes plans away from both of its sides, so the search ends; a node's prices prove at most its
// parent's bound, because it starts from them.
// Complexity: exponential at worst; one node costs the steps of its ascent.
struct TreeSearch {
  private enum State {
    case open
    case branched(SearchTreeProof.Branch, yes: Int, no: Int)
    case closed
    case plan
  }

  private struct Node {
    var state = State.open
    var parent: Int
    var holds: Bool
    /// No plan of the node has a higher value.
    var bound: Int64
    var prices: LinkPrices
  }

  /// How much work a tree may take.
  struct Size {
    /// Most nodes.
    var nodes = Int.max
    /// Most steps at the root.
    var steps = 20_000
    /// Most steps at any other node.
    var nodeSteps = 200
    /// First factor of the root's steps.
    var factor = 1.0
    /// Rounds of local search per block: after the root, and after every 16 nodes.
    var looks = (16, 8)
    /// Whether parts are solved by trees of their own.
    var solvesParts = false
  }

  private let network: LinkedNetwork
  private let ranges: PriceRanges
  private var scale: Int64 { ranges.scale }
  private let level: Int
  private let size: Size
  private var ascent: DualAscent
  private var nodes: [Node]
  private var heap = OpenNodes()
  /// The best plan and its values; nil before the first.
  private(set) var plan: Assignment?
  private(set) var values: [Int64]
  private(set) var processed = 0
  /// Told of each better plan.
  private var incumbent: (@Sendable (Assignment) -> Void)?
  /// Looks for better plans where a node's columns point.
  var improver: PlanSearch?
  private var parts: PartSearch?

  init(
    _ network: LinkedNetwork, _ ranges: PriceRanges, ascent: DualAscent, start: LinkPrices, plan: Assignment?,
    values: [Int64], size: Size
  ) {
    self.network = network
    self.ranges = ranges
    self.ascent = ascent
    self.size = size
    level = ascent.relaxation.level
    (self.plan, self.values) = (plan, values)
    nodes = [Node(parent: -1, holds: true, bound: .max, prices: start)]
    heap.push(0, .max)
  }

  var steps: Int { ascent.steps }

  /// The value to beat.
  private var value: Int64 { plan == nil ? ranges.lowest[level] : values[level] }

  /// Whether a node with this bound can hold nothing better.
  private func isDone(_ bound: Int64) -> Bool { bound <= value }

  /// Searches until the tree is closed; returns why it stopped.
  mutating func run(_ limits: SolveLimits) -> Termination {
    incumbent = limits.incumbent
    while let index = heap.pop() {
      if isDone(nodes[index].bound) {
        nodes[index].state = .closed
        continue
      }
      if let reason = limits.reasonToStop() { return reason }
      if processed >= size.nodes { return .timeLimit }
      process(index, limits)
      processed += 1
      if processed % 16 == 0 {
        let bound = heap.highest
        limits.progress?(
          SolveProgress(
            phase: "branching", level: level, steps: processed, value: plan == nil ? nil : value,
            bound: bound == .max ? nil : bound.map { max($0, value) }))
      }
    }
    return .finished
  }

  private func path(to index: Int) -> [(branch: SearchTreeProof.Branch, holds: Bool)] {
    var (path, at): ([(branch: SearchTreeProof.Branch, holds: Bool)], Int) = ([], index)
    while nodes[at].parent >= 0 {
      if case .branched(let branch, _, _) = nodes[nodes[at].parent].state { path.append((branch, nodes[at].holds)) }
      at = nodes[at].parent
    }
    return path.reversed()
  }

  private mutating func process(_ index: Int, _ limits: SolveLimits) {
    let model = NodeModel(network, path(to: index))
    guard model.isFeasible else {
      nodes[index].state = .closed
      nodes[index].bound = .min
      return
    }
    guard let open = model.openArc() else { return settle(index, model) }
    let isRoot = index == 0
    let effort =
      isRoot
      ? DualAscent.Effort(steps: size.steps, patience: 25, factor: size.factor)
      : DualAscent.Effort(steps: size.nodeSteps, patience: 10, factor: 0.1)
    let (target, overflow) = (value + 1).multipliedReportingOverflow(by: scale)
    let (aim, _) = value.multipliedReportingOverflow(by: scale)
    ascent.run(
      model, from: nodes[index].prices, target: overflow ? .min : target, aim: overflow ? .min / 4 : aim, effort,
      limits)
    let bound = floored(ascent.best)
    if isRoot || processed % 16 == 0, bound > value {
      lookAround(isRoot ? size.looks.0 : size.looks.1, limits)
      if size.solvesParts { solveParts(isRoot, limits) }
    }
    if bound < nodes[index].bound { (nodes[index].bound, nodes[index].prices) = (bound, ascent.bestPrices) }
    if isDone(nodes[index].bound) {
      nodes[index].state = .closed
    } else if limits.reasonToStop() != nil {
      heap.push(index, nodes[index].bound)
    } else {
      split(index, model, open)
    }
  }

  private mutating func lookAround(_ effort: Int, _ limits: SolveLimits) {
    guard var improver else { return }
    // What the gains of levels mean in prices is known for one level only.
    let prices =
      level == 0 && network.problem.levels.count == 1 ? ascent.bestPrices.links.map { Double($0) / Double(scale) } : []
    improver.restart(shares: ascent.shares, prices: prices)
    offer(improver.plan)
    improver.improve(rounds: effort * min(2_000, improver.draft.blockCount), limits)
    offer(improver.plan)
    self.improver = improver
  }

  /// Solves parts of the plan to the end, at the prices just found; a few only, but at the root until none helps.
  private mutating func solveParts(_ isRoot: Bool, _ limits: SolveLimits) {
    guard let plan else { return }
    var search =
      parts ?? PartSearch(network, ranges, level: level, plan: plan, values: values, seed: 1)
    parts = nil
    search.adopt(plan, values)
    search.guide(ascent.bestPrices, ascent.shares, reduced: ascent.relaxation.reducedProfits(ascent.bestPrices))
    let small = Size(nodes: 60, steps: 300, nodeSteps: 60, factor: 0.2, looks: (2, 1))
    func take() { if search.isBetter(than: values) { offer(search.plan) } }
    if search.solveUndecided(Size(nodes: 300, steps: 600, nodeSteps: 100, factor: 0.3, looks: (16, 4)), limits) {
      take()
    }
    let count = network.problem.columnCount
    for width in isRoot ? [5, 10, 15, 20] : [10] {
      var isBetter = true
      while isBetter, limits.reasonToStop() == nil {
        isBetter = false
        for column in 0..<count {
          if limits.reasonToStop() != nil || isDone(floored(ascent.best)) { break }
          if !isRoot, column % 16 != processed / 16 % 16 { continue }
          if search.solveAround(column, width, small, limits) {
            isBetter = isRoot
            take()
          }
        }
      }
    }
    parts = search
  }

  private func floored(_ value: Int64) -> Int64 {
    let whole = value / scale
    return whole * scale > value ? whole - 1 : whole
  }

  /// A node with one plan left.
  private mutating func settle(_ index: Int, _ model: NodeModel) {
    nodes[index].state = .plan
    var flows: [Assignment.Flow] = []
    for arc in model.lower.indices where model.lower[arc] > 0 {
      flows.append(.init(row: network.rowOfArc[arc], column: network.columnOfArc[arc], units: model.lower[arc]))
    }
    offer(Assignment(flows: flows))
  }

  /// Takes a plan if it is better than the best so far.
  mutating func offer(_ candidate: Assignment) {
    guard let reached = network.values(of: candidate) else { return }
    if plan == nil || values.lexicographicallyPrecedes(reached) {
      (plan, values) = (candidate, reached)
      incumbent?(candidate)
    }
  }

  private mutating func split(_ index: Int, _ model: NodeModel, _ open: Int) {
    let branch = BranchChoice(network, model, ascent.shares).branch ?? arcBranch(open, model)
    nodes[index].state = .branched(branch, yes: nodes.count, no: nodes.count + 1)
    for holds in [true, false] {
      heap.push(nodes.count, nodes[index].bound)
      nodes.append(Node(parent: index, holds: holds, bound: nodes[index].bound, prices: nodes[index].prices))
    }
    nodes[index].prices = LinkPrices(levels: [], links: [], groups: [])
  }

  private func arcBranch(_ arc: Int, _ model: NodeModel) -> SearchTreeProof.Branch {
    .units(row: network.rowOfArc[arc], columns: [network.columnOfArc[arc]], atMost: model.lower[arc])
  }

  /// The tree as it stands; nil where some node has no bound.
  func proof() -> SearchTreeProof.LevelTree? {
    var list: [SearchTreeProof.Node] = []
    var bound = value
    var stack = [0]
    while let index = stack.popLast() {
      switch nodes[index].state {
      case .branched(let branch, let yes, let no):
        list.append(.branch(branch))
        stack.append(no)
        stack.append(yes)
      case .plan: list.append(.plan)
      case .open, .closed:
        if nodes[index].bound == .max { return nil }
        bound = max(bound, nodes[index].bound)
        list.append(.prices(nodes[index].prices))
      }
    }
    return SearchTreeProof.LevelTree(bound: bound, nodes: list)
  }
}

/// Open nodes, the highest bound first; of equal ones the latest.
private struct OpenNodes {
  private var entries: [(bound: Int64, index: Int)] = []

  /// The highest bound of an open node; nil where none is open.
  var highest: Int64? { entries.first?.bound }

  mutating func push(_ index: Int, _ bound: Int64) {
    entries.append((bound, index))
    var at = entries.count - 1
    while at > 0, entries[(at - 1) / 2] < entries[at] {
      entries.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let top = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return top.index }
    entries[0] = last
    var at = 0
    while true {
      var next = at
      for child in [2 * at + 1, 2 * at + 2] where child < entries.count && entries[next] < entries[child] {
        next = child
      }
      if next == at { return top.index }
      entries.swapAt(at, next)
      at = next
    }
  }
}
