import AssignmentCore

/// One solve with side constraints: the first plan, then the levels one after another.
struct DecompositionRun {
  private let problem: AssignmentProblem
  private let network: LinkedNetwork
  private let relaxed: Assignment
  private let duals: DualPrices
  private let ranges: PriceRanges
  /// What the trees work on where cuts were found.
  private var root: RootCuts.Start?
  private var statistics: SolveStatistics
  private var plan: Assignment?
  private var values: [Int64] = []
  private var trees: [SearchTreeProof.LevelTree] = []
  /// A tree that leaves no plan.
  private var nothing: SearchTreeProof.LevelTree?
  private var incumbent: (@Sendable (Assignment) -> Void)?

  init(
    _ problem: AssignmentProblem, relaxed: Assignment, duals: DualPrices, statistics: SolveStatistics
  ) throws(SolverFailure) {
    self.problem = problem
    (self.relaxed, self.duals, self.statistics) = (relaxed, duals, statistics)
    network = LinkedNetwork(problem)
    guard let ranges = PriceRanges(network) else { throw .range("scores of people with hours or households") }
    self.ranges = ranges
  }

  mutating func outcome(_ limits: SolveLimits) -> SolveOutcome {
    if let values = network.values(of: relaxed) {
      (plan, self.values) = (relaxed, values)
      return result(.finished, .optimality(duals))
    }
    incumbent = limits.incumbent
    firstPlan(limits)
    findCuts(limits)
    var termination = Termination.finished
    var (nodes, steps) = (0, 0)
    for level in problem.levels.indices {
      var search = search(level)
      search.improver = improver
      search.timeOfCheck = limits.deadline == nil ? (.zero, .zero) : timeOfCheck(level)
      if level == 0, let root {
        search.program = root.program
        search.closings = root.closings
      }
      termination = search.run(limits)
      nodes += search.processed
      steps += search.steps
      (plan, values) = (search.plan, search.values)
      let tree = search.proof()
      if plan == nil, termination == .finished, level == 0 { nothing = tree }
      guard plan != nil, let tree else { break }
      trees.append(tree)
      if termination != .finished { break }
    }
    statistics.counters.append(.init(name: "nodes", value: nodes))
    statistics.counters.append(.init(name: "bound-steps", value: steps))
    return result(termination, certificate(termination))
  }

  private func certificate(_ termination: Termination) -> Certificate {
    if plan == nil, termination == .finished, let nothing {
      return .tree(proof([nothing]))
    }
    guard plan != nil else {
      return termination == .finished ? .none(reason: "no plan meets all rules") : .stopped(termination)
    }
    // Where the first level has no tree yet, the network without hours and households bounds it.
    if trees.isEmpty { return .gap(RelaxationBound(relaxed: relaxed, duals: duals)) }
    return .tree(proof(trees))
  }

  private func proof(_ trees: [SearchTreeProof.LevelTree]) -> SearchTreeProof {
    SearchTreeProof(scale: (root?.ranges ?? ranges).scale, levels: trees, cuts: root?.cuts ?? [])
  }

  /// Cuts for the first level, for half of the time that is left; they hold in all levels.
  private mutating func findCuts(_ limits: SolveLimits) {
    guard RootCuts.helps(problem), limits.reasonToStop() == nil else { return }
    var half = limits
    if let deadline = limits.deadline {
      half.deadline = deadline - max(.zero, ContinuousClock.now.duration(to: deadline)) / 2
    }
    var cuts = RootCuts(network, level: 0)
    let lowest = ranges.lowest[0]
    root = cuts.run(above: plan == nil ? lowest : values[0], half) { found in
      adopt(found)
      return plan == nil ? lowest : values[0]
    }
  }

  private func start(_ level: Int) -> LinkPrices {
    if level == 0, let root { return root.prices }
    return (root?.ranges ?? ranges).start(root?.network ?? network, duals, level: level)
  }

  private func result(_ termination: Termination, _ certificate: Certificate) -> SolveOutcome {
    SolveOutcome(termination: termination, assignment: plan, certificate: certificate, statistics: statistics)
  }

  private var improver: PlanSearch?

  private mutating func firstPlan(_ limits: SolveLimits) {
    var draft = PlanDraft(network, gains: ranges.gains(network))
    draft.follow(relaxed)
    var search = PlanSearch(draft, seed: 1)
    search.complete()
    adopt(search.plan)
    completeByFlow(draft, limits)
    // Bounds need most of the time; the plan is worked on again at their prices.
    var early = limits
    if let deadline = limits.deadline {
      early.deadline = deadline - max(.zero, ContinuousClock.now.duration(to: deadline)) * 3 / 4
    }
    search.improve(effort: 4, early)
    adopt(search.plan)
    let greedy = network.table.linears.isEmpty ? nil : SideGreedy.outcome(problem, limits: limits).assignment
    if let greedy { adopt(greedy) }
    improver = search
  }

  /// How long a checker takes for a tree, and for each leaf more.
  private func timeOfCheck(_ level: Int) -> (tree: Duration, leaf: Duration) {
    guard let plan else { return (.zero, .zero) }
    let leaf = SearchTreeProof.Node.prices(start(level))
    let root = level == 0 ? root : nil
    let closings = (root?.closings ?? []).map { SearchTreeProof.Node.closing($0.prices, arcs: $0.arcs) }
    let branch = SearchTreeProof.Node.branch(.units(row: 0, columns: [], atMost: .max - 1))
    let times = [[leaf], [branch, leaf, leaf]].map { nodes in
      let tree = SearchTreeProof.LevelTree(bound: .max - 1, nodes: closings + nodes)
      let outcome = SolveOutcome(
        termination: .finished, assignment: plan, certificate: .tree(proof(trees + [tree])))
      return ContinuousClock().measure { _ = CertificateVerifier.verify(problem, outcome) }
    }
    return (times[0], max(times[1] - times[0], times[0] / 100))
  }

  /// Households at the prices of places, everybody else by a flow, and again at the prices that then hold.
  private mutating func completeByFlow(_ draft: PlanDraft, _ limits: SolveLimits) {
    guard FlowCompletion.applies(to: network) else { return }
    var draft = draft
    let weights = ranges.weights(network)
    var worth = [Double](repeating: 0, count: problem.columnCount)
    for column in worth.indices {
      for (level, weight) in weights.enumerated() {
        worth[column] -= weight * Double(duals.potential(node: problem.rowCount + column, level: level))
      }
    }
    for _ in 0..<4 where limits.reasonToStop() == nil {
      draft.placeHouseholds(worth: worth)
      let before = values
      guard let answer = FlowCompletion.answer(network, draft.assignment, weights: weights, limits) else { return }
      adopt(answer.plan)
      if values == before { return }
      for column in worth.indices { worth[column] = (worth[column] + answer.worth[column]) / 2 }
    }
  }

  private mutating func adopt(_ candidate: Assignment) {
    guard let reached = network.values(of: candidate) else { return }
    if plan == nil || values.lexicographicallyPrecedes(reached) {
      (plan, values) = (candidate, reached)
      incumbent?(candidate)
    }
  }

  private func search(_ level: Int) -> TreeSearch {
    let (network, ranges) = (root?.network ?? network, root?.ranges ?? ranges)
    let relaxation = LinkRelaxation(network, level: level, kept: Array(values.prefix(level)), scale: ranges.scale)
    let ascent = DualAscent(
      relaxation, limitOfPrice: ranges.price, limitsOfLevels: Array(ranges.levels.prefix(level)))
    var size = TreeSearch.Size(solvesParts: true)
    if level == 0, root != nil { size.factor = 0.1 }
    return TreeSearch(
      network, ranges, ascent: ascent, start: start(level), plan: plan, values: values, size: size)
  }

  /// A plan of the network with the people left out who break a rule.
  static func repaired(_ plan: Assignment, _ problem: AssignmentProblem) -> Assignment? {
    let network = LinkedNetwork(problem)
    var draft = PlanDraft(network, gains: [Double](repeating: 1, count: problem.arcs.count))
    draft.follow(plan)
    let repaired = draft.assignment
    return network.values(of: repaired) == nil ? nil : repaired
  }
}
