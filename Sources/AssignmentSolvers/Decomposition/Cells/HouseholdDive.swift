import AssignmentCore

// Problem: the best plan of a network in which households keep to one cell each, where pairs are written down nowhere.
// Formulation: the network without households bounds every plan. Once each household is bound to a cell, the best plan for
// that choice is a network again, everybody else included. So the choice is what is searched.
// Method: dive. First every household is bound to where the network has most of it, for a plan to have early. Then, from the
// network's plan again, of the households that it splits, those that lose least at its prices (`CellWorths`)
// are bound to their best cells with room, half of them at a time, and it is solved again; at last all are bound. Then
// households are bound anew where prices say that they are better off, and parts of the choice are opened and dived
// into again, as long as that helps.
// Invariants: every plan kept meets all households; the bound is the network's, proved by its duals, whatever the search
// does. Levels that score by row are compared weight by weight, the highest first: weights stand for classes.
// Deviation: a dive binds fractional variables; here a linear programme is a network, and whole households are bound.
// Complexity: some tens of solves of the network.
// What it cannot do: prove more than the network; there is no tree.
struct HouseholdDive {
  /// Rounds of a dive before all households are bound, and before it is given up.
  private static let (rounds, mostRounds) = (8, 30)
  /// A household that comes whole is left out when it has lacked places that often.
  private static let patience: Int32 = 2

  let tied: TiedProblem
  private let limits: SolveLimits
  private let all: SolveLimits
  private var random = SplitMix64(seed: 1)
  /// What each household is bound to, and what it was in the best plan.
  private var choice: [Int32]
  private var bestChoice: [Int32]
  /// How often a household that comes whole did not find its places.
  private var strikes: [Int32]
  /// Units of bound households in each cell, and the places there.
  private var reserved: [[Int64]]
  private let places: [[Int64]]
  private var solves = 0
  /// The best plan, with its values by classes.
  private var plan: Assignment?
  private var values: [Int64] = []
  /// The values of the network without households.
  private var most: [Int64] = []

  init(_ tied: TiedProblem, _ limits: SolveLimits) {
    self.tied = tied
    all = limits
    var quiet = limits
    (quiet.progress, quiet.incumbent) = (nil, nil)
    self.limits = quiet
    choice = tied.households.map { _ in TiedProblem.open }
    bestChoice = choice
    strikes = tied.households.map { _ in 0 }
    let frame = tied.plain.frame
    places = tied.partitions.map { partition in
      var places = [Int64](repeating: 0, count: partition.count)
      for column in 0..<frame.columnCount { places[Int(partition.cells[column])] += frame.capacity(ofOutlet: column) }
      return places
    }
    reserved = tied.partitions.map { [Int64](repeating: 0, count: $0.count) }
  }

  /// The network's best plan under some choice.
  private struct Optimum {
    var plan: Assignment
    var duals: DualPrices
  }

  mutating func run() throws(SolverFailure) -> SolveOutcome {
    var outcome = try NetworkSimplexSolver().solve(tied.plain, limits: all.quiet)
    guard let relaxed = outcome.assignment else { return outcome }
    adopt(relaxed)
    guard outcome.termination == .finished, case .optimality(let duals) = outcome.certificate else {
      (outcome.assignment, outcome.certificate) = (plan, .stopped(outcome.termination))
      return outcome
    }
    guard tied.states(relaxed).contains(where: { $0.isBroken }) else { return outcome }
    most = tied.values(of: relaxed)
    try search(from: Optimum(plan: relaxed, duals: duals))
    outcome.assignment = plan
    outcome.termination = limits.reasonToStop() ?? .finished
    outcome.certificate = .gap(RelaxationBound(relaxed: relaxed, duals: duals))
    outcome.statistics.counters.append(.init(name: "networks", value: solves))
    return outcome
  }

  /// The network under the present choice; nil where time is over, or nothing is left to win.
  private mutating func solve() throws(SolverFailure) -> Optimum? {
    guard limits.reasonToStop() == nil, values != most, let bound = tied.bound(to: choice) else { return nil }
    let outcome = try NetworkSimplexSolver().solve(bound, limits: limits)
    solves += 1
    all.progress?(
      SolveProgress(phase: "diving", level: 0, steps: solves, value: plan.map { tied.first(of: $0) }, bound: nil))
    guard outcome.termination == .finished, let plan = outcome.assignment,
      case .optimality(let duals) = outcome.certificate
    else { return nil }
    return Optimum(plan: plan, duals: duals)
  }

  // MARK: Search

  private mutating func search(from relaxed: Optimum) throws(SolverFailure) {
    try findEarly(relaxed.plan)
    guard var best = try dive(from: relaxed) else { return }
    var share = 1.0
    while share > 0.02 {
      guard rebind(at: best.duals, share: share) > 0, let start = try solve() else { break }
      if let better = try improved(start) { best = better } else { share /= 2 }
    }
    take(bestChoice)
    var failures = 0
    while failures < max(2, min(12, 12_000 / tied.households.count)) {
      reopen(best.plan)
      guard let start = try solve() else { return }
      if let better = try improved(start) { (best, failures) = (better, 0) } else { failures += 1 }
    }
  }

  /// A plan to have early: every household bound to where most of it is.
  private mutating func findEarly(_ relaxed: Assignment) throws(SolverFailure) {
    let open = choice
    for (household, top) in tied.tops(relaxed).enumerated() where top.cell >= 0 { set(household, top.cell) }
    if let early = try solve(), adopt(early.plan) { bestChoice = choice }
    take(open)
  }

  /// Dives; the end of it where that is the best plan so far, else the choice goes back.
  private mutating func improved(_ start: Optimum) throws(SolverFailure) -> Optimum? {
    let before = values
    if let end = try dive(from: start), before.lexicographicallyPrecedes(values) { return end }
    take(bestChoice)
    return nil
  }

  /// Binds household after household until none is broken; nil where that does not come to an end.
  private mutating func dive(from start: Optimum) throws(SolverFailure) -> Optimum? {
    var optimum = start
    for round in 0..<Self.mostRounds {
      let states = tied.states(optimum.plan)
      let isBetter = adopt(optimum.plan)
      let broken = states.indices.filter { states[$0].isBroken }
      let isLast = round >= Self.rounds || broken.count * 100 < states.count
      if isLast { bindTogether(states) }
      if isBetter { bestChoice = choice }
      if broken.isEmpty { return optimum }
      bind(broken, optimum.duals, share: isLast ? 1 : 0.5)
      guard let next = try solve() else { return nil }
      optimum = next
    }
    return nil
  }

  // MARK: Choice

  private mutating func set(_ household: Int, _ cell: Int32) {
    let (partition, units) = (tied.households[household].partition, tied.units(ofHousehold: household))
    if choice[household] >= 0 { reserved[partition][Int(choice[household])] -= units }
    choice[household] = cell
    if cell >= 0 { reserved[partition][Int(cell)] += units }
  }

  private mutating func take(_ other: [Int32]) { for household in other.indices { set(household, other[household]) } }

  /// Binds those who are together to where they are.
  private mutating func bindTogether(_ states: [TiedProblem.State]) {
    for household in states.indices where choice[household] == TiedProblem.open && !states[household].isBroken {
      if states[household].cell >= 0 { set(household, states[household].cell) }
    }
  }

  private func found(_ households: [Int], _ duals: DualPrices) -> [CellWorths.Best] {
    CellWorths(tied, duals).best(
      of: households, choice, room: zip(places, reserved).map { zip($0, $1).map { $0 - $1 } }, limits)
  }

  private func hasRoom(_ household: Int, _ best: CellWorths.Best) -> Bool {
    let partition = tied.households[household].partition
    return places[partition][Int(best.cell)] - reserved[partition][Int(best.cell)] >= best.units
  }

  /// Binds the share of these households that loses least, as long as cells have room; those without a cell are left out.
  private mutating func bind(_ broken: [Int], _ duals: DualPrices, share: Double) {
    for household in broken where choice[household] >= 0 {
      strikes[household] += 1
      set(household, strikes[household] > Self.patience ? TiedProblem.closed : TiedProblem.open)
    }
    var left = broken.filter { choice[$0] == TiedProblem.open }
    var count = max(min(left.count, 8), Int(Double(left.count) * share))
    for _ in 0..<6 where count > 0 && !left.isEmpty && limits.reasonToStop() == nil {
      let order = zip(left, found(left, duals)).sorted { ($0.1.loss, $0.0) < ($1.1.loss, $1.0) }
      left = []
      for (household, best) in order.prefix(count) {
        if best.cell >= 0, !hasRoom(household, best) {
          left.append(household)
        } else {
          set(household, best.cell < 0 ? TiedProblem.closed : best.cell)
          count -= 1
        }
      }
    }
  }

  /// Binds the share of the households anew that gains most elsewhere, or left out; returns how many.
  private mutating func rebind(at duals: DualPrices, share: Double) -> Int {
    let found = found(Array(tied.households.indices), duals)
    let gaining = found.indices.filter { found[$0].gain > 0 && found[$0].cell != choice[$0] }
      .sorted { (-found[$0].gain, $0) < (-found[$1].gain, $1) }
    var moved = 0
    for household in gaining.prefix(Int((Double(gaining.count) * share).rounded(.up))) {
      let best = found[household]
      guard best.cell < 0 || hasRoom(household, best) else { continue }
      set(household, best.cell < 0 ? TiedProblem.closed : best.cell)
      moved += 1
    }
    return moved
  }

  /// Opens half of the households that lack somebody, and a tenth of the others.
  private mutating func reopen(_ plan: Assignment) {
    for (household, state) in tied.states(plan).enumerated() {
      let draw = random.next() % 100
      guard draw < (state.units < state.wanted ? 50 : 10) else { continue }
      strikes[household] = 0
      set(household, TiedProblem.open)
    }
  }

  /// Keeps a plan, without those who break a household, if it is the best so far; returns whether it is.
  @discardableResult
  private mutating func adopt(_ candidate: Assignment) -> Bool {
    let kept = tied.repaired(candidate)
    let reached = tied.values(of: kept)
    guard plan == nil || values.lexicographicallyPrecedes(reached) else { return false }
    (plan, values) = (kept, reached)
    all.incumbent?(kept)
    return true
  }
}

extension SolveLimits {
  /// The same, and nobody is told of plans that others will change.
  fileprivate var quiet: SolveLimits {
    var limits = self
    limits.incumbent = nil
    return limits
  }
}
