import AssignmentCore
import AssignmentSolvers

/// Finds a solver that can, and an answer that holds.
///
/// `auto` follows the catalogue's table among the solvers that take every constraint of the problem; an answer that
/// fails the check, or a breakdown, leads to the next one and is recorded. Where time runs out before the first plan,
/// `greedy` answers. With side constraints and a limit on time, the plan of `greedy` is ready before an integer solver
/// starts, which then runs on a thread of its own (``SolverRace``): at the deadline the best plan is the answer, and a
/// solver that overruns is left behind. A constraint is never ignored.
struct SolverSearch {
  /// What solving and checking took.
  struct Times: Sendable {
    var solve = Duration.zero
    var verify = Duration.zero
    /// The network's plan and proof, where `greedy` found them.
    var relaxation: RelaxationBound?
  }

  let solvers: [any AssignmentSolver]
  let problem: AssignmentProblem
  let limits: SolveLimits
  /// Whether a solver is waited for past its time where there is no plan yet.
  var isPatient = true
  var solveTime = Duration.zero
  var verifyTime = Duration.zero
  private var notes: [String] = []
  private let classLevels: ClassLevels?
  /// The answer of `greedy` to a problem with side constraints; nil: not tried, or none.
  private var ready: CheckedAnswer?
  /// The network's plan and proof that `greedy` found on its way.
  private var relaxation: RelaxationBound?

  init(solvers: [any AssignmentSolver], problem: AssignmentProblem, limits: SolveLimits) {
    self.solvers = solvers
    self.problem = problem
    self.limits = limits
    classLevels = ClassLevels(problem)
  }

  /// The named solver, or why not.
  mutating func named(_ name: String) throws(MatchFailure) -> CheckedAnswer {
    let solver: any AssignmentSolver
    do {
      solver = try catalog.choose(name, for: problem).solver
    } catch {
      throw named(MatchFailure(error, solver: name))
    }
    return try isLimited ? raced(solver) : checked(solver, limits)
  }

  /// Whether an integer solver must be watched.
  private var isLimited: Bool {
    !problem.sideConstraints.isEmpty && (limits.deadline != nil || limits.cancellation != nil)
  }

  /// Soft minimums and loads are one thing to a solver; people know them by their levels.
  private func named(_ failure: MatchFailure) -> MatchFailure {
    let levels = Set(problem.levels.map(\.name))
    guard case .solverCannot(let solver, "minimums") = failure, levels.contains(Policy.LevelName.load.rawValue),
      !levels.contains(Policy.LevelName.minimums.rawValue)
    else { return failure }
    return .solverCannot(solver: solver, constraint: Policy.LevelName.load.rawValue)
  }

  mutating func automatic() throws(MatchFailure) -> CheckedAnswer {
    var failure: MatchFailure?
    if isLimited { ready = greedyAnswer() }
    if let answer = ready, answer.outcome.assignment != nil, let reason = limits.reasonToStop() {
      return late(answer, reason)
    }
    if isLimited, problem.arcs.count > Self.quickArcs, let reason = limits.reasonToStop() {
      throw .stopped(solver: ready?.solver ?? SolverCatalog.automatic, reason: reason.rawValue)
    }
    for choice in catalog.candidates(for: problem) {
      let solver = choice.solver
      if choice.reason == .fallback && notes.isEmpty { notes.append("no exact solver takes this problem") }
      do {
        var answer = try isLimited ? raced(solver) : checked(solver, limits)
        if answer.outcome.assignment == nil, !answer.verdict.provesInfeasible, let quick = quickPlan() {
          notes.append("\(solver.name) found no plan in time")
          answer = quick
        }
        answer.fallback = fallback(answer.solver)
        return answer
      } catch {
        notes.append("\(solver.name): \(error.code)")
        failure = failure ?? error
      }
    }
    if var answer = ready ?? greedyAnswer(), answer.outcome.assignment != nil {
      if notes.isEmpty { notes.append("no integer solver takes this problem") }
      answer.fallback = fallback(answer.solver)
      return answer
    }
    if let failure { throw failure }
    return try named(SolverCatalog.automatic)
  }

  /// Up to so many arcs a solver's first look fits the time after a deadline.
  private static let quickArcs = 50_000
  /// From so many on, a plan of `greedy` takes longer than that.
  private static let slowArcs = 500_000

  /// The plan that is ready where no time is left for an integer solver.
  private mutating func late(_ ready: CheckedAnswer, _ reason: Termination) -> CheckedAnswer {
    if let first = catalog.candidates(for: problem).first { notes.append("no time was left for \(first.solver.name)") }
    var answer = ready
    if answer.verdict.provenLevels < problem.levels.count { answer.outcome.termination = reason }
    answer.fallback = fallback(answer.solver)
    return answer
  }

  /// Solves a problem whose pairs are told by codes, and has the outcome checked.
  mutating func cells(_ problem: CellProblem, _ solver: NetworkSimplexSolver) throws(MatchFailure) -> CheckedAnswer {
    let limits = limits
    let (outcome, verdict) = try accepted(
      solver, { () throws(SolverFailure) in try solver.solve(problem, limits: limits) },
      { CertificateVerifier.verify(problem, $0) })
    return CheckedAnswer(solver: solver.name, outcome: outcome, verdict: verdict)
  }

  /// The same with households.
  mutating func cells(_ problem: CellProblem, _ solver: DecompositionSolver) throws(MatchFailure) -> CheckedAnswer {
    let limits = limits
    let (outcome, verdict) = try accepted(
      solver, { () throws(SolverFailure) in try solver.solve(problem, limits: limits) },
      { CertificateVerifier.verify(problem, $0) })
    return CheckedAnswer(solver: solver.name, outcome: outcome, verdict: verdict)
  }

  /// For hard constraints that contradict each other nothing is solved.
  func contradicted(asked name: String) throws(MatchFailure) -> CheckedAnswer {
    let solver = name == "auto" ? catalog.candidates(for: problem).first?.solver.name ?? name : name
    guard name == "auto" || solvers.contains(where: { $0.name == name }) else {
      throw .solverUnavailable(solver: name)
    }
    let outcome = SolveOutcome(
      termination: .finished, assignment: nil, certificate: .none(reason: "hard constraints contradict each other"))
    return CheckedAnswer(solver: solver, outcome: outcome, verdict: Verdict())
  }

  private var catalog: SolverCatalog { SolverCatalog(solvers) }

  private func fallback(_ solver: String) -> String? {
    notes.isEmpty ? nil : "auto: \(notes.joined(separator: "; ")); answered by \(solver)"
  }

  /// The plan that `greedy` finds for a problem with side constraints; nil without `greedy` among the solvers.
  private mutating func greedyAnswer() -> CheckedAnswer? {
    guard !problem.sideConstraints.isEmpty, solvers.contains(where: { $0.name == "greedy" }) else { return nil }
    guard isLimited, problem.arcs.count > Self.slowArcs else { return try? checked(SideGreedySolver(), lateLimits) }
    // Only to build its network takes longer than there may be.
    let race = SolverRace()
    begin(SideGreedySolver(), race)
    let start = ContinuousClock.now
    guard let result = race.wait(limits, patience: false) else {
      solveTime += start.duration(to: .now)
      guard let plan = race.best else { return nil }
      let outcome = SolveOutcome(
        termination: limits.reasonToStop() ?? .timeLimit, assignment: plan,
        certificate: .none(reason: "no time was left for a bound"))
      let verdict = CertificateVerifier.verify(problem, outcome)
      return verdict.accepted ? CheckedAnswer(solver: "greedy", outcome: outcome, verdict: verdict) : nil
    }
    guard let (answer, times) = try? result.get() else { return nil }
    solveTime += times.solve
    verifyTime += times.verify
    relaxation = times.relaxation
    return answer
  }

  /// For what must be known whatever the time: a little longer than the deadline.
  private var lateLimits: SolveLimits {
    var late = limits
    if limits.deadline != nil || limits.reasonToStop() != nil {
      late.deadline = max(limits.deadline ?? .now, .now) + .milliseconds(60)
    }
    if limits.reasonToStop() == .cancelled { late.cancellation = nil }
    return late
  }

  /// Starts a solver on a thread of its own.
  private func begin(_ solver: any AssignmentSolver, _ race: SolverRace) {
    var work = self
    (work.ready, work.solveTime, work.verifyTime) = (nil, .zero, .zero)
    let (search, own) = (work, race.limits(from: limits))
    race.start {
      var search = search
      return Result { () throws(MatchFailure) in
        let answer = try search.checked(solver, own)
        return (answer, Times(solve: search.solveTime, verify: search.verifyTime, relaxation: search.relaxation))
      }
    }
  }

  /// Runs a solver beside the clock; at the deadline the best plan known is the answer.
  private mutating func raced(_ solver: any AssignmentSolver) throws(MatchFailure) -> CheckedAnswer {
    var solver = solver
    if let relaxation, var decomposition = solver as? DecompositionSolver {
      decomposition.relaxation = relaxation
      solver = decomposition
    }
    let race = SolverRace()
    let start = ContinuousClock.now
    begin(solver, race)
    guard let result = race.wait(limits, patience: isPatient && ready == nil) else {
      solveTime += start.duration(to: .now)
      return try leftBehind(solver, race.best)
    }
    let (answer, times) = try result.get()
    solveTime += times.solve
    verifyTime += times.verify
    guard let ready, isBetter(ready, than: answer) else { return bounded(answer) }
    if answer.outcome.assignment != nil { notes.append("\(solver.name) found no better plan in time") }
    var best = ready
    best.outcome.termination = answer.outcome.termination
    return answer.outcome.assignment == nil ? answer : best
  }

  /// With the network's bound where a tree has none for the first level: some of its classes are bounded, not all.
  private func bounded(_ answer: CheckedAnswer) -> CheckedAnswer {
    guard case .tree = answer.outcome.certificate, answer.outcome.assignment != nil, answer.verdict.bounds.isEmpty,
      let bound = ready?.outcome.certificate.bound
    else { return answer }
    var outcome = answer.outcome
    outcome.certificate = bound
    let verdict = CertificateVerifier.verify(problem, outcome)
    return verdict.accepted ? CheckedAnswer(solver: answer.solver, outcome: outcome, verdict: verdict) : answer
  }

  /// The best of the plans that a solver told of, and the one that was ready.
  private mutating func leftBehind(
    _ solver: any AssignmentSolver, _ plan: Assignment?
  ) throws(MatchFailure) -> CheckedAnswer {
    let reason = limits.reasonToStop() ?? .timeLimit
    var found: CheckedAnswer?
    if let plan {
      let outcome = SolveOutcome(
        termination: reason, assignment: plan,
        certificate: ready?.outcome.certificate.bound ?? .none(reason: "not proved"))
      let verdict = CertificateVerifier.verify(problem, outcome)
      if verdict.accepted { found = CheckedAnswer(solver: solver.name, outcome: outcome, verdict: verdict) }
    }
    notes.append("\(solver.name) did not end in time")
    if let found, !(ready.map { isBetter($0, than: found) } ?? false) { return found }
    guard var answer = ready, answer.outcome.assignment != nil else {
      throw .stopped(solver: solver.name, reason: reason.rawValue)
    }
    answer.outcome.termination = reason
    return answer
  }

  /// Whether an answer that was ready has a plan with higher level values.
  private func isBetter(_ ready: CheckedAnswer, than answer: CheckedAnswer) -> Bool {
    guard let plan = ready.outcome.assignment, !answer.verdict.provesInfeasible else { return false }
    guard let other = answer.outcome.assignment else { return true }
    func values(_ plan: Assignment) -> [Int64] {
      let outcome = SolveOutcome(termination: .finished, assignment: plan, certificate: .none(reason: ""))
      return CertificateVerifier.verify(classLevels?.expanded ?? problem, outcome).levelValues
    }
    return values(other).lexicographicallyPrecedes(values(plan))
  }

  private mutating func quickPlan() -> CheckedAnswer? {
    if let ready, ready.outcome.assignment != nil { return ready }
    guard let greedy = solvers.first(where: { $0.name == "greedy" }),
      greedy.capabilities.missing(for: problem) == nil
    else { return nil }
    let answer = try? checked(greedy, lateLimits)
    return answer?.outcome.assignment == nil ? nil : answer
  }

  private mutating func checked(
    _ solver: any AssignmentSolver, _ limits: SolveLimits
  ) throws(MatchFailure) -> CheckedAnswer {
    var (outcome, verdict) = try accepted(solver, classLevels?.expanded ?? problem, limits)
    if let classLevels, case .tree = outcome.certificate {
      verdict = classLevels.stated(verdict, of: outcome.assignment)
      try requireAccepted(verdict, of: solver)
    } else if let classLevels {
      outcome = classLevels.stated(outcome, limits: limits)
      verdict = CertificateVerifier.verify(problem, outcome)
      try requireAccepted(verdict, of: solver)
    }
    if outcome.assignment == nil && !verdict.provesInfeasible {
      if outcome.termination == .finished {
        throw .solverUntrusted(solver: solver.name, checks: ["certificate.missing"])
      }
      if !isEmptyPossible { throw .stopped(solver: solver.name, reason: outcome.termination.rawValue) }
    }
    return CheckedAnswer(solver: solver.name, outcome: outcome, verdict: verdict)
  }

  /// Whether matching nobody is a plan: no minimum and no lower quota stands against it.
  private var isEmptyPossible: Bool {
    let nobody = SolveOutcome(
      termination: .finished, assignment: Assignment(flows: []), certificate: .none(reason: ""))
    return CertificateVerifier.verify(problem, nobody).accepted
  }

  /// Solves a problem and has the outcome checked.
  private mutating func accepted(
    _ solver: any AssignmentSolver, _ problem: AssignmentProblem, _ limits: SolveLimits
  ) throws(MatchFailure) -> (SolveOutcome, Verdict) {
    try accepted(
      solver, { () throws(SolverFailure) in try solver.solve(problem, limits: limits) },
      { CertificateVerifier.verify(problem, $0) })
  }

  /// Solves and verifies, both timed; an outcome that the verifier refuses is never an answer.
  private mutating func accepted(
    _ solver: any AssignmentSolver, _ solve: () throws(SolverFailure) -> SolveOutcome,
    _ verify: (SolveOutcome) -> Verdict
  ) throws(MatchFailure) -> (SolveOutcome, Verdict) {
    let clock = ContinuousClock()
    let start = clock.now
    let outcome: SolveOutcome
    do {
      outcome = try solve()
    } catch {
      throw MatchFailure(error, solver: solver.name)
    }
    if solver is SideGreedySolver, case .gap(let bound) = outcome.certificate { relaxation = bound }
    let solved = clock.now
    solveTime += start.duration(to: solved)
    let verdict = verify(outcome)
    verifyTime += solved.duration(to: clock.now)
    try requireAccepted(verdict, of: solver)
    return (outcome, verdict)
  }

  private func requireAccepted(_ verdict: Verdict, of solver: any AssignmentSolver) throws(MatchFailure) {
    guard verdict.accepted else {
      throw .solverUntrusted(solver: solver.name, checks: Array(Set(verdict.failures.map(\.check))).sorted())
    }
  }
}

extension MatchFailure {
  init(_ failure: SolverFailure, solver: String) {
    switch failure {
    case .cannot(let constraint): self = .solverCannot(solver: solver, constraint: constraint)
    case .unavailable: self = .solverUnavailable(solver: solver)
    case .range(let limit): self = .solverRange(solver: solver, limit: limit)
    case .backend(let code): self = .solverBroken(solver: solver, code: code)
    case .stopped(let termination): self = .stopped(solver: solver, reason: termination.rawValue)
    }
  }
}

extension Certificate {
  /// The certificate where it bounds every plan, and not only its own.
  fileprivate var bound: Certificate? { if case .gap = self { self } else { nil } }
}
