import AssignmentCore
import Dispatch
import Synchronization

/// A solver on a thread of its own, and the best plan it has told of so far.
///
/// A solver may overrun its deadline where it cannot look at the clock, as inside a library. Then it is left behind: its
/// flag is raised, and what it brings when it comes back is dropped.
final class SolverRace: Sendable {
  private let answer = Mutex<Result<(CheckedAnswer, SolverSearch.Times), MatchFailure>?>(nil)
  private let plan = Mutex<Assignment?>(nil)
  private let back = DispatchSemaphore(value: 0)
  private let flag = Cancellation()

  private static let queue = DispatchQueue(label: "counselmatch.solver", attributes: .concurrent)
  /// How long after the deadline an answer is waited for that is being checked.
  private static let grace = DispatchTimeInterval.milliseconds(100)
  private static let graceAfterCancelling = DispatchTimeInterval.milliseconds(40)

  /// The limits for the solver: the same deadline, a flag of its own, and a place for its plans.
  func limits(from limits: SolveLimits) -> SolveLimits {
    var own = limits
    own.cancellation = flag
    own.incumbent = { [self] plan in
      self.plan.withLock { $0 = plan }
      limits.incumbent?(plan)
    }
    return own
  }

  /// Starts the work.
  func start(_ work: @escaping @Sendable () -> Result<(CheckedAnswer, SolverSearch.Times), MatchFailure>) {
    Self.queue.async { [self] in
      let result = work()
      answer.withLock { $0 = result }
      back.signal()
    }
  }

  /// Waits for the answer, the deadline or the flag; nil: the work is left behind.
  ///
  /// `patience`: whether to go on waiting where there is nothing to return instead.
  func wait(_ limits: SolveLimits, patience: Bool) -> Result<(CheckedAnswer, SolverSearch.Times), MatchFailure>? {
    while back.wait(timeout: .now() + .milliseconds(4)) == .timedOut {
      guard let reason = limits.reasonToStop() else { continue }
      flag.cancelIf(reason == .cancelled)
      if back.wait(timeout: .now() + (reason == .cancelled ? Self.graceAfterCancelling : Self.grace)) == .success {
        break
      }
      flag.cancel()
      if patience, best == nil, back.wait(timeout: .now() + .milliseconds(4)) == .timedOut { continue }
      if patience, best == nil { break }
      return nil
    }
    return answer.withLock { $0 }
  }

  /// The best plan so far.
  var best: Assignment? { plan.withLock { $0 } }
}

extension Cancellation {
  fileprivate func cancelIf(_ condition: Bool) { if condition { cancel() } }
}
