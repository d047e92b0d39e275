import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Foundation
import Testing

/// Every cost and gain against the optimum of the edited problem, at every level.
struct SensitivitySearchTests {
  private struct Tally {
    var pairs = 0
    var dear = 0
    var impossible = 0
    var gains = 0
    var losses = 0
    var without = 0
  }

  /// Times as many problems where `COUNSELMATCH_HEAVY=1` is set.
  private let factor = ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1" ? 20 : 1

  /// Problems with floors, groups and marginals, from the solvers' own optima.
  @Test(arguments: [0, 1]) func costsOfPlainProblems(_ part: Int) throws {
    var tally = Tally()
    // The last two once found a node that lay too deep in the heap.
    for seed in Array(0..<800 * factor) + [7_234, 14_102] where seed % 2 == part {
      let shape = SmallShape(rows: 5, columns: 4, floors: seed % 3 == 0)
      let problem = try SmallProblem.random(seed: 910_000 + seed, shape)
      for solver in [any AssignmentSolver](arrayLiteral: NetworkSimplexSolver(), HungarianSolver()) {
        guard solver.capabilities.missing(for: problem) == nil else { continue }
        let outcome = try solver.solve(problem, limits: .none)
        guard let assignment = outcome.assignment, case .optimality(let duals) = outcome.certificate else { continue }
        try check(problem, assignment, duals, &tally, "\(solver.name), seed \(seed)")
      }
    }
    #expect(tally.pairs > 600 && tally.dear > 150 && tally.impossible > 200, "\(tally)")
    #expect(tally.gains > 50 && tally.losses > 100 && tally.without > 3, "\(tally)")
  }

  /// Rows that hand on and idle groups: optima by cycle cancelling, duals recovered.
  @Test func costsWithARowSide() throws {
    var tally = Tally()
    // The last is one where a row has handed on all its units.
    for seed in Array(0..<400 * factor) + [7_829] {
      var random = SplitMix64(seed: 77_000 + UInt64(seed))
      let plain = try SmallProblem.random(seed: 920_000 + seed, SmallShape(floors: seed % 4 == 0))
      guard plain.rowCount > 0 else { continue }
      let problem = try plain.withRowSide(&random)
      guard let optimum = CycleCancelling.optimum(problem),
        let duals = DualRecovery.duals(for: problem, assignment: optimum.assignment).duals
      else { continue }
      #expect(duals.levelCount == problem.levels.count, "seed \(seed)")
      try check(problem, optimum.assignment, duals, &tally, "seed \(seed)")
    }
    #expect(tally.pairs > 250 && tally.dear > 60 && tally.gains > 20 && tally.losses > 50, "\(tally)")
  }

  private func check(
    _ problem: AssignmentProblem, _ assignment: Assignment, _ duals: DualPrices, _ tally: inout Tally, _ what: String
  ) throws {
    var search = try SensitivitySearch(problem, assignment: assignment, duals: duals)
    let values = try #require(CycleCancelling.optimum(problem)?.values, "\(what)")
    try checkPairs(problem, values, &search, &tally, what)
    try checkPlaces(problem, values, &search, &tally, what)
  }

  private func checkPairs(
    _ problem: AssignmentProblem, _ values: [Int64], _ search: inout SensitivitySearch, _ tally: inout Tally,
    _ what: String
  ) throws {
    for row in 0..<problem.rowCount where problem.rowCounts[row] > 0 {
      var best: [Int64]?
      var costs: [Int: [Int64]] = [:]
      for column in 0..<problem.columnCount {
        guard !problem.steps(row, column).isEmpty else { continue }
        let edited = try problem.optimum(forcingRow: row, column: column)
        let cost = edited.map { zip(values, $0).map { $0 - $1 } }
        let found = search.cost(forcingRow: row, column: column)?.cost
        #expect(found == cost, "\(what): \(row) in \(column)")
        if let found { costs[column] = found }
        tally.pairs += 1
        if cost == nil { tally.impossible += 1 }
        if let cost, cost.contains(where: { $0 != 0 }) { tally.dear += 1 }
        if let cost, best.map({ cost.lexicographicallyPrecedes($0) }) ?? true { best = cost }
      }
      try checkRanking(row, costs, &search, what)
      #expect(search.cost(servingRow: row)?.cost == best, "\(what): serving \(row)")
    }
  }

  private func checkRanking(
    _ row: Int, _ costs: [Int: [Int64]], _ search: inout SensitivitySearch, _ what: String
  ) throws {
    let expected = costs.sorted {
      $0.value == $1.value ? $0.key < $1.key : $0.value.lexicographicallyPrecedes($1.value)
    }
    let all = search.cheapestColumns(ofRow: row)
    #expect(Set(all.map(\.column)) == Set(costs.keys), "\(what): columns of \(row)")
    #expect(all.map(\.change.cost) == expected.map(\.value), "\(what): ranking of \(row)")
    for pair in all { #expect(pair.change.cost == costs[pair.column], "\(what): \(row) in \(pair.column)") }
    let two = search.cheapestColumns(ofRow: row, limit: 2)
    #expect(two.map(\.change.cost) == expected.prefix(2).map(\.value), "\(what): two of \(row)")
    for pair in two { #expect(pair.change.cost == costs[pair.column], "\(what): two of \(row)") }
  }

  private func checkPlaces(
    _ problem: AssignmentProblem, _ values: [Int64], _ search: inout SensitivitySearch, _ tally: inout Tally,
    _ what: String
  ) throws {
    let idle = Set(problem.idleParents.filter { $0 >= 0 }.map { problem.columnCount + Int($0) })
    let outlets = (0..<problem.outletCount).filter { !idle.contains($0) && hasFallingScores(problem, $0) }
    let more = search.gains(ofOneMore: outlets.map { search.capacityUnit(ofOutlet: $0, more: true) })
    for (outlet, gain) in zip(outlets, more) {
      guard let edited = try problem.optimum(changingCapacityOf: outlet, by: 1) else { continue }
      #expect(gain.cost == zip(edited, values).map { $0 - $1 }, "\(what): one more at \(outlet)")
      if !gain.isFree { tally.gains += 1 }
    }
    let full = outlets.filter { search.units(throughOutlet: $0) == problem.capacity(ofOutlet: $0) }
      .filter { problem.capacity(ofOutlet: $0) > 0 }
    let less = search.costs(ofOneLess: full.map { search.capacityUnit(ofOutlet: $0, more: false) })
    for (outlet, loss) in zip(full, less) {
      let edited = try problem.optimum(changingCapacityOf: outlet, by: -1)
      #expect(loss?.cost == edited.map { zip(values, $0).map { $0 - $1 } }, "\(what): one less at \(outlet)")
      tally.losses += 1
      if loss == nil { tally.without += 1 }
    }
  }

  /// Whether the marginal scores still fall when the capacity grows.
  private func hasFallingScores(_ problem: AssignmentProblem, _ outlet: Int) -> Bool {
    guard let marginal = problem.marginals.first(where: { $0.outlet == outlet }) else { return true }
    let zero = problem.levels.map { _ in Int64(0) }
    return marginal.segments.allSatisfy { !$0.scores.lexicographicallyPrecedes(zero) }
  }

  @Test func refusesWhatIsNotProven() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1], columnCapacities: [1], arcs: .dense(rows: 1, columns: 1),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1]))])
    let duals = DualPrices(levelCount: 1, potentials: [1, 0])
    #expect(throws: ResidualFailure.notProven(checks: ["dual.row.used"])) {
      try SensitivitySearch(problem, assignment: Assignment(flows: []), duals: duals)
    }
    #expect(throws: ResidualFailure.range) {
      try SensitivitySearch(
        problem, assignment: Assignment(flows: []), duals: DualPrices(levelCount: 1, potentials: [.min, 0]))
    }
  }
}
