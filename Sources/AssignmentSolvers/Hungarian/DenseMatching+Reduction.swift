import AssignmentCore

extension DenseMatching {
  /// Column reduction and reduction transfer; only for a square matrix, where no column is left at the end.
  mutating func reduceColumns() {
    guard rows > 0 else { return }
    var nearest = [Int32](repeating: 0, count: columns)
    for column in 0..<columns { prices[column] = cost(0, column) }
    for row in 1..<max(rows, 1) {
      for column in 0..<columns {
        let cost = cost(row, column)
        if cost < prices[column] {
          prices[column] = cost
          nearest[column] = Int32(row)
        }
      }
    }
    scannedArcs += rows * columns
    var wanted = [Int32](repeating: 0, count: rows)
    for column in stride(from: columns - 1, through: 0, by: -1) {
      let row = Int(nearest[column])
      wanted[row] += 1
      if wanted[row] == 1 { match(row, column) }
    }
    guard columns > 1 else { return }
    for row in 0..<rows where wanted[row] == 1 { transfer(row) }
  }

  /// Lowers the price of a row's column until a second column is as good for the row.
  private mutating func transfer(_ row: Int) {
    let own = Int(partners[row])
    var least = Int64.max
    for column in 0..<columns where column != own { least = min(least, cost(row, column) - prices[column]) }
    prices[own] = cost(row, own) - least
    scannedArcs += columns
  }

  /// One pass of augmenting row reduction over the rows that have no column.
  mutating func reduceRows(_ limits: SolveLimits) -> Termination? {
    guard columns > 1 else { return nil }
    var displacements = 4 * rows
    for start in 0..<rows where partners[start] < 0 {
      var row = start
      while true {
        let (first, second, gain) = twoNearest(row)
        reductions += 1
        let column = gain == 0 && owners[first] >= 0 ? second : first
        let displaced = owners[column]
        prices[first] -= gain
        if displaced >= 0 { partners[Int(displaced)] = -1 }
        match(row, column)
        if let reason = look(limits) { return reason }
        guard displaced >= 0, gain > 0, displacements > 0 else { break }
        displacements -= 1
        row = Int(displaced)
      }
    }
    return nil
  }

  /// The nearest and the second nearest column of a row, and how much nearer the first is.
  private mutating func twoNearest(_ row: Int) -> (first: Int, second: Int, gain: Int64) {
    var (first, second) = (0, 1)
    var (least, next) = (cost(row, 0) - prices[0], cost(row, 1) - prices[1])
    if next < least {
      (first, second) = (1, 0)
      (least, next) = (next, least)
    }
    for column in 2..<max(columns, 2) {
      let length = cost(row, column) - prices[column]
      if length < next {
        if length < least {
          (second, next) = (first, least)
          (first, least) = (column, length)
        } else {
          (second, next) = (column, length)
        }
      }
    }
    scannedArcs += columns
    return (first, second, next - least)
  }
}
