import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Dispatch
import Foundation
import Testing

/// A solver that does not come back before it is let go, whatever its limits say.
private final class StuckSolver: AssignmentSolver {
  let name = "stuck"
  let capabilities: SolverCapabilities = [
    .groupCaps, .floors, .marginals, .hours, .households, .linearSides, .rowParents, .idleGroups,
  ]
  /// Told before it gets stuck.
  let plan: Assignment?
  /// Raised then: the time is over when the plan is known, however busy the machine is.
  let flag: Cancellation?
  private let gate = DispatchSemaphore(value: 0)

  init(plan: Assignment? = nil, flag: Cancellation? = nil) { (self.plan, self.flag) = (plan, flag) }

  func release() { gate.signal() }

  func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    if let plan { limits.incumbent?(plan) }
    flag?.cancel()
    gate.wait()
    return SolveOutcome(termination: .finished, assignment: nil, certificate: .none(reason: ""))
  }
}

/// The chain of links under a limit on time: these tests end only because nobody waits for a stuck solver.
struct DeadlineTests {
  /// Two people of one household and hours for one: the network would serve both.
  private func instance() throws -> CaseInstance {
    let people = (1...2).map { index in Fixtures.survivor("S\(index)") { ($0.household, $0.hours) = ("H", 4) } }
    let attorneys = (1...2).map { index in Fixtures.attorney("A\(index)") { ($0.capacity, $0.hours) = (2, 5 - index) } }
    return try CaseInstance(
      survivors: people, attorneys: attorneys, policy: Fixtures.policy { $0.households = .sameAttorney })
  }

  @Test func aSolverThatOverrunsIsLeftBehind() throws {
    let flag = Cancellation()
    let stuck = StuckSolver(flag: flag)
    defer { stuck.release() }
    let limits = SolveLimits(cancellation: flag)
    let plan = try Matcher(solvers: [stuck, GreedySolver()]).plan(for: instance(), limits: limits)
    #expect(plan.solver == "greedy" && plan.pairs.count == 1)
    #expect(plan.status == .feasible && plan.termination == .cancelled)
    #expect(plan.fallback == "auto: stuck did not end in time; answered by greedy")
  }

  /// Where the plan that is ready took all the time, no integer solver is started.
  @Test func noTimeIsLeftForIt() throws {
    let stuck = StuckSolver()
    defer { stuck.release() }
    let limits = SolveLimits(deadline: .now - .milliseconds(1))
    let plan = try Matcher(solvers: [stuck, GreedySolver()]).plan(for: instance(), limits: limits)
    #expect(plan.solver == "greedy" && plan.status == .feasible && plan.termination == .timeLimit)
    #expect(plan.fallback == "auto: no time was left for stuck; answered by greedy")
  }

  @Test func itsBestPlanIsTaken() throws {
    let instance = try instance()
    let compiled = try InstanceCompiler().compile(instance)
    let flows = PlanEnumeration.best(of: compiled.problem).flows
    let flag = Cancellation()
    let stuck = StuckSolver(plan: Assignment(flows: flows), flag: flag)
    defer { stuck.release() }
    let limits = SolveLimits(cancellation: flag)
    let plan = try Matcher(solvers: [stuck, GreedySolver()]).plan(for: instance, limits: limits)
    #expect(plan.solver == "stuck" && plan.status == .feasible && plan.bound == 2)
    #expect(plan.termination == .cancelled)
  }

  /// What breaks a rule is no plan, whoever tells of it.
  @Test func aToldPlanIsCheckedToo() throws {
    let instance = try instance()
    let compiled = try InstanceCompiler().compile(instance)
    let both = Assignment(flows: [.init(row: 0, column: 0, units: 1), .init(row: 1, column: 0, units: 1)])
    #expect(compiled.problem.rowCount == 2)
    let flag = Cancellation()
    let stuck = StuckSolver(plan: both, flag: flag)
    defer { stuck.release() }
    let limits = SolveLimits(cancellation: flag)
    #expect(try Matcher(solvers: [stuck, GreedySolver()]).plan(for: instance, limits: limits).solver == "greedy")
  }

  @Test func cancellingLeavesItBehind() async throws {
    let (stuck, flag) = (StuckSolver(), Cancellation())
    defer { stuck.release() }
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { flag.cancel() }
    let report = try await Matcher(solvers: [stuck, GreedySolver()]).match(
      instance(), limits: SolveLimits(cancellation: flag))
    #expect(report.plan.solver == "greedy" && report.plan.termination == .cancelled)
  }

  /// 300 × 300 people who are all different, and no time since long ago: a plan all the same, or a word why not.
  @Test func noTimeToPrepareIsSaid() throws {
    let people = (0..<300).map { index in Fixtures.survivor("S\(index)") { $0.hours = index + 1 } }
    let attorneys = (0..<300).map { index in Fixtures.attorney("A\(index)") { $0.hours = index + 100 } }
    let instance = try CaseInstance(survivors: people, attorneys: attorneys, policy: Fixtures.policy())
    let limits = SolveLimits(deadline: .now - .seconds(1))
    let plan = try Matcher().plan(for: instance, limits: limits)
    #expect(plan.solver == "greedy" && plan.status == .feasible && plan.termination == .timeLimit)
    #expect(plan.fallback == "auto: no time was left to prepare the dataset; answered by greedy")
    #expect(plan.pairs.count > 150 && plan.levels.allSatisfy { !$0.proven } && plan.bound == nil)
    for solver in ["decomposition", "greedy"] {
      #expect(throws: MatchFailure.stopped(solver: "compiler", reason: "time-limit")) {
        try Matcher().plan(for: instance, solver: solver, limits: limits)
      }
    }
    let flag = Cancellation()
    flag.cancel()
    // A machine that prepares all pairs within the few milliseconds of patience leaves the word to the solver.
    let cancelled = try? Matcher().plan(
      for: instance, solver: "decomposition", limits: SolveLimits(cancellation: flag))
    #expect(cancelled == nil || cancelled?.termination == .cancelled)
  }

  /// Plans that people took without types keep every rule, whatever else holds, and are never better than the best.
  @Test func plansWithoutTypesAreTrue() throws {
    var plans = 0
    for seed in 74_000..<74_300 as Range<UInt64> {
      let instance = try MixedSideTests.mixed(seed)
      guard let plan = QuickPlan.plan(instance, seed: seed, reason: .timeLimit) else { continue }
      let best = try #require(Oracle.optimum(instance) { MixedSideTests.holds(instance, $0) }, "seed \(seed)")
      #expect(!best.lexicographicallyPrecedes(plan.oracleValues), "seed \(seed)")
      let choice = instance.survivors.map { person in
        plan.pairs.first { $0.survivor == person.id }.flatMap { pair in
          instance.attorneys.firstIndex { $0.id == pair.attorney }
        }
      }
      #expect(MixedSideTests.holds(instance, choice), "seed \(seed)")
      #expect(plan.pairs.count + plan.unmatched.count == instance.survivors.count, "seed \(seed)")
      plans += 1
    }
    #expect(plans > 100, "\(plans)")
  }

  /// Without a solver for a constraint, `auto` answers with a plan and says what is missing; by name it is refused.
  @Test func greedyAnswersWhereNoSolverCan() throws {
    let plan = try Matcher(solvers: [GreedySolver()]).plan(for: instance())
    #expect(plan.solver == "greedy" && plan.status == .feasible && plan.bound == 2)
    #expect(plan.fallback == "auto: no integer solver takes this problem; answered by greedy")
    #expect(throws: MatchFailure.solverCannot(solver: "network-simplex", constraint: "hours")) {
      try Matcher(solvers: [NetworkSimplexSolver()]).plan(for: instance(), solver: "network-simplex")
    }
  }

  /// Never better than the best, never against a rule, and with a true bound.
  @Test func plansOfGreedyAreTrue() throws {
    var (plans, best) = (0, 0)
    for seed in 73_000..<73_200 as Range<UInt64> {
      let instance = try QuotaTests.random(seed, minimums: seed.isMultiple(of: 2))
      guard let optimum = Oracle.optimum(instance, admits: { QuotaTests.holds(instance, $0) }),
        let plan = try? Matcher(solvers: [GreedySolver()]).plan(for: instance)
      else { continue }
      #expect(!optimum.lexicographicallyPrecedes(plan.oracleValues), "seed \(seed)")
      plans += 1
      if plan.oracleValues == optimum { best += 1 }
      if plan.solver == "greedy", let bound = plan.bound, let open = plan.levels.first(where: { !$0.proven }),
        open.name == "served"
      {
        #expect(bound >= Int64(optimum.dropLast().reduce(0, +)), "seed \(seed)")
      }
    }
    #expect(plans > 120 && best > plans / 2, "\(best) of \(plans)")
  }
}
