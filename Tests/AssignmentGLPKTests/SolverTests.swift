import AssignmentCore
import AssignmentGLPK
import Testing

/// The solver against exhaustive enumeration, on both routes.
struct SolverTests {
  static let routes = GLPKSolver.Route.allCases

  @Test func namesAndCapabilities() {
    #expect(Self.routes.map { GLPKSolver(route: $0).name } == ["glpk", "glpk-intopt"])
    let all: SolverCapabilities = [
      .groupCaps, .floors, .marginals, .hours, .households, .linearSides, .rowParents, .idleGroups, .exact,
    ]
    #expect(GLPKSolver().capabilities == all)
  }

  @Test(.enabled(if: !GLPKSolver.isAvailable, "without the trait GLPK only"), arguments: routes)
  func case87_unavailableWithoutTheTrait(route: GLPKSolver.Route) throws {
    let problem = try #require(SmallProblems.make(seed: 1, .init()))
    #expect(throws: SolverFailure.unavailable(solver: "glpk")) {
      try GLPKSolver(route: route).solve(problem, limits: .none)
    }
  }

  /// Checks one problem; returns whether it was feasible.
  private func check(_ problem: AssignmentProblem, _ route: GLPKSolver.Route, _ seed: UInt64) throws -> Bool {
    let outcome = try GLPKSolver(route: route).solve(problem, limits: .none)
    let verdict = CertificateVerifier.verify(problem, outcome)
    let optimum = Enumeration.optimum(problem)
    #expect(outcome.termination == .finished && verdict.accepted, "seed \(seed)")
    guard let optimum else {
      #expect(outcome.assignment == nil, "seed \(seed)")
      if problem.sideConstraints.isEmpty { #expect(verdict.provesInfeasible, "seed \(seed)") }
      return false
    }
    #expect(verdict.levelValues == optimum, "seed \(seed)")
    if problem.sideConstraints.isEmpty {
      #expect(verdict.provenLevels == problem.levels.count, "seed \(seed)")
    }
    return true
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"), arguments: routes)
  func networksAgainstEnumeration(route: GLPKSolver.Route) throws {
    var checked = 0
    for seed in 0..<2_000 as Range<UInt64> {
      guard let problem = SmallProblems.make(seed: seed, .init()) else { continue }
      if try check(problem, route, seed) { checked += 1 }
    }
    #expect(checked > 1_500)
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"), arguments: routes)
  func floorsAgainstEnumeration(route: GLPKSolver.Route) throws {
    var (feasible, infeasible) = (0, 0)
    for seed in 0..<2_000 as Range<UInt64> {
      guard let problem = SmallProblems.make(seed: seed, .init(floors: true)) else { continue }
      if try check(problem, route, seed) { feasible += 1 } else { infeasible += 1 }
    }
    #expect(feasible > 500 && infeasible > 100)
  }

  /// GLPK sees no pair at first and one more of each row in a round: a pair that is not priced is missing at the end.
  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"), arguments: routes)
  func pricedNetworksAgainstEnumeration(route: GLPKSolver.Route) throws {
    var (checked, rounds) = (0, 0)
    for seed in 0..<1_000 as Range<UInt64> {
      guard let problem = SmallProblems.make(seed: seed, .init()) else { continue }
      var solver = GLPKSolver(route: route)
      (solver.pricedAbove, solver.pricedStart) = (0, Int(seed % 2))
      let outcome = try solver.solve(problem, limits: .none)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.accepted && verdict.provenLevels == problem.levels.count, "seed \(seed)")
      #expect(verdict.levelValues == Enumeration.optimum(problem), "seed \(seed)")
      checked += 1
      rounds += outcome.statistics.counters.first { $0.name == "pricing-rounds" }?.value ?? 0
    }
    #expect(checked > 700 && rounds > checked + 100)
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func hoursAndHouseholdsAgainstEnumeration() throws {
    var (feasible, infeasible, proven, gaps) = (0, 0, 0, 0)
    for seed in 0..<2_000 as Range<UInt64> {
      let options = SmallProblems.Options(
        floors: seed % 4 == 0, hours: seed % 3 != 1, households: seed % 3 != 0,
        scores: seed % 5 == 0 ? -400_000_000...500_000_000 : -9...9)
      guard let problem = SmallProblems.make(seed: seed, options) else { continue }
      guard try check(problem, .integer, seed) else {
        infeasible += 1
        continue
      }
      feasible += 1
      let outcome = try GLPKSolver().solve(problem, limits: .none)
      let verdict = CertificateVerifier.verify(problem, outcome)
      if verdict.provenLevels == problem.levels.count { proven += 1 }
      if case .gap = outcome.certificate, verdict.provenLevels < problem.levels.count { gaps += 1 }
    }
    #expect(feasible > 1_000 && infeasible > 10 && proven > 100 && gaps > 100)
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func linearConstraintsAgainstEnumeration() throws {
    var (feasible, infeasible) = (0, 0)
    for seed in 0..<2_000 as Range<UInt64> {
      let options = SmallProblems.Options(
        floors: seed % 4 == 0, hours: seed % 3 == 1, households: seed % 5 == 0, linears: true)
      guard let problem = SmallProblems.make(seed: seed, options) else { continue }
      if try check(problem, .integer, seed) { feasible += 1 } else { infeasible += 1 }
    }
    #expect(feasible > 1_000 && infeasible > 100)
  }

  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"), arguments: routes)
  func sameProblemSameAnswer(route: GLPKSolver.Route) throws {
    for seed in 0..<100 as Range<UInt64> {
      let options = SmallProblems.Options(households: seed.isMultiple(of: 2))
      guard let problem = SmallProblems.make(seed: seed, options) else { continue }
      let first = try GLPKSolver(route: route).solve(problem, limits: .none)
      for _ in 0..<3 { #expect(try GLPKSolver(route: route).solve(problem, limits: .none) == first, "seed \(seed)") }
    }
  }

  /// A level kept as a row whose coefficients are 10⁸ and 1: within GLPK's tolerance a marginal's second unit may be
  /// taken before its first, and what it then calls optimal has a value that no plan has.
  ///
  /// That must not pass as finished; the best plan so far stays, with its bound.
  @Test(.enabled(if: GLPKSolver.isAvailable, "needs the trait GLPK"))
  func optimumThatNoPlanHasIsNotBelieved() throws {
    let options = SmallProblems.Options(hours: true, scores: -400_000_000...500_000_000)
    let problem = try #require(SmallProblems.make(seed: 1_048_905, options))
    let outcome = try GLPKSolver().solve(problem, limits: .none)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.accepted && outcome.assignment != nil)
    #expect(outcome.termination == .solverFailed || verdict.levelValues == Enumeration.optimum(problem))
  }
}
