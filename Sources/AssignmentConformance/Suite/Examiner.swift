import AssignmentCore

/// Puts one case after the other to a solver and keeps the report.
struct Examiner {
  let solver: any AssignmentSolver
  private(set) var report: ConformanceReport
  private var oracle = ExactOracle()
  private var current = ConformanceCase("", .solve([], stated: .nothing))
  private var hasSolved = false
  private var faultsBefore = 0

  init(_ solver: any AssignmentSolver) {
    self.solver = solver
    report = ConformanceReport(solver: solver.name)
  }

  mutating func examine(_ one: ConformanceCase) {
    current = one
    hasSolved = false
    faultsBefore = report.faults.count
    switch one.kind {
    case .solve(let drafts, let stated):
      for draft in drafts { examineSolve(draft, stated: stated) }
    case .prove(let draft): examineProof(draft)
    case .relate(let first, let second, let relation): examineRelation(first, second, relation)
    case .twice(let draft): examineRepetition(draft)
    case .stop(let draft, let stop): examineStop(draft, stop)
    }
    guard report.faults.count == faultsBefore else { return }
    if hasSolved { report.passed.append(one.name) } else { report.refused.append(one.name) }
  }

  mutating func fault(_ check: String, _ message: String) {
    // One case of many problems may fail on all of them: the first few say enough.
    guard report.faults.count < faultsBefore + 5 else { return }
    report.faults.append(.init(name: current.name, seed: current.seed, check: check, message: message))
  }

  /// The outcome of a solve, or nil where the solver refused, rightly or not.
  mutating func outcome(of problem: AssignmentProblem, limits: SolveLimits = .none) -> SolveOutcome? {
    let missing = solver.capabilities.missing(for: problem)
    do throws(SolverFailure) {
      let outcome = try solver.solve(problem, limits: limits)
      if let missing {
        fault("not-refused", "solved a problem that needs \(missing)")
        return nil
      }
      hasSolved = true
      return outcome
    } catch {
      examine(error, problem, missing: missing)
      return nil
    }
  }

  private mutating func examine(_ failure: SolverFailure, _ problem: AssignmentProblem, missing: String?) {
    switch failure {
    case .cannot(let constraint) where missing != nil:
      if constraint != missing { fault("refused", "refused for \(constraint), not for \(missing ?? "")") }
    case .range where current.name.hasPrefix("extreme") || problem.hasWideScores: break
    default: fault("refused", "threw \(failure) for a problem within its capabilities")
    }
  }

  mutating func made(_ draft: ProblemDraft) -> AssignmentProblem? {
    do throws(InvalidProblem) {
      return try draft.problem()
    } catch {
      fault("kit", "the case is no valid problem: \(error)")
      return nil
    }
  }

  mutating func expected(_ problem: AssignmentProblem) -> ExactOracle.Answer {
    let answer = problem.sideConstraints.isEmpty ? oracle.solve(problem) : PlanEnumeration.best(of: problem).answer
    if answer == .outOfReach { fault("kit", "the oracle cannot reach the case") }
    return answer
  }
}

extension AssignmentProblem {
  /// Scores of one level spread over more than 10⁹, with the 0 of staying unserved: a backend that computes in
  /// floating point may refuse that as out of its range.
  fileprivate var hasWideScores: Bool {
    levels.indices.contains { level in
      var (least, most): (Int64, Int64) = (0, 0)
      for row in 0..<rowCount {
        for arc in arcs.arcs(ofRow: row) {
          let score = levels[level].score(row: row, arc: arc)
          (least, most) = (min(least, score), max(most, score))
        }
      }
      for marginal in marginals {
        for segment in marginal.segments {
          (least, most) = (min(least, segment.scores[level]), max(most, segment.scores[level]))
        }
      }
      return most - least > 1_000_000_000
    }
  }
}
