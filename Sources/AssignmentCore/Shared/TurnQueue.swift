/// Something that waits for its turn.
package protocol QueueTurn: Sendable {
  /// Whether this comes before the other; no two that wait at the same time come before each other.
  func precedes(_ other: Self) -> Bool
}

/// A binary heap: whose turn it is, is at the top.
///
/// Complexity: O(log n) comparisons for each insertion and removal.
///
/// Inlinable, so that other modules have it made for their own turns.
package struct TurnQueue<Turn: QueueTurn>: Sendable {
  @usableFromInline var heap: [Turn] = []

  @inlinable package init() {}

  @inlinable package mutating func insert(_ turn: Turn) {
    heap.append(turn)
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  @inlinable package mutating func popFirst() -> Turn? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty { heap[0] = last }
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(heap[parent]) else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return first
  }
}
