import AssignmentCore
import AssignmentSolvers
import Foundation
import Synchronization

/// Solves only once it is cancelled: then with the plan of `greedy`, so that no test depends on a clock.
final class PatientSolver: AssignmentSolver {
  let name = "patient"
  let capabilities: SolverCapabilities = [.groupCaps]
  /// Solves that have begun, and those that were cancelled.
  private let counts = Mutex((begun: 0, cancelled: 0))

  var begun: Int { counts.withLock { $0.begun } }
  var cancelled: Int { counts.withLock { $0.cancelled } }

  func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    counts.withLock { $0.begun += 1 }
    // These seconds are there for a test that fails, not for one that passes.
    let end = ContinuousClock.now + .seconds(20)
    while limits.cancellation?.isCancelled != true, ContinuousClock.now < end {
      Thread.sleep(forTimeInterval: 0.001)
    }
    if limits.cancellation?.isCancelled == true { counts.withLock { $0.cancelled += 1 } }
    var outcome = try GreedySolver().solve(problem, limits: .none)
    (outcome.termination, outcome.certificate) = (.cancelled, .none(reason: "cancelled"))
    return outcome
  }
}
