package import AssignmentCore
import AssignmentSolvers

// Problem: the hard constraints cannot all hold; which of them contradict each other, and what is the least change that
// makes them agree?
// Formulation: a set of constraints is in conflict where no plan meets them. A deletion filter drops constraints, in
// chunks that halve and then one by one, as long as the rest is still in conflict; what is left is irreducible: any of
// them could be given up. The least change is a plan of the same pairs in which every place, minimum and quota may be
// exceeded at one point a unit: outlets by marginals, quotas by a row of their own whose units fill or empty them.
// Invariants: a constraint is dropped only where the rest is proved to be in conflict; a plan is never believed unchecked.
// Complexity: O(k log n + k) solves for a conflict of k among n constraints, and one solve for the change.
// It cannot say that no smaller conflict exists, and leaves hours and households as they are in the least change.
// Reference: J. W. Chinneck, E. W. Dravnieks, Locating minimal infeasible constraint sets in linear programs (1991).
package struct ConflictSearch {
  let problem: AssignmentProblem
  let solvers: [any AssignmentSolver]
  let limits: SolveLimits

  package init(problem: AssignmentProblem, solvers: [any AssignmentSolver], limits: SolveLimits) {
    (self.problem, self.solvers, self.limits) = (problem, solvers, limits)
  }

  /// Constraints of which every one is needed for the conflict; nil where a limit or a solver left it open.
  package func conflict() -> [HardConstraint]? {
    var kept = HardConstraint.all(problem)
    guard isInConflict(kept) == true else { return nil }
    var size = max(1, kept.count / 2)
    while true {
      var start = 0
      while start < kept.count {
        let end = min(kept.count, start + size)
        var fewer = kept
        fewer.removeSubrange(start..<end)
        if limits.reasonToStop() != nil { return nil }
        if isInConflict(fewer) == true { kept = fewer } else { start = end }
      }
      if size == 1 { return kept }
      size /= 2
    }
  }

  /// Whether no plan meets these constraints; nil where that is not known.
  private func isInConflict(_ constraints: [HardConstraint]) -> Bool? {
    guard let rest = try? problem.keeping(Set(constraints)), let outcome = solved(rest) else { return nil }
    let verdict = CertificateVerifier.verify(rest, outcome)
    guard verdict.accepted else { return nil }
    if outcome.assignment != nil { return false }
    return verdict.provesInfeasible ? true : nil
  }

  private func solved(_ problem: AssignmentProblem) -> SolveOutcome? {
    var quiet = limits
    (quiet.progress, quiet.incumbent) = (nil, nil)
    let wanted: SolverCapabilities = problem.sideConstraints.isEmpty ? [.exact, .floors] : [.exactSides]
    let solver = solvers.first {
      $0.capabilities.isSuperset(of: wanted) && $0.capabilities.missing(for: problem) == nil
    }
    return solver.flatMap { try? $0.solve(problem, limits: quiet) }
  }

  // MARK: The least change

  /// How many units each constraint gives, in a least change of all; nil where none is proved.
  func leastChange() -> [(constraint: HardConstraint, units: Int64)]? {
    guard let elastic = try? ElasticProblem(problem), let outcome = solved(elastic.problem),
      let plan = outcome.assignment
    else { return nil }
    let verdict = CertificateVerifier.verify(elastic.problem, outcome)
    guard verdict.accepted, verdict.provenLevels == 1 else { return nil }
    return elastic.changes(plan)
  }
}
