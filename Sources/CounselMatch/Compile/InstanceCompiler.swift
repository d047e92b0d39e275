public import AssignmentCore

/// Turns people and rules into an abstract assignment problem: the one bridge between the two worlds.
///
/// Problem: people with equal decision-relevant facts are one row or column with a count, so that a solver sees types
/// instead of people, at the same optimum.
/// Formulation: row = survivors alike in every fact that a rule or a score reads, in priority class (and hours, where
/// they count); column = attorneys alike in every such fact, in availability and, where the firm has a cap, a minimum
/// or an exclusion, in firm. Arcs are the eligible pairs of types, each evaluated once. `served` weighs a row with
/// K − rank of its class, K the number of classes among the people in the plan, pinned people included; after
/// `group-rates` that is too little (`ClassWeights`). `worst-quality`
/// is one level a band, a pair in it worth −1; what columns and groups score is in `MarginalBuilder`, what groups of
/// people score in `RateGroups`. For `changes` people of one type who had the same attorney are a row with one arc, to
/// her, worth 1; such a row hands on whom it does not keep to the row of the type, so that arcs are not copied.
/// Invariants: an exclusion or personal points split off both the person and the attorney; a pin removes the person
/// and one place of the attorney, her firm and the network; people on hold are in no row; attorneys without free
/// places stay as columns of capacity 0, because bottlenecks name them. The order of rows and columns is seeded
/// (`SeededKey`), so neither input order nor ids decide anything.
/// A capacity beyond the number of units plus one says no more than that number: it is cut there, and the duals stay
/// those of the people (a cut capacity is never full).
/// Deviation: firm caps and a network cap that cannot bind are left out; their price is 0.
/// Complexity: O(people) hashing and O(row types × column types) rule evaluations.
/// With many pairs of types none is written down: each rule brings codes for both sides (`FactFacet`), and the problem of
/// these (`CellProblem` of AssignmentCore) has the same rows, columns, levels and optimum.
/// It cannot write down more arcs than ``CompileLimits/arcs``: then it throws the estimate.
public struct InstanceCompiler: Sendable {
  /// What may be held in memory.
  public var limits: CompileLimits
  /// What each group of `group-rates` can attain, by the value of its audit column; nil: computed.
  ///
  /// Repairs freeze what the plan before them used. A group that is not named counts as one that cannot be served.
  public var attainable: [String: Int]?

  public init(limits: CompileLimits = CompileLimits(), attainable: [String: Int]? = nil) {
    self.limits = limits
    self.attainable = attainable
  }

  /// Compiles an instance; the seed orders types and ties.
  ///
  /// `stopping` may cut it short: then it throws ``MatchFailure/stopped(solver:reason:)``.
  ///
  /// - Throws: ``MatchFailure/sizeLimit(arcs:limit:)``, with the estimated number of arcs, and
  ///   ``MatchFailure/bandLimit(_:)``.
  public func compile(
    _ instance: CaseInstance, seed: UInt64 = 0, stopping: SolveLimits = .none
  ) throws(MatchFailure) -> CompiledInstance {
    let (all, leads) = instance.withSeconds
    var state = Compilation(all, leads: leads, seed: seed, limits: limits, attainable: attainable)
    state.stopping = stopping
    state.countPlaces()
    state.chooseGroups()
    state.splitOff()
    state.makeRows()
    state.makeColumns()
    try state.checkLimits()
    let cells = state.mayUseCells ? state.makeCells() : nil
    if cells == nil { try state.makeArcs() } else { state.leaveArcsOut() }
    try state.makeLevels()
    try state.checkLimits()
    try state.makeRates()
    try state.checkLimits()
    let marginals = state.makeMarginalBuilder()
    try state.checkLimits()
    let (problem, constant) = try state.makeProblem(marginals)
    return CompiledInstance(
      problem: problem,
      cells: try cells.map { (cells) throws(MatchFailure) in try state.makeCellProblem(problem, cells) },
      map: state.makeMap(), codes: state.codes, contradictions: state.contradictions,
      rates: state.rates, marginals: marginals, loadConstant: constant)
  }
}

/// What the compiler may hold.
public struct CompileLimits: Sendable, Hashable {
  /// Most arcs between types that are written down: 200 million, about 1.6 GB before a solver starts.
  public var arcs = 200_000_000
  /// From more pairs of types on, eligible or not, they are told by codes and not written down, where policy and people
  /// allow it.
  package var writtenPairs = Int.max
  /// The same for instances with households.
  package var writtenTiedPairs = Int.max
  /// Every attorney is a column of her own, and a cap that can just bind has a group: explanations speak of each by
  /// herself, and of one place more.
  package var splitsAttorneys = false
  /// Hours, households, quotas and supervision are left out: for what does not look at them, never for a plan.
  package var ignoresSides = false
  /// For large instances; the problem does not depend on it.
  package var threads = 1
  /// Units that may come later: capacities are cut that much later.
  package var roomForArrivals = 0

  public init() {}
}
