/// Why no plan could be made.
///
/// Infeasible and out of time are plans with a status, not failures. Nothing here names a person.
public enum MatchFailure: Error, Sendable, Hashable {
  /// The solver does not take a constraint of this dataset: `firm-caps`, `hard-minimums`, `minimums`, `load`,
  /// `changes`, `group-rates`, `hours`, `household`.
  case solverCannot(solver: String, constraint: String)
  /// No solver of that name was given, or it is not compiled in.
  case solverUnavailable(solver: String)
  /// The answer of the solver failed the check; `checks` are the conditions that do not hold.
  case solverUntrusted(solver: String, checks: [String])
  /// Scores or sizes beyond what the solver can hold exactly.
  case solverRange(solver: String, limit: String)
  case solverBroken(solver: String, code: String)
  /// Stopped before a plan that meets the hard minimums was found; `compiler`: before people became types.
  case stopped(solver: String, reason: String)
  /// Too many arcs between types to write down; the number is an estimate.
  case sizeLimit(arcs: Int, limit: Int)
  /// The level `worst-quality` would have more than this many bands of scores.
  case bandLimit(Int)
  /// A fault of the library: the compiled problem was refused.
  case internalFault(codes: [String])

  /// A stable code: `solver.cannot`, `solver.unavailable`, `solver.untrusted`, `size.limit`, ….
  public var code: String {
    switch self {
    case .solverCannot: "solver.cannot"
    case .solverUnavailable: "solver.unavailable"
    case .solverUntrusted: "solver.untrusted"
    case .solverRange: "solver.range"
    case .solverBroken: "solver.broken"
    case .stopped: "solver.stopped"
    case .sizeLimit: "size.limit"
    case .bandLimit: "policy.bandWidth"
    case .internalFault: "internal.fault"
    }
  }
}

extension MatchFailure: CustomStringConvertible {
  /// One English sentence.
  public var description: String {
    switch self {
    case .solverCannot(let solver, let constraint): "The solver \(solver) does not take \(constraint)."
    case .solverUnavailable(let solver): "The solver \(solver) is not available."
    case .solverUntrusted(let solver, let checks):
      "The answer of the solver \(solver) failed the check: \(checks.joined(separator: ", "))."
    case .solverRange(let solver, let limit): "The numbers are out of the range of the solver \(solver): \(limit)."
    case .solverBroken(let solver, let code): "The solver \(solver) broke down: \(code)."
    case .stopped("compiler", let reason):
      "The time was over (\(reason)) before the dataset was prepared; there is no plan."
    case .stopped(let solver, let reason):
      "The solver \(solver) stopped (\(reason)) before it found a plan that meets the hard minimums."
    case .sizeLimit(let arcs, let limit):
      "The dataset has about \(arcs) eligible pairs of types; at most \(limit) can be held."
    case .bandLimit(let limit):
      "The level worst-quality has more than \(limit) bands of scores; raise bandWidth in the policy."
    case .internalFault(let codes): "The compiled problem was refused: \(codes.joined(separator: ", "))."
    }
  }
}
