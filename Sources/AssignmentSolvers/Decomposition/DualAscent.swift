import AssignmentCore

/// Looks for prices at which the bound of a node is low.
///
/// Problem: minimise the convex, piecewise linear bound of `LinkRelaxation`. Method: the volume algorithm (Barahona,
/// Anbil 2000): steps from the best prices so far along the average of the slopes seen, as long as the value of the best
/// plan asks (Polyak 1969), longer after success and shorter after failures. The same average over the columns' choices
/// is a plan in fractions, which tells where to branch and where to look for plans. Steps are taken in floating point
/// and rounded to prices, so every value seen is exact.
/// Deviation: a household has one coordinate for its price in all cells, and others only for how its members share it in
/// a cell. Where no column takes a household, a lower price than elsewhere never lowers the bound, so nothing is lost.
/// Complexity: one evaluation and O(links) per step.
struct DualAscent {
  var relaxation: LinkRelaxation
  /// The lowest bound found, in units of 1 ÷ scale, and its prices.
  private(set) var best: Int64 = .max
  private(set) var bestPrices = LinkPrices(levels: [], links: [], groups: [])
  /// How often columns chose each arc, averaged over the steps, the last ones most.
  private(set) var shares: [Double]
  private(set) var steps = 0
  /// Factor of the last step.
  private(set) var factor = 1.0
  /// What ``shares`` are to be multiplied by while steps are taken; 1 between runs.
  private var fading = 1.0
  /// Whether the lowest bound would be lower still if every knapsack had been solved.
  private var hasOverrated = false
  private let limitOfPrice: Double
  private let limitsOfLevels: [Double]
  /// The links of each household by cell; whole where every member has one.
  private var cells: [[(links: [Int32], isWhole: Bool, units: Double)]] = []
  /// √ of the units of each household.
  private var roots: [Double] = []
  /// Units of each link's row.
  private var share: [Double] = []
  /// Largest weight in each linear constraint: its coordinate is its price times that.
  private let sideWeights: [Double]
  private var point: [Double] = []
  private var direction: [Double] = []

  init(_ relaxation: LinkRelaxation, limitOfPrice: Int64, limitsOfLevels: [Int64]) {
    self.relaxation = relaxation
    self.limitOfPrice = Double(limitOfPrice)
    self.limitsOfLevels = limitsOfLevels.map { Double($0) }
    let network = relaxation.network
    sideWeights = network.weightOfLinear.map { Double($0) }
    shares = [Double](repeating: 0, count: network.rowOfArc.count)
    share = [Double](repeating: 0, count: network.table.count)
    for row in 0..<network.problem.rowCount {
      for link in network.table.starts[row]..<network.table.starts[row + 1] {
        share[link] = Double(network.problem.rowCounts[row])
      }
    }
    for household in network.table.households {
      let units = household.rows.reduce(0.0) { $0 + Double(network.problem.rowCounts[$1]) }
      roots.append(units.squareRoot())
      cells.append(
        household.cells.map { cell in
          let links = household.rows.compactMap { network.table.link(ofRow: $0, cell: cell).map { Int32($0) } }
          return (links, links.count == household.rows.count, units)
        })
    }
  }

  /// How hard to try.
  struct Effort {
    var steps: Int
    /// Steps without gain before the step is halved.
    var patience: Int
    /// First factor of the step.
    var factor: Double
    var mayOverrate = false
  }

  private static let leastFactor = 0.00001

  /// Searches from `start`; ends early below `target`, or when a limit says so.
  ///
  /// A search that may overrate uses bounds for knapsacks that take long, and when it can go no further these themselves.
  mutating func run(
    _ node: NodeModel, from start: LinkPrices, target: Int64, aim: Int64, _ effort: Effort, _ limits: SolveLimits
  ) {
    relaxation.mayOverrate = effort.mayOverrate
    hasOverrated = false
    descend(node, from: start, target: target, aim: aim, effort, limits)
    relaxation.mayOverrate = false
    guard hasOverrated, best >= target, factor < Self.leastFactor else { return }
    let rest = Effort(steps: effort.steps / 4, patience: effort.patience, factor: effort.factor / 10)
    descend(node, from: bestPrices, target: target, aim: aim, rest, limits)
  }

  /// Takes prices and shares found elsewhere; the bound is computed here.
  mutating func take(_ node: NodeModel, _ prices: LinkPrices, _ shares: [Double]) {
    relaxation.evaluate(node, prices)
    (best, bestPrices) = (relaxation.value, prices)
    self.shares = shares
    steps += 1
  }

  private mutating func descend(
    _ node: NodeModel, from start: LinkPrices, target: Int64, aim: Int64, _ effort: Effort, _ limits: SolveLimits
  ) {
    point = flat(start)
    relaxation.evaluate(node, start)
    (best, bestPrices) = (relaxation.value, start)
    steps += 1
    for arc in shares.indices { shares[arc] = 0 }
    for choice in relaxation.chosen { shares[Int(choice.arc)] += Double(choice.units) }
    fading = 1
    defer { settleShares() }
    direction = slope()
    var center = point
    var (blend, idle) = (0.1, 0)
    factor = effort.factor
    var (checkpoint, checked) = (Double(best), 0)
    for _ in 0..<effort.steps {
      if best < target || factor < Self.leastFactor { return }
      if limits.reasonToStop() != nil { return }
      var size = 0.0
      for part in direction { size += part * part }
      guard size > 1e-12 else { return }
      let length = factor * max(1, Double(best) - Double(aim)) / size
      for index in point.indices { point[index] = center[index] - length * direction[index] }
      clamp()
      let prices = rounded()
      relaxation.evaluate(node, prices)
      steps += 1
      let slope = slope()
      var along = 0.0
      for index in slope.indices { along += slope[index] * direction[index] }
      let part = mixing(slope, along, size, blend)
      for index in slope.indices { direction[index] = part * slope[index] + (1 - part) * direction[index] }
      average(part)
      if relaxation.value < best {
        hasOverrated = relaxation.hasOverrated
        (best, bestPrices) = (relaxation.value, prices)
        swap(&center, &point)
        idle = 0
        if along > 0 { factor = min(2, factor * 1.2) }
      } else {
        idle += 1
        if idle >= effort.patience { (factor, idle) = (factor * 0.66, 0) }
      }
      checked += 1
      if checked == 100 {
        if checkpoint - Double(best) < 0.01 * (checkpoint - Double(aim)) { blend = max(0.005, blend / 2) }
        (checkpoint, checked) = (Double(best), 0)
      }
    }
  }

  /// The share of a new slope that makes the average shortest, within limits.
  private func mixing(_ slope: [Double], _ along: Double, _ old: Double, _ most: Double) -> Double {
    var new = 0.0
    for part in slope { new += part * part }
    let spread = new + old - 2 * along
    return spread > 1e-9 ? min(most, max(most / 10, (old - along) / spread)) : most
  }

  /// How the bound changes with each coordinate: what rows place less what columns take, and so on.
  private func slope() -> [Double] {
    let relaxation = relaxation
    var slope: [Double] = []
    slope.reserveCapacity(point.count)
    for index in relaxation.reached.indices {
      slope.append(Double(relaxation.reached[index] - relaxation.kept[index]))
    }
    let first = slope.count
    for link in relaxation.rowUnits.indices {
      slope.append(Double(relaxation.rowUnits[link] - relaxation.columnUnits[link]))
    }
    for group in relaxation.arrivals.indices {
      slope.append(Double(relaxation.groupUnits[group] - relaxation.arrivals[group]))
    }
    for index in cells.indices {
      var sum = 0.0
      for cell in cells[index] {
        var taken = 0.0
        for link in cell.links {
          sum += slope[first + Int(link)]
          taken += Double(relaxation.columnUnits[Int(link)])
        }
        // Inside a cell prices shift from one member to another; what the whole cell costs is one coordinate.
        for link in cell.links {
          let own = Double(relaxation.columnUnits[Int(link)])
          slope[first + Int(link)] = cell.isWhole ? taken * share[Int(link)] / cell.units - own : -own
        }
      }
      slope.append(sum / roots[index])
    }
    let firstSide = slope.count
    for index in relaxation.sums.indices {
      let price = firstSide + index < point.count ? Int64((point[firstSide + index] / sideWeights[index]).rounded()) : 0
      slope.append(Double(relaxation.slope(ofLinear: index, price: price)) / sideWeights[index])
    }
    return slope
  }

  /// Takes the columns' choices into the average: older ones count less by 1 − weight, all at once in ``fading``.
  private mutating func average(_ weight: Double) {
    fading *= 1 - weight
    if fading < 1e-60 { settleShares() }
    let part = weight / fading
    for choice in relaxation.chosen { shares[Int(choice.arc)] += part * Double(choice.units) }
  }

  private mutating func settleShares() {
    for arc in shares.indices { shares[arc] *= fading }
    fading = 1
  }

  /// Coordinates of prices: a household has one for what it costs, and one per link for what a member differs from that.
  private func flat(_ prices: LinkPrices) -> [Double] {
    var point = (prices.levels + prices.links + prices.groups).map { Double($0) }
    let first = prices.levels.count
    for index in cells.indices {
      var level = 0.0
      for cell in cells[index] where cell.isWhole {
        let sum = cell.links.reduce(0.0) { $0 + Double(prices.links[Int($1)]) * share[Int($1)] }
        level = max(level, sum / cell.units)
      }
      for cell in cells[index] {
        let sum = cell.links.reduce(0.0) { $0 + Double(prices.links[Int($1)]) * share[Int($1)] }
        let lack = cell.isWhole ? level - sum / cell.units : 0
        for link in cell.links { point[first + Int(link)] += lack - level }
      }
      point.append(level * roots[index])
    }
    return point + zip(prices.sides, sideWeights).map { Double($0) * $1 }
  }

  private mutating func clamp() {
    let network = relaxation.network
    let first = point.count - network.table.linears.count
    for index in network.bindsAbove.indices {
      if !network.bindsAbove[index] { point[first + index] = min(0, point[first + index]) }
      if !network.bindsBelow[index] { point[first + index] = max(0, point[first + index]) }
    }
    for level in limitsOfLevels.indices { point[level] = min(max(point[level], 0), limitsOfLevels[level]) }
  }

  private func rounded() -> LinkPrices {
    let (levels, links) = (relaxation.kept.count, relaxation.rowUnits.count)
    let groups = relaxation.arrivals.count
    var links1 = Array(point[levels..<levels + links])
    for index in cells.indices {
      let level = point[levels + links + groups + index] / roots[index]
      for cell in cells[index] {
        for link in cell.links { links1[Int(link)] += level }
      }
    }
    func whole(_ value: Double) -> Int64 { Int64(min(max(value, -limitOfPrice), limitOfPrice).rounded()) }
    return LinkPrices(
      levels: point[..<levels].map { Int64($0.rounded()) }, links: links1.map(whole),
      groups: point[(levels + links)..<(levels + links + groups)].map(whole),
      sides: zip(point[(levels + links + groups + cells.count)...], sideWeights).map { point, weight in
        Int64((min(max(point, -limitOfPrice), limitOfPrice) / weight).rounded())
      })
  }
}
