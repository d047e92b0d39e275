/// The state of a path search that looks through whole rows.
///
/// Columns in the queue are settled in its order: their distance is final and kept apart, and the one they are found
/// under is below all others, so that nothing lowers it.
struct WideSearch<Key: BitwiseCopyable & Comparable>: ~Copyable {
  /// Distance of each column from the source.
  let distances: Lane<Key>
  /// The row from which a column is reached.
  let origins: Lane<Key>
  /// Columns whose distance is final, and that distance.
  let columns: Lane<Int32>
  let reached: Lane<Key>
  /// Of each row in a forest, the row at the root of its tree.
  let roots: Lane<Int32>
  private let fewest: Key

  init(rows: Int, columns count: Int, zero: Key, fewest: Key) {
    distances = Lane(repeating: zero, count: count)
    origins = Lane(repeating: zero, count: count)
    columns = Lane(repeating: 0, count: count)
    reached = Lane(repeating: zero, count: count)
    roots = Lane(repeating: -1, count: rows)
    self.fewest = fewest
  }

  /// Lets those of some columns that are at `level` join the queue; returns how many it holds.
  func queue(_ from: Int, _ to: Int, _ level: Key, _ queued: Int) -> Int {
    var queued = queued
    for column in from..<to where distances[column] == level {
      distances[column] = fewest
      columns[queued] = Int32(truncatingIfNeeded: column)
      reached[queued] = level
      queued &+= 1
    }
    return queued
  }
}
