import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Testing

/// Households beside pairs told by codes, against the same with every pair written down.
@Suite struct TiedCellTests {
  @Test func boundsAndNeverBeatsTheOptimum() throws {
    var (reached, bounded, split, tried) = (0, 0, 0, 0)
    for seed in 0..<120 {
      let problem = try Self.random(seed: seed, rows: 2...4, columns: 1...4)
      let written = try CellTests.written(problem)
      guard case .optimum(let best) = PlanEnumeration.best(of: written).answer else { continue }
      tried += 1
      let outcome = try DecompositionSolver().solve(problem, limits: .none)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.accepted, "seed \(seed): \(verdict.failures)")
      #expect(verdict == CertificateVerifier.verify(written, outcome), "seed \(seed)")
      #expect(outcome.termination == .finished, "seed \(seed)")
      #expect(!best.lexicographicallyPrecedes(verdict.levelValues), "seed \(seed)")
      #expect(!verdict.bounds.lexicographicallyPrecedes(best), "seed \(seed)")
      if verdict.levelValues == best { reached += 1 }
      if verdict.bounds != best { bounded += 1 }
      if outcome.statistics["networks"] != nil { split += 1 }
    }
    #expect(reached * 10 > tried * 9 && bounded > 5 && split > 15, "\(reached) \(bounded) \(split) of \(tried)")
  }

  @Test func threadsDoNotMatter() throws {
    for seed in 0..<5 {
      let problem = try Self.random(seed: seed, rows: 40...60, columns: 10...20)
      let outcome = try DecompositionSolver().solve(problem, limits: .none)
      #expect(CertificateVerifier.verify(problem, outcome).accepted, "seed \(seed)")
      #expect(outcome == (try DecompositionSolver().solve(problem, limits: SolveLimits(threads: 3))), "seed \(seed)")
    }
  }

  /// A plan that splits a household and a bound that is too low are refused, as with written pairs.
  @Test func faultsAreRefused() throws {
    var (accepted, refused) = (0, 0)
    for seed in 0..<120 {
      let problem = try Self.random(seed: seed % 60, rows: 2...5, columns: 2...5)
      let written = try CellTests.written(problem)
      var outcome = try DecompositionSolver().solve(problem, limits: .none)
      var random = SplitMix64(seed: UInt64(seed) ^ 0xB0D)
      if random.chance(60), case .gap(var bound) = outcome.certificate {
        if random.chance(50), !bound.relaxed.flows.isEmpty {
          bound.relaxed = Assignment(flows: Array(bound.relaxed.flows.dropLast()))
        } else {
          bound.duals.potentials[random.below(bound.duals.potentials.count)] += Int64(random.integer(in: -2...2))
        }
        outcome.certificate = .gap(bound)
      } else if var flows = outcome.assignment?.flows, !flows.isEmpty {
        flows[random.below(flows.count)].column = Int32(random.below(problem.frame.columnCount))
        outcome.assignment = Assignment(flows: flows)
      }
      let (one, other) = (CertificateVerifier.verify(problem, outcome), CertificateVerifier.verify(written, outcome))
      #expect(one.accepted == other.accepted, "seed \(seed): \(one.failures) \(other.failures)")
      if one.accepted { accepted += 1 } else { refused += 1 }
    }
    #expect(accepted > 10 && refused > 30, "\(accepted) \(refused)")
  }

  /// Cut short at any look at the clock, the plan meets all households.
  @Test func cancelledSolvesKeepHouseholds() throws {
    for seed in 0..<40 {
      let problem = try Self.random(seed: seed, rows: 20...40, columns: 6...12)
      let flag = Cancellation()
      var limits = SolveLimits(cancellation: flag)
      if seed % 4 == 0 { flag.cancel() }
      limits.incumbent = { _ in if seed % 2 == 1 { flag.cancel() } }
      limits.progress = { progress in if progress.steps > seed % 5 { flag.cancel() } }
      let outcome = try DecompositionSolver().solve(problem, limits: limits)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.accepted && outcome.assignment != nil, "seed \(seed): \(verdict.failures)")
      if seed % 4 == 0 { #expect(outcome.termination == .cancelled, "seed \(seed)") }
    }
  }

  @Test func networkSimplexRefusesHouseholds() throws {
    let problem = try Self.random(seed: 1, rows: 4...4, columns: 3...3)
    #expect(throws: SolverFailure.cannot(constraint: "household")) {
      try NetworkSimplexSolver().solve(problem, limits: .none)
    }
    let side = try #require(problem.frame.sideConstraints.first)
    #expect(throws: InvalidProblem.self) { try Self.tied(problem, [side, side]) }
  }

  // MARK: Random problems

  private static func random(seed: Int, rows: ClosedRange<Int>, columns: ClosedRange<Int>) throws -> CellProblem {
    let plain = try CellTests.random(seed: seed, rows: rows, columns: columns)
    var random = SplitMix64(seed: UInt64(seed) &* 31 &+ 7)
    let (rows, columns) = (plain.frame.rowCount, plain.frame.columnCount)
    var cells = (0..<columns).map { Int32($0) }
    if random.chance(60) { cells = cells.map { _ in Int32(random.below(3)) * 5 } }
    let isWhole = random.chance(50)
    var sides: [SideConstraint] = []
    var row = 0
    while row < rows {
      let size = min(rows - row, random.integer(in: 1...3))
      if size > 1 {
        let members = (row..<row + size).map { Int32($0) }
        sides.append(.together(rows: members, cells: ColumnPartition(cells: cells), allOrNone: isWhole))
      }
      row += size
    }
    if sides.isEmpty { sides = [.together(rows: [0], cells: ColumnPartition(cells: cells), allOrNone: isWhole)] }
    return try tied(plain, sides)
  }

  private static func tied(_ plain: CellProblem, _ sides: [SideConstraint]) throws -> CellProblem {
    let frame = plain.frame
    return try CellProblem(
      frame: AssignmentProblem(
        rowCounts: frame.rowCounts.map { min($0, 2) }, columnCapacities: frame.columnCapacities,
        columnParents: frame.columnParents,
        groups: frame.groups, arcs: frame.arcs, levels: frame.levels, marginals: frame.marginals,
        sideConstraints: sides),
      arcs: plain.arcs, scoreLevel: plain.scoreLevel)
  }
}
