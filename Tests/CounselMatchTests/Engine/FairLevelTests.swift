import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// The levels `load`, `group-rates` and `changes` on small instances computed by hand.
struct FairLevelTests {
  private func policy(_ levels: [Policy.LevelName], _ change: (inout Policy) -> Void = { _ in }) -> Policy {
    Fixtures.policy { policy in
      policy.levels = levels
      (policy.weights.language, policy.weights.homeState, policy.weights.traumaTraining) = (0, 0, 0)
      (policy.weights.experience, policy.weights.meeting) = (0, 0)
      change(&policy)
    }
  }

  private func value(_ plan: MatchPlan, _ name: String) throws -> Int64? {
    try #require(plan.levels.first { $0.name == name }).value
  }

  /// Points for everybody with one attorney.
  private func points(_ survivors: [Survivor], _ attorney: String, _ points: Int = 10) -> [PersonalScore] {
    survivors.map { PersonalScore(survivor: $0.id, attorney: attorney, points: points) }
  }

  // MARK: load

  private func busy(_ levels: [Policy.LevelName]) throws -> CaseInstance {
    let survivors = (1...3).map { Fixtures.survivor("S\($0)") }
    let attorneys = [
      Fixtures.attorney("A1") { $0.capacity = 4 }, Fixtures.attorney("A2") { ($0.capacity, $0.activeLoad) = (5, 1) },
    ]
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys, scores: points(survivors, "A1"), policy: policy(levels))
  }

  @Test func loadCountsActiveCases() throws {
    let best = try Matcher().plan(for: busy([.served, .quality, .load]))
    // Three at A1, one old case at A2: 9 + 1.
    #expect(best.levels.map(\.value) == [3, 30, 10])
    let even = try Matcher().plan(for: busy([.served, .load, .quality]))
    // Two and one, with the old case two and two: 4 + 4.
    #expect(even.status == .optimal && even.levels.map(\.value) == [3, 8, 20])
    #expect(even.bound == 20)
    #expect(even.levels[1].price == LevelPrice(people: 0, quality: 10))
    // After quality it costs nothing, and served and quality have no price.
    #expect(best.levels.map(\.price) == [nil, nil, LevelPrice(people: 0, quality: 0)])
  }

  @Test(arguments: Policy.LoadUnit.allCases) func loadOfFirms(unit: Policy.LoadUnit) throws {
    let survivors = (1...3).map { Fixtures.survivor("S\($0)") }
    let attorneys = (1...3).map { index in
      Fixtures.attorney("A\(index)") { ($0.capacity, $0.firm) = (3, index < 3 ? "F1" : nil) }
    }
    let instance = try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: [Firm(id: "F1", capacity: 9)],
      scores: points(survivors, "A1"), policy: policy([.served, .load, .quality]) { $0.loadBy = unit })
    let plan = try Matcher().plan(for: instance)
    #expect(plan.status == .optimal)
    // One each; or two for the firm, both with A1, and one for A3.
    #expect(plan.levels.map(\.value) == (unit == .attorney ? [3, 3, 10] : [3, 5, 20]))
  }

  @Test func solversThatTakeNoLoadSaySo() throws {
    #expect(throws: MatchFailure.solverCannot(solver: "hungarian", constraint: "load")) {
      try Matcher().plan(for: busy([.served, .load]), solver: "hungarian")
    }
  }

  @Test func largeCapacitiesAreNotWrittenOut() throws {
    let attorneys = (1...3).map { index in Fixtures.attorney("A\(index)") { $0.capacity = Int(Int32.max) } }
    let instance = try CaseInstance(
      survivors: (1...4).map { Fixtures.survivor("S\($0)") }, attorneys: attorneys, policy: policy([.served, .load]))
    #expect(try Matcher().plan(for: instance).levels.map(\.value) == [4, 6])
    #expect(try InstanceCompiler().compile(instance).problem.marginals[0].segments.count == 2)
  }

  // MARK: group-rates

  /// Three places, four people of group a, two of group b; everybody of a is worth more.
  private func groups(_ levels: [Policy.LevelName], pins: [Pin] = []) throws -> CaseInstance {
    let survivors = (1...6).map { index in
      Fixtures.survivor("S\(index)") {
        ($0.priority, $0.audit) = (index <= 4 ? 0 : 1, ["audit_g": index <= 4 ? "a" : "b"])
      }
    }
    return try CaseInstance(
      survivors: survivors, attorneys: [Fixtures.attorney("A1") { $0.capacity = 3 }], pins: pins,
      scores: points(Array(survivors.prefix(4)), "A1"),
      policy: policy(levels) { ($0.groupRatesBy, $0.groupRatesReason) = ("audit_g", "decided by the board") })
  }

  @Test func groupRatesAreRelativeToTheAttainable() throws {
    // Two of three and one of two beat one of three and two of two.
    let plan = try Matcher().plan(for: groups([.groupRates, .served, .quality]))
    #expect(plan.status == .optimal)
    let level = plan.levels[0]
    #expect(
      level.groups == [
        GroupRate(group: "a", served: 2, attainable: 3), GroupRate(group: "b", served: 1, attainable: 2),
      ])
    #expect(level.value == nil && level.rate == Fraction(1, 2))
    #expect(plan.levels[1].value == 3 && plan.levels[1].classes == [2, 1] && plan.levels[2].value == 20)
    #expect(plan.prices?.groups.count == 2)
    // The rates cost nobody, and ten points: three of group a would be best.
    #expect(level.price == LevelPrice(people: 0, quality: 10))
    let after = try Matcher().plan(for: groups([.served, .groupRates]))
    #expect(after.levels[0].classes == [3, 0] && after.levels[1].rate == Fraction(0))
  }

  @Test func pinnedPeopleCountInTheirGroup() throws {
    let plan = try Matcher().plan(
      for: groups([.groupRates], pins: [Pin(survivor: "S5", attorney: "A1"), Pin(survivor: "S6", attorney: "A1")]))
    // The pins leave one place: a can have one, b has the two it can have.
    #expect(
      plan.levels[0].groups == [
        GroupRate(group: "a", served: 1, attainable: 1), GroupRate(group: "b", served: 2, attainable: 2),
      ])
  }

  @Test func frozenAttainablesAreTaken() throws {
    var matcher = Matcher()
    matcher.attainable = ["a": 1, "b": 3]
    let plan = try matcher.plan(for: groups([.groupRates]))
    // Steps: b 0/3, a 0/1 tie at rate 0 and a gains more; then b 1/3; then b 2/3, which has only two people.
    #expect(plan.levels[0].groups?.map(\.served) == [1, 2])
    #expect(plan.levels[0].groups?.map(\.attainable) == [1, 3])
  }

  @Test func groupsNobodyCanServeHaveRateOne() throws {
    let survivors = [
      Fixtures.survivor("S1") { ($0.languages, $0.audit) = (["fr"], ["audit_g": "x"]) },
      Fixtures.survivor("S2") { $0.audit = ["audit_g": "y"] }, Fixtures.survivor("S3"),
    ]
    let instance = try CaseInstance(
      survivors: survivors, attorneys: [Fixtures.attorney("A1")],
      policy: policy([.served, .groupRates]) { ($0.groupRatesBy, $0.groupRatesReason) = ("audit_g", "r") })
    let groups = try #require(try Matcher().plan(for: instance).levels[1].groups)
    #expect(groups.map(\.group) == ["unknown", "x", "y"] && groups.map(\.attainable) == [1, 0, 1])
    #expect(groups[1].rate == Fraction(1) && groups.map(\.served).reduce(0, +) == 1)
  }

  // MARK: prices

  /// Somebody is lost only where a minimum is listed before served; what several levels cost is counted one by one.
  @Test func pricesOfSeveralLevels() throws {
    let survivors = (1...2).map { Fixtures.survivor("S\($0)") }
    let attorneys = [
      Fixtures.attorney("A1") { ($0.capacity, $0.minimum) = (2, 0) },
      Fixtures.attorney("A2") { ($0.capacity, $0.minimum) = (2, 1) }, Fixtures.attorney("A3"),
    ]
    let instance = try CaseInstance(
      survivors: survivors, attorneys: attorneys, scores: points(survivors, "A1"),
      previous: [PreviousPair(survivor: "S1", attorney: "A3")],
      policy: policy([.served, .changes, .load, .quality, .worstQuality]))
    let plan = try Matcher().plan(for: instance)
    // The minimum takes S2, the previous plan S1; without the minimum S2 goes to A1; without changes S1 does.
    #expect(plan.levels.map(\.name) == ["served", "minimums", "changes", "load", "quality", "worst-quality"])
    #expect(plan.levels.map(\.value) == [2, 0, 0, 2, 0, 0])
    #expect(plan.levels.map { $0.price?.quality } == [nil, 10, 10, 0, nil, 0])
    #expect(plan.levels.compactMap { $0.price?.people } == [0, 0, 0, 0])
    var quick = Matcher()
    quick.levelPrices = false
    #expect(try quick.plan(for: instance).levels.allSatisfy { $0.price == nil })
  }

  /// Solves once, then time is up.
  private struct OnceOnly: AssignmentSolver {
    let cancellation: Cancellation
    let solver = NetworkSimplexSolver()
    var name: String { "once-only" }
    var capabilities: SolverCapabilities { solver.capabilities }

    func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
      defer { cancellation.cancel() }
      return try solver.solve(problem, limits: limits)
    }
  }

  @Test func pricesAreUnknownWhereTheTimeIsUp() throws {
    let flag = Cancellation()
    let matcher = Matcher(solvers: [OnceOnly(cancellation: flag)])
    let plan = try matcher.plan(
      for: busy([.served, .load, .quality, .worstQuality]), limits: SolveLimits(cancellation: flag))
    #expect(plan.status == .optimal && plan.levels[1].price == nil)
    #expect(plan.levels[3].price == LevelPrice(people: 0, quality: 0))
  }

  // MARK: changes

  /// All had A1, who now has one place; S2 was registered first.
  private func moved(_ count: Int, plain: Int = 0, other: Int = 5) throws -> CaseInstance {
    let survivors = (1...count + plain).map { index in
      Fixtures.survivor("S\(index)") {
        $0.registered = Fixtures.asOf.advanced(by: index == 2 ? -9 : -index)
      }
    }
    return try CaseInstance(
      survivors: survivors, attorneys: [Fixtures.attorney("A1"), Fixtures.attorney("A2") { $0.capacity = other }],
      previous: survivors.prefix(count).map { PreviousPair(survivor: $0.id, attorney: "A1") }
        + [PreviousPair(survivor: "left", attorney: "A2")],
      policy: policy([.served, .changes]))
  }

  @Test func oneKeepsTheAttorneyByTieOrder() throws {
    let instance = try moved(3)
    #expect(instance.previous?.count == 3)
    let plan = try Matcher().plan(for: instance)
    #expect(plan.status == .optimal && plan.levels.map(\.value) == [3, 2])
    #expect(plan.pairs.map(\.attorney) == ["A2", "A1", "A2"])
    // People with one history are one row, without a row to hand on to.
    let problem = try InstanceCompiler().compile(instance).problem
    #expect(problem.rowCounts == [3] && problem.rowParents.isEmpty)
  }

  @Test func peopleOfOneTypeShareTheArcsOfOneRow() throws {
    let instance = try moved(3, plain: 1, other: 1)
    let compiled = try InstanceCompiler().compile(instance)
    #expect(compiled.problem.rowCounts == [1, 3] && compiled.problem.rowParents == [-1, 0])
    #expect(compiled.problem.arcs.count == 3)
    let plan = try Matcher().plan(for: instance)
    #expect(plan.status == .optimal && plan.levels.map(\.value) == [2, 2])
    // S2 keeps A1; of the others S4 was registered first.
    #expect(plan.pairs.map(\.survivor) == ["S2", "S4"] && plan.pairs.map(\.attorney) == ["A1", "A2"])
    #expect(plan.unmatched.map(\.reason) == [.bottleneck, .bottleneck])
    #expect(plan.bottlenecks.map(\.people) == [4] && plan.bottlenecks.map(\.places) == [2])
    #expect(plan.bottlenecks.first?.survivors == ["S1", "S2", "S3", "S4"])
  }

  @Test func peopleOnHoldAndAttorneysWhoLeftCountAsChanged() throws {
    let instance = try CaseInstance(
      survivors: [Fixtures.survivor("S1") { $0.mayMatch = false }, Fixtures.survivor("S2"), Fixtures.survivor("S3")],
      attorneys: [Fixtures.attorney("A1") { $0.capacity = 3 }], pins: [Pin(survivor: "S3", attorney: "A1")],
      previous: [
        PreviousPair(survivor: "S1", attorney: "A1"), PreviousPair(survivor: "S2", attorney: "A9"),
        PreviousPair(survivor: "S3", attorney: "A1"),
      ], policy: policy([.served, .changes]))
    let plan = try Matcher().plan(for: instance)
    #expect(try plan.pairs.count == 2 && value(plan, "changes") == 2)
  }
}
