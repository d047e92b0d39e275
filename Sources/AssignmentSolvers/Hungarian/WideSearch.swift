/// The state of a path search that looks through whole rows.
///
/// A column is reached at a limit, its distance from the source plus its price, which stands still in a search: a row
/// lowers the limit where its cost plus a number of its own is less, so that a look needs no prices. Columns in the
/// queue are settled in its order: their distance is final and kept apart, and their limit is below all others, so that
/// nothing lowers it.
///
/// The least distance of open columns is known by blocks of eight vectors, lane by lane, so that the next column is found
/// without a look at all of them. What is kept may be less than what there is, and is then made anew when its turn comes.
struct WideSearch<Key: BitwiseCopyable & Comparable>: ~Copyable {
  /// Distance and price of each column, `most` where it is not reached; up to whole vectors, the last of which end
  /// with columns that are never open.
  let limits: Lane<Key>
  /// The row from which a column is reached.
  let origins: Lane<Key>
  /// At most the least distance of open columns: a vector for each block.
  let nearest: Lane<Key>
  /// Columns whose distance is final, and that distance.
  let columns: Lane<Int32>
  let reached: Lane<Key>
  /// Of each row in a forest, the row at the root of its tree.
  let roots: Lane<Int32>
  private let count: Int
  private let most: Key
  private let fewest: Key

  /// Vectors in a block.
  static var block: Int { 8 }

  init(rows: Int, columns count: Int, width: Int, zero: Key, fewest: Key, most: Key) {
    let vectors = (count + width - 1) / width
    limits = Lane(repeating: fewest, count: vectors * width)
    origins = Lane(repeating: zero, count: vectors * width)
    nearest = Lane(repeating: most, count: (vectors + Self.block - 1) / Self.block * width)
    columns = Lane(repeating: 0, count: count)
    reached = Lane(repeating: zero, count: count)
    roots = Lane(repeating: -1, count: rows)
    self.count = count
    self.fewest = fewest
    self.most = most
  }

  /// Forgets what was reached.
  func begin() {
    for column in 0..<count { limits[column] = most }
    for lane in 0..<nearest.count { nearest[lane] = most }
  }

  /// Lets a column join the queue, at a distance; returns how many it holds.
  @inline(__always) func queue(_ column: Int, _ level: Key, _ queued: Int) -> Int {
    limits[column] = fewest
    columns[queued] = Int32(truncatingIfNeeded: column)
    reached[queued] = level
    return queued &+ 1
  }
}
