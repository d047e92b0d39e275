import AssignmentCore
import AssignmentSolvers
import Testing

@Suite("Greedy: as many served as anybody can serve, class by class")
struct GreedySolverTests {
  private let nested = SmallProblems.Shape(side: 0...5, served: true, groups: true)

  @Test func servesTheOptimumUnderNestedCapsAndClasses() throws {
    for seed in UInt64(0)..<4_000 {
      let problem = try SmallProblems.make(nested, seed: seed)
      let outcome = try GreedySolver().solve(problem)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.failures == [], "seed \(seed)")
      #expect(verdict.provenLevels >= 1, "seed \(seed)")
      let optimum = try SmallProblems.optimum(problem)
      #expect(verdict.levelValues[0] == optimum[0], "seed \(seed)")
      #expect(verdict.levelValues.prefix(verdict.provenLevels) == optimum.prefix(verdict.provenLevels), "seed \(seed)")
      if !verdict.accepted { return }
    }
  }

  @Test func servesTheOptimumOnWiderProblems() throws {
    var shape = nested
    (shape.side, shape.counts, shape.capacities, shape.levels) = (15...40, 0...4, 0...4, 2...2)
    shape.missing = 85
    for seed in UInt64(50_000)..<50_150 {
      let problem = try SmallProblems.make(shape, seed: seed)
      let outcome = try GreedySolver().solve(problem)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.failures == [], "seed \(seed)")
      #expect(verdict.provenLevels >= 1, "seed \(seed)")
      let exact = try NetworkSimplexSolver().solve(problem, limits: .none)
      let most = CertificateVerifier.verify(problem, exact)
      #expect(verdict.levelValues.first == most.levelValues.first, "seed \(seed)")
      #expect(outcome.assignment?.units == exact.assignment?.units, "seed \(seed)")
    }
  }

  /// Level 1 may be anything: the answer is feasible, and never under the empty assignment.
  @Test func staysFeasibleWithAnyFirstLevel() throws {
    for seed in UInt64(60_000)..<61_000 {
      let problem = try SmallProblems.make(.init(groups: true), seed: seed)
      let verdict = CertificateVerifier.verify(problem, try GreedySolver().solve(problem))
      #expect(verdict.failures == [], "seed \(seed)")
      #expect(!verdict.levelValues.lexicographicallyPrecedes(problem.levels.map { _ in 0 }), "seed \(seed)")
      let optimum = try SmallProblems.optimum(problem)
      #expect(verdict.levelValues.prefix(verdict.provenLevels) == optimum.prefix(verdict.provenLevels), "seed \(seed)")
      if case .perRow = problem.levels[0].scores { #expect(verdict.levelValues[0] == optimum[0], "seed \(seed)") }
    }
  }

  /// Row 0 takes the only place row 1 could have; the path through the firm's cap moves it to the other firm.
  @Test func movesThroughAFullFirm() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: [1, 1, 1], columnParents: [0, 0, 1],
      groups: [ColumnGroup(capacity: 1), ColumnGroup(capacity: 1)],
      arcs: .sparse(starts: [0, 2, 3], columns: [0, 2, 1]),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([1, 1])),
        ObjectiveLevel(name: "quality", scores: .perArc(.int64([9, 1, 1]))),
      ])
    let outcome = try GreedySolver().solve(problem)
    #expect(
      outcome.assignment?.flows == [.init(row: 0, column: 2, units: 1), .init(row: 1, column: 1, units: 1)])
    #expect(outcome.statistics["augmentations"] == 1)
    #expect(CertificateVerifier.verify(problem, outcome).provenLevels == 2)
  }

  @Test func refusesWhatItCannotTake() throws {
    let levels = [ObjectiveLevel(name: "served", scores: .perRow([1]))]
    let floor = try AssignmentProblem(
      rowCounts: [1], columnCapacities: [1], columnFloors: [1], arcs: .dense(rows: 1, columns: 1), levels: levels)
    #expect(throws: SolverFailure.cannot(constraint: "hard-minimums")) { try GreedySolver().solve(floor) }
    let minimum = try AssignmentProblem(
      rowCounts: [1], columnCapacities: [1], arcs: .dense(rows: 1, columns: 1), levels: levels,
      marginals: [OutletMarginal(outlet: 0, segments: [.init(width: 1, scores: [1])])])
    #expect(throws: SolverFailure.cannot(constraint: "minimums")) { try GreedySolver().solve(minimum) }
  }

  @Test func stopsWhenTold() throws {
    let problem = try SmallProblems.make(
      .init(side: 40...40, counts: 1...1, capacities: 1...1, served: true, missing: 50), seed: 3)
    let cancellation = Cancellation()
    cancellation.cancel()
    let outcome = try GreedySolver().solve(problem, limits: SolveLimits(cancellation: cancellation))
    #expect(outcome.termination == .cancelled)
    #expect(outcome.certificate == .none(reason: "cancelled"))
    #expect(CertificateVerifier.verify(problem, outcome).failures == [])
  }
}
