import AssignmentCore

extension CoreMatching where Rows: ~Copyable {
  /// Phases of the auction, and reduction and paths after them, until all rows have a column.
  ///
  /// A trial that turns out bad ends it at once, with rows that have no column. Returns why it stopped early, or nil.
  mutating func auction(from start: Int64, _ limits: SolveLimits) -> Termination? {
    // With an ε that is greater than their reach, lists serve one bid.
    wanted = 3
    var epsilon = start
    var last = max(1, start / 1_000)
    while hasFreeRows {
      if epsilon == 0 || !hasRange { return augmentAll(within: .infinity, limits) }
      while epsilon >= last {
        let (rows, bids) = (scannedRows, reductions)
        if let reason = bid(epsilon, limits) { return reason }
        if isBad { return nil }
        wanted = max(12, wanted)
        // Where lists end after a few bids, longer ones cost less.
        if 5 * (scannedRows - rows) > 2 * (reductions - bids) { wanted = min(2 * wanted, 48) }
        epsilon = epsilon == 1 ? 0 : max(1, epsilon / 5)
      }
      last = max(1, epsilon / 5)
      freeLoose()
      // Where prices are good, paths are short; else smaller ε is better than long paths.
      if let reason = reduceRows(rows, limits) ?? augmentAll(within: min(patience, 2), limits) { return reason }
    }
    return nil
  }

  /// Whether all prices are where a path search may begin, and free columns may appear.
  private var hasRange: Bool { (0..<columns).allSatisfy { prices[$0] >= matrix.lowestPrice } }

  var hasFreeRows: Bool { (0..<rows).contains { partners[$0] < 0 } }

  /// Whether a trial has turned out bad; one that has turned out good is over.
  private var isBad: Bool {
    mutating get {
      switch trial?.verdict(looks: scannedRows, bids: reductions) {
      case .bad:
        trial?.hasFailed = true
        return true
      case .good: trial = nil
      case .open, nil: break
      }
      return false
    }
  }

  /// One phase: every row gets a column that is at most ε farther than its nearest.
  ///
  /// It ends before the first price that would leave its range.
  private mutating func bid(_ epsilon: Int64, _ limits: SolveLimits) -> Termination? {
    phases += 1
    var (head, waiting) = (0, 0)
    for row in 0..<rows {
      if partners[row] >= 0 {
        let (_, _, least, _) = twoNearest(row)
        let own = ownCosts[row] - prices[partners[row]]
        if own - least <= epsilon { continue }
        owners[partners[row]] = -1
        partners[row] = -1
      }
      queue[waiting] = Int32(row)
      waiting += 1
    }
    trial?.begin(looks: scannedRows, bids: reductions)
    while waiting > 0 {
      if trial != nil, isBad { return nil }
      let row = Int(queue[head])
      head = head + 1 == rows ? 0 : head + 1
      waiting -= 1
      let (first, _, least, next) = twoNearest(row)
      reductions += 1
      let price = prices[first] - (next - least) - epsilon
      if price < matrix.lowestPrice { return nil }
      setPrice(first, price)
      let displaced = owners[first]
      match(row, first)
      if displaced >= 0 {
        partners[displaced] = -1
        let tail = head + waiting
        queue[tail >= rows ? tail - rows : tail] = displaced
        waiting += 1
      }
      if let reason = look(limits) { return reason }
    }
    return nil
  }

  /// Frees the rows whose column is not among their nearest.
  private mutating func freeLoose() {
    for row in 0..<rows where partners[row] >= 0 {
      let (_, _, least, _) = twoNearest(row)
      let own = ownCosts[row] - prices[partners[row]]
      if own > least {
        owners[partners[row]] = -1
        partners[row] = -1
      }
    }
  }
}
