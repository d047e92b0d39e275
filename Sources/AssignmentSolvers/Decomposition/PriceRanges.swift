import AssignmentCore

/// How large prices may be, and where they start.
///
/// Proof that 64 bits suffice: with u units, each on at most g + 2 arcs, a bound sums at most u × (levels + g + 4)
/// products of a score and a weight, or of a price and one unit; all are kept under 2⁵⁸ ÷ (u × (levels + g + 4)).
struct PriceRanges {
  /// Prices are multiples of 1 ÷ scale.
  let scale: Int64
  /// The largest magnitude of a price of links and groups.
  let price: Int64
  /// The largest price of each level.
  let levels: [Int64]
  /// For each level a value below that of every plan.
  let lowest: [Int64]

  /// nil where scores are too large, for so many more linear statements.
  init?(_ network: LinkedNetwork, moreLinears: Int = 0) {
    let problem = network.problem
    // The price of a linear constraint times its largest weight keeps within the range of prices, and a bound of it that
    // can bind is at most units × weight.
    let linears = Int64(network.table.linears.count + moreLinears)
    let terms = max(1, problem.units) * (Int64(problem.levels.count + 8) + 4 * linears) * 2
    let most = (Int64(1) << 58) / terms
    let largest = problem.levels.indices.map { network.largestScore(level: $0) + 1 }
    let highest = largest.max() ?? 1
    guard highest <= most / 8, problem.units < 1 << 30 else { return nil }
    var scale: Int64 = 1
    while scale < (moreLinears > 0 ? 1 << 14 : 1_024), highest * scale * 2 <= most / 8 { scale *= 2 }
    self.scale = scale
    price = min(most, 1 << 44)
    levels = largest.map { min(most / $0, 1 << 44) }
    let passes = Int64(problem.groups.count + 2)
    lowest = largest.map { -($0 * max(1, problem.units) * min(passes, 8)) - 1 }
  }

  /// Worth of a unit on each arc: the levels weighed so that earlier ones come first, as far as numbers go.
  func gains(_ network: LinkedNetwork) -> [Double] {
    let problem = network.problem
    var gains = [Double](repeating: 0, count: network.rowOfArc.count)
    for (level, weight) in weights(network).enumerated() {
      let level = problem.levels[level]
      for arc in gains.indices { gains[arc] += weight * Double(level.score(row: Int(network.rowOfArc[arc]), arc: arc)) }
    }
    // Minimums are met by whoever is placed: placing somebody comes before placing somebody well.
    if problem.hasFloors {
      let bonus = 2 * ((gains.max() ?? 0) - (gains.min() ?? 0)) + 1
      for arc in gains.indices { gains[arc] += bonus }
    }
    return gains
  }

  /// Weight of each level, earlier ones first as far as numbers go.
  func weights(_ network: LinkedNetwork) -> [Double] {
    let problem = network.problem
    var (weight, weights) = (1.0, [Double](repeating: 0, count: problem.levels.count))
    for level in problem.levels.indices.reversed() {
      weights[level] = weight
      weight = min(1e200, weight * (2 * Double(network.largestScore(level: level)) * Double(max(1, problem.units)) + 1))
    }
    return weights
  }

  /// Prices made of the duals of the network: they prove what the network proves.
  func start(_ network: LinkedNetwork, _ duals: DualPrices, level: Int) -> LinkPrices {
    let problem = network.problem
    var weights = [Int64](repeating: 0, count: level)
    var weight = scale
    for earlier in (0..<level).reversed() {
      var largest: Int64 = 1
      for node in 0..<problem.nodeCount {
        largest = max(
          largest,
          duals.potential(node: node, level: earlier + 1).magnitude > 1 << 20
            ? 1 << 20 : Int64(duals.potential(node: node, level: earlier + 1).magnitude))
      }
      let (product, overflow) = weight.multipliedReportingOverflow(by: 2 * largest + 2)
      weight = min(overflow ? .max : product, levels[earlier])
      weights[earlier] = weight
    }
    func worth(_ node: Int) -> Int64 {
      var sum = Int128(duals.potential(node: node, level: level)) * Int128(scale)
      for (earlier, weight) in weights.enumerated() {
        sum += Int128(weight) * Int128(duals.potential(node: node, level: earlier))
      }
      return Int64(max(-Int128(price), min(Int128(price), sum)))
    }
    var links = [Int64](repeating: 0, count: network.table.count)
    for row in 0..<problem.rowCount {
      for link in network.table.starts[row]..<network.table.starts[row + 1] { links[link] = worth(row) }
    }
    let groups = problem.groups.indices.map { group in
      let outlet = problem.columnCount + group
      let around = problem.parent(ofOutlet: outlet).map { worth(problem.rowCount + $0) } ?? 0
      return max(-price, min(price, around - worth(problem.rowCount + outlet)))
    }
    return LinkPrices(
      levels: weights, links: links, groups: groups,
      sides: [Int64](repeating: 0, count: network.table.linears.count))
  }
}
