import AssignmentCore

/// Solves a problem with hours or households: integer programming for the plan, the flow for what can be proved.
///
/// First the network without these constraints is solved and its duals are recovered exactly. If that plan happens to
/// meet the constraints it is optimal, with these duals as proof. Otherwise its values are a bound on every plan, and
/// `glp_intopt` looks for the best plan, level by level, starting from the bound's plan made feasible. A level that
/// reaches the bound needs no search. The outcome claims no more than the bound proves (`Certificate.gap(_:)`).
struct SideSearch {
  private let problem: AssignmentProblem
  private let limits: SolveLimits
  private let solver: GLPKSolver
  private var iterations = 0
  private var branches = 0
  private var incumbent: Assignment?
  private var values: [Int64] = []
  private var bounds: [Int64] = []
  /// Every level so far reached its bound.
  private var attained = true

  init(_ problem: AssignmentProblem, limits: SolveLimits, solver: GLPKSolver) {
    self.problem = problem
    self.limits = limits
    self.solver = solver
  }

  mutating func outcome() throws(SolverFailure) -> SolveOutcome {
    guard let relaxed = problem.withoutSideConstraints else { throw .untrusted }
    var search = FlowSearch(relaxed, limits: limits, solver: GLPKSolver(memoryLimit: solver.memoryLimit))
    let found = try search.run()
    (iterations, branches) = (search.iterations, search.branches)
    if found.infeasible { return try result(.finished, search.infeasibility()) }
    guard let plan = found.assignment, let duals = found.duals else {
      if let plan = found.assignment { adopt(SideRepair.repaired(plan, problem)) }
      return result(found.termination, .none(reason: found.termination.reason))
    }
    adopt(plan)
    if incumbent != nil { return result(found.termination, .optimality(duals)) }
    adopt(SideRepair.repaired(plan, problem))
    let certificate = Certificate.gap(RelaxationBound(relaxed: plan, duals: duals))
    guard found.termination == .finished else {
      return result(found.termination, incumbent == nil ? .none(reason: found.termination.reason) : certificate)
    }
    bounds = relaxed.values(of: plan)
    let termination = try branch()
    if incumbent != nil { return result(termination, certificate) }
    let reason = termination == .finished ? "no plan found that meets the minimums" : termination.reason
    return result(termination, .none(reason: reason))
  }

  /// Takes a plan as the best so far if it meets every constraint.
  private mutating func adopt(_ plan: Assignment) {
    let values = problem.values(of: plan)
    guard !values.isEmpty else { return }
    (incumbent, self.values) = (plan, values)
    limits.incumbent?(plan)
  }

  private func result(_ termination: Termination, _ certificate: Certificate) -> SolveOutcome {
    let counters = [
      SolveStatistics.Counter(name: "simplex-iterations", value: iterations),
      SolveStatistics.Counter(name: "branches", value: branches),
    ]
    return SolveOutcome(
      termination: termination, assignment: incumbent, certificate: certificate,
      statistics: SolveStatistics(counters: counters))
  }

  /// Level by level; returns why it stopped.
  private mutating func branch() throws(SolverFailure) -> Termination {
    var model = SideModel(problem)
    if let incumbent { model.move(to: model.values(of: incumbent)) }
    for level in problem.levels.indices {
      if let reason = limits.reasonToStop() { return reason }
      limits.progress?(SolveProgress(phase: "branching", level: level, steps: branches))
      if !attained || incumbent == nil || values[level] < bounds[level] {
        let reason = try improve(level, &model)
        guard reason == .finished, incumbent != nil else { return reason }
      }
      attained = attained && values[level] == bounds[level]
      if level + 1 < problem.levels.count { model.keep(level: level) }
    }
    return .finished
  }

  /// Searches for the best value of one level among the plans that keep the levels before.
  ///
  /// Where GLPK breaks down, or its plan fails the exact check, a second attempt takes another path (its presolver);
  /// after that the best plan so far stands, and the termination says that the solver failed.
  private mutating func improve(_ level: Int, _ model: inout SideModel) throws(SolverFailure) -> Termination {
    model.setObjective(level: level)
    for presolve in [false, true] {
      if let reason = limits.reasonToStop() { return reason }
      if let end = try attempt(level, &model, presolve: presolve) { return end }
    }
    return .solverFailed
  }

  /// Why the search of a level ended; nil where GLPK broke down or is not to be believed.
  private mutating func attempt(
    _ level: Int, _ model: inout SideModel, presolve: Bool
  ) throws(SolverFailure) -> Termination? {
    var basis: [UInt8] = []
    let answer = try call(level, model, presolve: presolve).solve(model.flow.model, basis: &basis)
    iterations += answer.iterations
    branches += answer.branches
    switch answer.end {
    case .optimal: return accept(answer.values, level, &model) ? .finished : nil
    case .feasible(let reason):
      let plan = try? model.assignment(at: try FlowModel.rounded(answer.values))
      if let plan, incumbent.map({ problem.prefers(plan, to: $0) }) ?? true { adopt(plan) }
      return reason
    case .undecided(let reason): return reason
    case .infeasible: return incumbent == nil ? .finished : nil
    case .failed: return nil
    }
  }

  private func call(_ level: Int, _ model: SideModel, presolve: Bool) -> GLPKCall {
    var call = GLPKCall()
    call.integer = true
    call.presolve = presolve
    call.timeLimit = limits.millisecondsLeft
    call.memoryLimit = solver.memoryLimit
    call.cancellation = limits.cancellation
    if attained { call.bound = Double(bounds[level] - (incumbent == nil ? 0 : values[level])) }
    if incumbent != nil, !presolve { call.start = [Double](repeating: 0, count: model.flow.model.columnCount) }
    return call
  }

  /// Takes GLPK's optimum of a level if it is a plan that loses nothing in this level and those before.
  private mutating func accept(_ point: [Double], _ level: Int, _ model: inout SideModel) -> Bool {
    guard let step = try? FlowModel.rounded(point), let plan = try? model.assignment(at: step) else { return false }
    let reached = problem.values(of: plan)
    guard !reached.isEmpty else { return false }
    // Scores that differ by less than the tolerance let GLPK take the units of a marginal out of order: the objective
    // it then calls optimal is one that no plan has.
    for kept in 0...level where model.value(at: step, level: kept) != reached[kept] { return false }
    if incumbent != nil {
      let kept = zip(values.prefix(level), reached).allSatisfy { $0 == $1 }
      guard kept, reached[level] >= values[level] else { return false }
    }
    model.move(to: model.values(of: plan))
    (incumbent, values) = (plan, reached)
    limits.incumbent?(plan)
    return true
  }
}

extension AssignmentProblem {
  /// The relaxation: the same network without hours and households.
  var withoutSideConstraints: AssignmentProblem? {
    try? AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
      columnParents: columnParents, groups: groups, rowParents: rowParents, idleParents: idleParents, arcs: arcs,
      levels: levels, marginals: marginals)
  }
}
