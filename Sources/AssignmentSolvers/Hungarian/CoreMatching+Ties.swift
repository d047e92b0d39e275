import AssignmentCore

extension CoreMatching where Rows: ~Copyable {
  /// Begins anew without column minima, where most rows have many nearest columns and many rows found theirs taken.
  ///
  /// Where costs are few, minima let cheap pairs and those of columns that have none look alike, and prices have to come
  /// down for nearly all columns. With equal prices a row that finds no cheap column has all the dear ones. Returns why it
  /// stopped early, or nil.
  mutating func beginFlat(_ limits: SolveLimits) -> Termination? {
    flat += 1
    clear()
    list((0..<rows).map { Int32(truncatingIfNeeded: $0) })
    isTied = areTied
    if let reason = reduceRows(4 * rows, limits) ?? reduceRows(4 * rows, limits) { return reason }
    guard isTied, 16 * freeRows > rows else { return nil }
    matchScarce()
    return reduceRows(4 * rows, limits) ?? reduceRows(4 * rows, limits)
  }

  /// Begins anew with pairs of nearest columns that are chosen with care.
  ///
  /// Which of equally near columns a row takes decides how many rows are left: those go first that are among few rows near
  /// some column (Karp and Sipser's rule), and each takes the one that fewest rows are near. It costs some four looks at each
  /// row, where paths would take hundreds.
  private mutating func matchScarce() {
    scarce += 1
    clear()
    let suitors = suitors()
    let (order, choices) = orderByScarcity(suitors)
    for row in order {
      let choice = choices[Int(row)]
      let column = owners[choice] < 0 ? Int(choice) : scarcest(Int(row), suitors) { owners[$0] < 0 }
      if column >= 0 { match(Int(row), column) }
    }
    scannedRows += 4 * rows
    list((0..<rows).filter { partners[$0] < 0 }.map { Int32(truncatingIfNeeded: $0) })
  }

  /// All prices 0, no pairs, no lists.
  private func clear() {
    for column in 0..<columns {
      setPrice(column, 0)
      owners[column] = -1
    }
    for row in 0..<rows {
      partners[row] = -1
      lists.bounds[row] = .min
    }
  }

  /// Whether most of the lists hold nothing but equally near arcs, and others like them are not listed.
  var areTied: Bool {
    var (tied, listed) = (0, 0)
    for row in 0..<rows where lists.bounds[row] > .min {
      let start = lists.starts[row]
      listed += 1
      var least = Int64.max
      for at in start..<start + Int(lists.counts[row]) {
        least = min(least, Int64(lists.costs[at]) - prices[lists.columns[at]])
      }
      if lists.bounds[row] <= least { tied += 1 }
    }
    return 8 * listed > rows && 2 * tied > listed
  }

  /// How many rows have a column among their nearest; how near these are is kept.
  private func suitors() -> [Int32] {
    var suitors = [Int32](repeating: 0, count: columns)
    for row in 0..<rows {
      let least = matrix.least(row, sieve)
      search.bases[row] = Rows.value(least)
      for at in 0..<matrix.collectNearest(row, at: least, sieve) { suitors[Int(sieve.columns[at])] += 1 }
    }
    return suitors
  }

  /// The rows by the fewest suitors of a column among their nearest, and that column of each.
  private func orderByScarcity(_ suitors: [Int32]) -> (order: [Int32], choices: [Int32]) {
    let choices = (0..<rows).map { row in Int32(truncatingIfNeeded: scarcest(row, suitors) { _ in true }) }
    // Sorted by counting.
    var starts = [Int](repeating: 0, count: rows + 2)
    for choice in choices { starts[Int(suitors[Int(choice)]) + 1] += 1 }
    for at in 1..<starts.count { starts[at] += starts[at - 1] }
    var order = [Int32](repeating: 0, count: rows)
    for (row, choice) in choices.enumerated() {
      let key = Int(suitors[Int(choice)])
      order[starts[key]] = Int32(truncatingIfNeeded: row)
      starts[key] += 1
    }
    return (order, choices)
  }

  /// Of the nearest columns of a row that may be taken, one with the fewest suitors; −1 for none.
  private func scarcest(_ row: Int, _ suitors: [Int32], where free: (Int32) -> Bool) -> Int {
    var (best, fewest) = (-1, Int32.max)
    for at in 0..<matrix.collectNearest(row, at: Rows.key(search.bases[row]), sieve) {
      let column = sieve.columns[at]
      if suitors[Int(column)] < fewest, free(column) {
        best = Int(column)
        fewest = suitors[best]
      }
    }
    return best
  }
}
