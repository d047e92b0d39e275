public import AssignmentCore
import Dispatch

extension Matcher {
  /// The plan with what it took, computed on a queue of its own and never on the cooperative pool.
  ///
  /// Cancelling the task stops the solve: the plan is then the best found so far, labelled `cancelled`, never
  /// `optimal`. The cancellation of `limits` is raised where there is one.
  public func match(
    _ instance: CaseInstance, solver: String = "auto", seed: UInt64 = 0, limits: SolveLimits = .none
  ) async throws(MatchFailure) -> MatchReport {
    var limits = limits
    let cancellation = limits.cancellation ?? Cancellation()
    limits.cancellation = cancellation
    let bounded = limits
    // A Result, because the cancellation handler loses typed throws.
    let result: Result<MatchReport, MatchFailure> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Self.queue.async {
          continuation.resume(
            returning: Result { () throws(MatchFailure) in
              try report(for: instance, solver: solver, seed: seed, limits: bounded)
            })
        }
      }
    } onCancel: {
      cancellation.cancel()
    }
    return try result.get()
  }

  static let queue = DispatchQueue(label: "counselmatch.matcher", attributes: .concurrent)
}
