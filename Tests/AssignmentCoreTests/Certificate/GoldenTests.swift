import AssignmentCore
import Testing

@Suite struct GoldenTests {
  @Test func theHandWorkedOptimumIsProved() throws {
    let verdict = try Golden.verdict(Golden.optimum, Golden.duals)
    #expect(verdict.failures == [])
    #expect(verdict.levelValues == [5, 14])
    #expect(verdict.provenLevels == 2)
    #expect(verdict.bounds == [5, 14])
    #expect(!verdict.provesInfeasible)
  }

  @Test func enumerationAgreesWithTheHand() throws {
    #expect(Enumeration(try Golden.problem()).best == [5, 14])
  }

  @Test func theFirstLevelAloneIsProvedByItsDualsAlone() throws {
    let first = stride(from: 0, to: Golden.duals.potentials.count, by: 2).map { Golden.duals.potentials[$0] }
    // Any plan that serves both of class 0 and one more reaches 5, whatever its quality.
    let worse = Golden.plan((0, 0), (1, 0), (2, 2))
    let verdict = try Golden.verdict(worse, DualPrices(levelCount: 1, potentials: first))
    #expect(verdict.accepted)
    #expect(verdict.levelValues == [5, 10])
    #expect(verdict.provenLevels == 1)
  }

  /// Each planted fault, and the check that must name it.
  @Test(arguments: [
    ("pair unknown", Golden.plan((0, 0), (1, 2), (3, 1)), "pair.unknown", 2),
    ("row unknown", Golden.plan((0, 0), (4, 2)), "pair.unknown", 1),
    ("row negative", Golden.plan((-1, 0)), "pair.unknown", 0),
    ("column unknown", Golden.plan((0, 3)), "pair.unknown", 0),
    ("column negative", Golden.plan((0, -1)), "pair.unknown", 0),
    ("units over count", Golden.plan((0, 0), (0, 1), (1, 2)), "row.count", 0),
    ("column capacity", Golden.plan((1, 2), (2, 2), (3, 0)), "outlet.capacity", 2),
    ("group cap", Golden.plan((0, 0), (1, 2), (2, 1), (3, 0)), "outlet.capacity", 3),
    ("duplicate", Golden.plan((0, 0), (0, 0), (1, 2)), "pair.unknown", 1),
    ("suboptimal in quality", Golden.plan((0, 0), (1, 2), (2, 1)), "dual.row.used", 3),
    ("suboptimal in service", Golden.plan((0, 0), (1, 2)), "dual.row.used", 3),
    ("nobody", Golden.plan(), "dual.row.used", 0),
  ])
  func aPlantedPlanIsRejected(name: String, plan: Assignment, check: String, index: Int) throws {
    let verdict = try Golden.verdict(plan, Golden.duals)
    #expect(verdict.failures.contains(.init(check: check, index: index)), "\(name): \(verdict.failures)")
    #expect(verdict.provenLevels == 0)
  }

  @Test func unitsMustBePositive() throws {
    for units in [Int32(0), -1, .min] {
      let plan = Assignment(flows: [.init(row: 0, column: 0, units: units)])
      #expect(try Golden.verdict(plan, Golden.duals).failures == [.init(check: "pair.unknown", index: 0)])
    }
    let many = Assignment(flows: [.init(row: 0, column: 0, units: .max)])
    #expect(try Golden.verdict(many, Golden.duals).failures.map(\.check).contains("row.count"))
  }

  @Test func flowsMustAscend() throws {
    var plan = Golden.optimum
    plan.flows.swapAt(0, 1)
    #expect(try Golden.verdict(plan, Golden.duals).failures == [.init(check: "pair.unknown", index: 1)])
  }

  @Test func aFloorBinds() throws {
    let verdict = try Golden.verdict(Golden.optimum, Golden.duals, floors: [0, 1, 0])
    #expect(verdict.failures == [.init(check: "outlet.floor", index: 1)])
  }

  @Test func aSideConstraintBinds() throws {
    let hours = SideConstraint.budget(
      column: 0, weights: [.init(row: 0, weight: 2), .init(row: 3, weight: 3)], limit: 4)
    #expect(
      try Golden.verdict(Golden.optimum, Golden.duals, sides: [hours]).failures
        == [.init(check: "side.hours", index: 0)])
    let household = SideConstraint.together(
      rows: [0, 1], cells: ColumnPartition(cells: [0, 0, 1]), allOrNone: false)
    #expect(
      try Golden.verdict(Golden.optimum, Golden.duals, sides: [household]).failures
        == [.init(check: "side.household", index: 0)])
    let half = SideConstraint.together(
      rows: [2, 3], cells: ColumnPartition(cells: [0, 0, 0]), allOrNone: true)
    #expect(
      try Golden.verdict(Golden.optimum, Golden.duals, sides: [half]).failures
        == [.init(check: "side.household", index: 0)])
    let kept = SideConstraint.together(
      rows: [0, 3], cells: ColumnPartition(cells: [0, 1, 2]), allOrNone: true)
    #expect(try Golden.verdict(Golden.optimum, Golden.duals, sides: [kept]).provenLevels == 2)
  }

  /// Three people at −2 each; an attorney whose first unit is worth 5, the second 3, the third nothing: two go, 4 in all.
  ///
  /// One person stays unserved, so p = 0; the pair is used and has room, so −2 + A = p, A = 2; the second unit is worth
  /// 3 ≥ 2, a third would be worth 0 ≤ 2. These are the only duals, and no other load has any.
  @Test func marginalScoresAreJudgedUnitByUnit() throws {
    let problem = try AssignmentProblem(
      rowCounts: [3], columnCapacities: [3], arcs: .dense(rows: 1, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow([-2]))],
      marginals: [
        OutletMarginal(outlet: 0, segments: [.init(width: 1, scores: [5]), .init(width: 1, scores: [3])])
      ])
    for load in Int32(0)...3 {
      let plan = Assignment(flows: load == 0 ? [] : [.init(row: 0, column: 0, units: load)])
      for (person, attorney) in (-3...6).flatMap({ person in (-3...6).map { (Int64(person), Int64($0)) } }) {
        let duals = DualPrices(levelCount: 1, potentials: [person, attorney])
        let verdict = CertificateVerifier.verify(problem, Golden.outcome(plan, .optimality(duals)))
        #expect(verdict.levelValues == [[0], [3], [4], [2]][Int(load)])
        #expect(verdict.accepted == (load == 2 && person == 0 && attorney == 2), "\(load), \(person), \(attorney)")
      }
    }
  }
}
