extension LeafBound {
  /// What a unit scores that stays unserved.
  private func idle(_ row: Int) -> Int128 { -toll(ofOutlet: problem.idleOutlet(ofRow: row)) }

  /// Rows of no household, each with the rows that hand units on to it; nil where bounds leave nothing.
  func rows() -> Int128? {
    var givers: [Int: [Int]] = [:]
    for row in 0..<problem.rowCount {
      if let parent = problem.parent(ofRow: row) { givers[parent, default: []].append(row) }
    }
    var total = Int128(0)
    for row in 0..<problem.rowCount where table.householdOfRow[row] < 0 && problem.parent(ofRow: row) == nil {
      guard let value = shared(row, givers[row] ?? []) else { return nil }
      total += value
    }
    return total
  }

  /// The best use of the units of a row and of those handed to it: dearest links first.
  private func shared(_ row: Int, _ givers: [Int]) -> Int128? {
    let units = (givers + [row]).reduce(Int64(0)) { $0 + Int64(problem.rowCounts[$1]) }
    let unserved = idle(row)
    var (left, value) = (units, Int128(units) * unserved)
    var offers: [(gain: Int128, room: Int64)] = []
    for member in givers + [row] {
      let own = member == row ? units : Int64(problem.rowCounts[member])
      guard let range = placed(member, link: table.starts[member], most: own), range.lowerBound <= left else {
        return nil
      }
      let gain = Int128(prices.links[table.starts[member]]) - unserved
      value += gain * Int128(range.lowerBound)
      left -= range.lowerBound
      offers.append((gain, range.upperBound - range.lowerBound))
    }
    for offer in offers.sorted(by: { $0.gain > $1.gain }) where offer.gain > 0 {
      let taken = min(left, offer.room)
      value += offer.gain * Int128(taken)
      left -= taken
    }
    return value
  }

  /// How many units of a row may go over one link, if all that it serves do; nil where none fits.
  private func placed(_ row: Int, link: Int, most: Int64) -> ClosedRange<Int64>? {
    var (least, room) = (Int64(0), Int64(0))
    for arc in problem.arcs.arcs(ofRow: row) where Int(table.linkOfArc[arc]) == link {
      least += Int64(box.lower[arc])
      room += Int64(box.upper[arc])
    }
    let low = max(least, box.rowLower[row])
    let high = min(most, box.rowUpper[row], room)
    return low <= high ? low...high : nil
  }

  /// Households: each at its best cell, or unserved; nil where bounds leave one nothing.
  func householdsValue() -> Int128? {
    var total = Int128(0)
    for household in table.households {
      var best = unserved(household)
      for cell in household.cells {
        guard let value = inside(household, cell) else { continue }
        best = max(best ?? value, value)
      }
      guard let best else { return nil }
      total += best
    }
    return total
  }

  private func unserved(_ household: LinkTable.Household) -> Int128? {
    var total = Int128(0)
    for row in household.rows {
      let isFree = problem.arcs.arcs(ofRow: row).allSatisfy { box.lower[$0] == 0 } && box.rowLower[row] <= 0
      guard isFree else { return nil }
      total += idle(row) * Int128(problem.rowCounts[row])
    }
    return total
  }

  private func inside(_ household: LinkTable.Household, _ cell: Int32) -> Int128? {
    var total = Int128(0)
    for row in household.rows {
      let count = Int64(problem.rowCounts[row])
      let link = table.link(ofRow: row, cell: cell)
      let forced = problem.arcs.arcs(ofRow: row).contains {
        box.lower[$0] > 0 && Int(table.linkOfArc[$0]) != link
      }
      if forced { return nil }
      guard let link else {
        if household.allOrNone || box.rowLower[row] > 0 { return nil }
        total += idle(row) * Int128(count)
        continue
      }
      guard let range = placed(row, link: link, most: count) else { return nil }
      if household.allOrNone, !range.contains(count) { return nil }
      let gain = Int128(prices.links[link]) - idle(row)
      let units = household.allOrNone ? count : (gain > 0 ? range.upperBound : range.lowerBound)
      total += idle(row) * Int128(count) + gain * Int128(units)
    }
    return total
  }
}
