import AssignmentCore
import CounselMatch
import MatchDatasets

/// One call of the matcher, with its refusals in the words of the command.
enum MatchRun {
  static func solve(
    _ dataset: Dataset, solver: String, seed: UInt64?, limits: SolveLimits, levelPrices: Bool = false
  ) throws -> MatchReport {
    try CompiledSolvers.check(solver)
    if dataset.instance.policy.tieBreak == .lottery, seed == nil {
      throw CommandFailure.usage("seed.missing", "tieBreak lottery needs --seed N")
    }
    var matcher = Matcher(solvers: CompiledSolvers.all)
    matcher.levelPrices = levelPrices
    return try Checked.match { () throws(MatchFailure) in
      try matcher.report(for: dataset.instance, solver: solver, seed: seed ?? 0, limits: limits)
    }
  }
}
