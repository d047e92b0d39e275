import AssignmentConformance
import AssignmentCore
import AssignmentGLPK
import Testing

/// Hours and households by hand: a bound that is attained, and a true gap.
struct SideTests {
  /// Two people, two attorneys of one place in cells 0 and 1, tied together or not at all.
  private static func pair(cells: [Int32], capacities: [Int32], allOrNone: Bool) throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: capacities, arcs: .dense(rows: 2, columns: capacities.count),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([1, 1])),
        ObjectiveLevel(name: "quality", scores: .perArc(.int32((0..<2 * capacities.count).map { Int32($0 % 3) }))),
      ],
      sideConstraints: [.together(rows: [0, 1], cells: ColumnPartition(cells: cells), allOrNone: allOrNone)])
  }

  private static func solve(_ problem: AssignmentProblem) throws -> (SolveOutcome, Verdict) {
    let outcome = try GLPKSolver().solve(problem, limits: .none)
    return (outcome, CertificateVerifier.verify(problem, outcome))
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func attainedBoundIsProof() throws {
    // Attorneys 0 and 1 share a cell: both served there, as without the household.
    let (outcome, verdict) = try Self.solve(try Self.pair(cells: [4, 4], capacities: [1, 1], allOrNone: true))
    #expect(outcome.termination == .finished && verdict.levelValues == [2, 3] && verdict.provenLevels == 2)
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func searchThatReachesTheBoundIsProof() throws {
    // Ties: the flow may split the pair; columns 0 and 2 hold one each and share a cell, column 1 is alone.
    for seed in 0..<20 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let cells = (0..<4).map { _ in Int32(random.below(2)) }
      let problem = try AssignmentProblem(
        rowCounts: [1, 1], columnCapacities: [1, 1, 1, 1], arcs: .dense(rows: 2, columns: 4),
        levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1]))],
        sideConstraints: [.together(rows: [0, 1], cells: ColumnPartition(cells: cells), allOrNone: false)])
      let (_, verdict) = try Self.solve(problem)
      let optimum = Enumeration.optimum(problem)
      #expect(verdict.levelValues == optimum && verdict.provenLevels == (optimum == [2] ? 1 : 0), "seed \(seed)")
    }
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func trueGapStaysAGap() throws {
    // One place in each of two cells: together only one of the two can be served, the flow serves both.
    let (outcome, verdict) = try Self.solve(try Self.pair(cells: [0, 1], capacities: [1, 1], allOrNone: false))
    #expect(outcome.termination == .finished && verdict.levelValues == [1, 2])
    #expect(verdict.bounds == [2, 3] && verdict.provenLevels == 0 && verdict.accepted)
    let (_, none) = try Self.solve(try Self.pair(cells: [0, 1], capacities: [1, 1], allOrNone: true))
    #expect(none.levelValues == [0, 0] && none.provenLevels == 0 && none.accepted)
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func hoursMakeAKnapsack() throws {
    // 10 hours; people of 6, 5, 5 worth 10, 7, 7: the two fives.
    let problem = try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [3], arcs: .dense(rows: 3, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow([10, 7, 7]))],
      sideConstraints: [
        .budget(
          column: 0, weights: [.init(row: 0, weight: 6), .init(row: 1, weight: 5), .init(row: 2, weight: 5)], limit: 10)
      ])
    let (outcome, verdict) = try Self.solve(problem)
    #expect(outcome.assignment?.flows.map(\.row) == [1, 2])
    #expect(verdict.levelValues == [14] && verdict.bounds == [24] && verdict.provenLevels == 0)
  }
}
