import AssignmentCore

/// A plan in the making: who is placed where, and the room that is left.
///
/// People are placed by blocks: one unit of a row, or a household that goes to one cell. Invariant: the plan meets
/// counts, capacities, caps, the first budget of each column, households and upper bounds of linear constraints; minimums, marginals and other budgets are
/// judged when it is done.
struct PlanDraft {
  /// Units of one arc.
  struct Part {
    var arc: Int32
    var units: Int32
  }

  let network: LinkedNetwork
  /// Worth of a unit on each arc.
  let gains: [Double]
  /// The household of each block, −1 for a unit of a row.
  let householdOfBlock: [Int32]
  /// The row of each block that is a unit.
  let rowOfBlock: [Int32]
  /// Blocks with an arc into each column.
  let blocksOfColumn: [[Int32]]
  /// Arcs of link l are `arcsOfLink[linkStarts[l] ..< linkStarts[l + 1]]`, ascending.
  private let linkStarts: [Int]
  private let arcsOfLink: [Int32]
  private let ways: HouseholdWays
  private(set) var placed: [[Part]]
  private(set) var worth: [Double]
  private(set) var total = 0.0
  /// Blocks placed in each column.
  private(set) var residents: [[Int32]]
  private var roomOfColumn: [Int64]
  private var hoursLeft: [Int64]
  private var roomOfGroup: [Int64]
  /// Sum of each linear constraint.
  private var sums: [Int64]

  init(_ network: LinkedNetwork, gains: [Double]) {
    let problem = network.problem
    self.network = network
    self.gains = gains
    var (households, rows): ([Int32], [Int32]) = ([], [])
    for index in network.table.households.indices {
      households.append(Int32(index))
      rows.append(-1)
    }
    for row in 0..<problem.rowCount where network.table.householdOfRow[row] < 0 {
      for _ in 0..<problem.rowCounts[row] {
        households.append(-1)
        rows.append(Int32(row))
      }
    }
    (householdOfBlock, rowOfBlock) = (households, rows)
    placed = households.map { _ in [] }
    worth = households.map { _ in 0 }
    residents = [[Int32]](repeating: [], count: problem.columnCount)
    roomOfColumn = (0..<problem.columnCount).map { problem.capacity(ofOutlet: $0) }
    hoursLeft = network.limitOfColumn.map { $0 ?? .max / 4 }
    roomOfGroup = problem.groups.map { Int64($0.capacity) }
    sums = [Int64](repeating: 0, count: network.table.linears.count)
    var blocks = [[Int32]](repeating: [], count: problem.columnCount)
    for block in households.indices {
      for row in Self.rows(network, households[block], rows[block]) {
        for arc in problem.arcs.arcs(ofRow: row) where network.roomOfArc[arc] > 0 {
          let column = Int(network.columnOfArc[arc])
          if blocks[column].last != Int32(block) { blocks[column].append(Int32(block)) }
        }
      }
    }
    blocksOfColumn = blocks
    (linkStarts, arcsOfLink) = Self.byLink(network)
    let starts = linkStarts
    ways = HouseholdWays(network.table) { starts[$0 + 1] - starts[$0] }
  }

  private static func byLink(_ network: LinkedNetwork) -> (starts: [Int], arcs: [Int32]) {
    var starts = [Int](repeating: 0, count: network.table.count + 1)
    for link in network.linkOfArc { starts[Int(link) + 1] += 1 }
    for link in 0..<network.table.count { starts[link + 1] += starts[link] }
    var (next, arcs) = (starts, [Int32](repeating: 0, count: network.linkOfArc.count))
    for (arc, link) in network.linkOfArc.enumerated() {
      arcs[next[Int(link)]] = Int32(truncatingIfNeeded: arc)
      next[Int(link)] += 1
    }
    return (starts, arcs)
  }

  var blockCount: Int { placed.count }

  /// Rows over whose arcs a block may be placed.
  private static func rows(_ network: LinkedNetwork, _ household: Int32, _ row: Int32) -> [Int] {
    if household >= 0 { return network.table.households[Int(household)].rows }
    return [Int(row)] + (network.problem.parent(ofRow: Int(row)).map { [$0] } ?? [])
  }

  func isPlaced(_ block: Int) -> Bool { !placed[block].isEmpty }

  private func fits(_ arc: Int, _ units: Int32) -> Bool {
    let column = Int(network.columnOfArc[arc])
    guard network.roomOfArc[arc] >= units, roomOfColumn[column] >= Int64(units),
      hoursLeft[column] >= network.hoursOfArc[arc] * Int64(units)
    else { return false }
    let linears = network.table.linears
    for entry in linears.entries(ofArc: arc) {
      let (index, step) = (Int(entry.constraint), entry.weight * Int64(units))
      if step > 0, let upper = linears.uppers[index], sums[index] + step > upper { return false }
      if step < 0, let lower = linears.lowers[index], sums[index] + step < lower { return false }
    }
    return network.groupsOfColumn[column].allSatisfy { roomOfGroup[$0] >= Int64(units) }
  }

  private mutating func move(_ arc: Int, _ units: Int32, into: Bool) {
    let column = Int(network.columnOfArc[arc])
    let change = Int64(into ? units : -units)
    roomOfColumn[column] -= change
    hoursLeft[column] -= network.hoursOfArc[arc] * change
    for group in network.groupsOfColumn[column] { roomOfGroup[group] -= change }
    for entry in network.table.linears.entries(ofArc: arc) { sums[Int(entry.constraint)] += entry.weight * change }
  }

  /// Places a block on these arcs, which must have room.
  mutating func put(_ block: Int, _ parts: [Part]) {
    var sum = 0.0
    for part in parts {
      move(Int(part.arc), part.units, into: true)
      sum += gains[Int(part.arc)] * Double(part.units)
      let column = Int(network.columnOfArc[Int(part.arc)])
      if residents[column].last != Int32(block) { residents[column].append(Int32(block)) }
    }
    placed[block] = parts
    worth[block] = sum
    total += sum
  }

  /// Takes a block out.
  mutating func remove(_ block: Int) {
    for part in placed[block] {
      move(Int(part.arc), part.units, into: false)
      let column = Int(network.columnOfArc[Int(part.arc)])
      if let index = residents[column].firstIndex(of: Int32(block)) { residents[column].remove(at: index) }
    }
    total -= worth[block]
    (placed[block], worth[block]) = ([], 0)
  }

  /// Places a block where it is worth most now; false where it has no room or is worth less than nothing.
  ///
  /// `noise` is added to the worth of each arc, to try other ways.
  @discardableResult
  mutating func insert(_ block: Int, noise: (Int) -> Double = { _ in 0 }) -> Bool {
    let parts = householdOfBlock[block] < 0 ? bestArc(block, noise) : bestCell(block, noise)
    guard !parts.isEmpty else { return false }
    put(block, parts)
    return true
  }

  private func bestArc(_ block: Int, _ noise: (Int) -> Double) -> [Part] {
    var (best, value) = (-1, 0.0)
    for row in Self.rows(network, -1, rowOfBlock[block]) {
      for arc in network.problem.arcs.arcs(ofRow: row) where fits(arc, 1) {
        let worth = gains[arc] + noise(arc)
        if gains[arc] > 0, best < 0 || worth > value { (best, value) = (arc, worth) }
      }
    }
    return best < 0 ? [] : [Part(arc: Int32(best), units: 1)]
  }

  /// As ``insert(_:noise:)``, for a unit of a row that may go to these columns alone; a household may go anywhere.
  @discardableResult
  mutating func insert(_ block: Int, into columns: [Int], noise: (Int) -> Double = { _ in 0 }) -> Bool {
    guard householdOfBlock[block] < 0 else { return insert(block, noise: noise) }
    var (best, value) = (-1, 0.0)
    for row in Self.rows(network, -1, rowOfBlock[block]) {
      for column in columns {
        guard let arc = network.problem.arcs.arc(row: row, column: column), gains[arc] > 0, fits(arc, 1) else {
          continue
        }
        let worth = gains[arc] + noise(arc)
        if best < 0 || worth > value { (best, value) = (arc, worth) }
      }
    }
    guard best >= 0 else { return false }
    put(block, [Part(arc: Int32(best), units: 1)])
    return true
  }

  private mutating func bestCell(_ block: Int, _ noise: (Int) -> Double) -> [Part] {
    let household = Int(householdOfBlock[block])
    let allOrNone = network.table.households[household].allOrNone
    var (best, value): ([Part], Double) = ([], 0)
    for way in ways.starts[household]..<ways.starts[household + 1] {
      guard let parts = parts(way, allOrNone, noise) else { continue }
      let worth = parts.reduce(0.0) { $0 + (gains[Int($1.arc)] + noise(Int($1.arc))) * Double($1.units) }
      let real = parts.reduce(0.0) { $0 + gains[Int($1.arc)] * Double($1.units) }
      if real > 0, best.isEmpty || worth > value { (best, value) = (parts, worth) }
    }
    return best
  }

  /// Members one after another, those with the fewest arcs first; nil where not all find room and all must.
  private mutating func parts(_ way: Int, _ allOrNone: Bool, _ noise: (Int) -> Double) -> [Part]? {
    var parts: [Part] = []
    defer { for part in parts { move(Int(part.arc), part.units, into: false) } }
    for place in ways.linkStarts[way]..<ways.linkStarts[way + 1] {
      let link = Int(ways.links[place])
      let arcs = linkStarts[link]..<linkStarts[link + 1]
      for _ in 0..<network.problem.rowCounts[Int(network.rowOfArc[Int(arcsOfLink[arcs.lowerBound])])] {
        var (best, value) = (-1, 0.0)
        for place in arcs where fits(Int(arcsOfLink[place]), 1) {
          let arc = Int(arcsOfLink[place])
          let worth = gains[arc] + noise(arc)
          if best < 0 || worth > value { (best, value) = (arc, worth) }
        }
        if best < 0 || (gains[best] <= 0 && !allOrNone) {
          if allOrNone { return nil }
          break
        }
        if let index = parts.firstIndex(where: { $0.arc == Int32(best) }) {
          parts[index].units += 1
        } else {
          parts.append(Part(arc: Int32(best), units: 1))
        }
        move(best, 1, into: true)
      }
    }
    return parts
  }

  /// Rows over whose arcs a block may be placed; at least one.
  func rows(ofBlock block: Int) -> [Int] { Self.rows(network, householdOfBlock[block], rowOfBlock[block]) }

  var assignment: Assignment { assignment(placed) }

  /// The plan that places blocks so.
  func assignment(_ placed: [[Part]]) -> Assignment {
    var units: [Int32: Int32] = [:]
    for parts in placed {
      for part in parts { units[part.arc, default: 0] += part.units }
    }
    return Assignment(
      flows: units.map { arc, count in
        .init(row: network.rowOfArc[Int(arc)], column: network.columnOfArc[Int(arc)], units: count)
      })
  }

  /// Places households alone, the largest first, each where it is worth most less what places in columns are worth;
  /// everybody else is taken out.
  mutating func placeHouseholds(worth: [Double]) {
    for block in placed.indices where isPlaced(block) { remove(block) }
    let households = placed.indices.filter { householdOfBlock[$0] >= 0 }
    let sizes = households.map { block in rows(ofBlock: block).reduce(0) { $0 + network.problem.rowCounts[$1] } }
    let order = households.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let columns = network.columnOfArc
    for index in order { insert(households[index]) { -worth[Int(columns[$0])] } }
  }

  /// Places blocks as a plan does, as far as rules allow.
  mutating func follow(_ plan: Assignment) {
    var left: [Int: Int32] = [:]
    for flow in plan.flows {
      if let arc = network.problem.arcs.arc(row: Int(flow.row), column: Int(flow.column)) { left[arc] = flow.units }
    }
    for block in placed.indices where !isPlaced(block) {
      var parts: [Part] = []
      if householdOfBlock[block] < 0 {
        for row in Self.rows(network, -1, rowOfBlock[block]) where parts.isEmpty {
          let arcs = network.problem.arcs.arcs(ofRow: row)
          if let arc = arcs.first(where: { left[$0, default: 0] > 0 && fits($0, 1) }) {
            left[arc, default: 0] -= 1
            parts = [Part(arc: Int32(arc), units: 1)]
          }
        }
      } else {
        let household = network.table.households[Int(householdOfBlock[block])]
        let arcs = household.rows.flatMap { network.problem.arcs.arcs(ofRow: $0).filter { left[$0, default: 0] > 0 } }
        let all = arcs.map { Part(arc: Int32($0), units: left[$0] ?? 0) }
        let wanted = household.rows.reduce(Int32(0)) { $0 + network.problem.rowCounts[$1] }
        let cells = Set(arcs.map { network.table.cellOfLink[Int(network.linkOfArc[$0])] })
        let served = all.reduce(0) { $0 + $1.units }
        if cells.count == 1, served == wanted || !household.allOrNone, canPut(all) { parts = all }
      }
      if !parts.isEmpty { put(block, parts) }
    }
  }

  /// Whether all parts fit together.
  mutating func canPut(_ parts: [Part]) -> Bool {
    var done = 0
    defer { for part in parts.prefix(done) { move(Int(part.arc), part.units, into: false) } }
    for part in parts {
      guard fits(Int(part.arc), part.units) else { return false }
      move(Int(part.arc), part.units, into: true)
      done += 1
    }
    return true
  }
}

/// The cells that each household can go to, with the links of its members there.
struct HouseholdWays {
  /// Ways of household h are `starts[h] ..< starts[h + 1]`, by ascending cell.
  private(set) var starts = [0]
  /// Links of way w are `links[linkStarts[w] ..< linkStarts[w + 1]]`, those with the fewest arcs first.
  private(set) var linkStarts = [0]
  private(set) var links: [Int32] = []

  /// `arcs`: how many arcs each link has.
  init(_ table: LinkTable, arcs: (Int) -> Int) {
    for household in table.households {
      // The links of each member are by ascending cell as well, so that one pass over all finds them.
      var next = household.rows.map { table.starts[$0] }
      for cell in household.cells {
        var own: [Int32] = []
        for (member, row) in household.rows.enumerated()
        where next[member] < table.starts[row + 1] && table.cellOfLink[next[member]] == cell {
          own.append(Int32(truncatingIfNeeded: next[member]))
          next[member] += 1
        }
        if household.allOrNone, own.count < household.rows.count { continue }
        own.sort { (arcs(Int($0)), $0) < (arcs(Int($1)), $1) }
        links += own
        linkStarts.append(links.count)
      }
      starts.append(linkStarts.count - 1)
    }
  }
}
