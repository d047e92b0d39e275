import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// What Papers/fair-levels.md promises of any plan under any order of levels, firm caps, pins and minimums included.
@Suite struct LevelTheoremTests {
  private let matcher = Matcher(solvers: [NetworkSimplexSolver()])

  /// Cases with a feasible plan, and how many people can be served at most.
  private func cases(
    _ seed: UInt64, _ count: Int, _ body: (LevelCase, LevelOracle, _ most: Int) throws -> Void
  ) throws {
    var checked = 0
    for index in 0..<count {
      let levels = LevelOrders.allowed[(index * 7) % LevelOrders.allowed.count]
      let one = try LevelCase(seed: seed + UInt64(index), levels: levels)
      let oracle = LevelOracle(try one.instance())
      guard let most = oracle.plans.map({ oracle.total($0) }).max() else { continue }
      checked += 1
      try body(one, oracle, most)
    }
    #expect(checked > count / 2)
  }

  /// Classes decide who is served, never how many.
  @Test func priorityCostsNobody() throws {
    var differ = 0
    try cases(800_000, 300) { one, _, most in
      let byClass = try matcher.plan(for: one.instance([.served, .quality]), seed: one.seed)
      let alike = try matcher.plan(for: one.instance([.served, .quality], oneClass: true), seed: one.seed)
      #expect(byClass.pairs.count == most, "\(one)")
      #expect(alike.pairs.count == most, "\(one)")
      differ += byClass.pairs.map(\.survivor) == alike.pairs.map(\.survivor) ? 0 : 1
    }
    #expect(differ > 20)
  }

  /// Before all other levels, and after any of them.
  @Test func ratesOfGroupsCostNobody() throws {
    var differ = 0
    try cases(810_000, 300) { one, oracle, most in
      let fair = try matcher.plan(for: one.instance([.groupRates, .served, .quality]), seed: one.seed)
      let fast = try matcher.plan(for: one.instance([.served, .quality]), seed: one.seed)
      // A soft minimum is listed after served here, so nothing stands before the rates.
      #expect(fair.pairs.count == most, "\(one)")
      differ += fair.levels.first { $0.name == "served" }?.classes == fast.levels.first?.classes ? 0 : 1
      guard let place = oracle.levels.firstIndex(of: .groupRates) else { return }
      let before = oracle.best(Array(oracle.levels[..<place]))
      let after = oracle.best([.groupRates], among: before)
      let largest = before.map { oracle.total($0) }.max()
      #expect(after.allSatisfy { oracle.total($0) == largest }, "\(one)")
    }
    // They do cost priority.
    #expect(differ > 0)
  }

  /// Levels after served change who is with whom, not how many of any class have somebody.
  @Test func laterLevelsCostNobody() throws {
    try cases(820_000, 300) { one, oracle, _ in
      guard let place = oracle.levels.firstIndex(of: .served) else { return }
      let whole = try matcher.plan(for: one.instance(), seed: one.seed)
      let served = try matcher.plan(for: one.instance(Array(one.policy.levels[...place])), seed: one.seed)
      let classes = { (plan: MatchPlan) in plan.levels.first { $0.name == "served" }?.classes }
      #expect(classes(whole) == classes(served), "\(one)")
      #expect(oracle.choices(whole).map { oracle.isFeasible($0) } == true, "\(one)")
    }
  }

  /// The enumeration finds solvers that misread the face of a level, groups, hubs or bands.
  @Test(arguments: [
    Sabotage.ignoresIdleMarginals, .losesHandedUnits, .shiftsGrades, .fixesIdleCounts, .keepsTightArcsOnly,
    .freezesFullColumns,
  ])
  func wrongSolversAreFound(sabotage: Sabotage) throws {
    let solver = SaboteurSolver(sabotage, base: NetworkSimplexSolver())
    var wrong = 0
    for index in 0..<3_000 where wrong < 2 {
      let levels = LevelOrders.allowed[(index * 5) % LevelOrders.allowed.count]
      let check = try LevelCheck(LevelCase(seed: 830_000 + UInt64(index), levels: levels), solver: solver)
      guard !check.oracle.plans.isEmpty, !check.isBest else { continue }
      wrong += 1
      #expect(check.fault != nil)
    }
    #expect(wrong == 2)
  }
}
