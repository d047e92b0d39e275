import AssignmentCore
import AssignmentSolvers
import Testing

/// Many problems in one call: the same outcomes as one by one, each with its own certificate.
struct SolverBatchTests {
  @Test func asOneByOne() throws {
    let problems = try (40_000..<40_080 as Range<UInt64>).map { try SmallProblems.make(.init(groups: true), seed: $0) }
    for solver in [NetworkSimplexSolver(), CostScalingSolver()] as [any AssignmentSolver] {
      let single = problems.map { problem in
        Result { () throws(SolverFailure) in try solver.solve(problem, limits: .none) }
      }
      for threads in [1, 2, 7] {
        let batch = solver.solve(batch: problems, limits: SolveLimits(threads: threads))
        #expect(batch == single, "\(solver.name), \(threads) threads")
      }
      for (problem, outcome) in zip(problems, single) {
        let verdict = CertificateVerifier.verify(problem, try outcome.get())
        #expect(verdict.accepted && verdict.provenLevels == problem.levels.count, "\(solver.name)")
      }
    }
  }
}
