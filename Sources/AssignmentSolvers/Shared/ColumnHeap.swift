/// A binary heap of columns by distance, then by index, with decrease-key.
///
/// Sized once for all columns; emptying it costs only what it still holds.
struct ColumnHeap<Key: Comparable> {
  private(set) var keys: [Key]
  private var heap: [Int32]
  private(set) var count = 0
  /// Place in `heap`, −1 for a column that is not in it.
  private var places: [Int32]

  init(columns: Int, zero: Key) {
    keys = [Key](repeating: zero, count: columns)
    heap = [Int32](repeating: 0, count: columns)
    places = [Int32](repeating: -1, count: columns)
  }

  func contains(_ column: Int) -> Bool { places[column] >= 0 }

  /// The nearest column, or nil.
  var top: Int? { count == 0 ? nil : Int(heap[0]) }

  /// Inserts a column, or moves it up to a smaller key.
  mutating func push(_ column: Int, _ key: Key) {
    keys[column] = key
    var at = Int(places[column])
    if at < 0 {
      at = count
      count += 1
    }
    rise(column, from: at)
  }

  mutating func pop() {
    places[Int(heap[0])] = -1
    count -= 1
    if count > 0 { sink(Int(heap[count])) }
  }

  mutating func removeAll() {
    for at in 0..<count { places[Int(heap[at])] = -1 }
    count = 0
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    keys[left] < keys[right] || (left < right && keys[left] == keys[right])
  }

  private mutating func rise(_ column: Int, from start: Int) {
    var at = start
    while at > 0 {
      let parent = (at - 1) / 2
      let above = Int(heap[parent])
      guard precedes(column, above) else { break }
      place(above, at)
      at = parent
    }
    place(column, at)
  }

  private mutating func sink(_ column: Int) {
    var at = 0
    while 2 * at + 1 < count {
      var child = 2 * at + 1
      if child + 1 < count, precedes(Int(heap[child + 1]), Int(heap[child])) { child += 1 }
      let below = Int(heap[child])
      guard precedes(below, column) else { break }
      place(below, at)
      at = child
    }
    place(column, at)
  }

  private mutating func place(_ column: Int, _ at: Int) {
    heap[at] = Int32(column)
    places[column] = Int32(at)
  }
}
