import Synchronization

/// When to stop, on how many threads, and whom to tell.
public struct SolveLimits: Sendable {
  /// When to stop; nil: never.
  public var deadline: ContinuousClock.Instant?
  /// The flag that stops it; nil: none.
  public var cancellation: Cancellation?
  /// Threads a solver may use; the outcome does not depend on it.
  ///
  /// ≥ 1.
  public var threads: Int
  /// Called now and then, from the solving thread.
  public var progress: (@Sendable (SolveProgress) -> Void)?
  /// Called with each plan that is better than those before it, from a solving thread: whoever cannot wait for the end
  /// has the best one so far.
  ///
  /// Solvers that find one plan only need not call it.
  public var incumbent: (@Sendable (Assignment) -> Void)?

  public init(
    deadline: ContinuousClock.Instant? = nil, cancellation: Cancellation? = nil, threads: Int = 1,
    progress: (@Sendable (SolveProgress) -> Void)? = nil
  ) {
    self.deadline = deadline
    self.cancellation = cancellation
    self.threads = max(1, threads)
    self.progress = progress
  }

  /// No deadline, no flag, one thread.
  public static let none = SolveLimits()

  /// Why to stop now, or nil.
  ///
  /// Reading the clock costs about 25 ns: ask every 1,000 operations.
  public func reasonToStop() -> Termination? {
    if let cancellation, cancellation.isCancelled { return .cancelled }
    if let deadline, ContinuousClock.now >= deadline { return .timeLimit }
    return nil
  }
}

/// A flag that one thread raises and a solver reads.
public final class Cancellation: Sendable {
  private let flag = Atomic(false)

  public init() {}

  /// Whether the flag is up; it never comes down.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Raises the flag, from any thread.
  public func cancel() { flag.store(true, ordering: .relaxed) }
}

/// How far a solve has come.
public struct SolveProgress: Sendable, Hashable {
  /// What is being done, in one word: `pivoting`, `augmenting`, `branching`.
  public var phase: String
  /// The level being solved, from 0.
  public var level: Int
  /// Work done in this phase, in the solver's own counts.
  public var steps: Int
  /// The value of the level in the best plan so far; nil where there is none, or the solver does not say.
  public var value: Int64?
  /// No plan has a better value in this level; nil where nothing is proved yet.
  public var bound: Int64?

  public init(phase: String, level: Int, steps: Int, value: Int64? = nil, bound: Int64? = nil) {
    self.phase = phase
    self.level = level
    self.steps = steps
    self.value = value
    self.bound = bound
  }
}
