import AssignmentCore
import AssignmentSolvers
import CounselMatch
import MatchDatasets

/// What the solvers in pure Swift count on an instance, and how far those that do not prove fall short.
///
/// GLPK's counts stand in the regression baseline: a dataset's manifest does not depend on what is compiled in.
struct Difficulty {
  let json: JSONValue

  init(of instance: CaseInstance, _ limits: SolveLimits) throws {
    var counted: [(String, JSONValue)] = []
    var short: [(String, JSONValue)] = []
    let best = try Self.plan(instance, "auto", limits)
    var problem: [(String, JSONValue)] = []
    for name in [any AssignmentSolver].builtIn.map(\.name) {
      guard let run = try Self.plan(instance, name, limits) else { continue }
      let plan = run.plan
      let sizes = plan.statistics.counters.map { ($0.name, JSONValue.int(Int($0.value))) }
      counted.append((name, .object(JSONObject(sizes))))
      problem = [
        ("survivorTypes", .int(plan.size.survivorTypes)), ("attorneyTypes", .int(plan.size.attorneyTypes)),
        ("arcs", .int(plan.size.arcs)),
      ]
      let missing = zip(plan.levels, best?.plan.levels ?? []).compactMap { own, best -> (String, JSONValue)? in
        guard let value = own.value, let most = best.value, value != most else { return nil }
        return (own.name, .integer(most - value))
      }
      if !missing.isEmpty { short.append((name, .object(JSONObject(missing)))) }
    }
    json = .object([
      ("problem", .object(JSONObject(problem))), ("counters", .object(JSONObject(counted))),
      ("shortOfOptimum", .object(JSONObject(short))),
    ])
  }

  /// nil where the solver cannot take a constraint.
  private static func plan(_ instance: CaseInstance, _ solver: String, _ limits: SolveLimits) throws -> MatchReport? {
    do {
      return try MatchRun.solve(instance, solver: solver, seed: 0, limits: limits)
    } catch let failure as CommandFailure where failure.refusesSolver {
      return nil
    }
  }
}
