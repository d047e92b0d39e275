/// A binary heap of nodes by distance; each node enters once in a search and may come nearer.
struct NodeHeap: ~Copyable {
  /// Distance of each node that entered, `.max` for the others.
  let keys: Lane<Int64>
  private let order: Lane<Int32>
  private let places: Lane<Int32>
  private let touched: Lane<Int32>
  private var touchedCount = 0
  private(set) var count = 0

  init(nodes: Int) {
    keys = Lane(repeating: .max, count: nodes)
    order = Lane(repeating: 0, count: nodes)
    places = Lane(repeating: -1, count: nodes)
    touched = Lane(repeating: 0, count: nodes)
  }

  /// The nearest node.
  var top: Int { Int(order[0]) }
  var topKey: Int64 { keys[order[0]] }

  /// Forgets all nodes.
  mutating func clear() {
    for at in 0..<touchedCount {
      let node = touched[at]
      keys[node] = .max
      places[node] = -1
    }
    touchedCount = 0
    count = 0
  }

  /// Lets a node enter, or come nearer; the key is less than the one it has.
  mutating func push(_ node: Int, _ key: Int64) {
    var at = Int(places[node])
    if at < 0 {
      if keys[node] == .max {
        touched[touchedCount] = Int32(truncatingIfNeeded: node)
        touchedCount += 1
      }
      at = count
      count += 1
    }
    keys[node] = key
    while at > 0 {
      let parent = (at - 1) >> 1
      let other = order[parent]
      if keys[other] <= key { break }
      order[at] = other
      places[other] = Int32(truncatingIfNeeded: at)
      at = parent
    }
    order[at] = Int32(truncatingIfNeeded: node)
    places[node] = Int32(truncatingIfNeeded: at)
  }

  /// Takes the nearest node out.
  mutating func pop() {
    places[order[0]] = -1
    count -= 1
    if count == 0 { return }
    let node = order[count]
    let key = keys[node]
    var at = 0
    while true {
      var child = 2 * at + 1
      if child >= count { break }
      if child + 1 < count, keys[order[child + 1]] < keys[order[child]] { child += 1 }
      let other = order[child]
      if keys[other] >= key { break }
      order[at] = other
      places[other] = Int32(truncatingIfNeeded: at)
      at = child
    }
    order[at] = node
    places[node] = Int32(truncatingIfNeeded: at)
  }
}
