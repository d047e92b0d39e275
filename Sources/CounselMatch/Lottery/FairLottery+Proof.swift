import AssignmentCore
import AssignmentSolvers

extension FairLottery {
  /// Duals of the level `served` alone, from a solver that knows nothing of chances.
  ///
  /// They prove every plan that serves as many, class by class, hence every draw.
  ///
  /// - Throws: ``AssignmentCore/SolverFailure``: stopped, or `lottery.expected` where the two do not agree on how many
  ///   can be served.
  static func proof(
    _ problem: AssignmentProblem, serving expected: Int64, _ limits: SolveLimits
  ) throws(SolverFailure) -> DualPrices {
    let served: AssignmentProblem
    do {
      served = try AssignmentProblem(
        rowCounts: problem.rowCounts, columnCapacities: problem.columnCapacities,
        columnParents: problem.columnParents, groups: problem.groups, arcs: problem.arcs,
        levels: Array(problem.levels.prefix(1)))
    } catch {
      throw .backend(code: "lottery.served")
    }
    let outcome = try NetworkSimplexSolver().solve(served, limits: limits)
    if outcome.termination != .finished { throw .stopped(outcome.termination) }
    guard case .optimality(let duals) = outcome.certificate, outcome.assignment?.units == expected,
      CertificateVerifier.verify(served, outcome).provenLevels == 1
    else { throw .backend(code: "lottery.expected") }
    return duals
  }
}
