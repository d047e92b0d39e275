extension LeafBound {
  /// Units of arcs that are taken together or not at all.
  struct Bundle {
    var item = ColumnTable.Item(units: 0, hours: 0, profit: 0)
    var isForced = false
    var arcs: [Int] = []
  }

  /// Every column at its best choice; nil where one has none.
  func columns() -> Int128? {
    let hours = frame.hours
    var marginals = [OutletMarginal?](repeating: nil, count: problem.columnCount)
    for marginal in problem.marginals where marginal.outlet < problem.columnCount {
      marginals[marginal.outlet] = marginal
    }
    var total = Int128(0)
    for column in 0..<problem.columnCount {
      let toll = toll(ofOutlet: problem.parent(ofOutlet: column))
      let value = best(column, hours[column], marginals[column]) { row, arc in
        score(row, arc) - Int128(prices.links[Int(table.linkOfArc[arc])]) - toll
      }
      guard let value else { return nil }
      total += value
    }
    return total
  }

  /// The best choice of a column where units on its arcs are worth so much; nil where it has none.
  func best(
    _ column: Int, _ budget: (weights: [Int: Int64], limit: Int64)?, _ marginal: OutletMarginal?,
    worth: (Int, Int) -> Int128
  ) -> Int128? {
    let limit = budget?.limit
    var items = items(column, budget?.weights ?? [:], worth)
    let forced = items.filter(\.isForced).map(\.item)
    // Where nothing asks how many come, what does not pay is left.
    let isCounted = marginal != nil || problem.floor(ofOutlet: column) > 0
    items.removeAll { $0.isForced || (!isCounted && $0.item.profit <= 0) }
    let start = forced.reduce(ColumnTable.Item(units: 0, hours: 0, profit: 0)) {
      .init(units: $0.units + $1.units, hours: $0.hours + $1.hours, profit: $0.profit + $1.profit)
    }
    let most = min(problem.capacity(ofOutlet: column), problem.units)
    let left = (limit ?? 0) - (limit == nil ? 0 : start.hours)
    guard Int64(start.units) <= most, left >= 0 else { return nil }
    let offered = items.reduce(0) { $0 + $1.item.units }
    let room = Int(min(most - Int64(start.units), Int64(offered)))
    let all = items.reduce(Int64(0)) { $0 + $1.item.hours }
    let binds = limit != nil && all > left
    // Where all that is offered has room, and neither a minimum nor a marginal asks how many come, units need no table.
    let counts = offered > room || marginal != nil || problem.floor(ofOutlet: column) > 0
    var table = ColumnTable(room: counts ? room : 0, limit: binds ? left : 0)
    for var item in items.map(\.item) {
      if !binds { item.hours = 0 }
      if !counts { item.units = 0 }
      table.offer(item)
    }
    var best: Int128?
    for units in 0...(counts ? room : 0) where Int64(start.units + units) >= problem.floor(ofOutlet: column) {
      guard let profit = table.profit(units: units) else { continue }
      let value = profit + start.profit + gain(marginal, Int64(start.units + units))
      best = max(best ?? value, value)
    }
    return best
  }

  /// What the column can take: single units, and households that can only come whole.
  func items(_ column: Int, _ hours: [Int: Int64], _ worth: (Int, Int) -> Int128) -> [Bundle] {
    var items: [Bundle] = []
    var whole: [Int: Int] = [:]
    for (row, arc) in arcsOfColumn[column] where box.upper[arc] > 0 {
      let profit = worth(row, arc)
      let unit = ColumnTable.Item(units: 1, hours: hours[row] ?? 0, profit: profit)
      let household = Int(table.householdOfRow[row])
      if household >= 0, table.households[household].allOrNone, isOnlyWay(row, arc) {
        let index = whole[household] ?? items.count
        if index == items.count { items.append(Bundle()) }
        whole[household] = index
        let count = Int(problem.rowCounts[row])
        items[index].item.units += count
        items[index].item.hours += unit.hours * Int64(count)
        items[index].item.profit += profit * Int128(count)
        items[index].isForced = items[index].isForced || box.lower[arc] > 0
        items[index].arcs.append(arc)
      } else {
        for copy in 0..<Int(box.upper[arc]) {
          items.append(Bundle(item: unit, isForced: copy < Int(box.lower[arc]), arcs: [arc]))
        }
      }
    }
    return items
  }

  /// Whether a member of a household has no other arc into the cell.
  private func isOnlyWay(_ row: Int, _ arc: Int) -> Bool {
    problem.arcs.arcs(ofRow: row).allSatisfy {
      $0 == arc || table.linkOfArc[$0] != table.linkOfArc[arc] || box.upper[$0] == 0
    }
  }
}
