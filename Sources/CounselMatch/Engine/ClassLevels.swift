import AssignmentCore

/// The level `served` with one level per priority class, for problems with side constraints.
///
/// Without side constraints the weights K − rank serve the classes lexicographically in one level, because the sets of
/// people who can be served form a matroid. Households and hours break that: three people of class 1 would outweigh
/// one of class 0. So such a problem is solved class by class, and the certificate is then stated for the one level
/// again: the relaxation, where the weights are right, gives the bound.
struct ClassLevels {
  let problem: AssignmentProblem
  let expanded: AssignmentProblem

  /// nil where the weights decide alike: no side constraint, or fewer than two classes.
  init?(_ problem: AssignmentProblem) {
    guard !problem.sideConstraints.isEmpty,
      let served = problem.levels.firstIndex(where: { $0.name == Policy.LevelName.served.rawValue }),
      case .perRow(let weights) = problem.levels[served].scores
    else { return nil }
    let classes = Set(weights).filter { $0 != 0 }.sorted(by: >)
    guard classes.count > 1 else { return nil }
    var levels = problem.levels
    levels.replaceSubrange(
      served...served,
      with: classes.map { weight in
        ObjectiveLevel(name: problem.levels[served].name, scores: .perRow(weights.map { $0 == weight ? 1 : 0 }))
      })
    let marginals = problem.marginals.map { marginal in
      OutletMarginal(
        outlet: marginal.outlet,
        segments: marginal.segments.map { segment in
          var scores = segment.scores
          scores.replaceSubrange(served...served, with: classes.map { _ in segment.scores[served] })
          return OutletMarginal.Segment(width: segment.width, scores: scores)
        })
    }
    let expanded = try? AssignmentProblem(
      rowCounts: problem.rowCounts, columnCapacities: problem.columnCapacities, columnFloors: problem.columnFloors,
      columnParents: problem.columnParents, groups: problem.groups, rowParents: problem.rowParents,
      idleParents: problem.idleParents, arcs: problem.arcs, levels: levels, marginals: marginals,
      sideConstraints: problem.sideConstraints)
    guard let expanded else { return nil }
    self.problem = problem
    self.expanded = expanded
  }

  /// What is proved level by level, with the classes as the one level they are.
  ///
  /// `served` is proved where all its classes are; a bound of some classes is none of the weighted level.
  func stated(_ verdict: Verdict, of plan: Assignment?) -> Verdict {
    guard verdict.accepted, let plan else { return verdict }
    let outcome = SolveOutcome(termination: .finished, assignment: plan, certificate: .none(reason: ""))
    var stated = CertificateVerifier.verify(problem, outcome)
    let first = problem.levels.firstIndex { $0.name == Policy.LevelName.served.rawValue } ?? 0
    let extra = expanded.levels.count - problem.levels.count
    if verdict.provenLevels > first + extra {
      stated.provenLevels = verdict.provenLevels - extra
      stated.bounds = Array(stated.levelValues.prefix(first + 1)) + verdict.bounds.dropFirst(first + extra + 1)
    } else {
      stated.provenLevels = min(verdict.provenLevels, first)
      stated.bounds = Array(verdict.bounds.prefix(first))
    }
    return stated
  }

  /// An outcome of the expanded problem as one of the problem itself.
  func stated(_ outcome: SolveOutcome, limits: SolveLimits) -> SolveOutcome {
    let relaxed: Assignment?
    switch outcome.certificate {
    case .infeasibility: return outcome
    case .gap(let bound): relaxed = bound.relaxed
    case .optimality: relaxed = outcome.assignment
    case .tree, .none: relaxed = nil
    }
    var stated = outcome
    stated.certificate = .none(reason: "nothing is proved for the classes together")
    // Without time left there is no bound.
    if let relaxed, limits.reasonToStop() == nil,
      let duals = DualRecovery.duals(for: problem, assignment: relaxed, limits: limits).duals
    {
      stated.certificate = .gap(RelaxationBound(relaxed: relaxed, duals: duals))
    }
    return stated
  }
}
