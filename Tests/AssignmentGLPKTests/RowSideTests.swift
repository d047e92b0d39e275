import AssignmentConformance
import AssignmentCore
import AssignmentGLPK
import Testing

/// Rows that hand on and groups of unserved units, on both routes, against the conformance kit's oracles.
@Suite struct RowSideTests {
  private static let shape = ProblemShape {
    $0.counts = 0...2
    $0.capacities = 0...2
    $0.scores = -2...3
    $0.levels = 3
    $0.firms = .nested
    $0.marginals = 30
    $0.handing = 50
    $0.idleGroups = 2
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"), arguments: GLPKSolver.Route.allCases)
  func networksAgainstTheOracle(route: GLPKSolver.Route) throws {
    var (feasible, infeasible) = (0, 0)
    for seed in 0..<800 as Range<UInt64> {
      var shape = Self.shape
      if seed % 2 == 1 { shape.floors = 30 }
      var random = SplitMix64(seed: seed)
      let problem = try shape.draw(&random).problem()
      var oracle = ExactOracle()
      let verdict = CertificateVerifier.verify(
        problem, try GLPKSolver(route: route).solve(problem, limits: .none))
      switch oracle.solve(problem) {
      case .optimum(let best):
        feasible += 1
        #expect(verdict.levelValues == best, "seed \(seed)")
        #expect(verdict.provenLevels == problem.levels.count, "seed \(seed): \(verdict.failures)")
      case .infeasible:
        infeasible += 1
        #expect(verdict.provesInfeasible, "seed \(seed)")
      case .outOfReach: break
      }
    }
    #expect(feasible > 400 && infeasible > 50, "\(feasible), \(infeasible)")
  }

  /// Hours on a column count what a row places itself and what it was handed.
  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func hoursAgainstEnumeration() throws {
    var checked = 0
    for seed in 0..<400 as Range<UInt64> {
      var shape = Self.shape
      (shape.rows, shape.columns, shape.levels) = (1...4, 1...3, 2)
      var random = SplitMix64(seed: seed)
      var draft = shape.draw(&random)
      draft.sides = [
        .budget(
          column: 0,
          weights: draft.counts.indices.map { .init(row: Int32($0), weight: Int64(random.integer(in: 1...3))) },
          limit: Int64(random.integer(in: 0...5)))
      ]
      let problem = try draft.problem()
      guard case .optimum(let best) = PlanEnumeration.best(of: problem).answer else { continue }
      let outcome = try GLPKSolver().solve(problem, limits: .none)
      let verdict = CertificateVerifier.verify(problem, outcome)
      checked += 1
      #expect(outcome.termination == .finished, "seed \(seed)")
      #expect(verdict.levelValues == best, "seed \(seed): \(verdict.failures)")
    }
    #expect(checked > 200, "\(checked)")
  }
}
