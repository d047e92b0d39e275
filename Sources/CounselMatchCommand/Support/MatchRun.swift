import AssignmentCore
import CounselMatch
import MatchDatasets

/// One call of the matcher, with its refusals in the words of the command.
enum MatchRun {
  static func solve(
    _ dataset: Dataset, solver: String, seed: UInt64?, limits: SolveLimits, levelPrices: Bool = false
  ) throws -> MatchReport {
    try solve(dataset.instance, solver: solver, seed: seed, limits: limits, levelPrices: levelPrices)
  }

  static func solve(
    _ instance: CaseInstance, solver: String, seed: UInt64?, limits: SolveLimits, levelPrices: Bool = false
  ) throws -> MatchReport {
    try CompiledSolvers.check(solver)
    if instance.policy.tieBreak == .lottery, seed == nil {
      throw CommandFailure.usage("seed.missing", "tieBreak lottery needs --seed N")
    }
    var matcher = Matcher(solvers: CompiledSolvers.all)
    matcher.levelPrices = levelPrices
    let asked = matcher
    return try Checked.match { () throws(MatchFailure) in
      let report = try asked.report(for: instance, solver: solver, seed: seed ?? 0, limits: limits)
      guard report.plan.pairs.isEmpty, report.plan.termination == .cancelled else { return report }
      // Stopped before there was a plan: the quick one is better than none, and says who made it.
      var quick = limits
      (quick.deadline, quick.cancellation) = (nil, nil)
      return (try? asked.report(for: instance, solver: "greedy", seed: seed ?? 0, limits: quick))?.stopped ?? report
    }
  }
}

extension MatchReport {
  /// The quick plan after Ctrl-C: it is `feasible` and `cancelled`, whatever it proves of its levels.
  fileprivate var stopped: MatchReport {
    var plan = plan
    plan.termination = .cancelled
    plan.fallback = "stopped before there was a plan; answered by \(plan.solver)"
    if plan.status == .optimal, !plan.isVerified { plan.status = .feasible }
    return MatchReport(plan: plan, timings: timings, contradictions: contradictions)
  }
}
