import AssignmentCore

extension CoreMatching where Rows: ~Copyable {
  /// One search from all rows that have no column, of which as many as possible get one along shortest paths.
  ///
  /// The trees of a forest are grown together up to the distance of the nearest free column; then each tree that holds
  /// a free column at that distance gives its row one. Where rows compete for the same columns, one forest does what
  /// many single searches repeat.
  mutating func augmentForest(from start: Int) {
    forests += 1
    wide.begin()
    let waiting = plant(from: start)
    var (head, queued, found) = (0, 0, 0)
    var level = Rows.fewest
    while found < waiting {
      if head == queued {
        if found > 0 { break }
        (level, queued) = matrix.advance(queued, wide)
      }
      let column = Int(wide.columns[head])
      head += 1
      let root = wide.roots[Int(Rows.value(wide.origins[column]))]
      // A tree that has given its row a column takes no further part.
      if partners[root] >= 0 { continue }
      let row = owners[column]
      if row < 0 {
        if partners[root] < 0 {
          partners[root] = Int32(truncatingIfNeeded: column)
          queue[found] = root
          found += 1
        }
      } else {
        wide.roots[row] = root
        queued = matrix.relax(Int(row), level - matrix.reduced(Int(row), column), level, queued, wide)
        wideLooks += 1
      }
    }
    settledColumns += head
    augmentations += found
    for at in 0..<head {
      let column = Int(wide.columns[at])
      let gain = Rows.value(level) - Rows.value(wide.reached[at])
      if gain > 0 { setPrice(column, prices[column] - gain) }
    }
    for at in 0..<found {
      let row = Int(queue[at])
      let sink = Int(partners[row])
      partners[row] = -1
      flip(row, sink) { Int(Rows.value(wide.origins[$0])) }
    }
  }

  /// Begins a tree at each row that has no column; returns how many there are.
  ///
  /// Each begins with its nearest columns at the same distance: what the row that is nearest to any has to go, so that
  /// distances are no greater than in a search from that row alone.
  private mutating func plant(from start: Int) -> Int {
    var nearest = Rows.most
    for row in start..<rows where partners[row] < 0 {
      let least = matrix.least(row, sieve)
      search.bases[row] = Rows.value(least)
      nearest = min(nearest, least)
    }
    var waiting = 0
    for row in start..<rows where partners[row] < 0 {
      _ = matrix.relax(row, nearest - Rows.key(search.bases[row]), Rows.fewest, 0, wide)
      wide.roots[row] = Int32(truncatingIfNeeded: row)
      wideLooks += 1
      waiting += 1
    }
    return waiting
  }
}
