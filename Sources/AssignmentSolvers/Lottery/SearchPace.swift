import AssignmentCore

/// Asks now and then whether a search has to stop, and tells how far it has come.
struct SearchPace {
  let limits: SolveLimits
  /// For progress: one word.
  let phase: String
  /// For progress: the class being solved.
  var level = 0
  private var steps = 0
  private var lookedAt = 0

  init(_ limits: SolveLimits, phase: String) {
    self.limits = limits
    self.phase = phase
  }

  /// Counts work, and looks at the limits every 100,000 arcs.
  ///
  /// - Throws: `SolverFailure.stopped(_:)`
  mutating func count(_ arcs: Int) throws(SolverFailure) {
    steps += arcs
    if steps - lookedAt >= 100_000 { try look() }
  }

  /// Looks at the limits at once.
  ///
  /// - Throws: `SolverFailure.stopped(_:)`
  mutating func look() throws(SolverFailure) {
    lookedAt = steps
    limits.progress?(SolveProgress(phase: phase, level: level, steps: steps))
    if let reason = limits.reasonToStop() { throw .stopped(reason) }
  }
}
