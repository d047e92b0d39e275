public import AssignmentCore

extension AssignmentSolver {
  /// Solves many problems, several at a time.
  ///
  /// Meant for problems that are too small to keep several threads busy by themselves: what is left of the threads is
  /// shared among the problems that run at once. Every outcome has a certificate of its own.
  ///
  /// - Parameters:
  ///   - problems: independent of each other.
  ///   - limits: deadline and cancellation of the whole batch; problems that were not begun in time have outcomes that
  ///     say so. Progress is told from several threads.
  /// - Returns: what `AssignmentSolver.solve(_:limits:)` answers or throws for each problem, in the order of the
  ///   problems; it does not depend on the number of threads.
  /// - Complexity: the sum over the problems, divided among the threads.
  public func solve(
    batch problems: [AssignmentProblem], limits: SolveLimits = .none
  ) -> [Result<SolveOutcome, SolverFailure>] {
    let own = limits.share(of: problems.count)
    return ParallelFor.map(problems.count, threads: limits.threads) { index in
      Result { () throws(SolverFailure) in try solve(problems[index], limits: own) }
    }
  }
}

extension SolveLimits {
  /// The limits of one of so many solves that run side by side.
  package func share(of count: Int) -> SolveLimits {
    var own = self
    own.threads = max(1, threads / max(1, count))
    return own
  }
}
