internal import Foundation

/// A bounded number of runs at once, and a bounded queue before them.
///
/// Each run has a thread of its own: tasks and Dispatch's concurrent queues share one pool, as wide as the machine, so that as
/// many solves as cores would hold up every request.
actor Gate {
  private var free: Int
  private let longest: Int
  private var queue: [(number: Int, waiter: CheckedContinuation<Bool, Never>)] = []
  private var next = 0
  private var isOpen = true

  init(places: Int, waiting: Int) {
    free = max(1, places)
    longest = max(0, waiting)
  }

  /// Runs `work` when a place is free.
  ///
  /// - Throws: ``ServiceError``: `service.busy` where the queue is full, `service.stopping` after ``close()``,
  ///   `service.cancelled` where the task is cancelled before the work began; or what the work throws.
  func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws(ServiceError) -> Value
  ) async throws(ServiceError) -> Value {
    try await enter()
    defer { leave() }
    let result: Result<Value, ServiceError> = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: Result { () throws(ServiceError) in try work() })
      }
    }
    return try result.get()
  }

  /// Lets nobody in any more, and sends away who waits.
  func close() {
    isOpen = false
    for entry in queue { entry.waiter.resume(returning: false) }
    queue = []
  }

  private func enter() async throws(ServiceError) {
    guard isOpen else { throw .stopping }
    if free > 0 {
      free -= 1
      return
    }
    guard queue.count < longest else { throw .busy }
    let number = next
    next += 1
    let isIn = await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        if Task.isCancelled { waiter.resume(returning: false) } else { queue.append((number, waiter)) }
      }
    } onCancel: {
      Task { await self.giveUp(number) }
    }
    guard isIn else { throw isOpen ? .cancelled : .stopping }
  }

  private func giveUp(_ number: Int) {
    guard let place = queue.firstIndex(where: { $0.number == number }) else { return }
    queue.remove(at: place).waiter.resume(returning: false)
  }

  private func leave() {
    if queue.isEmpty { free += 1 } else { queue.removeFirst().waiter.resume(returning: true) }
  }
}
