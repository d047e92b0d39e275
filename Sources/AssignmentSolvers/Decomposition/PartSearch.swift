import AssignmentCore

/// Makes a plan better by solving small parts of it to the end.
///
/// Method: keep most rows where the plan has them and search the rest by a tree of their own, at the prices of the
/// whole (`PartProblem`). The rest is what the relaxation leaves undecided (relaxation-induced neighbourhoods: E. Danna,
/// E. Rothberg, C. Le Pape, Mathematical Programming 102, 2005), then the people of a few columns that share candidates.
/// Invariant: a plan that it returns meets every rule and is better than the one it was given.
/// Complexity: one search tree of bounded size per part.
struct PartSearch {
  private let network: LinkedNetwork
  private let ranges: PriceRanges
  private let level: Int
  private var random: SplitMix64
  /// Arcs that the relaxation uses or the plan does, and nearly so.
  private var isNear: [Bool] = []
  private var shares: [Double] = []
  private var prices = LinkPrices(levels: [], links: [], groups: [])
  private(set) var plan: Assignment
  private(set) var values: [Int64]
  private var units: [Int32]
  private var middle = 0
  /// Arcs looked at so far, about.
  private(set) var work = 0

  /// Rows to place again, and the arcs that they may take besides their own.
  private struct Part: Sendable {
    var isFree: [Bool]
    var isOpen: [Bool]
    var seed: UInt64
  }

  private struct Attempt: Sendable {
    var isFree: [Bool]
    /// A better plan of the whole; nil where none was found.
    var plan: Assignment?
    var work: Int
  }

  init(_ network: LinkedNetwork, _ ranges: PriceRanges, level: Int, plan: Assignment, values: [Int64], seed: UInt64) {
    (self.network, self.ranges, self.level) = (network, ranges, level)
    (self.plan, self.values) = (plan, values)
    random = SplitMix64(seed: seed)
    units = []
    note()
  }

  private mutating func note() {
    units = [Int32](repeating: 0, count: network.rowOfArc.count)
    for flow in plan.flows {
      if let arc = network.problem.arcs.arc(row: Int(flow.row), column: Int(flow.column)) { units[arc] = flow.units }
    }
  }

  /// Whether its plan has better values than these.
  func isBetter(than values: [Int64]) -> Bool { values.lexicographicallyPrecedes(self.values) }

  /// Takes a plan found elsewhere if it is better.
  mutating func adopt(_ plan: Assignment, _ values: [Int64]) {
    guard self.values.lexicographicallyPrecedes(values) else { return }
    (self.plan, self.values) = (plan, values)
    note()
  }

  /// Works at these prices, where columns choose arcs so often and a unit on each is worth so much beyond all prices.
  mutating func guide(_ prices: LinkPrices, _ shares: [Double], reduced: [Int64]) {
    (self.prices, self.shares) = (prices, shares)
    isNear = shares.map { $0 > 0.004 }
    for row in 0..<network.problem.rowCount {
      // The three arcs that pay best.
      var best: [(Int64, Int)] = []
      for arc in network.problem.arcs.arcs(ofRow: row) {
        if best.count == 3, best[2].0 >= reduced[arc] { continue }
        if best.count == 3 { best.removeLast() }
        let place = best.firstIndex { $0.0 < reduced[arc] } ?? best.count
        best.insert((reduced[arc], arc), at: place)
      }
      for (_, arc) in best { isNear[arc] = true }
    }
  }

  /// Solves what the relaxation leaves undecided; true where the plan became better.
  mutating func solveUndecided(_ size: TreeSearch.Size, _ limits: SolveLimits) -> Bool {
    var isFree = [Bool](repeating: false, count: network.problem.rowCount)
    for row in isFree.indices {
      let settled = network.problem.arcs.arcs(ofRow: row).allSatisfy { abs(shares[$0] - Double(units[$0])) < 0.1 }
      if !settled { isFree[row] = true }
    }
    let part = Part(isFree: isFree, isOpen: shares.map { $0 > 0.02 }, seed: random.next())
    let attempt = solve(part, size, limits)
    work += attempt.work
    return adopt(attempt)
  }

  /// Solves the people of so many columns around one after another, from where the last call ended; true where the plan
  /// became better.
  ///
  /// Four parts at a time begin from the same plan, on as many threads as there are; what they find is put together.
  mutating func solveAround(
    _ width: Int, _ size: TreeSearch.Size, _ limits: SolveLimits, budget: Int
  ) -> Bool {
    var isBetter = false
    let count = network.problem.columnCount
    for _ in stride(from: 0, to: count, by: 4) {
      if work > budget || limits.reasonToStop() != nil { break }
      var parts: [Part] = []
      for _ in 0..<min(4, count) {
        parts.append(part(around: middle % count, width))
        middle += 1
      }
      let (here, list) = (self, parts)
      for attempt in ParallelFor.map(list.count, threads: limits.threads, { here.solve(list[$0], size, limits) }) {
        work += attempt.work
        if adopt(attempt) { isBetter = true }
      }
    }
    return isBetter
  }

  private mutating func part(around column: Int, _ width: Int) -> Part {
    let problem = network.problem
    var isInside = [Bool](repeating: false, count: problem.columnCount)
    var inside = [column]
    isInside[column] = true
    for _ in 0..<8 * width where inside.count < width {
      guard let next = neighbour(of: inside[pick(inside.count)]), !isInside[next] else { continue }
      isInside[next] = true
      inside.append(next)
    }
    var part = Part(
      isFree: [Bool](repeating: false, count: problem.rowCount),
      isOpen: [Bool](repeating: false, count: units.count), seed: random.next())
    for column in inside {
      for place in network.columnStarts[column]..<network.columnStarts[column + 1] {
        let arc = Int(network.arcsOfColumn[place])
        let row = Int(network.rowOfArc[arc])
        part.isOpen[arc] = true
        if units[arc] > 0 || (isNear[arc] && isLeftOver(row)) { part.isFree[row] = true }
      }
    }
    return part
  }

  private func isLeftOver(_ row: Int) -> Bool {
    var served: Int32 = 0
    for arc in network.problem.arcs.arcs(ofRow: row) { served += units[arc] }
    return served < network.problem.rowCounts[row]
  }

  private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private mutating func neighbour(of column: Int) -> Int? {
    let places = network.columnStarts[column]..<network.columnStarts[column + 1]
    guard !places.isEmpty else { return nil }
    for _ in 0..<8 {
      let arc = Int(network.arcsOfColumn[places.lowerBound + pick(places.count)])
      guard isNear[arc] || units[arc] > 0 else { continue }
      let others = network.problem.arcs.arcs(ofRow: Int(network.rowOfArc[arc]))
      let other = others.lowerBound + pick(others.count)
      if isNear[other] || units[other] > 0, other != arc { return Int(network.columnOfArc[other]) }
    }
    return nil
  }

  /// The part's rows placed again by a tree of their own.
  private func solve(_ part: Part, _ size: TreeSearch.Size, _ limits: SolveLimits) -> Attempt {
    var isFree = part.isFree
    for household in network.table.households where household.rows.contains(where: { isFree[$0] }) {
      for row in household.rows { isFree[row] = true }
    }
    var attempt = Attempt(isFree: isFree, plan: nil, work: 2 * units.count)
    guard let open = PartProblem(network, plan, isFree: isFree, isOpen: { part.isOpen[$0] }),
      let values = open.network.values(of: open.plan)
    else { return attempt }
    var draft = PlanDraft(open.network, gains: ranges.gains(open.network))
    draft.follow(open.plan)
    let relaxation = LinkRelaxation(
      open.network, level: level, kept: Array(values.prefix(level)), scale: ranges.scale)
    let ascent = DualAscent(
      relaxation, limitOfPrice: ranges.price, limitsOfLevels: Array(ranges.levels.prefix(level)))
    var tree = TreeSearch(
      open.network, ranges, ascent: ascent, start: open.prices(prices), plan: open.plan, values: values, size: size)
    tree.improver = PlanSearch(draft, seed: part.seed)
    var quiet = limits
    (quiet.progress, quiet.incumbent) = (nil, nil)
    _ = tree.run(quiet)
    attempt.work += tree.steps * open.network.rowOfArc.count
    if let better = tree.plan, values.lexicographicallyPrecedes(tree.values) { attempt.plan = open.whole(better) }
    return attempt
  }

  /// Puts what was found into the plan, if that is better still.
  private mutating func adopt(_ attempt: Attempt) -> Bool {
    guard let found = attempt.plan else { return false }
    let flows =
      plan.flows.filter { !attempt.isFree[Int($0.row)] } + found.flows.filter { attempt.isFree[Int($0.row)] }
    let merged = Assignment(flows: flows)
    guard let reached = network.values(of: merged), values.lexicographicallyPrecedes(reached) else { return false }
    adopt(merged, reached)
    return true
  }
}
