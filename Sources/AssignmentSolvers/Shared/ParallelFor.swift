private import Dispatch
private import Synchronization

/// Runs independent parts of work on several threads; what comes out does not depend on how many.
package enum ParallelFor {
  /// The answers of all parts, in their order.
  ///
  /// Parts are taken in turn by at most `threads` threads. With one thread everything stays on the calling thread.
  package static func map<Answer: Sendable>(
    _ parts: Int, threads: Int, _ body: @Sendable (Int) -> Answer
  ) -> [Answer] {
    guard threads > 1, parts > 1 else { return (0..<parts).map(body) }
    let answers = Mutex([Answer?](repeating: nil, count: parts))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, parts)) { _ in
      while true {
        let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard part < parts else { return }
        let answer = body(part)
        answers.withLock { $0[part] = answer }
      }
    }
    return answers.withLock { $0.compactMap { $0 } }
  }
}
