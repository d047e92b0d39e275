import AssignmentCore

/// What rows and columns may still choose at a node of the search tree.
///
/// Invariants: bounds of arcs follow from the branches of the node; a cell that cannot hold a household that comes
/// whole is closed; members with one way into a cell are one item of their column.
struct NodeModel {
  /// Units taken together or not at all by one column.
  struct Item {
    /// Parts `first ..< end` of ``NodeModel/partArcs``.
    var first: Int32
    var end: Int32
    var units: Int
    var hours: Int64
  }

  /// What a column chooses from.
  struct Column {
    /// Items that must come.
    var forced: Range<Int>
    /// Items that may.
    var free: Range<Int>
    var startUnits = 0
    /// Units that the free items may use.
    var room = 0
    /// Whether units count at all: there is more on offer than room, or their number scores or has a minimum.
    var countsUnits = true
    /// Hours that they may use; nil where they cannot exceed them.
    var limit: Int64?
    var grain: Int64 = 1
  }

  private(set) var lower: [Int32]
  private(set) var upper: [Int32]
  private(set) var rowLower: [Int64]
  private(set) var rowUpper: [Int64]
  /// False where no plan is left.
  private(set) var isFeasible = true
  private(set) var items: [Item] = []
  private(set) var partArcs: [Int32] = []
  private(set) var partUnits: [Int32] = []
  private(set) var columns: [Column] = []
  /// Least and most units over each link, if all that its row serves go over it.
  private(set) var linkLower: [Int64] = []
  private(set) var linkUpper: [Int64] = []

  /// Applies the branches of a node to all plans.
  init(_ network: LinkedNetwork, _ path: [(branch: SearchTreeProof.Branch, holds: Bool)]) {
    lower = [Int32](repeating: 0, count: network.roomOfArc.count)
    upper = network.roomOfArc
    rowLower = [Int64](repeating: 0, count: network.reachable.count)
    rowUpper = network.reachable
    for step in path { apply(step.branch, step.holds, network) }
    checkRows(network)
    if isFeasible { closeCells(network) }
    if isFeasible { checkLinears(network.table.linears) }
    if isFeasible { makeItems(network) }
    if isFeasible { makeLinks(network) }
  }

  private mutating func apply(_ branch: SearchTreeProof.Branch, _ holds: Bool, _ network: LinkedNetwork) {
    switch branch {
    case .cells(let constraint, let named):
      guard case .together(let rows, let cells, _) = network.problem.sideConstraints[Int(constraint)] else { return }
      for row in rows {
        for arc in network.problem.arcs.arcs(ofRow: Int(row)) {
          if named.contains(cells.cells[Int(network.columnOfArc[arc])]) != holds { upper[arc] = 0 }
        }
      }
    case .units(let row, let columns, let most):
      let (row, arcs) = (Int(row), network.problem.arcs.arcs(ofRow: Int(row)))
      if columns.isEmpty {
        if holds { rowUpper[row] = min(rowUpper[row], Int64(most)) }
        if holds, most == 0 { for arc in arcs { upper[arc] = 0 } }
        if !holds { rowLower[row] = max(rowLower[row], Int64(most) + 1) }
        return
      }
      let isSingle = network.reachable[row] <= 1
      for arc in arcs {
        let isNamed = columns.contains(network.columnOfArc[arc])
        if holds, isNamed { upper[arc] = min(upper[arc], most) }
        if !holds, isSingle, !isNamed { upper[arc] = 0 }
        if !holds, isNamed, columns.count == 1 { lower[arc] = max(lower[arc], most + 1) }
      }
      if !holds, isSingle { rowLower[row] = max(rowLower[row], 1) }
    }
  }

  private mutating func checkRows(_ network: LinkedNetwork) {
    for row in 0..<network.problem.rowCount {
      var (least, most): (Int64, Int64) = (0, 0)
      for arc in network.problem.arcs.arcs(ofRow: row) {
        if lower[arc] > upper[arc] { isFeasible = false }
        least += Int64(lower[arc])
        most += Int64(upper[arc])
      }
      if max(least, rowLower[row]) > min(most, rowUpper[row]) { isFeasible = false }
    }
  }

  /// No plan is left where bounds of arcs alone break a linear constraint; the same rule as the checker's.
  private mutating func checkLinears(_ linears: LinearTable) {
    guard !linears.isEmpty else { return }
    var least = [Int128](repeating: 0, count: linears.count)
    var most = least
    for arc in lower.indices {
      for entry in linears.entries(ofArc: arc) {
        let ends = (Int128(entry.weight) * Int128(lower[arc]), Int128(entry.weight) * Int128(upper[arc]))
        least[Int(entry.constraint)] += min(ends.0, ends.1)
        most[Int(entry.constraint)] += max(ends.0, ends.1)
      }
    }
    for index in least.indices {
      if let upper = linears.uppers[index], least[index] > Int128(upper) { isFeasible = false }
      if let lower = linears.lowers[index], most[index] < Int128(lower) { isFeasible = false }
    }
  }

  private mutating func closeCells(_ network: LinkedNetwork) {
    let table = network.table
    for household in table.households where household.allOrNone {
      for cell in household.cells {
        let holds = canHold(household, cell, network)
        if holds { continue }
        for row in household.rows {
          guard let link = table.link(ofRow: row, cell: cell) else { continue }
          for arc in network.problem.arcs.arcs(ofRow: row) where Int(network.linkOfArc[arc]) == link {
            if lower[arc] > 0 { isFeasible = false }
            upper[arc] = 0
          }
        }
      }
    }
  }

  /// Whether every member has room in the cell, and columns that are somebody's only way have room for all of those.
  private func canHold(_ household: LinkTable.Household, _ cell: Int32, _ network: LinkedNetwork) -> Bool {
    var needed: [(column: Int, units: Int64, hours: Int64)] = []
    for row in household.rows {
      guard let link = network.table.link(ofRow: row, cell: cell) else { return false }
      let count = Int64(network.problem.rowCounts[row])
      var (most, ways, last) = (Int64(0), 0, -1)
      for arc in network.problem.arcs.arcs(ofRow: row) where Int(network.linkOfArc[arc]) == link && upper[arc] > 0 {
        most += Int64(upper[arc])
        (ways, last) = (ways + 1, arc)
      }
      guard most >= count else { return false }
      guard ways == 1 else { continue }
      let column = Int(network.columnOfArc[last])
      let slot = needed.firstIndex { $0.column == column } ?? needed.count
      if slot == needed.count { needed.append((column, 0, 0)) }
      needed[slot].units += count
      needed[slot].hours += network.hoursOfArc[last] * count
      if needed[slot].units > Int64(network.problem.columnCapacities[column]) { return false }
      if let limit = network.limitOfColumn[column], needed[slot].hours > limit { return false }
    }
    return true
  }

  private mutating func makeLinks(_ network: LinkedNetwork) {
    linkLower = [Int64](repeating: 0, count: network.table.count)
    linkUpper = linkLower
    for arc in upper.indices {
      linkLower[Int(network.linkOfArc[arc])] += Int64(lower[arc])
      linkUpper[Int(network.linkOfArc[arc])] += Int64(upper[arc])
    }
    for row in 0..<network.problem.rowCount {
      let most = network.givers[row].isEmpty ? Int64(network.problem.rowCounts[row]) : network.reachable[row]
      for link in network.table.starts[row]..<network.table.starts[row + 1] {
        linkLower[link] = max(linkLower[link], rowLower[row])
        linkUpper[link] = min(linkUpper[link], rowUpper[row], most)
      }
    }
  }

  private mutating func makeItems(_ network: LinkedNetwork) {
    var isOnly = [Bool](repeating: false, count: upper.count)
    for household in network.table.households where household.allOrNone {
      for row in household.rows {
        var ways = [Int](repeating: 0, count: network.table.starts[row + 1] - network.table.starts[row])
        let (arcs, first) = (network.problem.arcs.arcs(ofRow: row), network.table.starts[row])
        for arc in arcs where upper[arc] > 0 { ways[Int(network.linkOfArc[arc]) - first] += 1 }
        for arc in arcs { isOnly[arc] = ways[Int(network.linkOfArc[arc]) - first] == 1 }
      }
    }
    for column in 0..<network.problem.columnCount where isFeasible { makeItems(network, column, isOnly) }
  }

  private mutating func makeItems(_ network: LinkedNetwork, _ column: Int, _ isOnly: [Bool]) {
    var whole: [(household: Int32, item: Item, parts: [Int32], isForced: Bool)] = []
    var (forced, free): ([(Item, [Int32])], [(Item, [Int32])]) = ([], [])
    for place in network.columnStarts[column]..<network.columnStarts[column + 1] {
      let arc = Int(network.arcsOfColumn[place])
      guard upper[arc] > 0 else { continue }
      let row = Int(network.rowOfArc[arc])
      let household = network.table.householdOfRow[row]
      if household >= 0, isOnly[arc] {
        let slot = whole.firstIndex { $0.household == household } ?? whole.count
        if slot == whole.count { whole.append((household, Item(first: 0, end: 0, units: 0, hours: 0), [], false)) }
        let count = network.problem.rowCounts[row]
        whole[slot].item.units += Int(count)
        whole[slot].item.hours += network.hoursOfArc[arc] * Int64(count)
        whole[slot].parts.append(Int32(arc))
        whole[slot].isForced = whole[slot].isForced || lower[arc] > 0
      } else {
        let item = Item(first: 0, end: 0, units: 1, hours: network.hoursOfArc[arc])
        for copy in 0..<upper[arc] {
          if copy < lower[arc] { forced.append((item, [Int32(arc)])) } else { free.append((item, [Int32(arc)])) }
        }
      }
    }
    for group in whole {
      if group.isForced { forced.append((group.item, group.parts)) } else { free.append((group.item, group.parts)) }
    }
    add(forced, free, column, network)
  }

  private mutating func add(
    _ forced: [(Item, [Int32])], _ free: [(Item, [Int32])], _ column: Int, _ network: LinkedNetwork
  ) {
    let first = items.count
    for (item, parts) in forced + free {
      var item = item
      item.first = Int32(partArcs.count)
      for arc in parts {
        partArcs.append(arc)
        partUnits.append(
          parts.count == 1 && item.units == 1 ? 1 : network.problem.rowCounts[Int(network.rowOfArc[Int(arc)])])
      }
      item.end = Int32(partArcs.count)
      items.append(item)
    }
    var one = Column(forced: first..<first + forced.count, free: first + forced.count..<items.count)
    one.startUnits = forced.reduce(0) { $0 + $1.0.units }
    let hours = forced.reduce(Int64(0)) { $0 + $1.0.hours }
    let most = min(Int(network.problem.columnCapacities[column]), Int(network.problem.units))
    let offered = free.reduce(0) { $0 + $1.0.units }
    guard one.startUnits <= most else {
      isFeasible = false
      return
    }
    one.room = min(most - one.startUnits, offered)
    if let limit = network.limitOfColumn[column] {
      guard hours <= limit else {
        isFeasible = false
        return
      }
      if free.reduce(Int64(0), { $0 + $1.0.hours }) > limit - hours { one.limit = limit - hours }
    }
    one.countsUnits =
      offered > one.room || network.marginals[column] != nil || network.problem.floor(ofOutlet: column) > 0
    one.grain = ColumnGrain.size(limit: one.limit ?? 0, room: one.countsUnits ? one.room : 0)
    columns.append(one)
  }

  /// An arc that the branches leave open; nil where one plan is left.
  func openArc(after first: Int = 0) -> Int? { upper.indices.first { lower[$0] < upper[$0] && $0 >= first } }
}

/// Hours are counted in grains so that no table grows too large; the same rule as the checker's.
enum ColumnGrain {
  static let entryLimit: Int64 = 1 << 15

  static func size(limit: Int64, room: Int) -> Int64 {
    let allowed = max(1, entryLimit / Int64(room + 1))
    return limit < allowed ? 1 : limit / allowed + 1
  }
}
