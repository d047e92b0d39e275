public import AssignmentCore
public import AssignmentSolvers

/// The engine: compiles an instance, has it solved, checks the answer and puts it into the words of the domain.
///
/// No answer is believed unchecked: `CertificateVerifier` runs on every outcome. A named solver is
/// used or refused; `auto` takes the first solver that can, and the next one where an answer fails the check.
public struct Matcher: Sendable {
  /// In the order in which `auto` tries them.
  public let solvers: [any AssignmentSolver]
  /// What compiling may hold in memory.
  public var limits = CompileLimits()
  /// What each group of `group-rates` can attain, where a plan before this one has said so; nil: computed.
  public var attainable: [String: Int]?
  /// Whether to find out what the levels besides served and quality cost: one more solve for each that may cost
  /// anything, within the same limits.
  public var levelPrices = true

  /// From more pairs of types on, they are told by codes and not written down where the solver can.
  package var writtenPairs = 1 << 22
  /// The same where the only side constraints are households.
  package var writtenTiedPairs = 1 << 21

  /// - Parameter solvers: what can be used, most preferred first.
  public init(solvers: [any AssignmentSolver] = .builtIn) {
    self.solvers = solvers
  }

  /// The plan alone, as in ``report(for:solver:seed:limits:)``.
  public func plan(
    for instance: CaseInstance, solver: String = "auto", seed: UInt64 = 0, limits: SolveLimits = .none
  ) throws(MatchFailure) -> MatchPlan {
    try report(for: instance, solver: solver, seed: seed, limits: limits).plan
  }

  /// The plan with what it took.
  ///
  /// Blocks the calling thread until it is done; see ``match(_:solver:seed:limits:)`` for tasks.
  ///
  /// - Parameters:
  ///   - instance: the people, rules and links.
  ///   - solver: `auto`, or the name of one of ``solvers``.
  ///   - seed: orders types and ties; recorded in the plan.
  ///   - limits: deadline, cancellation, threads and progress of the solve.
  /// - Returns: the plan, its timings, and contradictions found while compiling.
  /// - Throws: ``MatchFailure``. Infeasible and out of time are plans, not errors.
  public func report(
    for instance: CaseInstance, solver: String = "auto", seed: UInt64 = 0, limits: SolveLimits = .none
  ) throws(MatchFailure) -> MatchReport {
    var timings = MatchTimings()
    let early = leavingTime(limits, solver, instance)
    let clock = ContinuousClock()
    let start = clock.now
    var compileLimits = self.limits
    compileLimits.writtenPairs = cellSolver(solver) == nil ? .max : writtenPairs
    compileLimits.writtenTiedPairs = tiedSolver(solver) == nil ? .max : writtenTiedPairs
    compileLimits.threads = limits.threads
    var compiled: CompiledInstance
    do {
      let compiler = InstanceCompiler(limits: compileLimits, attainable: attainable)
      compiled = try compiler.compile(instance, seed: seed, stopping: early)
      if let cells = compiled.cells, !cells.frame.sideConstraints.isEmpty, tiedSolver(solver)?.takes(cells) == false {
        compileLimits.writtenTiedPairs = .max
        let writer = InstanceCompiler(limits: compileLimits, attainable: attainable)
        compiled = try writer.compile(instance, seed: seed, stopping: early)
      }
    } catch .stopped("compiler", let reason) {
      timings.compile = start.duration(to: clock.now)
      return try quick(instance, solver, seed, reason, timings, limits)
    }
    timings.compile = start.duration(to: clock.now)
    if compiled.problem.arcs.count > Self.slowArcs,
      let reason = early.reasonToStop(within: timings.compile / 2)
    {
      // Where there is no quick plan, a solver has what is left.
      do {
        return try quick(instance, solver, seed, reason.rawValue, timings, limits)
      } catch {
        if early.reasonToStop() != nil { throw error }
      }
    }
    let answer: CheckedAnswer
    do {
      answer = try self.answer(compiled, solver, early, &timings)
    } catch .stopped(let name, let reason) where solver == SolverCatalog.automatic {
      guard let report = try? quick(instance, solver, seed, reason, timings, limits) else {
        throw .stopped(solver: name, reason: reason)
      }
      return report
    }
    let decoding = clock.now
    let builder = PlanBuilder(instance: instance, compiled: compiled, codes: compiled.codes, seed: seed)
    var plan = builder.plan(answer)
    let decoded = clock.now
    timings.decode = decoding.duration(to: decoded)
    if levelPrices, plan.status == .optimal {
      LevelPricing(compiled: compiled, solvers: solvers, answer: answer, limits: limits).fill(&plan.levels)
      timings.prices = decoded.duration(to: clock.now)
    }
    guard plan.status == .infeasible, compiled.contradictions.isEmpty else {
      return MatchReport(plan: plan, timings: timings, contradictions: compiled.contradictions, loosenings: [])
    }
    let found = ConflictNames.find(instance, solvers, seed: seed, limits: limits)
    return MatchReport(
      plan: plan, timings: timings, contradictions: found.contradictions, loosenings: found.loosenings)
  }

  /// From so many arcs on, no solver's first look fits the time after a deadline; it takes half as long as compiling.
  private static let slowArcs = 500_000

  /// The limits less the time that a plan takes when it is over: to be checked, put into words, or made without types.
  private func leavingTime(_ limits: SolveLimits, _ solver: String, _ instance: CaseInstance) -> SolveLimits {
    guard let deadline = limits.deadline, solver == SolverCatalog.automatic else { return limits }
    let left = max(.zero, ContinuousClock.now.duration(to: deadline))
    let pairs = instance.survivors.count.multipliedReportingOverflow(by: instance.attorneys.count)
    // 150 ms or a tenth of the time at most.
    let needed = Duration.nanoseconds(40 * (pairs.overflow ? 1 << 40 : min(1 << 40, pairs.partialValue)))
    let most = max(.milliseconds(150), left / 10)
    var early = limits
    early.deadline = deadline - min(needed, most, left / 2)
    return early
  }

  /// The plan where the time was over before types were ready.
  private func quick(
    _ instance: CaseInstance, _ solver: String, _ seed: UInt64, _ reason: String, _ timings: MatchTimings,
    _ limits: SolveLimits
  ) throws(MatchFailure) -> MatchReport {
    guard solver == "auto", reason == Termination.timeLimit.rawValue, solvers.contains(where: { $0.name == "greedy" }),
      let plan = QuickPlan.plan(instance, seed: seed, reason: .timeLimit, deadline: limits.deadline)
    else { throw .stopped(solver: "compiler", reason: reason) }
    return MatchReport(plan: plan, timings: timings, contradictions: [])
  }

  /// The solver that takes pairs told by codes, where it is the one asked for.
  private func cellSolver(_ name: String) -> NetworkSimplexSolver? {
    let first = solvers.lazy.compactMap { $0 as? NetworkSimplexSolver }.first
    return name == SolverCatalog.automatic || name == first?.name ? first : nil
  }

  /// The solver that takes pairs told by codes beside households, where it is the one asked for.
  private func tiedSolver(_ name: String) -> DecompositionSolver? {
    let first = solvers.lazy.compactMap { $0 as? DecompositionSolver }.first
    return name == SolverCatalog.automatic || name == first?.name ? first : nil
  }

  private func answer(
    _ compiled: CompiledInstance, _ solver: String, _ limits: SolveLimits, _ timings: inout MatchTimings
  ) throws(MatchFailure) -> CheckedAnswer {
    var search = SolverSearch(solvers: solvers, problem: compiled.problem, limits: limits)
    defer { (timings.solve, timings.verify) = (search.solveTime, search.verifyTime) }
    if !compiled.contradictions.isEmpty { return try search.contradicted(asked: solver) }
    if let cells = compiled.cells, !cells.frame.sideConstraints.isEmpty, let tiedSolver = tiedSolver(solver) {
      return try search.cells(cells, tiedSolver)
    }
    if let cells = compiled.cells, let cellSolver = cellSolver(solver) { return try search.cells(cells, cellSolver) }
    return solver == "auto" ? try search.automatic() : try search.named(solver)
  }
}

extension SolveLimits {
  /// Why to stop now or in so short a time, or nil.
  fileprivate func reasonToStop(within time: Duration) -> Termination? {
    reasonToStop() ?? deadline.flatMap { ContinuousClock.now + time >= $0 ? .timeLimit : nil }
  }
}

/// A plan and what it took; the second part belongs into no result file.
public struct MatchReport: Sendable {
  /// The proposal.
  public let plan: MatchPlan
  /// Wall times; they differ from run to run.
  public let timings: MatchTimings
  /// For an infeasible plan: the hard constraints that contradict each other, where compiling or a search found them.
  ///
  /// Those found by search are irreducible: without any one of them the others can hold.
  public let contradictions: [Contradiction]
  /// For an infeasible plan: a least change, in cases, with which all constraints can hold.
  ///
  /// Hours and households stay as they are. Empty where none was found in time.
  public let loosenings: [Loosening]

  package init(
    plan: MatchPlan, timings: MatchTimings, contradictions: [Contradiction], loosenings: [Loosening] = []
  ) {
    self.plan = plan
    self.timings = timings
    self.contradictions = contradictions
    self.loosenings = loosenings
  }
}

extension MatchReport: RedactedValue {}

/// Wall times of the parts of a matching.
public struct MatchTimings: Sendable, Hashable {
  /// From people to types.
  public var compile = Duration.zero
  /// In solvers, those included whose answer was not taken.
  public var solve = Duration.zero
  /// Checking the answers.
  public var verify = Duration.zero
  /// From types back to people, with explanations.
  public var decode = Duration.zero
  /// Finding what the levels cost.
  public var prices = Duration.zero

  public init() {}
}
