public import AssignmentCore

/// Hours, households, quotas and supervision in pure Swift: Lagrangian decomposition, local search, and a search tree that proves.
///
/// Problem: an `AssignmentProblem` with everything it can hold. Formulation: first the network without hours and
/// households is solved; its plan, made feasible and improved, is the first plan, and its duals are the first prices.
/// Then one search tree per level, each node bounded by `LinkRelaxation`, whose leaves are the proof
/// (`Certificate.tree(_:)`). A problem without side constraints is left to network simplex.
/// Invariants: every value and every bound is an integer recomputed from the plan and the prices; what a deadline or a
/// cancellation cuts short keeps its best plan and the bound proved so far. Linear side constraints are priced and
/// branched on like the rest; where no plan meets all rules, the tree that shows it is the proof.
/// Complexity: exponential at worst.
/// Reference: M. L. Fisher, The Lagrangian relaxation method for solving integer programming problems (1981).
public struct DecompositionSolver: AssignmentSolver {
  /// The best plan of the network without side constraints, and its proof, where they are known already.
  package var relaxation: RelaxationBound?

  public init() {}

  public var name: String { "decomposition" }
  public var capabilities: SolverCapabilities {
    [.groupCaps, .floors, .marginals, .hours, .households, .linearSides, .rowParents, .idleGroups, .exact, .exactSides]
  }

  /// Solves all levels, each with its own search tree.
  ///
  /// Counters: `nodes`, `bound-steps`, `pivots` of the first network. Parts of a plan are solved on
  /// as many threads as there are.
  ///
  /// - Throws: `SolverFailure.range(_:)` for scores too large for exact prices, and what network simplex throws.
  public func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    if let constraint = capabilities.missing(for: problem) { throw .cannot(constraint: constraint) }
    let simplex = NetworkSimplexSolver()
    guard !problem.sideConstraints.isEmpty else { return try simplex.solve(problem, limits: limits) }
    if let relaxation, relaxation.duals.levelCount == problem.levels.count {
      var run = try DecompositionRun(
        problem, relaxed: relaxation.relaxed, duals: relaxation.duals, statistics: SolveStatistics(counters: []))
      return run.outcome(limits)
    }
    let relaxed: SolveOutcome
    do {
      relaxed = try simplex.solve(problem.withoutSides(), limits: limits)
    } catch let failure as SolverFailure {
      throw failure
    } catch {
      throw .backend(code: "decomposition.relaxation")
    }
    if case .infeasibility = relaxed.certificate { return relaxed }
    guard let plan = relaxed.assignment else { return relaxed }
    guard relaxed.termination == .finished, case .optimality(let duals) = relaxed.certificate,
      duals.levelCount == problem.levels.count
    else {
      return SolveOutcome(
        termination: relaxed.termination, assignment: DecompositionRun.repaired(plan, problem),
        certificate: .stopped(relaxed.termination), statistics: relaxed.statistics)
    }
    var run = try DecompositionRun(problem, relaxed: plan, duals: duals, statistics: relaxed.statistics)
    return run.outcome(limits)
  }
}

extension AssignmentProblem {
  /// The same network without hours and households.
  func withoutSides() throws(InvalidProblem) -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
      columnParents: columnParents, groups: groups, rowParents: rowParents, idleParents: idleParents, arcs: arcs,
      levels: levels, marginals: marginals)
  }
}
