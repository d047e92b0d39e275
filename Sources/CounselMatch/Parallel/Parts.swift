internal import AssignmentSolvers

/// Work on many people in parts; parts and their order depend on the number of people alone, never on threads.
package enum Parts {
  /// People of one part: enough that handing it out costs nothing beside it.
  package static let size = 1 << 15

  /// Ranges of at most `size` that make up `0 ..< count`; none for 0.
  package static func ranges(_ count: Int, size: Int = Parts.size) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
  }

  /// What `body` answers for each range of `0 ..< count`, in order.
  package static func map<Answer: Sendable>(
    _ count: Int, size: Int = Parts.size, threads: Int, _ body: @Sendable (Range<Int>) -> Answer
  ) -> [Answer] {
    let ranges = ranges(count, size: size)
    return ParallelFor.map(ranges.count, threads: threads) { body(ranges[$0]) }
  }

  /// What `body` answers for each part, in order.
  package static func each<Answer: Sendable>(
    _ parts: Int, threads: Int, _ body: @Sendable (Int) -> Answer
  ) -> [Answer] {
    ParallelFor.map(parts, threads: threads, body)
  }
}
