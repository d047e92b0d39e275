package import AssignmentCore

/// What the two numbers of a GLPK call mean together; neither means anything alone.
///
/// Measured on GLPK 5.0: a time limit returns 9 with status 2 (a feasible point) or 1 (none); infeasible is 0 with
/// status 4, or 0xA with status 4 or 1 under presolve; glp_intopt over an infeasible relaxation says 0xC with
/// status 1, which is why the simplex stage is read first and glp_intopt is not called after it.
package enum GLPKEnd: Sendable, Hashable {
  case optimal
  /// A feasible point that is not proved optimal, and why the call stopped.
  case feasible(Termination)
  /// No point, and why the call stopped.
  case undecided(Termination)
  case infeasible
  /// A breakdown; the code names both numbers.
  case failed(code: String)

  package init(integerStage: Bool, returned: Int, status: Int, boundReached: Bool) {
    switch (returned, Status(rawValue: status)) {
    case (0, .optimal): self = .optimal
    case (0, .noFeasible): self = .infeasible
    case (Returned.noPrimal, .noFeasible), (Returned.noPrimal, .undefined): self = .infeasible
    case (Returned.timeLimit, .feasible): self = .feasible(.timeLimit)
    case (Returned.timeLimit, .undefined), (Returned.timeLimit, .infeasible): self = .undecided(.timeLimit)
    case (Returned.stopped, .feasible): self = boundReached && integerStage ? .optimal : .feasible(.cancelled)
    case (Returned.stopped, .undefined), (Returned.stopped, .infeasible): self = .undecided(.cancelled)
    case (Returned.gapReached, .feasible): self = .feasible(.finished)
    default: self = .failed(code: "glpk.\(integerStage ? "intopt" : "simplex")-\(returned)-\(status)")
    }
  }

  /// GLP_UNDEF … GLP_UNBND.
  private enum Status: Int {
    case undefined = 1
    case feasible = 2
    case infeasible = 3
    case noFeasible = 4
    case optimal = 5
    case unbounded = 6
  }

  /// GLP_ETMLIM and its like.
  private enum Returned {
    static let timeLimit = 0x09
    static let noPrimal = 0x0A
    static let stopped = 0x0D
    static let gapReached = 0x0E
  }
}
