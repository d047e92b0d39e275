import AssignmentCore
import AssignmentSolvers
import Testing

@Suite("Hungarian: every level proved, by its own duals")
struct HungarianSolverTests {
  private func expectOptimal(_ shape: SmallProblems.Shape, seeds: Range<UInt64>) throws {
    for seed in seeds {
      let problem = try SmallProblems.make(shape, seed: seed)
      let outcome = try HungarianSolver().solve(problem)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.failures == [], "seed \(seed)")
      #expect(verdict.provenLevels == problem.levels.count, "seed \(seed)")
      #expect(try verdict.levelValues == SmallProblems.optimum(problem), "seed \(seed)")
      if !verdict.accepted { return }
    }
  }

  @Test func smallProblemsOfEveryKind() throws {
    try expectOptimal(.init(), seeds: 0..<2_000)
  }

  @Test func allTies() throws {
    try expectOptimal(.init(scores: 0...1), seeds: 10_000..<10_500)
  }

  @Test func denseOneToOne() throws {
    try expectOptimal(.init(counts: 1...1, capacities: 1...1, served: true, missing: 0), seeds: 20_000..<21_500)
  }

  @Test func scoresNearTheLimit() throws {
    let limit = (Int64(1) << 62) / 64
    try expectOptimal(.init(scores: -limit...limit), seeds: 30_000..<30_500)
    try expectOptimal(
      .init(counts: 1...1, capacities: 1...1, levels: 2...2, scores: -limit...limit, served: true, missing: 0),
      seeds: 31_000..<31_500)
  }

  /// A chain in which every displaced row loses as much as it can: potentials near 2⁶², of both signs.
  @Test(arguments: [Int64(1), -1])
  func longChainsOfExtremeScores(sign: Int64) throws {
    let side = 30
    let limit = sign * ((Int64(1) << 62) / Int64(2 * side + 5))
    let heads = (0..<side).flatMap { [Int32($0), Int32($0 + 1)] }
    let problem = try AssignmentProblem(
      rowCounts: [Int32](repeating: 1, count: side), columnCapacities: [Int32](repeating: 1, count: side + 1),
      arcs: .sparse(starts: (0...side).map { 2 * $0 }, columns: heads),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: side))),
        ObjectiveLevel(name: "quality", scores: .perArc(.int64((0..<side).flatMap { _ in [limit, -limit] }))),
      ])
    let verdict = CertificateVerifier.verify(problem, try HungarianSolver().solve(problem))
    #expect(verdict.failures == [])
    #expect(verdict.provenLevels == 2)
    #expect(verdict.levelValues == [Int64(side), Int64(side) * limit * sign])
  }

  @Test func manyLevels() throws {
    try expectOptimal(.init(side: 0...3, levels: 4...18, scores: -1...1), seeds: 40_000..<40_200)
  }

  @Test func emptyProblems() throws {
    for (rows, columns) in [(0, 0), (0, 3), (3, 0)] {
      let problem = try AssignmentProblem(
        rowCounts: [Int32](repeating: 1, count: rows), columnCapacities: [Int32](repeating: 1, count: columns),
        arcs: .dense(rows: rows, columns: columns),
        levels: [ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows)))])
      let outcome = try HungarianSolver().solve(problem)
      #expect(outcome.assignment?.flows == [])
      #expect(CertificateVerifier.verify(problem, outcome).provenLevels == 1)
    }
  }

  @Test func refusesWhatItCannotTake() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1], columnCapacities: [1], columnParents: [0], groups: [ColumnGroup(capacity: 1)],
      arcs: .dense(rows: 1, columns: 1), levels: [ObjectiveLevel(name: "served", scores: .perRow([1]))])
    #expect(throws: SolverFailure.cannot(constraint: "firm-caps")) { try HungarianSolver().solve(problem) }
    let levels = (0..<33).map { ObjectiveLevel(name: "level\($0)", scores: .perRow([1])) }
    let deep = try AssignmentProblem(
      rowCounts: [1], columnCapacities: [1], arcs: .dense(rows: 1, columns: 1), levels: levels)
    #expect(throws: SolverFailure.range("at most 32 levels")) { try HungarianSolver().solve(deep) }
  }
}
