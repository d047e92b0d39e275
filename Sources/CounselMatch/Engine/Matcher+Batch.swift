public import AssignmentCore
import AssignmentSolvers
import Dispatch

extension Matcher {
  /// The reports of many instances, several at a time: regions, days or scenarios of a service.
  ///
  /// Every plan is verified by itself. Blocks the calling thread until all are done; see
  /// ``match(batch:solver:seed:limits:)`` for tasks.
  ///
  /// - Parameters:
  ///   - instances: independent of each other.
  ///   - solver: `auto`, or the name of one of ``solvers``.
  ///   - seed: the same for all; recorded in every plan.
  ///   - limits: deadline and cancellation of the whole batch; instances that are not begun in time have plans that say
  ///     so. `threads` is how many run at once, and what is left is shared among them. Progress is told from several
  ///     threads.
  /// - Returns: what ``report(for:solver:seed:limits:)`` answers or throws for each instance, in their order; plans do not
  ///   depend on the number of threads.
  public func reports(
    batch instances: [CaseInstance], solver: String = "auto", seed: UInt64 = 0, limits: SolveLimits = .none
  ) -> [Result<MatchReport, MatchFailure>] {
    let own = limits.share(of: instances.count)
    return ParallelFor.map(instances.count, threads: limits.threads) { index in
      Result { () throws(MatchFailure) in
        try report(for: instances[index], solver: solver, seed: seed, limits: own)
      }
    }
  }

  /// As ``reports(batch:solver:seed:limits:)``, on a queue of its own and never on the cooperative pool.
  ///
  /// Cancelling the task stops all solves: plans are then the best found so far, labelled `cancelled`.
  public func match(
    batch instances: [CaseInstance], solver: String = "auto", seed: UInt64 = 0, limits: SolveLimits = .none
  ) async -> [Result<MatchReport, MatchFailure>] {
    var limits = limits
    let cancellation = limits.cancellation ?? Cancellation()
    limits.cancellation = cancellation
    let bounded = limits
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Self.queue.async {
          continuation.resume(returning: reports(batch: instances, solver: solver, seed: seed, limits: bounded))
        }
      }
    } onCancel: {
      cancellation.cancel()
    }
  }
}
