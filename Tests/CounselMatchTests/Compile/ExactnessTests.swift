import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// What is solved on types is the optimum of the people, and its prices hold person by person.
struct ExactnessTests {
  private let matcher = Matcher(solvers: [NetworkSimplexSolver()])

  private func check(_ random: RandomInstance, _ seed: UInt64) throws -> MatchPlan {
    let instance = try random.instance()
    let plan = try matcher.plan(for: instance, seed: seed)
    let optimum = Oracle.optimum(instance)
    guard let optimum else {
      #expect(plan.status == .infeasible, "seed \(seed)")
      #expect(plan.pairs.isEmpty, "seed \(seed)")
      return plan
    }
    #expect(plan.status == .optimal, "seed \(seed)")
    #expect(plan.oracleValues == optimum, "seed \(seed)")
    let failures = PriceCheck.failures(instance, plan)
    #expect(failures.isEmpty, "seed \(seed)")
    #expect(plan.gap == 0)
    return plan
  }

  @Test func plainInstances() throws {
    for seed in 0..<700 as Range<UInt64> {
      _ = try check(RandomInstance(seed: seed, people: 0...5, lawyers: 0...4), seed)
    }
  }

  @Test func softMinimums() throws {
    for seed in 10_000..<10_400 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 2...5, lawyers: 1...4)
      random.addMinimums(.soft)
      _ = try check(random, seed)
    }
  }

  @Test func hardMinimums() throws {
    var counts: [MatchPlan.PlanStatus: Int] = [:]
    for seed in 20_000..<20_500 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 2...5, lawyers: 1...4)
      random.addMinimums(.hard)
      counts[try check(random, seed).status, default: 0] += 1
    }
    #expect(counts[.optimal, default: 0] > 50 && counts[.infeasible, default: 0] > 50, "\(counts)")
  }

  @Test func pins() throws {
    var counts: [MatchPlan.PlanStatus: Int] = [:]
    for seed in 30_000..<30_500 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 2...5, lawyers: 1...4)
      if seed % 3 == 0 { random.addMinimums(.soft) }
      try random.addPins()
      let plan = try check(random, seed)
      counts[plan.status, default: 0] += random.pins.isEmpty ? 0 : 1
      if plan.status == .optimal {
        #expect(plan.pairs.count(where: \.isPinned) == random.pins.count, "seed \(seed)")
      }
    }
    #expect(counts[.optimal, default: 0] > 50 && counts[.infeasible, default: 0] > 20, "\(counts)")
  }

  /// Prices that hold person by person prove the optimum of instances too large to enumerate.
  @Test func largerInstancesAreProvedPersonByPerson() throws {
    for seed in 35_000..<35_060 as Range<UInt64> {
      var random = RandomInstance(seed: seed, people: 20...40, lawyers: 6...12)
      if seed % 2 == 0 { random.addMinimums(seed % 4 == 0 ? .soft : .hard) }
      let instance = try random.instance()
      let plan = try matcher.plan(for: instance, seed: seed)
      guard plan.status != .infeasible else { continue }
      #expect(plan.status == .optimal, "seed \(seed)")
      #expect(PriceCheck.failures(instance, plan).isEmpty, "seed \(seed)")
    }
  }

  /// Types are worth something: people alike in all that matters share one.
  @Test func peopleAreAggregated() throws {
    let survivors = (0..<60).map { Fixtures.survivor("S\($0)") }
    let attorneys = (0..<20).map { index in Fixtures.attorney("A\(index)") { $0.capacity = 2 } }
    let instance = try CaseInstance(survivors: survivors, attorneys: attorneys, policy: Fixtures.policy())
    let compiled = try InstanceCompiler().compile(instance)
    #expect(compiled.problem.rowCounts == [60])
    #expect(compiled.problem.columnCapacities == [40])
    let plan = try matcher.plan(for: instance)
    #expect(plan.pairs.count == 40)
    #expect(plan.size.survivorTypes == 1 && plan.size.attorneyTypes == 1)
  }

  @Test func case08_sizeLimitSaysTheEstimate() throws {
    let instance = try CaseInstance(
      survivors: (0..<30).map { index in
        Fixtures.survivor("S\(index)") { $0.languages = index % 2 == 0 ? ["es"] : ["es", "en"] }
      },
      attorneys: [Fixtures.attorney("A"), Fixtures.attorney("B") { $0.experience = 1 }], policy: Fixtures.policy())
    var limits = CompileLimits()
    limits.arcs = 3
    #expect(throws: MatchFailure.sizeLimit(arcs: 4, limit: 3)) {
      try InstanceCompiler(limits: limits).compile(instance)
    }
  }

  @Test func sizeLimitOfSparseInstancesIsEstimatedToo() throws {
    // One pair in two: half a pair a row must not be rounded down to none.
    let instance = try CaseInstance(
      survivors: (0..<40).map { index in
        Fixtures.survivor("S\(index)") { survivor in
          survivor.priority = index
          survivor.languages = index % 2 == 0 ? ["es"] : ["fr"]
        }
      },
      attorneys: [Fixtures.attorney("A")], policy: Fixtures.policy())
    var limits = CompileLimits()
    limits.arcs = 3
    #expect(throws: MatchFailure.sizeLimit(arcs: 20, limit: 3)) {
      try InstanceCompiler(limits: limits).compile(instance)
    }
    limits.arcs = -1
    let nobody = try CaseInstance(survivors: [], attorneys: [Fixtures.attorney("A")], policy: Fixtures.policy())
    #expect(throws: MatchFailure.sizeLimit(arcs: 0, limit: -1)) {
      try InstanceCompiler(limits: limits).compile(nobody)
    }
  }
}
