public import AssignmentCore

extension DecompositionSolver {
  /// Solves a problem whose pairs are told by codes and whose side constraints are households: the network's bound, and the best
  /// plan found by binding households to cells (`HouseholdDive`).
  ///
  /// The outcome is proved optimal where the network's own plan keeps all households, or reaches as much with them; else it is
  /// `finished` with a gap, when the search finds nothing better. Counters: those of the first network, and `networks`.
  ///
  /// - Throws: `SolverFailure.range(_:)` where ``takes(_:)`` says no.
  public func solve(_ problem: CellProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    guard let tied = TiedProblem(problem) else { throw .range("scores too large for all levels in 64 bits") }
    var dive = HouseholdDive(tied, limits)
    return try dive.run()
  }

  /// Whether the levels of a problem fit one number, as the solve needs.
  public func takes(_ problem: CellProblem) -> Bool { TiedProblem(problem) != nil }
}
