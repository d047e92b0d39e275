import AssignmentCore

/// Solves the network level by level, each on the optimal face of the levels before.
///
/// Between levels the model changes in its bounds and objective only, and GLPK starts from the basis it ended with.
struct FlowSearch {
  struct Found {
    var termination = Termination.finished
    var assignment: Assignment?
    /// Exact duals of the levels solved.
    var duals: DualPrices?
    var infeasible = false
  }

  let problem: AssignmentProblem
  let limits: SolveLimits
  let solver: GLPKSolver
  private(set) var iterations = 0
  private(set) var branches = 0
  /// Where GLPK begins, and where it ended: rows, then columns; empty for its own start.
  var basis: [UInt8] = []

  init(_ problem: AssignmentProblem, limits: SolveLimits, solver: GLPKSolver) {
    self.problem = problem
    self.limits = limits
    self.solver = solver
  }

  mutating func outcome() throws(SolverFailure) -> SolveOutcome {
    let found = try run()
    var certificate = Certificate.none(reason: found.termination.reason)
    if let duals = found.duals { certificate = .optimality(duals) }
    if found.infeasible { certificate = try infeasibility() }
    return SolveOutcome(
      termination: found.termination, assignment: found.assignment, certificate: certificate,
      statistics: statistics)
  }

  var statistics: SolveStatistics {
    SolveStatistics(counters: [
      .init(name: "simplex-iterations", value: iterations), .init(name: "branches", value: branches),
    ])
  }

  mutating func run() throws(SolverFailure) -> Found {
    var found = Found()
    var flow = FlowModel(problem)
    if flow.contradicts || flow.model.hasEmptyBounds {
      found.infeasible = true
      return found
    }
    for level in problem.levels.indices {
      if let reason = limits.reasonToStop() {
        found.termination = reason
        return found
      }
      limits.progress?(SolveProgress(phase: "pivoting", level: level, steps: iterations))
      flow.setObjective(level: level)
      guard try solve(level, flow, &found) else { return found }
      if level + 1 < problem.levels.count, let duals = found.duals { try flow.restrict(to: duals) }
    }
    return found
  }

  /// Solves one level; true when it is proved and the next may follow.
  private mutating func solve(
    _ level: Int, _ flow: FlowModel, _ found: inout Found
  ) throws(SolverFailure) -> Bool {
    var call = GLPKCall()
    call.integer = solver.route == .integer
    call.timeLimit = limits.millisecondsLeft
    call.memoryLimit = solver.memoryLimit
    call.cancellation = limits.cancellation
    let answer = try call.solve(flow.model, basis: &basis)
    iterations += answer.iterations
    branches += answer.branches
    switch answer.end {
    case .optimal:
      let assignment = try flow.assignment(try FlowModel.rounded(answer.values))
      return try prove(level, assignment, &found)
    case .feasible(let reason):
      found.termination = reason
      let assignment = try flow.assignment(try FlowModel.rounded(answer.values))
      if found.assignment.map({ problem.prefers(assignment, to: $0) }) ?? true { found.assignment = assignment }
      return false
    case .undecided(let reason):
      found.termination = reason
      return false
    case .infeasible:
      // The face of a solved level holds at least the plan that was found on it.
      guard level == 0 else { throw .untrusted }
      found.infeasible = true
      return false
    case .failed(let code): throw .backend(code: code)
    }
  }

  /// Recovers exact duals for the levels up to this one, or refuses GLPK's claim.
  private func prove(_ level: Int, _ assignment: Assignment, _ found: inout Found) throws(SolverFailure) -> Bool {
    let recovered = DualRecovery.duals(for: problem, assignment: assignment, levels: level + 1, limits: limits)
    found.assignment = assignment
    if let reason = recovered.stopped {
      found.termination = reason
      if recovered.provenLevels >= level { found.duals = recovered.duals } else { found.duals = nil }
      return false
    }
    guard recovered.provenLevels == level + 1 else { throw .untrusted }
    found.duals = recovered.duals
    return true
  }
}

extension AssignmentProblem {
  /// Level values of an assignment, without its side constraints' say; empty where it is not feasible.
  func values(of assignment: Assignment) -> [Int64] {
    let outcome = SolveOutcome(termination: .finished, assignment: assignment, certificate: .none(reason: ""))
    return CertificateVerifier.verify(self, outcome).levelValues
  }

  /// Whether `assignment` is feasible and lexicographically better than `other`.
  func prefers(_ assignment: Assignment, to other: Assignment) -> Bool {
    values(of: other).lexicographicallyPrecedes(values(of: assignment))
  }
}
