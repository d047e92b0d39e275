import AssignmentCore

/// Looks for prices at which the bound of a node is low.
///
/// Problem: minimise the convex, piecewise linear bound of `LinkRelaxation`. Method: subgradient steps towards the value
/// of the best plan known (Polyak 1969), each direction bent away from the one before (Camerini, Fratta, Maffioli
/// 1975), the step halved and the search set back to the best prices where nothing improves. Steps are taken in
/// floating point and rounded to prices, so every value seen is exact.
/// Complexity: one evaluation and O(links) per step.
struct DualAscent {
  var relaxation: LinkRelaxation
  /// The lowest bound found, in units of 1 ÷ scale, and its prices.
  private(set) var best: Int64 = .max
  private(set) var bestPrices = LinkPrices(levels: [], links: [], groups: [])
  /// How often columns chose each arc, averaged over the steps, the last ones most.
  private(set) var shares: [Double]
  private(set) var steps = 0
  private let limitOfPrice: Double
  private let limitsOfLevels: [Double]
  private var point: [Double] = []
  private var direction: [Double] = []

  init(_ relaxation: LinkRelaxation, limitOfPrice: Int64, limitsOfLevels: [Int64]) {
    self.relaxation = relaxation
    self.limitOfPrice = Double(limitOfPrice)
    self.limitsOfLevels = limitsOfLevels.map { Double($0) }
    shares = [Double](repeating: 0, count: relaxation.network.rowOfArc.count)
  }

  /// How hard to try.
  struct Effort {
    var steps: Int
    /// Steps without gain before the step is halved.
    var patience: Int
    /// First factor of the step.
    var factor: Double
  }

  /// Searches from `start`; ends early below `target`, or when a limit says so.
  mutating func run(
    _ node: NodeModel, from start: LinkPrices, target: Int64, aim: Int64, _ effort: Effort, _ limits: SolveLimits
  ) {
    best = .max
    point = flat(start)
    direction = [Double](repeating: 0, count: point.count)
    for arc in shares.indices { shares[arc] = 0 }
    var (factor, idle) = (effort.factor, 0)
    for step in 0..<effort.steps {
      let prices = rounded()
      relaxation.evaluate(node, prices)
      steps += 1
      average(step)
      let value = relaxation.value
      if value < best {
        let isGain = best == .max || Double(best) - Double(value) > 1e-5 * Double(max(1, best - aim))
        (best, bestPrices) = (value, prices)
        if isGain { idle = 0 }
      }
      if best < target || factor < 0.002 { return }
      if step % 8 == 7, limits.reasonToStop() != nil { return }
      idle += 1
      if idle > effort.patience {
        (factor, idle) = (factor / 2, 0)
        point = flat(bestPrices)
        for index in direction.indices { direction[index] = 0 }
        continue
      }
      guard move(factor, Double(value) - Double(aim)) else { return }
    }
  }

  /// One step; false where the units agree, so that the bound is attained.
  private mutating func move(_ factor: Double, _ excess: Double) -> Bool {
    let slope = slope()
    var (own, cross, before) = (0.0, 0.0, 0.0)
    for index in slope.indices {
      own += slope[index] * slope[index]
      cross += slope[index] * direction[index]
      before += direction[index] * direction[index]
    }
    guard own > 0 else { return false }
    let bend = cross < 0 && before > 0 ? -1.5 * cross / before : 0
    var size = 0.0
    for index in slope.indices {
      direction[index] = slope[index] + bend * direction[index]
      size += direction[index] * direction[index]
    }
    let length = factor * max(1, excess) / max(size, 1e-9)
    for index in point.indices { point[index] -= length * direction[index] }
    clamp()
    return true
  }

  /// How the bound changes with each price: what rows place less what columns take, and so on.
  private func slope() -> [Double] {
    let relaxation = relaxation
    var slope: [Double] = []
    slope.reserveCapacity(point.count)
    for index in relaxation.reached.indices { slope.append(Double(relaxation.reached[index] - relaxation.kept[index])) }
    for link in relaxation.rowUnits.indices {
      slope.append(Double(relaxation.rowUnits[link] - relaxation.columnUnits[link]))
    }
    for group in relaxation.arrivals.indices {
      slope.append(Double(relaxation.groupUnits[group] - relaxation.arrivals[group]))
    }
    return slope
  }

  private mutating func average(_ step: Int) {
    let weight = max(0.06, 1 / Double(step + 1))
    for arc in shares.indices { shares[arc] *= 1 - weight }
    for choice in relaxation.chosen { shares[Int(choice.arc)] += weight * Double(choice.units) }
  }

  private func flat(_ prices: LinkPrices) -> [Double] {
    (prices.levels + prices.links + prices.groups).map { Double($0) }
  }

  private mutating func clamp() {
    for level in limitsOfLevels.indices { point[level] = min(max(point[level], 0), limitsOfLevels[level]) }
    for index in limitsOfLevels.count..<point.count {
      point[index] = min(max(point[index], -limitOfPrice), limitOfPrice)
    }
  }

  private func rounded() -> LinkPrices {
    let (levels, links) = (relaxation.kept.count, relaxation.rowUnits.count)
    let whole = point.map { Int64($0.rounded()) }
    return LinkPrices(
      levels: Array(whole[..<levels]), links: Array(whole[levels..<levels + links]),
      groups: Array(whole[(levels + links)...]))
  }
}
