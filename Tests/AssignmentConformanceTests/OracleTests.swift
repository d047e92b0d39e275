import AssignmentConformance
import AssignmentCore
import Testing

@Suite struct OracleTests {
  /// Two ways written apart, column use and trying every plan, agree on random problems with every feature.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func theOracleAgreesWithEnumeration(seed: UInt64) throws {
    let shape = ProblemShape {
      ($0.rows, $0.columns, $0.counts, $0.capacities) = (1...3, 1...3, 0...2, 0...2)
      ($0.firms, $0.floors, $0.marginals, $0.levels, $0.scores) = (.nested, 15, 40, 2, -3...3)
      if seed > 3 { ($0.handing, $0.idleGroups, $0.graded) = (50, 2, true) }
    }
    var (random, oracle) = (SplitMix64(seed: seed), ExactOracle())
    var infeasible = 0
    for round in 0..<150 {
      let problem = try shape.draw(&random).problem()
      let (answer, flows) = oracle.plan(problem)
      #expect(answer == oracle.solve(problem))
      #expect(answer == PlanEnumeration.best(of: problem).answer, "seed \(seed), round \(round)")
      switch answer {
      case .optimum(let values): #expect(PlanJudge.values(of: flows, in: problem) == values)
      case .infeasible: infeasible += 1
      case .outOfReach: Issue.record("seed \(seed), round \(round) is out of reach")
      }
    }
    #expect(infeasible > 5)
  }

  @Test func theJudgeKnowsRowsThatHandOnAndIdleGroups() throws {
    let table = try ProblemText(
      """
      levels rates quality
      columns 2
      group 9 of
      row 1 0/5
      row 2 0/7
      row 1 -
      hands 1 2 to 0
      idle 0 by g0
      marginal g0 1x-1/0 9x-3/0
      """)
    let problem = try table.draft.problem()
    func judge(_ flows: (Int32, Int32, Int32)...) -> [Int64]? {
      PlanJudge.values(of: flows.map { .init(row: $0.0, column: $0.1, units: $0.2) }, in: problem)
    }
    #expect(judge() == [-10, 0])
    #expect(judge((1, 0, 2)) == [-4, 14])
    #expect(judge((0, 0, 2)) == [-4, 10])  // its own and one handed on
    #expect(judge((0, 0, 1), (1, 0, 1)) == [-4, 12])
    #expect(judge((1, 0, 3)) == nil)  // a row places no more than its own
    #expect(judge((2, 0, 1)) == nil)  // not eligible itself
  }

  @Test func whatIsTooLargeIsOutOfReach() throws {
    let shape = ProblemShape { ($0.rows, $0.columns, $0.density) = (30...30, 30...30, 100) }
    var (random, oracle) = (SplitMix64(seed: 1), ExactOracle())
    let problem = try shape.draw(&random).problem()
    #expect(oracle.solve(problem) == .outOfReach)
    #expect(PlanEnumeration.best(of: problem).answer == .outOfReach)
    #expect(throws: SolverFailure.self) { try ReferenceSolver().solve(problem, limits: .none) }
  }

  @Test func theJudgeKnowsEveryRule() throws {
    let table = try ProblemText(
      """
      columns 1..2 2
      group 3 of 0 1
      row 2 5 -
      row 2 4 3
      """)
    let problem = try table.draft.problem()
    func judge(_ flows: (Int32, Int32, Int32)...) -> [Int64]? {
      PlanJudge.values(of: flows.map { .init(row: $0.0, column: $0.1, units: $0.2) }, in: problem)
    }
    #expect(judge((0, 0, 2), (1, 1, 1)) == [13])
    #expect(judge((1, 0, 1)) == [4])
    #expect(judge((0, 1, 1), (1, 0, 1)) == nil)  // not eligible
    #expect(judge((1, 0, 1), (1, 1, 2)) == nil)  // three of two
    #expect(judge((0, 0, 2), (1, 0, 1)) == nil)  // three in two places
    #expect(judge((0, 0, 2), (1, 1, 2)) == nil)  // four under a cap of three
    #expect(judge((1, 1, 1)) == nil)  // floor
    #expect(judge((0, 0, 0), (1, 0, 1)) == nil)  // no units
    #expect(judge((0, 0, 1), (0, 0, 1)) == nil)  // named twice
    #expect(judge((2, 0, 1)) == nil)
    #expect(judge((0, 7, 1)) == nil)
  }
}

@Suite struct ProblemTextTests {
  @Test(arguments: [
    "columns 1\nrow 1", "columns 1\nrow x 1", "columns x", "group 1 of 0", "columns 1\ngroup 1 of 1",
    "columns 1\nmarginal 0 1", "columns 1\nmarginal g0 1x1", "colums 1", "value", "value 1 2", "value one",
    "columns 1\nhours 0", "columns 1\nhours 0 limit 1 0", "columns 1\nhours 0 limit 1 0:x", "columns 1\ntogether 0",
  ])
  func whatCannotBeReadIsRefused(text: String) {
    #expect(throws: ProblemText.Unreadable.self) { try ProblemText(text) }
  }

  @Test func everyWordIsRead() throws {
    let text = try ProblemText(
      """
      # a comment
      levels served quality
      columns 2 0..3 1..1   # floors
      group 2 of 0 1
      group 1..3 of g0 2
      row 2 1/5 1/-3 -

      row 1 - 1/2 -
      row 1 - - -
      group 4 of
      hands 1 to 0
      idle 0 by g2
      graded
      marginal g1 2x1/0 1x0/-2
      hours 1 limit 4 0:2
      together-all 2 by 0 0 1
      value 5/14
      """)
    let problem = try text.draft.problem()
    #expect(text.values == [5, 14])
    #expect(problem.rowCounts == [2, 1, 1])
    #expect(problem.rowParents == [-1, 0, -1])
    #expect(problem.idleParents == [2, -1, -1])
    #expect(problem.columnFloors == [0, 0, 1])
    #expect(problem.columnParents == [0, 0, 1])
    #expect(
      problem.groups == [
        ColumnGroup(parent: 1, capacity: 2), ColumnGroup(capacity: 3, floor: 1), ColumnGroup(capacity: 4),
      ])
    #expect(problem.arcs == .sparse(starts: [0, 2, 3, 3], columns: [0, 1, 1]))
    #expect(problem.levels[0].scores == .perRow([1, 1, 0]))
    #expect(problem.levels[1].scores == .perGrade(grades: [2, 0, 1], values: [-3, 2, 5]))
    #expect(problem.marginals[0].outlet == 4)
    #expect(problem.marginals[0].segments.map(\.scores) == [[1, 0], [0, -2]])
    #expect(problem.sideConstraints.count == 2)
    #expect(try ProblemText("value infeasible").values == nil)
  }
}
