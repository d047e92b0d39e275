internal import AssignmentCore
public import CounselMatch
public import Logging
internal import MatchDatasets
internal import NIOCore

/// All matchings of the service: those under way, and finished ones until they are deleted or too old.
///
/// Everything is in memory, nothing is written anywhere. Reading, solving and explaining run on threads of their own.
public actor MatchingStore {
  let matcher: Matcher
  let limits: ServiceLimits
  let logger: Logger
  /// Readings and explanations.
  private let desk: Gate
  private let solving: Gate
  private var entries: [String: Entry] = [:]
  private var isOpen = true

  /// One matching.
  struct Entry {
    enum State {
      case pending
      case finished(FinishedMatching)
      case failed(ServiceError)
    }

    let cancellation: Cancellation
    let people: Int
    var state = State.pending
    var ended: ContinuousClock.Instant?
    var waiters: [CheckedContinuation<Void, Never>] = []
    /// Made once each, however many ask at the same time.
    var explanations: [ExplanationChoice: Task<Result<ByteBuffer, ServiceError>, Never>] = [:]
  }

  /// A plan, and the bytes that answer for it.
  struct FinishedMatching: Sendable {
    let instance: CaseInstance
    let report: MatchReport
    let body: ByteBuffer
  }

  /// A service with nothing in it.
  public init(matcher: Matcher = Matcher(), limits: ServiceLimits = ServiceLimits(), logger: Logger) {
    (self.matcher, self.limits, self.logger) = (matcher, limits, logger)
    desk = Gate(places: limits.concurrentSolves, waiting: limits.waiting)
    // Who may wait for a solve is decided in `admit`.
    solving = Gate(places: limits.concurrentSolves, waiting: .max)
  }

  /// How many are under way, and how many are kept.
  package var counts: (pending: Int, kept: Int) {
    let pending = entries.values.count { $0.ended == nil }
    return (pending, entries.count - pending)
  }

  // MARK: Matching

  /// Reads and checks a dataset, and begins to match it.
  ///
  /// - Returns: the id of the matching, of 128 random bits: it says nothing about anybody.
  /// - Throws: ``ServiceError``: every fault of the dataset at once, or that a limit is reached.
  func start(_ body: ByteBuffer) async throws(ServiceError) -> String {
    try admit()
    let limits = limits
    let (request, dataset) = try await desk.run { () throws(ServiceError) in
      let request = try MatchingRequest(Array(body.readableBytesView))
      return (request, try Self.dataset(of: request, limits))
    }
    // Others may have come in meanwhile.
    try admit()
    let id = Self.newID()
    let instance = dataset.instance
    entries[id] = Entry(
      cancellation: Cancellation(), people: instance.survivors.count + instance.attorneys.count)
    Task { await solve(id, request, dataset) }
    return id
  }

  private func admit() throws(ServiceError) {
    expire()
    guard isOpen else { throw .stopping }
    guard counts.pending < limits.concurrentSolves + limits.waiting else { throw .busy }
  }

  private static func dataset(
    of request: MatchingRequest, _ limits: ServiceLimits
  ) throws(ServiceError) -> Dataset {
    let dataset: Dataset
    do throws(InvalidInput) {
      dataset = try DatasetFolder.read(files: request.files, previous: request.previous)
    } catch {
      throw .invalid(error)
    }
    let people = dataset.instance.survivors.count + dataset.instance.attorneys.count
    guard people <= limits.people else { throw .tooManyPeople(limits.people) }
    return dataset
  }

  private func solve(_ id: String, _ request: MatchingRequest, _ dataset: Dataset) async {
    guard let cancellation = entries[id]?.cancellation else { return }
    let (matcher, limits) = (matcher, limits)
    let seconds = min(request.timeLimit ?? limits.seconds, limits.seconds)
    let begun = ContinuousClock.now
    let state: Entry.State
    do throws(ServiceError) {
      let finished = try await solving.run { () throws(ServiceError) in
        let bounds = SolveLimits(
          deadline: .now + .seconds(seconds), cancellation: cancellation, threads: limits.threadsPerSolve)
        do throws(MatchFailure) {
          let report = try matcher.report(
            for: dataset.instance, solver: request.solver, seed: request.seed, limits: bounds)
          let body = PlanAnswer.json(id: id, dataset, report).compactText + "\n"
          return FinishedMatching(instance: dataset.instance, report: report, body: ByteBuffer(string: body))
        } catch {
          throw .failed(error)
        }
      }
      state = .finished(finished)
    } catch {
      state = .failed(error)
    }
    end(id, state, after: begun.duration(to: .now))
  }

  private func end(_ id: String, _ state: Entry.State, after time: Duration) {
    // The matching may have been deleted meanwhile.
    let waiters = entries[id]?.waiters ?? []
    entries[id]?.state = state
    entries[id]?.ended = .now
    entries[id]?.waiters = []
    var facts: Logger.Metadata = ["matching": "\(id)", "milliseconds": "\(time.milliseconds)"]
    switch state {
    case .pending: break
    case .finished(let finished):
      let plan = finished.report.plan
      facts["status"] = "\(plan.status.rawValue)"
      facts["termination"] = "\(plan.termination.rawValue)"
      facts["solver"] = "\(plan.solver)"
    case .failed(let error): facts["code"] = "\(error.code)"
    }
    logger.info("matching", metadata: facts)
    for waiter in waiters { waiter.resume() }
    expire()
  }

  // MARK: Answers

  /// The plan, nil while there is none yet.
  func body(of id: String) throws(ServiceError) -> ByteBuffer? {
    expire()
    guard let entry = entries[id] else { throw .unknown }
    switch entry.state {
    case .pending: return nil
    case .finished(let finished): return finished.body
    case .failed(let error): throw error
    }
  }

  /// The plan, as soon as there is one; a cancelled task takes the matching with it.
  func awaitedBody(of id: String) async throws(ServiceError) -> ByteBuffer {
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        guard let entry = entries[id], case .pending = entry.state else { return waiter.resume() }
        entries[id]?.waiters.append(waiter)
      }
    } onCancel: {
      Task { try await self.forget(id) }
    }
    guard let body = try body(of: id) else { throw .cancelled }
    return body
  }

  func explanation(of id: String, _ choice: ExplanationChoice) async throws(ServiceError) -> ByteBuffer {
    expire()
    guard let entry = entries[id] else { throw .unknown }
    switch entry.state {
    case .pending: throw .unfinished
    case .failed(let error): throw error
    case .finished(let finished):
      let task = entry.explanations[choice] ?? Task { await made(choice, finished) }
      entries[id]?.explanations[choice] = task
      let result = await task.value
      // What failed, for want of a place, may be asked for again.
      if case .failure = result { entries[id]?.explanations[choice] = nil }
      return try result.get()
    }
  }

  private func made(
    _ choice: ExplanationChoice, _ finished: FinishedMatching
  ) async -> Result<ByteBuffer, ServiceError> {
    do throws(ServiceError) {
      let body = try await desk.run { () throws(ServiceError) in
        ByteBuffer(string: try choice.answer(finished.instance, finished.report.plan).compactText + "\n")
      }
      return .success(body)
    } catch {
      return .failure(error)
    }
  }

  // MARK: Ending

  /// Ends a solve early: the best plan so far stays, labelled `cancelled`.
  func stop(_ id: String) throws(ServiceError) {
    guard let entry = entries[id] else { throw .unknown }
    entry.cancellation.cancel()
  }

  /// Ends a solve, and drops everything that is known of the matching.
  func forget(_ id: String) throws(ServiceError) {
    guard let entry = entries.removeValue(forKey: id) else { throw .unknown }
    entry.cancellation.cancel()
    for waiter in entry.waiters { waiter.resume() }
  }

  /// Drops what is too old, and the oldest finished matchings where there are too many.
  package func expire(at now: ContinuousClock.Instant = .now) {
    var kept: [(id: String, ended: ContinuousClock.Instant, people: Int)] = []
    for (id, entry) in entries {
      guard let ended = entry.ended else { continue }
      kept.append((id, ended, entry.people))
    }
    kept.sort { $0.ended > $1.ended }
    var people = 0
    for (place, entry) in kept.enumerated() {
      people += entry.people
      let isOld = entry.ended + .seconds(limits.keptSeconds) <= now
      if isOld || place >= limits.kept || people > limits.keptPeople { entries[entry.id] = nil }
    }
  }

  /// Refuses new work and stops every solve; who waits gets the best plan so far, labelled.
  public func close() async {
    isOpen = false
    await desk.close()
    for entry in entries.values { entry.cancellation.cancel() }
  }

  private static func newID() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
