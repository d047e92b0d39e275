/// A dense matrix of costs that is read row by row, at prices of its columns.
///
/// What ``CoreMatching`` needs of a matrix, whatever its numbers are. A conformer keeps a copy of the prices in the type
/// in which it scans, and has the loops over whole rows, written with concrete vectors. The rest is here.
///
/// Range: all costs are magnitudes up to `largest`. Where a path search begins with prices between `lowestPrice` and
/// `largest`, a row is never worth more than `largest − lowestPrice` (it could have a free column at that price), so
/// that no price falls below `lowestPrice − 2 × largest` and no cost − price and no sum in a search leaves the type of
/// the scan.
protocol CostRows: ~Copyable {
  /// The type in which cost − price is compared.
  associatedtype Key: BitwiseCopyable & Comparable & Numeric
  /// The type in which lists of arcs keep costs.
  associatedtype ListCost: BitwiseCopyable & FixedWidthInteger & SignedInteger

  /// How many columns a vector holds.
  static var width: Int { get }
  /// Above all cost − price, and below all of them.
  static var most: Key { get }
  static var fewest: Key { get }
  var rows: Int { get }
  var columns: Int { get }
  var largest: Int64 { get }
  var lowestPrice: Int64 { get }

  static func key(_ value: Int64) -> Key
  static func value(_ key: Key) -> Int64
  /// The cost of a pair.
  func cost(_ row: Int, _ column: Int) -> Int64
  /// Cost − price.
  func reduced(_ row: Int, _ column: Int) -> Key
  /// Takes over the price of a column.
  func setPrice(_ column: Int, _ price: Int64)
  /// The least cost in each column over some rows, and the first row that has it.
  func columnMinima(of rows: Range<Int>, _ minima: borrowing Lane<Int64>, _ first: borrowing Lane<Int32>)
  /// Least cost − price of groups of columns: the whole vectors of a row are dealt out to `count` vectors in turn.
  func groupMinima(_ row: Int, _ count: Int, _ minima: borrowing Lane<Key>)
  /// Appends the columns of whole vectors `from ..< to` whose cost − price lies above `floor` and is at most `cut`.
  ///
  /// Ends behind the vector with which more than `limit` are found.
  func take(
    _ row: Int, _ from: Int, _ to: Int, _ floor: Key, _ cut: Key, _ limit: Int, _ found: Int,
    _ columns: borrowing Lane<Int32>
  ) -> Int
  /// Lowers limits to `base` + cost where that is less, and notes the row there.
  ///
  /// Columns whose distance, `base` + cost − price, is now `level` join the queue behind its first `queued` columns; returns
  /// how many it holds.
  func relax(_ row: Int, _ base: Key, _ level: Key, _ queued: Int, _ wide: borrowing WideSearch<Key>) -> Int
  /// Lets the columns with the least distance, queued ones aside, join the queue; returns that distance and how many the
  /// queue holds.
  func advance(_ queued: Int, _ wide: borrowing WideSearch<Key>) -> (level: Key, queued: Int)
}

/// What one thread needs for looking through rows of one matrix.
struct RowSieve<Key: BitwiseCopyable & Numeric>: ~Copyable {
  /// Columns found; with room for a vector behind the last.
  let columns: Lane<Int32>
  let minima: Lane<Key>

  init(columns count: Int) {
    columns = Lane(repeating: 0, count: count + 16)
    minima = Lane(repeating: 0, count: count + 64)
  }
}

extension CostRows where Self: ~Copyable {
  /// Finds the columns of a row with the least cost − price: at least `wanted` of them, and at least two.
  ///
  /// Where many are equally far, only some of these are taken, beginning at a place that depends on the row, so that
  /// equal rows take different ones.
  ///
  /// - Returns: how many lie in `sieve.columns`, and a bound on cost − price of all others.
  func collect(_ row: Int, wanted: Int, _ sieve: borrowing RowSieve<Key>) -> (count: Int, bound: Int64) {
    let vectors = columns / Self.width
    let all = 4 * wanted >= columns || vectors < 2
    let cut = all ? Self.most : threshold(row, max(2, wanted), sieve)
    // Evenly spread, so that of equal rows no two begin at the same place without need.
    let turn = vectors * row / rows
    let room = all ? columns : 4 * wanted
    var found = takeAll(row, turn, Self.fewest, cut, room, 0, sieve)
    if found <= room { return (found, found == columns ? .max / 4 : Self.value(cut) + 1) }
    // Many equal the cut: those below it, and then some of these.
    let below = Self.key(Self.value(cut) - 1)
    found = takeAll(row, turn, Self.fewest, below, columns, 0, sieve)
    let ties = found + 3 * wanted
    found = takeAll(row, turn, below, cut, ties - 1, found, sieve)
    return (min(found, ties), Self.value(cut))
  }

  /// Finds all columns of a row with its least cost − price; returns how many lie in `sieve.columns`.
  func collectNearest(_ row: Int, at least: Key, _ sieve: borrowing RowSieve<Key>) -> Int {
    takeAll(row, 0, Self.key(Self.value(least) - 1), least, columns, 0, sieve)
  }

  /// The least cost − price of a row.
  func least(_ row: Int, _ sieve: borrowing RowSieve<Key>) -> Key {
    groupMinima(row, 1, sieve.minima)
    var least = sieve.minima[0]
    for lane in 1..<Self.width { least = min(least, sieve.minima[lane]) }
    for column in columns / Self.width * Self.width..<columns { least = min(least, reduced(row, column)) }
    return least
  }

  /// Takes from vectors in turn and from the columns behind the last one, until more than `limit` are found.
  private func takeAll(
    _ row: Int, _ turn: Int, _ floor: Key, _ cut: Key, _ limit: Int, _ found: Int,
    _ sieve: borrowing RowSieve<Key>
  ) -> Int {
    let vectors = columns / Self.width
    var found = take(row, turn, vectors, floor, cut, limit, found, sieve.columns)
    if found <= limit { found = take(row, 0, turn, floor, cut, limit, found, sieve.columns) }
    for column in vectors * Self.width..<columns where found <= limit {
      let value = reduced(row, column)
      if value <= cut, value > floor {
        sieve.columns[found] = Int32(truncatingIfNeeded: column)
        found += 1
      }
    }
    return found
  }

  /// A number that at least `wanted` and not many more of a row's cost − price do not exceed, were they in random order.
  ///
  /// The columns are dealt out to groups, at least twice as many as are wanted; between the least and the greatest of
  /// the groups' minima, bisection finds a number that enough of them do not exceed.
  private func threshold(_ row: Int, _ wanted: Int, _ sieve: borrowing RowSieve<Key>) -> Key {
    let vectors = min(max(2, (2 * wanted + Self.width - 1) / Self.width), columns / Self.width)
    groupMinima(row, vectors, sieve.minima)
    let groups = vectors * Self.width
    var (least, most) = (sieve.minima[0], sieve.minima[0])
    for group in 1..<groups {
      least = min(least, sieve.minima[group])
      most = max(most, sieve.minima[group])
    }
    // `high` always has enough of them up to it, `low` too few.
    var (low, high) = (Self.value(least) - 1, Self.value(most))
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let limit = Self.key(middle)
      var count = 0
      for group in 0..<groups { count &+= sieve.minima[group] <= limit ? 1 : 0 }
      if count >= wanted { high = middle } else { low = middle }
      if count >= wanted, 2 * count <= 3 * wanted { break }
    }
    return Self.key(high)
  }
}
