import Dispatch
import Synchronization

/// What one event did to the best plan.
public struct DocketUpdate: Sendable, Hashable {
  /// The event, as the docket holds it.
  public let event: DocketEvent
  /// Everybody whose attorney in the best plan is another than before, by id.
  public let moves: [PlanMove]
  /// Whether the plan was solved anew; false: it was repaired, or needed nothing.
  public let isSolvedAnew: Bool
}

/// A docket with the best plan of its present, shared by everybody in a service.
///
/// Calls are answered one after the other, on a queue of the service's own: an event after which the plan is solved anew
/// holds up no thread of the cooperative pool. The docket is in memory; a service that keeps it records in its
/// store first, and here what the store took.
public actor DocketService {
  private let executor: QueueExecutor
  private let listeners = DocketListeners()
  private var engine: DocketEngine

  /// Calls run on a queue of the service's own.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

  private init(_ engine: DocketEngine, _ executor: QueueExecutor) {
    self.engine = engine
    self.executor = executor
  }

  deinit { listeners.finish() }

  /// Solves the docket's present, on the queue of the service.
  ///
  /// - Parameters: as of ``DocketEngine/init(_:rules:matcher:seed:)``.
  /// - Returns: the service.
  /// - Throws: ``DocketEngineFailure``.
  public static func start(
    _ docket: Docket, rules: DocketRules = DocketRules(), matcher: Matcher = Matcher(), seed: UInt64 = 0
  ) async throws(DocketEngineFailure) -> DocketService {
    let executor = QueueExecutor(label: "counselmatch.docket")
    let result: Result<DocketEngine, DocketEngineFailure> = await withCheckedContinuation { continuation in
      executor.queue.async {
        continuation.resume(
          returning: Result { () throws(DocketEngineFailure) in
            try DocketEngine(docket, rules: rules, matcher: matcher, seed: seed)
          })
      }
    }
    return DocketService(try result.get(), executor)
  }

  // MARK: Events

  /// Records an event, brings the plan up to date, and tells every listener.
  ///
  /// - Parameters: as of ``DocketEngine/record(_:id:day:)``.
  /// - Returns: whether the event is new; an event that was there before is told to nobody.
  /// - Throws: ``DocketEngineFailure``, as ``DocketEngine/record(_:id:day:)``. After a failed solve the docket has the event
  ///   and nobody is told: listeners see the gap in the numbers.
  /// - Complexity: see ``DocketEngine``.
  @discardableResult
  public func record(
    _ change: DocketEvent.Change, id: String, day: Day
  ) throws(DocketEngineFailure) -> Docket.Recording {
    let solves = engine.solves
    let recording = try engine.record(change, id: id, day: day)
    guard recording == .recorded, let event = engine.docket.events.last else { return recording }
    listeners.tell(DocketUpdate(event: event, moves: engine.moves, isSolvedAnew: engine.solves > solves))
    return recording
  }

  /// What every event from now on does to the plan, in order.
  ///
  /// Any number of listeners may ask, each for a sequence of its own. A listener who is slower than the events loses the
  /// oldest of those that wait, never an order or a newer one: `event.sequence` then jumps by more than one, and ``pairs``
  /// tells the present. A sequence ends when its task is cancelled, when the listener lets it go, with ``finish()``, and with
  /// the service. What waits may name somebody who is purged meanwhile; keep buffers short.
  ///
  /// - Parameter waiting: most updates that wait for the listener, at least 1.
  /// - Returns: the updates.
  public nonisolated func updates(waiting: Int = 256) -> AsyncStream<DocketUpdate> {
    listeners.add(waiting: max(1, waiting))
  }

  /// Ends every sequence of updates; new ones end at once.
  public nonisolated func finish() { listeners.finish() }

  /// How many sequences of updates are listened to.
  public nonisolated var listenerCount: Int { listeners.count }

  // MARK: The present

  /// The docket with every event recorded here.
  public var docket: Docket { engine.docket }

  /// The pairs of the best plan, by survivor.
  public var pairs: [PreviousPair] { engine.pairs }

  /// The attorney of one survivor in the best plan; nil where she has none.
  public func attorney(of survivor: String) -> String? { engine.attorney(of: survivor) }

  /// As ``DocketEngine/backups(for:limit:)``.
  public func backups(for survivor: String, limit: Int = 3) throws(DocketEngineFailure) -> [String] {
    try engine.backups(for: survivor, limit: limit)
  }

  /// The best plan with levels, prices and reasons, checked by the verifier.
  public func plan() throws(DocketEngineFailure) -> MatchPlan { try engine.plan() }
}

/// The sequences to which a service tells its updates.
private final class DocketListeners: Sendable {
  private struct State {
    var next = 0
    var isFinished = false
    var continuations: [Int: AsyncStream<DocketUpdate>.Continuation] = [:]
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.continuations.count } }

  func add(waiting: Int) -> AsyncStream<DocketUpdate> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: DocketUpdate.self, bufferingPolicy: .bufferingNewest(waiting))
    let number: Int? = state.withLock { state in
      guard !state.isFinished else { return nil }
      state.next += 1
      state.continuations[state.next] = continuation
      return state.next
    }
    guard let number else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.continuations.removeValue(forKey: number) }
    }
    return stream
  }

  func tell(_ update: DocketUpdate) {
    // Every listener hears the same; in which order they hear it does not matter.
    let all = state.withLock { Array($0.continuations.values) }
    for continuation in all { continuation.yield(update) }
  }

  /// Finished outside the lock: a termination handler takes it.
  func finish() {
    let all = state.withLock { state in
      state.isFinished = true
      defer { state.continuations = [:] }
      return Array(state.continuations.values)
    }
    for continuation in all { continuation.finish() }
  }
}

extension DocketUpdate: RedactedValue {
  public var description: String { "DocketUpdate(event \(event.sequence), \(moves.count) moves)" }
}
