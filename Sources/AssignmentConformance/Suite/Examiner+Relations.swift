import AssignmentCore

extension Examiner {
  /// A problem too large for the oracle: an exact solver's certificate is the only judge.
  @discardableResult
  mutating func examineProof(_ draft: ProblemDraft) -> [Int64]? {
    guard let problem = made(draft), let outcome = outcome(of: problem) else { return nil }
    if outcome.termination != .finished { fault("termination", "\(outcome.termination) without limits") }
    let verdict = examineClaims(problem, outcome, nil)
    let exact = solver.capabilities.contains(.exact)
    if exact, verdict.accepted, !verdict.provesInfeasible, verdict.provenLevels < problem.levels.count {
      fault("unproved", "\(verdict.provenLevels) of \(problem.levels.count) levels proved")
    }
    if outcome.assignment == nil, !verdict.provesInfeasible, exact || !problem.hasFloors {
      fault("value", "neither a plan nor a witness")
    }
    return verdict.accepted && outcome.assignment != nil ? verdict.levelValues : nil
  }

  /// The values of a transformed problem follow from those of the original.
  mutating func examineRelation(
    _ first: ProblemDraft, _ second: ProblemDraft, _ relation: @Sendable ([Int64]) -> [Int64]
  ) {
    let before = report.faults.count
    let (original, transformed) = (examineProof(first), examineProof(second))
    guard report.faults.count == before, solver.capabilities.contains(.exact), let original, let transformed else {
      return
    }
    if relation(original) != transformed {
      fault("metamorphic", "\(original) became \(transformed), not \(relation(original))")
    }
  }

  /// The same problem and limits give the same outcome, on any number of threads.
  mutating func examineRepetition(_ draft: ProblemDraft) {
    guard let problem = made(draft), let first = outcome(of: problem) else { return }
    for threads in [1, 2, 4, 1] {
      guard let again = outcome(of: problem, limits: SolveLimits(threads: threads)) else { return }
      if again != first { fault("repeat", "a second solve on \(threads) threads gave another outcome") }
    }
    examineClaims(problem, first, nil)
  }

  /// Out of time or cancelled before it began: it may still finish, but says what it did and claims only what holds.
  mutating func examineStop(_ draft: ProblemDraft, _ stop: ConformanceCase.Stop) {
    guard let problem = made(draft) else { return }
    var limits = SolveLimits()
    switch stop {
    case .deadline: limits.deadline = ContinuousClock.now - .seconds(1)
    case .cancellation:
      let cancellation = Cancellation()
      cancellation.cancel()
      limits.cancellation = cancellation
    }
    guard let outcome = outcome(of: problem, limits: limits) else { return }
    let answer = expected(problem)
    let verdict = examineClaims(problem, outcome, answer)
    switch (outcome.termination, stop) {
    case (.timeLimit, .deadline), (.cancelled, .cancellation): break
    case (.finished, _):
      guard solver.capabilities.contains(.exact), case .optimum = answer else { break }
      if verdict.provenLevels < problem.levels.count { fault("claim", "finished, but proves only a part") }
    default: fault("termination", "\(outcome.termination) under a \(stop)")
    }
  }
}
