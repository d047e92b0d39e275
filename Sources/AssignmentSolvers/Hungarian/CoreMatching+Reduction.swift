import AssignmentCore

extension CoreMatching where Rows: ~Copyable {
  /// Rows take columns of which they have the least cost.
  mutating func matchLeast() {
    for row in 0..<rows where partners[row] < 0 {
      let start = lists.starts[row]
      for at in start..<start + Int(lists.counts[row]) {
        let column = Int(lists.columns[at])
        if owners[column] < 0, Int64(lists.costs[at]) == prices[column] {
          match(row, column)
          break
        }
      }
    }
  }

  /// One pass of augmenting row reduction over the rows that have no column.
  ///
  /// A displaced row is taken up at once no more than `displacements` times. Returns why it stopped early, or nil.
  mutating func reduceRows(_ displacements: Int, _ limits: SolveLimits) -> Termination? {
    var displacements = displacements
    for start in 0..<rows where partners[start] < 0 {
      var row = start
      while true {
        let (first, second, least, next) = twoNearest(row)
        let gain = next - least
        reductions += 1
        let isTaken = gain == 0 && owners[first] >= 0
        let column = isTaken ? (isTied ? freeNearest(row, least) : nil) ?? second : first
        let displaced = owners[column]
        if gain > 0 { setPrice(first, prices[first] - gain) }
        if displaced >= 0 { partners[displaced] = -1 }
        match(row, column)
        if let reason = look(limits) { return reason }
        guard displaced >= 0, gain > 0, displacements > 0 else { break }
        displacements -= 1
        row = Int(displaced)
      }
    }
    return nil
  }

  /// A column that nobody has among the listed ones at a row's least cost − price.
  private mutating func freeNearest(_ row: Int, _ least: Int64) -> Int? {
    let start = lists.starts[row]
    let count = Int(lists.counts[row])
    scannedArcs += count
    for at in start..<start + count {
      let column = lists.columns[at]
      if owners[column] < 0, Int64(lists.costs[at]) - prices[column] == least { return Int(column) }
    }
    return nil
  }

  /// The nearest and the second nearest column of a row, and how much nearer the first is.
  mutating func twoNearest(_ row: Int) -> (first: Int, second: Int, least: Int64, next: Int64) {
    while true {
      let start = lists.starts[row]
      let count = Int(lists.counts[row])
      var (first, second): (Int32, Int32) = (-1, -1)
      var (least, next) = (Int64.max, Int64.max)
      for at in start..<start + count {
        let column = lists.columns[at]
        let length = Int64(lists.costs[at]) - prices[column]
        if length < next {
          if length < least {
            (second, next) = (first, least)
            (first, least) = (column, length)
          } else {
            (second, next) = (column, length)
          }
        }
      }
      scannedArcs += count
      if next <= lists.bounds[row] { return (Int(first), Int(second), least, next) }
      list(row)
    }
  }
}
