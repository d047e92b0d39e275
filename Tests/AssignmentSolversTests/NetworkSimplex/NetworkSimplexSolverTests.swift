import AssignmentCore
import AssignmentSolvers
import Testing

/// Solves, has the outcome verified, and compares it with enumeration.
private func checkAgainstEnumeration(_ problem: AssignmentProblem, _ trace: String) throws {
  let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
  let verdict = CertificateVerifier.verify(problem, outcome)
  #expect(outcome.termination == .finished, "\(trace)")
  guard let best = Enumeration(problem).best else {
    #expect(verdict.provesInfeasible, "\(trace): \(outcome.certificate)")
    return
  }
  #expect(verdict.accepted, "\(trace): \(verdict.failures)")
  #expect(verdict.levelValues == best, "\(trace)")
  #expect(verdict.provenLevels == problem.levels.count, "\(trace)")
}

@Suite struct NetworkSimplexSolverTests {
  @Test func agreesWithEnumeration() throws {
    for seed in 0..<4_000 {
      try checkAgainstEnumeration(try SmallProblem.random(seed: seed), "seed \(seed)")
    }
  }

  @Test func agreesWithEnumerationUnderFloors() throws {
    for seed in 0..<4_000 {
      let shape = SmallShape(floors: true)
      try checkAgainstEnumeration(try SmallProblem.random(seed: seed, shape), "seed \(seed)")
    }
  }

  @Test func agreesWithEnumerationOneToOne() throws {
    for seed in 0..<1_500 {
      let shape = SmallShape(rows: 5, columns: 4, largestCount: 1, levels: 2, groups: false, marginals: false)
      try checkAgainstEnumeration(try SmallProblem.random(seed: seed, shape), "seed \(seed)")
    }
  }
}
