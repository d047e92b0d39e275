public import AssignmentCore

/// A faithful solver for small problems: the yardstick of the kit, and what saboteurs are made from.
///
/// Problem: all of `AssignmentProblem`. Formulation: the tables of ``ExactOracle``; with side constraints every
/// plan is tried. Duals come from `DualRecovery`, so that an error of the tables cannot be claimed as proved;
/// infeasibility is shown by trying every set of outlets.
/// Complexity: exponential in the columns; a problem out of reach is refused with `SolverFailure.range(_:)`.
public struct ReferenceSolver: AssignmentSolver {
  /// Larger tables would only be slower: what needs them is refused.
  private static let stateLimit = 1 << 12

  public init() {}

  public var name: String { "reference" }
  public var capabilities: SolverCapabilities {
    [.groupCaps, .floors, .marginals, .hours, .households, .linearSides, .rowParents, .idleGroups, .exact]
  }

  public func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    if let reason = limits.reasonToStop() {
      return SolveOutcome(
        termination: reason, assignment: nil, certificate: .none(reason: "stopped before the first plan"))
    }
    if !problem.sideConstraints.isEmpty { return try solveWithSides(problem) }
    var oracle = ExactOracle(stateLimit: Self.stateLimit)
    let (answer, flows) = oracle.plan(problem)
    switch answer {
    case .outOfReach: throw .range("at most \(oracle.stateLimit) vectors of column loads")
    case .infeasible: return infeasible(problem)
    case .optimum:
      let plan = Assignment(flows: flows)
      let duals = DualRecovery.duals(for: problem, assignment: plan).duals
      return outcome(plan, duals.map { .optimality($0) } ?? .none(reason: "no duals"))
    }
  }

  private func outcome(_ plan: Assignment?, _ certificate: Certificate) -> SolveOutcome {
    SolveOutcome(termination: .finished, assignment: plan, certificate: certificate)
  }

  /// The best plan with the duals of the problem without side constraints as its bound.
  private func solveWithSides(_ problem: AssignmentProblem) throws(SolverFailure) -> SolveOutcome {
    let (answer, flows) = PlanEnumeration.best(of: problem)
    switch answer {
    case .outOfReach: throw .range("at most 65536 plans with side constraints")
    case .infeasible: return outcome(nil, .none(reason: "no plan meets the side constraints"))
    case .optimum: break
    }
    guard let relaxed = try? problem.withoutSideConstraints() else { throw .backend(code: "reference.relaxation") }
    var oracle = ExactOracle(stateLimit: Self.stateLimit)
    let best = Assignment(flows: oracle.plan(relaxed).flows)
    guard let duals = DualRecovery.duals(for: relaxed, assignment: best).duals else {
      throw .range("the relaxation is out of reach")
    }
    return outcome(Assignment(flows: flows), .gap(RelaxationBound(relaxed: best, duals: duals)))
  }

  /// Tries every set of outlets; a row belongs to the set when it has an arc into it, or no row does.
  private func infeasible(_ problem: AssignmentProblem) -> SolveOutcome {
    guard problem.outletCount <= 16 else { return outcome(nil, .none(reason: "too many outlets for a witness")) }
    for set in 1..<(1 << problem.outletCount) {
      let outlets = (0..<problem.outletCount).filter { set >> $0 & 1 == 1 }.map { Int32(problem.rowCount + $0) }
      let rows = (0..<problem.rowCount).filter { row in
        problem.arcs.arcs(ofRow: row).contains { set >> problem.arcs.column(ofArc: $0, inRow: row) & 1 == 1 }
      }
      for nodes in [outlets, rows.map { Int32($0) } + outlets] {
        let witness = InfeasibilityWitness(nodes: nodes)
        if witness.holds(for: problem) { return outcome(nil, .infeasibility(witness)) }
      }
    }
    return outcome(nil, .none(reason: "no witness"))
  }
}

extension AssignmentProblem {
  /// The same problem without its side constraints.
  package func withoutSideConstraints() throws(InvalidProblem) -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
      columnParents: columnParents, groups: groups, rowParents: rowParents, idleParents: idleParents, arcs: arcs,
      levels: levels, marginals: marginals)
  }

  /// The same bounds and arcs with one level that counts the units served.
  package func countingServed() throws(InvalidProblem) -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
      columnParents: columnParents, groups: groups, rowParents: rowParents, idleParents: idleParents, arcs: arcs,
      levels: [ObjectiveLevel(name: "served", scores: .perRow(rowCounts.map { _ in 1 }))],
      sideConstraints: sideConstraints)
  }
}
