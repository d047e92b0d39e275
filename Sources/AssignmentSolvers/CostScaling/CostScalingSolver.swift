public import AssignmentCore

/// Cost scaling by push and relabel (Goldberg and Tarjan; Goldberg and Kennedy for one-to-one).
///
/// Takes dense and sparse arcs, counts, capacities, caps on groups and any number of levels, and proves all of them by its
/// own duals. Best on very sparse one-to-one problems, where every row gets a column of its own; it writes down every
/// arc, also of dense problems. Shares no algorithm with the other exact engines.
public struct CostScalingSolver: AssignmentSolver {
  public init() {}

  public var name: String { "cost-scaling" }
  public var capabilities: SolverCapabilities { [.groupCaps, .exact] }

  /// Solves level by level, or says why it cannot.
  ///
  /// Counters: `pushes`, `phases`, `scanned-arcs`; `augmentations` for one-to-one problems, `relabels` for the others.
  /// Stopped early, what is assigned so far is the assignment of a one-to-one problem; otherwise the assignment of the
  /// levels that were finished, with their duals.
  /// - Throws: `SolverFailure.cannot(constraint:)` for `hard-minimums`, `minimums`, `hours`, `household`, `changes`,
  ///   `group-rates`; `SolverFailure.range(_:)` for more than 2³⁰ arcs.
  /// - Complexity: O(nodes² × arcs × log(nodes × score)) a level, O(nodes × arcs × log nodes) one-to-one; far less in
  ///   practice.
  public func solve(
    _ problem: AssignmentProblem, limits: SolveLimits = .none
  ) throws(SolverFailure) -> SolveOutcome {
    if let constraint = capabilities.missing(for: problem) { throw .cannot(constraint: constraint) }
    guard problem.arcs.count + problem.nodeCount + problem.rowCount < 1 << 30 else {
      throw .range("more than 1073741823 arcs")
    }
    if let form = UnitForm(problem), let outcome = form.solve(limits) { return outcome }
    return ScalingTask.fitsNarrow(problem)
      ? ScalingTask(problem: problem, limits: limits).run(Int64.self)
      : ScalingTask(problem: problem, limits: limits).run(Int128.self)
  }

  /// Solves a flow problem that is a one-to-one assignment: supplies and demands of 1, arcs from those to these.
  ///
  /// - Returns: nil where the problem is another, has no flow, or costs whose sums could leave 58 bits.
  /// - Complexity: as ``solve(_:limits:)``.
  public func solveOneToOne(_ flow: FlowProblem, limits: SolveLimits = .none) -> FlowOutcome? {
    UnitFlow(flow)?.solve(limits)
  }
}
