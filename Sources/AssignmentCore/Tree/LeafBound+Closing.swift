extension LeafBound {
  /// How much of the bound is lost at least where a unit goes over each arc, in units of 1 ÷ scale.
  ///
  /// The column of the arc then takes it, and beside it the best of what room and hours are left; rows, households and
  /// groups are bounded as before. Nothing is said (0) of arcs that must be used, and of columns with a minimum or a
  /// marginal. Complexity: that of a leaf.
  func losses() -> [Int128] {
    var losses = [Int128](repeating: 0, count: problem.arcs.count)
    let hours = frame.hours
    var isScored = [Bool](repeating: false, count: problem.outletCount)
    for marginal in problem.marginals { isScored[marginal.outlet] = true }
    for column in 0..<problem.columnCount where !isScored[column] && problem.floor(ofOutlet: column) == 0 {
      let toll = toll(ofOutlet: problem.parent(ofOutlet: column))
      let items = items(column, hours[column]?.weights ?? [:]) { row, arc in
        score(row, arc) - Int128(prices.links[Int(table.linkOfArc[arc])]) - toll
      }
      addLosses(column, items, limit: hours[column]?.limit, &losses)
    }
    return losses
  }

  private func addLosses(_ column: Int, _ items: [Bundle], limit: Int64?, _ losses: inout [Int128]) {
    var room = min(problem.capacity(ofOutlet: column), problem.units)
    var left = limit ?? 0
    for item in items.lazy.filter(\.isForced).map(\.item) {
      room -= Int64(item.units)
      if limit != nil { left -= item.hours }
    }
    guard room >= 0, left >= 0 else { return }
    let free = items.filter { !$0.isForced }
    let paying = free.map(\.item).filter { $0.profit > 0 }
    // With one more of any size all that pays still fits: then units, or hours, need no table.
    let counts =
      paying.reduce(0) { $0 + Int64($1.units) } + free.reduce(0) { max($0, Int64($1.item.units)) } > room
    let binds =
      limit != nil && paying.reduce(0) { $0 + $1.hours } + free.reduce(0) { max($0, $1.item.hours) } > left
    var table = ColumnTable(room: counts ? Int(room) : 0, limit: binds ? left : 0)
    func counted(_ item: ColumnTable.Item) -> ColumnTable.Item {
      .init(units: counts ? item.units : 0, hours: binds ? item.hours : 0, profit: item.profit)
    }
    for item in paying { table.offer(counted(item)) }
    table.accumulate()
    let best = table.rest(beside: .init(units: 0, hours: 0, profit: 0)) ?? 0
    for bundle in free {
      // What does not fit is never taken: no bound is lost by more than this.
      let rest = table.rest(beside: counted(bundle.item))
      let loss = rest.map { max(0, best - $0 - bundle.item.profit) } ?? (Int128(1) << 120)
      for arc in bundle.arcs where box.lower[arc] == 0 { losses[arc] = max(losses[arc], loss) }
    }
  }
}
