import AssignmentCore

/// Solves a network with more pairs than GLPK can hold, on the few of them that can matter.
///
/// Problem: a network without floors and side constraints. Formulation: `FlowSearch` on a core of pairs, all levels;
/// its exact duals price every pair of the problem, level by level, in integers; pairs that they say are worth taking
/// join the core, and GLPK goes on from the basis it ended with. Where none is left, plan and duals are optimal for the
/// whole problem, because a pair outside the core is at 0 and not worth taking.
/// Invariants: nothing is claimed of the whole problem before every pair has been priced; the core only grows, so the
/// search ends.
/// Complexity: one simplex on the core a round, and O(pairs × levels) to price.
/// Reference: L. R. Ford, D. R. Fulkerson, A suggested computation for maximal multi-commodity network flows (1958).
struct PricedSearch {
  private let problem: AssignmentProblem
  private let limits: SolveLimits
  private let solver: GLPKSolver
  /// Pairs of a row that join the core in one round, at most.
  private let joining: Int
  /// Whether each pair is in the core.
  private var isCore: [Bool]
  private var iterations = 0
  private var branches = 0
  private var rounds = 0

  init(_ problem: AssignmentProblem, limits: SolveLimits, solver: GLPKSolver) {
    (self.problem, self.limits, self.solver) = (problem, limits, solver)
    isCore = PricedCore(problem, ofRow: solver.pricedStart).isCore
    joining = max(1, solver.pricedStart)
  }

  mutating func outcome() throws(SolverFailure) -> SolveOutcome {
    var (basis, before): ([UInt8], [Int]) = ([], [])
    while true {
      rounds += 1
      let core = isCore.indices.filter { isCore[$0] }
      let part = try restricted(to: core)
      var search = FlowSearch(part, limits: limits, solver: solver)
      search.basis = carried(basis, from: before, to: modelled(core), part)
      let found = try search.run()
      iterations += search.iterations
      branches += search.branches
      guard found.termination == .finished, let duals = found.duals, let plan = found.assignment,
        duals.levelCount == problem.levels.count
      else {
        return result(found.termination, found.assignment, .none(reason: found.termination.reason))
      }
      let joined = try join(duals)
      if joined == 0 { return result(.finished, plan, .optimality(duals)) }
      if let reason = limits.reasonToStop() { return result(reason, plan, .none(reason: reason.reason)) }
      (basis, before) = (search.basis, modelled(core))
    }
  }

  private func result(
    _ termination: Termination, _ plan: Assignment?, _ certificate: Certificate
  ) -> SolveOutcome {
    let counters: [SolveStatistics.Counter] = [
      .init(name: "simplex-iterations", value: iterations), .init(name: "branches", value: branches),
      .init(name: "pricing-rounds", value: rounds),
      .init(name: "priced-core", value: isCore.reduce(0) { $0 + ($1 ? 1 : 0) }),
    ]
    return SolveOutcome(
      termination: termination, assignment: plan, certificate: certificate,
      statistics: SolveStatistics(counters: counters))
  }

  /// The problem with the pairs of the core and no others.
  private func restricted(to core: [Int]) throws(SolverFailure) -> AssignmentProblem {
    var (starts, columns): ([Int], [Int32]) = ([0], [])
    var rows: [Int32] = []
    for row in 0..<problem.rowCount {
      for arc in problem.arcs.arcs(ofRow: row) where isCore[arc] {
        columns.append(Int32(problem.arcs.column(ofArc: arc, inRow: row)))
        rows.append(Int32(row))
      }
      starts.append(columns.count)
    }
    let levels = problem.levels.map { level in
      switch level.scores {
      case .perRow, .marginalsOnly: level
      case .perArc, .perGrade:
        ObjectiveLevel(
          name: level.name,
          scores: .perArc(.int64(core.indices.map { level.score(row: Int(rows[$0]), arc: core[$0]) })))
      }
    }
    do {
      return try AssignmentProblem(
        rowCounts: problem.rowCounts, columnCapacities: problem.columnCapacities,
        columnParents: problem.columnParents, groups: problem.groups, rowParents: problem.rowParents,
        idleParents: problem.idleParents, arcs: .sparse(starts: starts, columns: columns), levels: levels,
        marginals: problem.marginals)
    } catch {
      throw .backend(code: "glpk.core")
    }
  }

  /// The pairs of the core that can carry a unit: the columns of the model.
  private func modelled(_ core: [Int]) -> [Int] {
    let reachable = problem.reachableCounts
    var (row, pairs): (Int, [Int]) = (0, [])
    for arc in core {
      while !problem.arcs.arcs(ofRow: row).contains(arc) { row += 1 }
      let column = problem.arcs.column(ofArc: arc, inRow: row)
      if reachable[row] > 0, problem.columnCapacities[column] > 0 { pairs.append(arc) }
    }
    return pairs
  }

  /// The basis of one core for the next: pairs that joined are at 0.
  private func carried(_ basis: [UInt8], from before: [Int], to core: [Int], _ part: AssignmentProblem) -> [UInt8] {
    guard !basis.isEmpty else { return [] }
    let rows = part.rowCount + part.outletCount
    var next = Array(basis.prefix(rows))
    var place = 0
    for arc in core {
      if place < before.count, before[place] == arc {
        next.append(basis[rows + place])
        place += 1
      } else {
        next.append(GLPKCall.atLowerBound)
      }
    }
    return next + basis.dropFirst(rows + before.count)
  }

  /// Prices every pair and takes the best of each row that are worth taking; returns how many joined.
  private mutating func join(_ duals: DualPrices) throws(SolverFailure) -> Int {
    let (rows, levels) = (problem.rowCount, problem.levels.indices)
    var joined = 0
    for row in 0..<rows {
      var worth: [(gain: [Int64], arc: Int)] = []
      for arc in problem.arcs.arcs(ofRow: row) where !isCore[arc] {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        let sign = try duals.sign(row, rows + column) { problem.levels[$0].score(row: row, arc: arc) }
        guard sign > 0 else { continue }
        let gain = levels.map { level in
          problem.levels[level].score(row: row, arc: arc) &+ duals.potential(node: rows + column, level: level)
        }
        worth.append((gain, arc))
      }
      worth.sort { first, second in
        if first.gain == second.gain { return first.arc < second.arc }
        return second.gain.lexicographicallyPrecedes(first.gain)
      }
      for entry in worth.prefix(joining) { isCore[entry.arc] = true }
      joined += min(joining, worth.count)
    }
    return joined
  }
}
