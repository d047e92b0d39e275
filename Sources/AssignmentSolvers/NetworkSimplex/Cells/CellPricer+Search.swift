import AssignmentCore

extension CellPricer {
  /// A pair that was found.
  struct Found {
    let row: Int32
    let column: Int32
  }

  /// The best column of each cell.
  private struct Cells {
    var classes: [Int32] = []
    var keys: [Int64] = []
    var columns: [Int32] = []

    mutating func removeAll() {
      classes.removeAll(keepingCapacity: true)
      keys.removeAll(keepingCapacity: true)
      columns.removeAll(keepingCapacity: true)
    }
  }

  /// What one pass over kinds needs.
  private struct Scratch {
    var cells: [Cells]
    /// Where each class stands among the cells at its depth, −1 for nowhere.
    var places: [[Int32]]
    var best: [(key: Int64, column: Int32)] = []
    /// The cells at the last depth by key, best first.
    var order: [(key: Int64, class: Int32, column: Int32)] = []
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
    let start = start(keys, salt)
    // Neighbours have equal beginnings of codes, so each task takes many kinds in a row.
    let tasks = min(32, max(1, kinds.count / 128))
    let found = ParallelFor.map(tasks, threads: threads) { task in
      search(
        kinds.count * task / tasks..<kinds.count * (task + 1) / tasks, start, bars, scale: scale, limit: limit,
        salt: salt)
    }
    return found.flatMap { $0 }
  }

  private func search(
    _ range: Range<Int>, _ start: Cells, _ bars: [Int64], scale: Int64, limit: Int, salt: UInt64
  ) -> [Found] {
    var scratch = Scratch(
      cells: [start] + [Cells](repeating: Cells(), count: stop),
      places: classes[...stop].map { [Int32](repeating: -1, count: $0.count) })
    var found: [Found] = []
    var previous: Int32?
    for kind in range {
      let sample = kinds[kind].sample
      let same = previous.map { shared($0, sample) } ?? 0
      for depth in same..<max(same, stop) {
        read(depth, Int(facets[depth].rowCodes[Int(sample)]), scale, salt, &scratch)
      }
      if previous == nil || same < stop { sort(&scratch) }
      previous = sample
      let bar = rows[kinds[kind].rows].reduce(Int64.max) { min($0, bars[Int($1)]) }
      choose(kinds[kind], above: bar, scale, limit: limit, &scratch)
      for row in rows[kinds[kind].rows] {
        for candidate in scratch.best where candidate.key > bars[Int(row)] {
          found.append(Found(row: row, column: candidate.column))
        }
      }
    }
    return found
  }

  private func start(_ keys: [Int64], _ salt: UInt64) -> Cells {
    var cells = Cells()
    var places = [Int32](repeating: -1, count: classes[0].count)
    for column in classOfColumn.indices where classOfColumn[column] >= 0 && keys[column] > .min {
      let place = classOfColumn[column]
      Self.put(place, keys[column], Int32(truncatingIfNeeded: column), salt, &cells, &places)
    }
    return cells
  }

  /// Reads one facet for one beginning of codes.
  private func read(_ depth: Int, _ code: Int, _ scale: Int64, _ salt: UInt64, _ scratch: inout Scratch) {
    for place in scratch.cells[depth + 1].classes { scratch.places[depth + 1][Int(place)] = -1 }
    scratch.cells[depth + 1].removeAll()
    let (facet, classes, from) = (facets[depth], classes[depth], scratch.cells[depth])
    let salt = SplitMix64.mixed(salt &+ UInt64(truncatingIfNeeded: depth << 32 | code))
    let start = code * facet.columnKinds
    for index in from.classes.indices {
      let place = Int(from.classes[index])
      let points = facet.points[start + Int(classes.codes[place])]
      if points == CellArcs.ineligible { continue }
      Self.put(
        classes.next[place], from.keys[index] + Int64(points) &* scale, from.columns[index], salt,
        &scratch.cells[depth + 1], &scratch.places[depth + 1])
    }
  }

  @inline(__always)
  private static func put(
    _ place: Int32, _ key: Int64, _ column: Int32, _ salt: UInt64, _ cells: inout Cells, _ places: inout [Int32]
  ) {
    let known = Int(places[Int(place)])
    if known < 0 {
      places[Int(place)] = Int32(truncatingIfNeeded: cells.classes.count)
      cells.classes.append(place)
      cells.keys.append(key)
      cells.columns.append(column)
    } else if key > cells.keys[known] {
      cells.keys[known] = key
      cells.columns[known] = column
    } else if key == cells.keys[known], mixed(column, salt) < mixed(cells.columns[known], salt) {
      cells.columns[known] = column
    }
  }

  private static func mixed(_ column: Int32, _ salt: UInt64) -> UInt64 {
    (salt ^ UInt64(truncatingIfNeeded: column)) &* 0x9E37_79B9_7F4A_7C15
  }

  private func sort(_ scratch: inout Scratch) {
    let cells = scratch.cells[stop]
    scratch.order.removeAll(keepingCapacity: true)
    for index in cells.classes.indices {
      scratch.order.append((cells.keys[index], cells.classes[index], cells.columns[index]))
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
