import AssignmentCore

extension Examiner {
  /// The answer must be the oracle's, and proved.
  mutating func examineSolve(_ draft: ProblemDraft, stated: ConformanceCase.Stated) {
    guard let problem = made(draft) else { return }
    let answer = expected(problem)
    switch stated {
    case .nothing: break
    case .values(let values):
      if answer != .optimum(values) { fault("kit", "the table states \(values), the oracle finds \(answer)") }
    case .infeasible:
      if answer != .infeasible { fault("kit", "the table states infeasible, the oracle finds \(answer)") }
    }
    guard let outcome = outcome(of: problem) else { return }
    if outcome.termination != .finished { fault("termination", "\(outcome.termination) without limits") }
    let verdict = examineClaims(problem, outcome, answer)
    if solver.capabilities.contains(.exact) {
      examineExact(problem, outcome, verdict, answer)
    } else {
      examineServed(problem, outcome, answer)
    }
  }

  /// Whatever is claimed holds: feasibility by two judges, proofs by the verifier and by the oracle.
  @discardableResult
  mutating func examineClaims(
    _ problem: AssignmentProblem, _ outcome: SolveOutcome, _ answer: ExactOracle.Answer?
  ) -> Verdict {
    let verdict = CertificateVerifier.verify(problem, outcome)
    for failure in verdict.failures.prefix(2) { fault("verdict", "\(failure.check) at \(failure.index)") }
    if let plan = outcome.assignment {
      let values = PlanJudge.values(of: plan.flows, in: problem)
      if values == nil { fault("feasible", "the plan breaks a rule: \(plan.flows)") }
      if verdict.accepted, values != verdict.levelValues {
        fault("judges", "\(verdict.levelValues) by the verifier, \(values ?? []) by definition")
      }
      if case .infeasible = answer { fault("feasible", "a plan for an infeasible problem") }
    }
    guard case .optimum(let best) = answer else { return verdict }
    if verdict.provesInfeasible { fault("claim", "infeasible, but \(best) is possible") }
    let proven = verdict.provenLevels
    if verdict.levelValues.prefix(proven) != best.prefix(proven) {
      fault("claim", "\(proven) levels claimed at \(verdict.levelValues), the best is \(best)")
    }
    if best.lexicographicallyPrecedes(verdict.levelValues) {
      fault("judges", "\(verdict.levelValues) is better than the oracle's \(best)")
    }
    if !verdict.bounds.isEmpty, verdict.bounds.lexicographicallyPrecedes(best.prefix(verdict.bounds.count)) {
      fault("claim", "the bound \(verdict.bounds) is below \(best)")
    }
    return verdict
  }

  /// An exact solver finds the optimum; without side constraints, or where it says that it proves those
  /// too, it proves every level; without them also the infeasibility.
  private mutating func examineExact(
    _ problem: AssignmentProblem, _ outcome: SolveOutcome, _ verdict: Verdict, _ answer: ExactOracle.Answer
  ) {
    let plain = problem.sideConstraints.isEmpty || solver.capabilities.contains(.exactSides)
    switch answer {
    case .optimum(let best):
      if outcome.assignment == nil { return fault("value", "no plan, but \(best) is possible") }
      if verdict.accepted, verdict.levelValues != best {
        fault("value", "\(verdict.levelValues), the best is \(best)")
      }
      if plain, verdict.accepted, verdict.provenLevels < problem.levels.count {
        fault("unproved", "\(verdict.provenLevels) of \(problem.levels.count) levels proved")
      }
    case .infeasible:
      if problem.sideConstraints.isEmpty, !verdict.provesInfeasible {
        fault("unproved", "infeasible without a witness that holds")
      }
    case .outOfReach: break
    }
  }

  /// A solver that is not exact still finds a plan where there is one, and serves as many as possible where the
  /// first level counts them.
  private mutating func examineServed(
    _ problem: AssignmentProblem, _ outcome: SolveOutcome, _ answer: ExactOracle.Answer
  ) {
    guard case .optimum = answer else { return }
    guard let plan = outcome.assignment else {
      if !problem.hasFloors, problem.sideConstraints.isEmpty { fault("value", "no plan, but one is possible") }
      return
    }
    guard problem.levels[0].name == "served", problem.sideConstraints.isEmpty,
      let counting = try? problem.countingServed(), case .optimum(let most) = expected(counting)
    else { return }
    if plan.units != most[0] { fault("served", "\(plan.units) served, \(most[0]) can be") }
  }
}
