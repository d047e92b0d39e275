import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Testing

/// The engine around solvers: named, automatic, distrustful, cancellable.
struct MatcherTests {
  private func instance(_ count: Int = 3, _ change: (inout Policy) -> Void = { _ in }) throws -> CaseInstance {
    try CaseInstance(
      survivors: (0..<count).map { index in Fixtures.survivor("S\(index)") { $0.priority = index % 2 } },
      attorneys: [Fixtures.attorney("A1"), Fixtures.attorney("A2") { ($0.experience, $0.firm) = (2, "F1") }],
      policy: Fixtures.policy(change))
  }

  @Test func planOfThree() throws {
    let report = try Matcher().report(for: instance())
    let plan = report.plan
    #expect(plan.status == .optimal && plan.isVerified && plan.termination == .finished)
    #expect(plan.solver == "network-simplex" && plan.fallback == nil)
    #expect(plan.pairs.count == 2 && plan.unmatched.count == 1)
    #expect(plan.levels.map(\.name) == ["served", "quality"])
    #expect(plan.levels[0].classes == [2, 0] || plan.levels[0].classes == [2])
    #expect(plan.levels[1].value == Int64(plan.pairs.reduce(0) { $0 + $1.score.total }))
    #expect(plan.bound == plan.levels[1].value && plan.gap == 0)
    #expect(report.timings.compile > .zero && report.contradictions.isEmpty)
  }

  @Test func namedSolverIsUsedOrRefused() throws {
    #expect(try Matcher().plan(for: instance(), solver: "hungarian").solver == "hungarian")
    #expect(throws: MatchFailure.solverUnavailable(solver: "nonesuch")) {
      try Matcher().plan(for: instance(), solver: "nonesuch")
    }
    let capped = try CaseInstance(
      survivors: [Fixtures.survivor("S1"), Fixtures.survivor("S2")],
      attorneys: (1...2).map { index in Fixtures.attorney("A\(index)") { $0.firm = "F1" } },
      firms: [Firm(id: "F1", capacity: 1)], policy: Fixtures.policy())
    #expect(throws: MatchFailure.solverCannot(solver: "hungarian", constraint: "firm-caps")) {
      try Matcher().plan(for: capped, solver: "hungarian")
    }
    #expect(try Matcher().plan(for: capped).pairs.count == 1)
  }

  @Test func case89_untrustedAnswerIsNeverTaken() throws {
    let liar = SaboteurSolver(.ignoresCapacity, base: NetworkSimplexSolver())
    #expect {
      try Matcher(solvers: [liar]).plan(for: instance(), solver: liar.name)
    } throws: { error in
      guard case .solverUntrusted(liar.name, let checks)? = error as? MatchFailure else { return false }
      return checks == ["outlet.capacity"]
    }
    let plan = try Matcher(solvers: [liar, HungarianSolver()]).plan(for: instance())
    #expect(plan.solver == "hungarian" && plan.isVerified)
    #expect(plan.fallback?.contains("solver.untrusted") == true)
  }

  @Test func greedyAloneSaysSo() throws {
    let plan = try Matcher(solvers: [GreedySolver()]).plan(for: instance())
    #expect(plan.solver == "greedy" && plan.fallback != nil)
    #expect(plan.pairs.count == 2 && plan.levels[0].proven)
  }

  @Test func case87_constraintNobodyTakes() throws {
    let tied = try CaseInstance(
      survivors: (1...2).map { index in Fixtures.survivor("S\(index)") { $0.household = "H" } },
      attorneys: [Fixtures.attorney { $0.capacity = 2 }], policy: Fixtures.policy { $0.households = .sameFirm })
    #expect(throws: MatchFailure.solverCannot(solver: "auto", constraint: "household")) {
      try Matcher(solvers: [NetworkSimplexSolver()]).plan(for: tied)
    }
    // With greedy there is an answer, which says that no solver takes the constraint.
    let plan = try Matcher(solvers: [NetworkSimplexSolver(), GreedySolver()]).plan(for: tied)
    #expect(plan.solver == "greedy" && plan.fallback?.contains("no integer solver") == true)
  }

  @Test func case30_case31_case32_emptySides() throws {
    for (people, lawyers) in [(0, 0), (0, 2), (2, 0)] {
      let instance = try CaseInstance(
        survivors: (0..<people).map { Fixtures.survivor("S\($0)") },
        attorneys: (0..<lawyers).map { Fixtures.attorney("A\($0)") }, policy: Fixtures.policy())
      let plan = try Matcher().plan(for: instance)
      #expect(plan.status == .optimal, "\(people), \(lawyers)")
      #expect(plan.levels.map(\.value) == [0, nil], "\(people), \(lawyers)")
      #expect(plan.unmatched.count == people)
    }
  }

  @Test func pinsOverACapacityAreInfeasible() throws {
    let instance = try CaseInstance(
      survivors: [Fixtures.survivor("S1"), Fixtures.survivor("S2")], attorneys: [Fixtures.attorney()],
      pins: ["S1", "S2"].map { Pin(survivor: $0, attorney: "A1") }, policy: Fixtures.policy())
    let report = try Matcher().report(for: instance)
    #expect(report.plan.status == .infeasible && report.plan.pairs.isEmpty)
    #expect(report.contradictions.map(\.kind) == [.pinsOverAttorney])
  }

  @Test func pinsOverFirmNetworkAndHours() throws {
    func kinds(_ change: (inout Policy, inout [Firm], inout [Attorney]) -> Void) throws -> [Contradiction.Kind] {
      var policy = Fixtures.policy()
      var firms: [Firm] = []
      var attorneys = [Fixtures.attorney { ($0.capacity, $0.firm) = (2, "F1") }]
      change(&policy, &firms, &attorneys)
      let instance = try CaseInstance(
        survivors: ["S1", "S2"].map { id in Fixtures.survivor(id) { $0.hours = 5 } }, attorneys: attorneys,
        firms: firms,
        pins: ["S1", "S2"].map { Pin(survivor: $0, attorney: "A1") }, policy: policy)
      return try Matcher().report(for: instance).contradictions.map(\.kind)
    }
    #expect(try kinds { _, _, _ in }.isEmpty)
    #expect(try kinds { _, firms, _ in firms = [Firm(id: "F1", capacity: 1)] } == [.pinsOverFirm])
    #expect(try kinds { policy, _, _ in policy.networkCapacity = 1 } == [.pinsOverNetwork])
    #expect(try kinds { _, _, attorneys in attorneys[0].hours = 9 } == [.pinsOverHours])
  }

  @Test func onHoldIsListedAndNeverUnmatched() throws {
    let instance = try CaseInstance(
      survivors: [
        Fixtures.survivor("S1") { $0.mayMatch = false },
        Fixtures.survivor("S2") { $0.consentUntil = Fixtures.asOf.advanced(by: -1) },
        Fixtures.survivor("S3") { $0.consentUntil = Fixtures.asOf },
      ], attorneys: [Fixtures.attorney { $0.capacity = 3 }], policy: Fixtures.policy())
    let plan = try Matcher().plan(for: instance)
    #expect(plan.onHold == ["S1", "S2"])
    #expect(plan.pairs.map(\.survivor) == ["S3"] && plan.unmatched.isEmpty)
    #expect(plan.prices?.survivors[0] == [])
  }

  @Test func case85_timeLimitInThePastStillAnswers() throws {
    let limits = SolveLimits(deadline: ContinuousClock.now - .seconds(1))
    let plan = try Matcher().plan(for: instance(), limits: limits)
    #expect(plan.status == (plan.isVerified ? .optimal : .feasible))
    #expect(plan.termination == .timeLimit || plan.isVerified)
    #expect(plan.pairs.count == 2 && plan.unmatched.count == 1)
  }

  @Test func asynchronousCallGivesTheSamePlan() async throws {
    let instance = try instance()
    let report = try await Matcher().match(instance, seed: 9)
    #expect(try report.plan == Matcher().plan(for: instance, seed: 9))
    await #expect(throws: MatchFailure.solverUnavailable(solver: "x")) {
      try await Matcher().match(instance, solver: "x")
    }
  }

  /// Waits until it is cancelled.
  private struct PatientSolver: AssignmentSolver {
    let name = "patient"
    let capabilities: SolverCapabilities = [.exact]

    func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
      limits.progress?(SolveProgress(phase: "waiting", level: 0, steps: 0))
      while limits.reasonToStop() == nil {}
      return SolveOutcome(termination: .cancelled, assignment: nil, certificate: .none(reason: "cancelled"))
    }
  }

  @Test func case86_cancellingTheTaskStopsTheSolve() async throws {
    let instance = try instance()
    let (started, hasStarted) = AsyncStream.makeStream(of: Void.self)
    let limits = SolveLimits { _ in hasStarted.yield() }
    let task = Task { try await Matcher(solvers: [PatientSolver()]).match(instance, limits: limits) }
    for await _ in started { break }
    task.cancel()
    let plan = try await task.value.plan
    #expect(plan.termination == .cancelled && plan.status == .feasible && plan.pairs.isEmpty)
    #expect(!plan.isVerified && plan.unmatched.count == 3)
  }
}
