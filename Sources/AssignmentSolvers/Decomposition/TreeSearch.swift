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

  private var network: LinkedNetwork
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
  private let began = ContinuousClock.now
  /// Told of each better plan.
  private var incumbent: (@Sendable (Assignment) -> Void)?
  /// Looks for better plans where a node's columns point.
  var improver: PlanSearch?
  private var parts: PartSearch?
  /// Prices of the root's linear programme.
  private var rootPrices: LinkPrices?
  /// Arcs that no plan above the best one uses, with the prices that say so, in this order.
  var closings: [(prices: LinkPrices, arcs: [Int32])] = []
  /// Bounds the nodes where there is one; else the ascent does.
  var program: NodeProgram?

  init(
    _ network: LinkedNetwork, _ ranges: PriceRanges, ascent: DualAscent, start: LinkPrices,
    plan: Assignment?,
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

  /// Time that checking takes for a tree and for each leaf; a search ends so early that its proof can be checked before
  /// the deadline.
  var timeOfCheck = (tree: Duration.zero, leaf: Duration.zero)

  /// Limits that leave time for checking the tree as it will be, but no more than half of what there is.
  private func leavingTime(_ limits: SolveLimits) -> SolveLimits {
    guard let deadline = limits.deadline, timeOfCheck.tree > .zero else { return limits }
    let half = (began.duration(to: deadline)) / 2
    var early = limits
    early.deadline =
      deadline
      - min(
        max(.zero, half), timeOfCheck.tree + timeOfCheck.leaf * (nodes.count / 2 + 1))
    return early
  }

  /// Searches until the tree is closed; returns why it stopped.
  mutating func run(_ all: SolveLimits) -> Termination {
    incumbent = all.incumbent
    var limits = leavingTime(all)
    while let index = heap.pop() {
      if isDone(nodes[index].bound) {
        nodes[index].state = .closed
        continue
      }
      if let reason = limits.reasonToStop() { return reason }
      if processed >= size.nodes { return .timeLimit }
      process(index, limits)
      limits = leavingTime(all)
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
      if case .branched(let branch, _, _) = nodes[nodes[at].parent].state {
        path.append((branch, nodes[at].holds))
      }
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
    let bound: Int64
    if program != nil {
      bound = solveProgram(index, model, limits)
    } else {
      bound = index == 0 ? ascendRoot(model, limits) : ascend(index, model, limits)
    }
    if bound < nodes[index].bound {
      (nodes[index].bound, nodes[index].prices) = (bound, ascent.bestPrices)
    }
    if isDone(nodes[index].bound) {
      nodes[index].state = .closed
    } else if limits.reasonToStop() != nil {
      heap.push(index, nodes[index].bound)
    } else {
      split(index, model, open)
    }
  }

  /// The bound of a node by its linear programme, or by the ascent from there where that ends without one.
  private mutating func solveProgram(_ index: Int, _ model: NodeModel, _ limits: SolveLimits)
    -> Int64
  {
    guard var program else { return .max }
    self.program = nil
    defer { self.program = program }
    let end = program.solve(model, above: value, limits)
    ascent.take(model, program.prices(), program.shares)
    if index == 0 { rootPrices = ascent.bestPrices }
    let before = value
    if !isDone(floored(ascent.best)), index == 0 || processed % 32 == 0 {
      var diver = program
      let near = processed % 64 == 32 ? plan : nil
      if let plan = diver.dive(
        model, above: value, solves: index == 0 ? 400 : 100, near: near, limits)
      {
        offer(plan)
      }
      let lack = ascent.best - value * scale
      if processed % 256 == 128 || (index == 0 && lack > 40 * scale) { guess(ascent.shares, limits) }
    }
    if end == .optimal, !isDone(floored(ascent.best)), let plan = program.plan { offer(plan) }
    if end != .optimal, !isDone(floored(ascent.best)), limits.reasonToStop() == nil {
      return ascend(index, model, limits)
    }
    let bound = floored(ascent.best)
    if value > before { close(&program) }
    return bound
  }

  /// After a better plan: closes what none above it uses, at the prices of the root.
  private mutating func close(_ program: inout NodeProgram) {
    let model = NodeModel(network, [])
    guard let rootPrices, level == 0, model.isFeasible, LinkRelaxation.mayClose(model, network) else {
      return
    }
    var relaxation = ascent.relaxation
    relaxation.evaluate(model, rootPrices)
    let closed = relaxation.closable(model, rootPrices, above: value)
    guard !closed.isEmpty else { return }
    closings.append((rootPrices, closed))
    network.close(closed)
    let narrowed = NodeModel(network, [])
    if narrowed.isFeasible { program.narrow(narrowed) }
  }

  private mutating func ascend(_ index: Int, _ model: NodeModel, _ limits: SolveLimits) -> Int64 {
    let effort = DualAscent.Effort(steps: size.nodeSteps, patience: 10, factor: 0.1)
    ascend(model, from: nodes[index].prices, effort, limits)
    let bound = floored(ascent.best)
    if processed % 16 == 0, bound > value {
      lookAround(size.looks.1, limits)
      if size.solvesParts { solveParts(widths: [10, 20], limits) }
    }
    return bound
  }

  private mutating func ascend(
    _ model: NodeModel, from start: LinkPrices, _ effort: DualAscent.Effort, _ limits: SolveLimits
  ) {
    let (target, overflow) = (value + 1).multipliedReportingOverflow(by: scale)
    let (aim, _) = value.multipliedReportingOverflow(by: scale)
    ascent.run(
      model, from: start, target: overflow ? .min : target, aim: overflow ? .min / 4 : aim, effort,
      limits)
  }

  /// The root: steps towards its bound, for half of the time left at most, then work on the plan at the prices found; and
  /// again where the steps had not come to their end.
  private mutating func ascendRoot(_ model: NodeModel, _ limits: SolveLimits) -> Int64 {
    var (prices, factor, left) = (nodes[0].prices, size.factor, size.steps)
    while true {
      var half = limits
      if size.solvesParts, let deadline = limits.deadline {
        half.deadline = deadline - max(.zero, ContinuousClock.now.duration(to: deadline)) / 2
      }
      let before = ascent.steps
      let effort = DualAscent.Effort(
        steps: left, patience: 25, factor: factor, mayOverrate: size.solvesParts)
      ascend(model, from: prices, effort, half)
      let bound = floored(ascent.best)
      left -= ascent.steps - before
      let isLast = left <= 0 || half.reasonToStop() == nil
      if bound <= value { return bound }
      lookAround(size.looks.0, limits)
      if size.solvesParts { solveParts(widths: isLast ? [5, 10, 15, 20] : [5, 10], limits) }
      if isLast || bound <= value || limits.reasonToStop() != nil { return bound }
      (prices, factor) = (ascent.bestPrices, min(size.factor, 3 * ascent.factor))
    }
  }

  /// Solves what these shares of arcs leave undecided, at the prices of the root.
  private mutating func guess(_ shares: [Double], _ limits: SolveLimits) {
    guard let plan, limits.reasonToStop() == nil, !isDone(floored(ascent.best)) else { return }
    var search = PartSearch(network, ranges, level: level, plan: plan, values: values, seed: 1)
    search.guide(
      ascent.bestPrices, shares, reduced: ascent.relaxation.reducedProfits(ascent.bestPrices))
    if search.solveUndecided(
      Size(nodes: 300, steps: 600, nodeSteps: 100, factor: 0.3, looks: (16, 4)), limits)
    {
      offer(search.plan)
    }
    parts = search
  }

  private mutating func lookAround(_ effort: Int, _ limits: SolveLimits) {
    guard var improver, limits.reasonToStop() == nil else { return }
    // What the gains of levels mean in prices is known for one level only.
    let prices =
      level == 0 && network.problem.levels.count == 1
      ? ascent.bestPrices.links.map { Double($0) / Double(scale) } : []
    improver.restart(shares: ascent.shares, prices: prices)
    offer(improver.plan)
    improver.improve(effort: effort, limits)
    offer(improver.plan)
    self.improver = improver
  }

  /// Solves parts of the plan to the end, at the prices just found, until none helps or their share of the work is spent:
  /// as much as the steps' for 50 columns, and more where there are more, for a tree then helps the less.
  private mutating func solveParts(widths: [Int], _ limits: SolveLimits) {
    guard let plan, limits.reasonToStop() == nil else { return }
    var search =
      parts ?? PartSearch(network, ranges, level: level, plan: plan, values: values, seed: 1)
    parts = nil
    search.adopt(plan, values)
    search.guide(
      ascent.bestPrices, ascent.shares, reduced: ascent.relaxation.reducedProfits(ascent.bestPrices)
    )
    let share = max(1, network.problem.columnCount / 50)
    let end = max(search.work, share * ascent.steps * network.rowOfArc.count)
    if search.solveUndecided(
      Size(nodes: 300, steps: 600, nodeSteps: 100, factor: 0.3, looks: (16, 4)), limits)
    {
      offer(search.plan)
    }
    let small = Size(nodes: 60, steps: 300, nodeSteps: 60, factor: 0.2, looks: (2, 1))
    for width in widths {
      while limits.reasonToStop() == nil, search.work <= end, !isDone(floored(ascent.best)) {
        guard search.solveAround(width, small, limits, budget: end) else { break }
        offer(search.plan)
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
      flows.append(
        .init(row: network.rowOfArc[arc], column: network.columnOfArc[arc], units: model.lower[arc])
      )
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
    let choice =
      branchOfProgram(model) ?? BranchChoice(network, model, ascent.shares).branch
    let branch = choice ?? arcBranch(open, model)
    nodes[index].state = .branched(branch, yes: nodes.count, no: nodes.count + 1)
    for holds in [true, false] {
      heap.push(nodes.count, nodes[index].bound)
      nodes.append(
        Node(parent: index, holds: holds, bound: nodes[index].bound, prices: nodes[index].prices))
    }
    nodes[index].prices = LinkPrices(levels: [], links: [], groups: [])
  }

  private mutating func branchOfProgram(_ model: NodeModel) -> SearchTreeProof.Branch? {
    guard var program else { return nil }
    self.program = nil
    defer { self.program = program }
    return program.branch(model, ascent.shares)
  }

  private func arcBranch(_ arc: Int, _ model: NodeModel) -> SearchTreeProof.Branch {
    .units(
      row: network.rowOfArc[arc], columns: [network.columnOfArc[arc]], atMost: model.lower[arc])
  }

  /// The tree as it stands; nil where some node has no bound.
  func proof() -> SearchTreeProof.LevelTree? {
    var list = closings.map { SearchTreeProof.Node.closing($0.prices, arcs: $0.arcs) }
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
      for child in [2 * at + 1, 2 * at + 2]
      where child < entries.count && entries[next] < entries[child] {
        next = child
      }
      if next == at { return top.index }
      entries.swapAt(at, next)
      at = next
    }
  }
}
