import AssignmentCore
import AssignmentSolvers
import Testing

@Suite("Catalogue: names, capabilities, and what auto chooses")
struct SolverCatalogTests {
  /// Stands for a solver with side constraints.
  private struct Integer: AssignmentSolver {
    let name = "glpk"
    let capabilities: SolverCapabilities = [.groupCaps, .floors, .hours, .households, .exact]

    func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
      throw .unavailable(solver: name)
    }
  }

  private let catalog = SolverCatalog()

  private func problem(
    dense: Bool = true, capacity: Int32 = 1, groups: [ColumnGroup] = [], sides: [SideConstraint] = []
  ) throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: [capacity, 1], columnParents: groups.isEmpty ? [] : [0, 0], groups: groups,
      arcs: dense ? .dense(rows: 2, columns: 2) : .sparse(starts: [0, 1, 2], columns: [0, 1]),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1]))], sideConstraints: sides)
  }

  private func choice(_ problem: AssignmentProblem, _ catalog: SolverCatalog? = nil) throws -> [String] {
    let choice = try (catalog ?? self.catalog).choose(for: problem)
    return [choice.solver.name, choice.reason.rawValue]
  }

  @Test func findsByName() throws {
    for name in ["network-simplex", "hungarian", "cost-scaling", "decomposition", "greedy"] {
      #expect(try catalog.solver(named: name).name == name)
    }
    for name in ["glpk", "glpk-intopt"] {
      guard case .unavailable = catalog.find(name) else {
        Issue.record("\(name) is known")
        continue
      }
      #expect(throws: SolverFailure.unavailable(solver: name)) { try catalog.solver(named: name) }
    }
    #expect(throws: SolverFailure.unavailable(solver: "simplex")) { try catalog.solver(named: "simplex") }
  }

  @Test(arguments: [
    ("hungarain", "hungarian"), ("network_simplex", "network-simplex"), ("Greedy", "greedy"), ("glkp", "glpk"),
    ("gp", "glpk"), ("z", nil), ("glpkk", "glpk"), ("atuo", "auto"), ("auto ", "auto"), ("", nil), ("simplex", nil),
  ])
  func suggestsTheNearestName(written: String, nearest: String?) {
    #expect(catalog.nearestName(to: written) == nearest)
  }

  @Test func autoFollowsTheTable() throws {
    #expect(try choice(problem()) == ["hungarian", "dense-one-to-one"])
    #expect(try choice(problem(dense: false)) == ["network-simplex", "no-side-constraints"])
    #expect(try choice(problem(capacity: 2)) == ["network-simplex", "no-side-constraints"])
    #expect(try choice(problem(groups: [ColumnGroup(capacity: 1)])) == ["network-simplex", "no-side-constraints"])
    #expect(try choice(problem(dense: false), SolverCatalog([GreedySolver()])) == ["greedy", "fallback"])
    #expect(
      try catalog.candidates(for: problem()).map(\.solver.name) == [
        "hungarian", "network-simplex", "cost-scaling", "decomposition", "greedy",
      ])
  }

  @Test func sideConstraintsAreNeverIgnored() throws {
    let hours = SideConstraint.budget(column: 0, weights: [.init(row: 0, weight: 3)], limit: 2)
    let problem = try problem(sides: [hours])
    let flows = SolverCatalog([NetworkSimplexSolver(), HungarianSolver(), GreedySolver()])
    #expect(throws: SolverFailure.cannot(constraint: "hours")) { try flows.choose(for: problem) }
    #expect(try choice(problem, catalog) == ["decomposition", "side-constraints"])
    #expect(throws: SolverFailure.cannot(constraint: "hours")) { try catalog.choose("hungarian", for: problem) }
    #expect(try choice(problem, SolverCatalog(flows.solvers + [Integer()])) == ["glpk", "side-constraints"])
  }

  @Test func whatHandsOnOrIsCountedIdleGoesOnlyToWhoTakesIt() throws {
    func problem(parents: [Int32], idle: [Int32]) throws -> AssignmentProblem {
      try AssignmentProblem(
        rowCounts: [1, 1], columnCapacities: [1, 1], groups: idle.isEmpty ? [] : [ColumnGroup(capacity: 2)],
        rowParents: parents, idleParents: idle, arcs: .dense(rows: 2, columns: 2),
        levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1]))])
    }
    for (parents, idle, word) in [([-1, 0], [], "changes"), ([], [0, 0], "group-rates")] as [([Int32], [Int32], String)]
    {
      let problem = try problem(parents: parents, idle: idle)
      #expect(try choice(problem) == ["network-simplex", "no-side-constraints"])
      #expect(catalog.candidates(for: problem).map(\.solver.name) == ["network-simplex", "decomposition"])
      for name in ["hungarian", "greedy"] {
        #expect(throws: SolverFailure.cannot(constraint: word)) { try catalog.choose(name, for: problem) }
        #expect(throws: SolverFailure.cannot(constraint: word)) {
          try catalog.solver(named: name).solve(problem, limits: .none)
        }
      }
      #expect(throws: SolverFailure.cannot(constraint: word)) {
        try SolverCatalog([GreedySolver(), HungarianSolver()]).choose(for: problem)
      }
    }
  }

  @Test func namedSolversAreUsedOrRefused() throws {
    let capped = try problem(groups: [ColumnGroup(capacity: 1)])
    #expect(throws: SolverFailure.cannot(constraint: "firm-caps")) { try catalog.choose("hungarian", for: capped) }
    #expect(try catalog.choose("greedy", for: capped).reason == .named)
    #expect(throws: SolverFailure.unavailable(solver: "glpk")) { try catalog.choose("glpk", for: capped) }
    #expect(throws: SolverFailure.unavailable(solver: "auto")) { try SolverCatalog([]).choose(for: capped) }
  }

  @Test func tableListsWhatIsThereAndWhatIsNot() {
    let table = SolverCatalog(.builtIn + [Integer()]).table
    #expect(
      table.map(\.name) == [
        "network-simplex", "hungarian", "cost-scaling", "decomposition", "greedy", "glpk", "glpk-intopt",
      ])
    #expect(table.map(\.isCompiledIn) == [true, true, true, true, true, true, false])
    #expect(table[0].takes == ["firm-caps", "hard-minimums", "minimums", "changes", "group-rates"])
    #expect(table[1].takes == [])
    #expect(table[2].takes == ["firm-caps"])
    #expect(table[3].takes == table[0].takes.prefix(3) + ["hours", "household", "changes", "group-rates"])
    #expect(table[4].takes == ["firm-caps"])
    #expect(
      table.map(\.proof) == [
        .everyLevel, .everyLevel, .everyLevel, .everyLevel, .firstLevels, .everyLevelOrBound, .unknown,
      ])
    #expect(table.map(\.isExact) == [true, true, true, true, false, true, false])
  }

  /// Every solver of the catalogue agrees with the others where it can.
  @Test func solversAgree() throws {
    for seed in UInt64(0)..<300 {
      let problem = try SmallProblems.make(.init(served: true), seed: seed)
      let values = try catalog.candidates(for: problem).map { choice in
        let verdict = CertificateVerifier.verify(problem, try choice.solver.solve(problem, limits: .none))
        #expect(verdict.failures == [], "seed \(seed), \(choice.solver.name)")
        return choice.reason == .fallback ? Array(verdict.levelValues.prefix(1)) : verdict.levelValues
      }
      #expect(values.count == 5, "seed \(seed)")
      for value in values { #expect(value == Array(values[0].prefix(value.count)), "seed \(seed)") }
    }
  }
}
