public import AssignmentCore

extension NetworkSimplexSolver {
  /// Solves a problem whose pairs are told by codes: all levels, without ever writing the pairs down.
  ///
  /// Method: all levels are packed into one cost (`LevelPacking`). A core of the best few pairs of each row is solved; all
  /// others are priced against its duals (`CellPricer`), the best of those that improve join the same tree, and so on
  /// until none does. Then the tree is optimal for all pairs and levels, and each level has its own potentials in it.
  /// Counters: those of ``solve(_:limits:)-(AssignmentProblem,_)``, `found-arcs` and `pricings`.
  ///
  /// - Throws: `SolverFailure.range(_:)` where the core outgrows 2³¹ arcs, or levels do not fit one cost;
  ///   `SolverFailure.cannot(constraint:)` for households.
  /// - Complexity: that of the core, in practice a few tens of pairs a row, and a few tens of pricings.
  public func solve(_ problem: CellProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    if let side = problem.frame.sideConstraints.first { throw .cannot(constraint: side.name) }
    guard let packing = LevelPacking(problem) else { throw .range("scores too large for all levels in 64 bits") }
    guard let kinds = CellKinds(problem) else { throw .backend(code: "cells.kinds") }
    var solve = CellSolve(problem, kinds, packing, limits)
    return try solve.run()
  }
}

/// One run through the levels of a problem whose pairs are told by codes.
struct CellSolve {
  /// Most pairs of a row that join at once.
  private static let joining = 4

  let problem: CellProblem
  let kinds: CellKinds
  let packing: LevelPacking
  let limits: SolveLimits
  let pricer: CellPricer
  let exceptions: CellExceptions
  var network: CellNetwork
  /// Potentials of each level, once all are finished.
  var finished: [[Int64]] = []
  var (pricings, foundPairs) = (0, 0)

  init(_ problem: CellProblem, _ kinds: CellKinds, _ packing: LevelPacking, _ limits: SolveLimits) {
    self.problem = problem
    self.kinds = kinds
    self.packing = packing
    self.limits = limits
    network = CellNetwork(problem, kinds)
    let isLive = Array(network.isLive[..<problem.frame.columnCount])
    pricer = CellPricer(kinds.arcs, isLive: isLive, counts: kinds.counts)
    exceptions = CellExceptions(
      kinds, isLive: isLive, scale: problem.scoreLevel.map { packing.weights[$0] } ?? 0)
  }

  mutating func run() throws(SolverFailure) -> SolveOutcome {
    var engine = network.makeEngine(start())
    engine.siftedFrom = .max
    network.setCosts(packing, engine)
    if let reason = optimise(&engine) { return outcome(reason, engine) }
    for level in problem.frame.levels.indices {
      network.setCosts(of: level, engine)
      engine.updatePotentials()
      finished.append(engine.potentials)
    }
    finished = kinds.expanded(finished, problem)
    return outcome(.finished, engine)
  }

  /// Pivots until no pair improves, found or not.
  ///
  /// Pairs that improve little wait: the tolerance falls to a quarter whenever a round has brought few pivots. And while
  /// a search is likely to bring better pairs than those left in the core, the core is not solved to its end.
  private mutating func optimise(_ engine: inout SimplexEngine) -> Termination? {
    let few = 1 + engine.nodeCount / 20
    engine.leastPivots = 32
    engine.blockFactor = 1.2
    engine.tolerance = problem.arcs.largestScore / 4 * exceptions.scale
    engine.renumberAfter = max(1_000, engine.nodeCount / 16)
    while true {
      let before = engine.pivots
      if let reason = engine.optimise(limits, level: 0) { return reason }
      let pairs = improving(engine)
      if pairs.isEmpty, !engine.isUnfinished, engine.tolerance == 0 { return nil }
      if pairs.count < few || engine.pivots - before < few && foundPairs > 0 {
        if engine.tolerance == 0, pairs.count < few { engine.leastPivots = 0 }
        engine.tolerance = engine.tolerance < 4 * exceptions.scale ? 0 : engine.tolerance / 4
      }
      foundPairs += pairs.count
      network.append(pairs, packing, &engine)
    }
  }

  // MARK: Pairs

  private mutating func start() -> CellStart {
    let isLive = network.isLive
    return CellStart(problem, kinds, isLive: isLive) { found($0, $1, limit: $2) }
  }

  /// The best pairs of each row that improve by more than the tolerance.
  private mutating func improving(_ engine: borrowing SimplexEngine) -> [CellPricer.Found] {
    let bars = (0..<kinds.count).map { engine.potential[engine.nodeOf[$0]] + engine.tolerance }
    let keys = (0..<problem.frame.columnCount).map { engine.potential[engine.nodeOf[kinds.count + $0]] }
    return found(keys, bars, limit: Self.joining)
  }

  private mutating func found(_ keys: [Int64], _ bars: [Int64], limit: Int) -> [CellPricer.Found] {
    pricings += 1
    let salt = SplitMix64.mixed(UInt64(pricings))
    let found = pricer.search(
      keys, above: bars, scale: exceptions.scale, limit: limit, salt: salt, threads: limits.threads)
    return exceptions.corrected(found, keys, bars, limit: limit)
  }

  // MARK: Outcome

  private func outcome(_ termination: Termination, _ engine: borrowing SimplexEngine) -> SolveOutcome {
    let why = termination == .cancelled ? "cancelled" : "stopped by the time limit"
    var counters = SolveStatistics(engine).counters
    counters.append(.init(name: "found-arcs", value: foundPairs))
    counters.append(.init(name: "pricings", value: pricings))
    let duals = DualPrices(levels: priced())
    return SolveOutcome(
      termination: termination, assignment: network.assignment(engine),
      certificate: duals.map { .optimality($0) } ?? .none(reason: why), statistics: SolveStatistics(counters: counters))
  }

  /// Potentials with those of outlets through which nothing can flow put so low that no pair to them improves.
  private func priced() -> [[Int64]] {
    guard !finished.isEmpty, network.isLive.contains(false) else { return finished }
    let frame = problem.frame
    var levels = finished
    var step = Int64(1)
    for marginal in frame.marginals {
      for segment in marginal.segments { step = max(step, 1 + Int64(clamping: segment.scores[0].magnitude)) }
    }
    var low = Int64(0)
    for row in 0..<frame.rowCount {
      var own = problem.scoreLevel == 0 ? problem.arcs.largestScore : 0
      if case .perRow(let values) = frame.levels[0].scores { own = values[row] }
      low = min(low, finished[0][row] - own)
    }
    // A group lies below what leads into it, so that no way through it improves either.
    var depth = [Int64](repeating: 1, count: frame.outletCount)
    for outlet in 0..<frame.outletCount {
      var (at, length) = (frame.parent(ofOutlet: outlet), Int64(1))
      while let group = at {
        length += 1
        depth[group] = max(depth[group], length)
        at = frame.parent(ofOutlet: group)
      }
    }
    for outlet in network.isLive.indices where !network.isLive[outlet] {
      for level in levels.indices { levels[level][frame.rowCount + outlet] = 0 }
      levels[0][frame.rowCount + outlet] = low - depth[outlet] * step
    }
    return levels
  }
}
