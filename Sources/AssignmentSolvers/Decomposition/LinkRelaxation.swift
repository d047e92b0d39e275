import AssignmentCore

// Problem: the best plan of a node when rows and columns choose on their own and prices on links, groups and earlier
// levels charge the difference: an upper bound for every plan of the node, and the units on which they disagree.
//
// Formulation: Lagrangian decomposition. Each unit is placed twice. Rows and households take their best links; a column
// solves a knapsack over units and hours at score − link price − group prices; a group passes the number of units that
// pays best. What belongs together and has one way into a cell is one item, so a household that comes whole weighs on
// its attorney as a whole: most of the bound's strength beyond the linear relaxation.
// Invariants: integers only; `value` is what the checker computes from the same prices, or more where it may overrate.
// Complexity: O(items × units × grains) per evaluation at worst; where neither units nor hours bind, O(items).
// Reference: M. Guignard, S. Kim, Lagrangean decomposition: a model yielding stronger Lagrangean bounds (1987).
struct LinkRelaxation {
  let network: LinkedNetwork
  /// Scores of arcs, levels weighed, for the present prices of earlier levels.
  private var scores: [Int64]
  private let levelScores: [[Int64]]
  let scale: Int64
  let level: Int
  /// Value kept in each earlier level.
  let kept: [Int64]

  /// The bound, in units of 1 ÷ scale.
  private(set) var value: Int64 = 0
  /// Units that rows and that columns place over each link.
  private(set) var rowUnits: [Int64]
  private(set) var columnUnits: [Int64]
  /// Units that groups pass, and that columns and idle rows send through them.
  private(set) var groupUnits: [Int64]
  private(set) var arrivals: [Int64]
  /// What the columns' choices add up to in each linear constraint.
  private(set) var sums: [Int64]
  /// Prices of the linear constraints that a unit on each arc pays; empty without any.
  private var linearTolls: [Int64] = []
  /// What the columns' choices score in the earlier levels.
  private(set) var reached: [Int64]
  /// Arcs that columns chose, with units.
  private(set) var chosen: [(arc: Int32, units: Int32)] = []

  private var weights: [Int64]
  private var knapsack = Knapsack()
  /// Where the knapsack of each column ended last.
  private var columnPrices: [CoreKnapsack.Prices]
  private var columnGrains: [Int64]
  private var tolls: [Int64]

  init(_ network: LinkedNetwork, level: Int, kept: [Int64], scale: Int64) {
    self.network = network
    self.level = level
    self.kept = kept
    self.scale = scale
    levelScores = (0...level).map { network.scores(level: $0) }
    scores = levelScores[level].map { $0 * scale }
    weights = [Int64](repeating: 0, count: level)
    rowUnits = [Int64](repeating: 0, count: network.table.count)
    columnUnits = rowUnits
    groupUnits = [Int64](repeating: 0, count: network.problem.groups.count)
    arrivals = groupUnits
    reached = weights
    sums = [Int64](repeating: 0, count: network.table.linears.count)
    tolls = groupUnits
    columnPrices = [CoreKnapsack.Prices](repeating: .init(), count: network.problem.columnCount)
    columnGrains = [Int64](repeating: 1, count: network.problem.columnCount)
  }

  /// Score of an arc at the present prices of levels.
  func score(ofArc arc: Int) -> Int64 { scores[arc] }

  /// Whether a column whose knapsack takes long may be bounded instead of solved: ``value`` is a bound all the same.
  var mayOverrate: Bool {
    get { knapsack.mayOverrate }
    set { knapsack.mayOverrate = newValue }
  }
  /// Whether that happened in the last evaluation.
  var hasOverrated: Bool { knapsack.hasOverrated }

  /// Computes the bound at some prices.
  mutating func evaluate(_ node: NodeModel, _ prices: LinkPrices) {
    if weights != prices.levels { weigh(prices.levels) }
    for index in rowUnits.indices { (rowUnits[index], columnUnits[index]) = (0, 0) }
    for group in arrivals.indices { (arrivals[group], groupUnits[group]) = (0, 0) }
    for index in reached.indices { reached[index] = 0 }
    for index in sums.indices { sums[index] = 0 }
    chosen.removeAll(keepingCapacity: true)
    value = 0
    knapsack.hasOverrated = false
    payLinears(prices)
    for column in node.columns.indices { place(column, node, prices) }
    placeRows(node, prices)
    placeHouseholds(node, prices)
    placeGroups(prices)
    for (price, value) in zip(prices.levels, kept) { self.value -= price * value }
  }

  private mutating func payLinears(_ prices: LinkPrices) {
    let linears = network.table.linears
    guard !linears.isEmpty else { return }
    if linearTolls.isEmpty { linearTolls = [Int64](repeating: 0, count: scores.count) }
    for arc in linearTolls.indices {
      var toll: Int64 = 0
      for entry in linears.entries(ofArc: arc) { toll += prices.sides[Int(entry.constraint)] * entry.weight }
      linearTolls[arc] = toll
    }
    for (index, price) in prices.sides.enumerated() where price != 0 {
      value += price * ((price > 0 ? linears.uppers[index] : linears.lowers[index]) ?? 0)
    }
  }

  /// How the bound changes with the price of a linear constraint.
  func slope(ofLinear index: Int, price: Int64) -> Int64 {
    let linears = network.table.linears
    if let upper = linears.uppers[index], network.bindsAbove[index], price > 0 || sums[index] > upper {
      return upper - sums[index]
    }
    if let lower = linears.lowers[index], network.bindsBelow[index], price < 0 || sums[index] < lower {
      return lower - sums[index]
    }
    return 0
  }

  private mutating func weigh(_ prices: [Int64]) {
    weights = prices
    for arc in scores.indices {
      var sum = levelScores[level][arc] * scale
      for (index, price) in prices.enumerated() { sum += price * levelScores[index][arc] }
      scores[arc] = sum
    }
  }

  private func weighed(_ vector: [Int64]) -> Int64 {
    var sum = vector[level] * scale
    for (index, price) in weights.enumerated() { sum += price * vector[index] }
    return sum
  }

  private func gain(_ marginal: OutletMarginal?, _ flow: Int64) -> Int64 {
    var (sum, rest) = (Int64(0), flow)
    for segment in marginal?.segments ?? [] where rest > 0 {
      let units = min(rest, Int64(segment.width))
      rest -= units
      sum += weighed(segment.scores) * units
    }
    return sum
  }

  /// What a unit on each arc is worth beyond all prices, those of its column's room and hours as they were last.
  func reducedProfits(_ prices: LinkPrices) -> [Int64] {
    scores.indices.map { arc in
      let column = Int(network.columnOfArc[arc])
      var worth = scores[arc] - prices.links[Int(network.linkOfArc[arc])]
      for group in network.groupsOfColumn[column] { worth -= prices.groups[group] }
      let grain = max(1, columnGrains[column])
      return worth - columnPrices[column].unit - columnPrices[column].grain * (network.hoursOfArc[arc] / grain)
    }
  }

  // MARK: Columns

  private mutating func place(_ column: Int, _ node: NodeModel, _ prices: LinkPrices) {
    let model = node.columns[column]
    columnGrains[column] = model.grain
    var toll: Int64 = 0
    for group in network.groupsOfColumn[column] { toll += prices.groups[group] }
    let marginal = network.marginals[column]
    let floor = Int(network.problem.floor(ofOutlet: column))
    let isPlain = marginal == nil && floor == 0
    knapsack.begin(room: model.countsUnits ? model.room : 0, limit: model.limit ?? 0, grain: model.grain)
    for index in model.free {
      let profit = profit(node, index, toll, prices)
      if isPlain, profit <= 0 { continue }
      let item = node.items[index]
      knapsack.add(
        index, units: model.countsUnits ? item.units : 0, hours: model.limit == nil ? 0 : item.hours, profit: profit)
    }
    var base: Int64 = 0
    for index in model.forced { base += profit(node, index, toll, prices) }
    if isPlain {
      value += base + knapsack.solve(&columnPrices[column])
    } else {
      knapsack.solveByUnits()
      var (best, bestUnits): (Int64?, Int) = (nil, 0)
      for units in max(0, floor - model.startUnits)...max(model.room, floor - model.startUnits) {
        guard let profit = knapsack.profit(units: units) else { continue }
        let total = profit + gain(marginal, Int64(model.startUnits + units))
        if best.map({ $0 < total }) ?? true { (best, bestUnits) = (total, units) }
      }
      // No choice meets the minimum: any plan is bounded by so little that the node is done.
      value += base + (best ?? Self.impossible)
      knapsack.trace(units: bestUnits)
      count(marginal, units: Int64(model.startUnits + bestUnits))
    }
    for index in model.forced { take(node, index, column) }
    for index in knapsack.taken { take(node, index, column) }
  }

  /// Less than any sum of scores.
  static let impossible = -(Int64(1) << 60)

  func profit(_ node: NodeModel, _ index: Int, _ toll: Int64, _ prices: LinkPrices) -> Int64 {
    let item = node.items[index]
    var sum: Int64 = 0
    for part in Int(item.first)..<Int(item.end) {
      let arc = Int(node.partArcs[part])
      let paid = toll + (linearTolls.isEmpty ? 0 : linearTolls[arc])
      sum += Int64(node.partUnits[part]) * (scores[arc] - prices.links[Int(network.linkOfArc[arc])] - paid)
    }
    return sum
  }

  private mutating func take(_ node: NodeModel, _ index: Int, _ column: Int) {
    let item = node.items[index]
    for part in Int(item.first)..<Int(item.end) {
      let (arc, units) = (Int(node.partArcs[part]), node.partUnits[part])
      chosen.append((Int32(arc), units))
      columnUnits[Int(network.linkOfArc[arc])] += Int64(units)
      for earlier in reached.indices { reached[earlier] += levelScores[earlier][arc] * Int64(units) }
      for group in network.groupsOfColumn[column] { arrivals[group] += Int64(units) }
      for entry in network.table.linears.entries(ofArc: arc) {
        sums[Int(entry.constraint)] += entry.weight * Int64(units)
      }
    }
  }

  private mutating func count(_ marginal: OutletMarginal?, units: Int64) {
    var rest = units
    for segment in marginal?.segments ?? [] where rest > 0 {
      let taken = min(rest, Int64(segment.width))
      rest -= taken
      for earlier in reached.indices { reached[earlier] += segment.scores[earlier] * taken }
    }
  }

  // MARK: Rows

  private func idle(_ row: Int, _ prices: LinkPrices) -> Int64 {
    network.problem.idleOutlet(ofRow: row).map { -prices.groups[$0 - network.problem.columnCount] } ?? 0
  }

  private mutating func leave(_ row: Int, _ units: Int64, _ worth: Int64) {
    value += worth * units
    if let outlet = network.problem.idleOutlet(ofRow: row) { arrivals[outlet - network.problem.columnCount] += units }
  }

  private mutating func placeRows(_ node: NodeModel, _ prices: LinkPrices) {
    let problem = network.problem
    for row in 0..<problem.rowCount where network.table.householdOfRow[row] < 0 && problem.parent(ofRow: row) == nil {
      let unserved = idle(row, prices)
      if !network.givers[row].isEmpty {
        placeFamily(row, unserved, node, prices)
        continue
      }
      let link = network.table.starts[row]
      let gain = prices.links[link] - unserved
      let range = (node.linkLower[link], node.linkUpper[link])
      let units = gain > 0 ? range.1 : (gain < 0 ? range.0 : min(range.1, max(range.0, columnUnits[link])))
      rowUnits[link] = units
      value += prices.links[link] * units
      leave(row, Int64(problem.rowCounts[row]) - units, unserved)
    }
  }

  /// A row and those that hand units on to it: dearest links first.
  private mutating func placeFamily(_ row: Int, _ unserved: Int64, _ node: NodeModel, _ prices: LinkPrices) {
    let links = (network.givers[row] + [row]).map { network.table.starts[$0] }
    var left = (network.givers[row] + [row]).reduce(Int64(0)) { $0 + Int64(network.problem.rowCounts[$1]) }
    for link in links {
      rowUnits[link] = node.linkLower[link]
      left -= node.linkLower[link]
      value += prices.links[link] * node.linkLower[link]
    }
    for link in links.sorted(by: { (prices.links[$1], $0) < (prices.links[$0], $1) })
    where prices.links[link] > unserved {
      let units = max(0, min(left, node.linkUpper[link] - node.linkLower[link]))
      rowUnits[link] += units
      left -= units
      value += prices.links[link] * units
    }
    if left < 0 { value += Self.impossible }
    leave(row, max(0, left), unserved)
  }

  private mutating func placeHouseholds(_ node: NodeModel, _ prices: LinkPrices) {
    for household in network.table.households {
      var (best, bestCell, agreement): (Int64?, Int32, Int64) = (unserved(household, node, prices), -1, 0)
      for cell in household.cells {
        guard let (value, same) = inside(household, cell, node, prices) else { continue }
        let isBetter = best.map { value > $0 || (value == $0 && same > agreement) } ?? true
        if isBetter { (best, bestCell, agreement) = (value, cell, same) }
      }
      value += best ?? Self.impossible
      guard best != nil else { continue }
      for row in household.rows {
        let units = bestCell < 0 ? 0 : chosenUnits(household, row, bestCell, node, prices)
        if units > 0, let link = network.table.link(ofRow: row, cell: bestCell) { rowUnits[link] = units }
        if let outlet = network.problem.idleOutlet(ofRow: row) {
          arrivals[outlet - network.problem.columnCount] += Int64(network.problem.rowCounts[row]) - units
        }
      }
    }
  }

  private func unserved(_ household: LinkTable.Household, _ node: NodeModel, _ prices: LinkPrices) -> Int64? {
    var total: Int64 = 0
    for row in household.rows {
      for link in network.table.starts[row]..<network.table.starts[row + 1] where node.linkLower[link] > 0 {
        return nil
      }
      total += idle(row, prices) * Int64(network.problem.rowCounts[row])
    }
    return total
  }

  private func chosenUnits(
    _ household: LinkTable.Household, _ row: Int, _ cell: Int32, _ node: NodeModel, _ prices: LinkPrices
  ) -> Int64 {
    guard let link = network.table.link(ofRow: row, cell: cell) else { return 0 }
    if household.allOrNone { return Int64(network.problem.rowCounts[row]) }
    return prices.links[link] > idle(row, prices) ? node.linkUpper[link] : node.linkLower[link]
  }

  /// The value of a cell for a household, and how many of its units the columns place there; nil where it cannot go.
  private func inside(
    _ household: LinkTable.Household, _ cell: Int32, _ node: NodeModel, _ prices: LinkPrices
  ) -> (Int64, Int64)? {
    var (total, same): (Int64, Int64) = (0, 0)
    for row in household.rows {
      let count = Int64(network.problem.rowCounts[row])
      let unserved = idle(row, prices)
      total += unserved * count
      let own = network.table.link(ofRow: row, cell: cell)
      for link in network.table.starts[row]..<network.table.starts[row + 1] where link != own {
        if node.linkLower[link] > node.rowLower[row] { return nil }
      }
      guard let link = own else {
        if household.allOrNone || node.rowLower[row] > 0 { return nil }
        continue
      }
      let (least, most) = (node.linkLower[link], min(count, node.linkUpper[link]))
      guard least <= most, !household.allOrNone || (least...most).contains(count) else { return nil }
      let gain = prices.links[link] - unserved
      total += gain * (household.allOrNone ? count : (gain > 0 ? most : least))
      same += columnUnits[link]
    }
    return (total, same)
  }

  // MARK: Groups

  private mutating func placeGroups(_ prices: LinkPrices) {
    let problem = network.problem
    for group in problem.groups.indices {
      let outlet = problem.columnCount + group
      let most = min(problem.capacity(ofOutlet: outlet), problem.units)
      let least = problem.floor(ofOutlet: outlet)
      let marginal = network.marginals[outlet]
      var (best, bestFlow): (Int64?, Int64) = (nil, 0)
      func offer(_ flow: Int64, _ best: inout Int64?, _ bestFlow: inout Int64) {
        let total = gain(marginal, flow) + prices.groups[group] * flow
        if best.map({ $0 < total }) ?? true { (best, bestFlow) = (total, flow) }
      }
      if least <= most {
        offer(least, &best, &bestFlow)
        var end: Int64 = 0
        for segment in marginal?.segments ?? [] {
          end += Int64(segment.width)
          if end > least, end < most { offer(end, &best, &bestFlow) }
        }
        offer(most, &best, &bestFlow)
        // Any flow is as good where the price is 0: what arrives, if it fits.
        if prices.groups[group] == 0, marginal == nil { bestFlow = min(most, max(least, arrivals[group])) }
      }
      value += best ?? Self.impossible
      groupUnits[group] = bestFlow
      count(marginal, units: bestFlow)
    }
  }
}
