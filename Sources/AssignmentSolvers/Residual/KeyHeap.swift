/// A binary heap of nodes by key vectors that lie in one flat array, with decrease-key.
///
/// Node v's key is `keys[v × width ..< (v + 1) × width]`, compared lexicographically, then by node.
struct KeyHeap {
  private var heap: [Int32] = []
  /// Place of each node in `heap`, −1 for one that is not in it.
  private var places: [Int32]
  private let width: Int

  init(nodes: Int, width: Int) {
    places = [Int32](repeating: -1, count: nodes)
    self.width = width
  }

  /// The node with the least key.
  var first: Int? { heap.first.map { Int($0) } }

  func contains(_ node: Int) -> Bool { places[node] >= 0 }

  /// One node more, after all others.
  mutating func addNode() { places.append(-1) }

  /// Inserts a node, or moves it up after its key has become smaller.
  mutating func push(_ node: Int, _ keys: [Int64]) {
    var at = Int(places[node])
    if at < 0 {
      at = heap.count
      heap.append(Int32(node))
    }
    while at > 0 {
      let parent = (at - 1) / 2
      let above = Int(heap[parent])
      guard precedes(node, above, keys) else { break }
      place(above, at)
      at = parent
    }
    place(node, at)
  }

  /// The node with the least key, taken out; nil where the heap is empty.
  mutating func pop(_ keys: [Int64]) -> Int? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    places[Int(first)] = -1
    guard !heap.isEmpty else { return Int(first) }
    let node = Int(last)
    var at = 0
    while 2 * at + 1 < heap.count {
      var child = 2 * at + 1
      if child + 1 < heap.count, precedes(Int(heap[child + 1]), Int(heap[child]), keys) { child += 1 }
      let below = Int(heap[child])
      guard precedes(below, node, keys) else { break }
      place(below, at)
      at = child
    }
    place(node, at)
    return Int(first)
  }

  mutating func removeAll() {
    for node in heap { places[Int(node)] = -1 }
    heap.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private func precedes(_ left: Int, _ right: Int, _ keys: [Int64]) -> Bool {
    for level in 0..<width {
      let (one, other) = (keys[left * width + level], keys[right * width + level])
      if one != other { return one < other }
    }
    return left < right
  }

  private mutating func place(_ node: Int, _ at: Int) {
    heap[at] = Int32(node)
    places[node] = Int32(at)
  }
}
