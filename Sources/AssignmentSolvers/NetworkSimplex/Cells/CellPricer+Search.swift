import AssignmentCore

extension CellPricer {
  /// A pair that was found.
  struct Found {
    let row: Int32
    let column: Int32
  }

  /// What one pass over kinds needs.
  ///
  /// The cells of depth d are `count[d]` entries from `base[d]` on: their class, and of the best column in each its worth
  /// so far and its number.
  private struct Scratch: ~Copyable {
    let base: [Int]
    var count: [Int]
    let classes: Lane<Int32>
    let keys: Lane<Int64>
    let columns: Lane<Int32>
    /// Where the cell of each class is, from `base` of its depth on; −1 for nowhere.
    let places: Lane<Int32>
    var best: [(key: Int64, column: Int32)] = []
    /// The cells at the last depth by key, best first.
    var order: [(key: Int64, class: Int32, column: Int32)] = []

    init(_ widths: [Int]) {
      var base = [0]
      for width in widths { base.append((base.last ?? 0) + width) }
      let total = base.last ?? 0
      count = widths.map { _ in 0 }
      classes = Lane(repeating: 0, count: total)
      keys = Lane(repeating: 0, count: total)
      columns = Lane(repeating: 0, count: total)
      places = Lane(repeating: -1, count: total)
      self.base = base
    }
  }

  /// Of each row the columns that are worth more to it than its own price, at most `limit`, best first.
  ///
  /// - Parameters:
  ///   - keys: the price of each column; the least number leaves it out.
  ///   - bars: the price of each row, its own scores taken off.
  ///   - scale: what a point is worth in keys.
  ///   - limit: most columns of a row.
  ///   - salt: changes which of equally good columns are found.
  ///   - threads: how many parts are looked at at once; the answer does not depend on it.
  /// - Returns: pairs by kind of row.
  func search(
    _ keys: [Int64], above bars: [Int64], scale: Int64, limit: Int, salt: UInt64, threads: Int
  ) -> [Found] {
    // Neighbours have equal beginnings of codes, so each task takes many kinds in a row.
    let tasks = min(32, max(1, kinds.count / 128))
    let found = ParallelFor.map(tasks, threads: threads) { task in
      search(
        kinds.count * task / tasks..<kinds.count * (task + 1) / tasks, keys, bars, scale: scale, limit: limit,
        salt: salt)
    }
    return found.flatMap { $0 }
  }

  private func search(
    _ range: Range<Int>, _ keys: [Int64], _ bars: [Int64], scale: Int64, limit: Int, salt: UInt64
  ) -> [Found] {
    var scratch = Scratch(classes[...stop].map(\.count))
    var found: [Found] = []
    var previous: Int32?
    for kind in range {
      let bar = rows[kinds[kind].rows].reduce(Int64.max) { min($0, bars[Int($1)]) }
      // Kinds that ask for nothing cost nothing.
      if bar == .max { continue }
      if previous == nil { start(keys, scale, salt, &scratch) }
      let sample = kinds[kind].sample
      let same = previous.map { shared($0, sample) } ?? 0
      for depth in same..<max(same, stop) {
        read(depth, Int(facets[depth].rowCodes[Int(sample)]), scale, salt, &scratch)
      }
      if previous == nil || same < stop { sort(&scratch) }
      previous = sample
      choose(kinds[kind], above: bar, scale, limit: limit, &scratch)
      for row in rows[kinds[kind].rows] {
        for candidate in scratch.best where candidate.key > bars[Int(row)] {
          found.append(Found(row: row, column: candidate.column))
        }
      }
    }
    return found
  }

  private func start(_ keys: [Int64], _ scale: Int64, _ salt: UInt64, _ scratch: inout Scratch) {
    var count = 0
    for column in classOfColumn.indices where classOfColumn[column] >= 0 && keys[column] > .min {
      let key = keys[column] &+ Int64(columnPoints[column]) &* scale
      Self.put(classOfColumn[column], key, Int32(truncatingIfNeeded: column), salt, 0, &count, scratch)
    }
    scratch.count[0] = count
  }

  /// Reads one facet for one beginning of codes.
  private func read(_ depth: Int, _ code: Int, _ scale: Int64, _ salt: UInt64, _ scratch: inout Scratch) {
    let (from, base) = (scratch.base[depth], scratch.base[depth + 1])
    for cell in base..<base + scratch.count[depth + 1] { scratch.places[base + Int(scratch.classes[cell])] = -1 }
    let (points, codes, next) = (facets[depth].points, classes[depth].codes, classes[depth].next)
    let salt = SplitMix64.mixed(salt &+ UInt64(truncatingIfNeeded: depth << 32 | code))
    let start = code * facets[depth].columnKinds
    var count = 0
    for cell in from..<from + scratch.count[depth] {
      let place = Int(scratch.classes[cell])
      let own = points[start + Int(codes[place])]
      if own == CellArcs.ineligible { continue }
      Self.put(
        next[place], scratch.keys[cell] &+ Int64(own) &* scale, scratch.columns[cell], salt, base, &count, scratch)
    }
    scratch.count[depth + 1] = count
  }

  @inline(__always)
  private static func put(
    _ place: Int32, _ key: Int64, _ column: Int32, _ salt: UInt64, _ base: Int, _ count: inout Int,
    _ scratch: borrowing Scratch
  ) {
    let known = Int(scratch.places[base + Int(place)])
    if known < 0 {
      scratch.places[base + Int(place)] = Int32(truncatingIfNeeded: count)
      scratch.classes[base + count] = place
      scratch.keys[base + count] = key
      scratch.columns[base + count] = column
      count += 1
      return
    }
    let other = scratch.keys[base + known]
    if key > other || key == other && mixed(column, salt) < mixed(scratch.columns[base + known], salt) {
      scratch.keys[base + known] = key
      scratch.columns[base + known] = column
    }
  }

  private static func mixed(_ column: Int32, _ salt: UInt64) -> UInt64 {
    (salt ^ UInt64(truncatingIfNeeded: column)) &* 0x9E37_79B9_7F4A_7C15
  }

  private func sort(_ scratch: inout Scratch) {
    scratch.order.removeAll(keepingCapacity: true)
    let base = scratch.base[stop]
    for cell in base..<base + scratch.count[stop] {
      scratch.order.append((scratch.keys[cell], scratch.classes[cell], scratch.columns[cell]))
    }
    scratch.order.sort { ($1.key, $0.class) < ($0.key, $1.class) }
  }

  /// The best columns of a kind above the bar, at most one of each cell.
  ///
  /// Ends at the first cell whose price is too low even with the most points that the kind can give.
  private func choose(_ kind: Kind, above bar: Int64, _ scale: Int64, limit: Int, _ scratch: inout Scratch) {
    scratch.best.removeAll(keepingCapacity: true)
    var least = bar
    let start = Int(kind.rest) * tableWidth
    let most = Int64(mostPoints[Int(kind.rest)]) &* scale
    for cell in scratch.order {
      // Without a bar there is no end but that of the list.
      if least > .min, cell.key &+ most <= least { break }
      let points = table[start + Int(cell.class)]
      if points == CellArcs.ineligible { continue }
      let key = cell.key &+ Int64(points) &* scale
      guard key > least else { continue }
      var place = scratch.best.count
      if place == limit { place -= 1 } else { scratch.best.append((key, 0)) }
      while place > 0, scratch.best[place - 1].key < key {
        scratch.best[place] = scratch.best[place - 1]
        place -= 1
      }
      scratch.best[place] = (key, cell.column)
      if scratch.best.count == limit, let last = scratch.best.last { least = last.key }
    }
  }
}
