import AssignmentConformance
import AssignmentCore
import AssignmentGLPK
import AssignmentSolvers
import CounselMatch
import Testing

/// As in the article "Writing a solver".
struct WrappedSolver: AssignmentSolver {
  let name = "wrapped"
  let capabilities: SolverCapabilities = [.exact]
  let find: @Sendable (AssignmentProblem, SolveLimits) throws(SolverFailure) -> Assignment?

  func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    if let lacking = capabilities.missing(for: problem) { throw .cannot(constraint: lacking) }
    guard let assignment = try find(problem, limits) else {
      return SolveOutcome(
        termination: limits.reasonToStop() ?? .solverFailed, assignment: nil,
        certificate: .none(reason: "nothing found"))
    }
    let duals = DualRecovery.duals(for: problem, assignment: assignment, limits: limits).duals
    return SolveOutcome(
      termination: limits.reasonToStop() ?? .finished, assignment: assignment,
      certificate: duals.map { .optimality($0) } ?? .none(reason: "no prices prove it"))
  }
}

/// Landing pages and the article about solvers.
struct SolverSnippets {
  private var solver: WrappedSolver {
    WrappedSolver { problem, limits throws(SolverFailure) in
      try HungarianSolver().solve(problem, limits: limits).assignment
    }
  }

  @Test func assignmentCore() throws {
    let solver = NetworkSimplexSolver()
    let problem = try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: [1, 1], arcs: .dense(rows: 2, columns: 2),
      levels: [ObjectiveLevel(name: "score", scores: .perArc(.int32([5, 4, 3, 0])))])
    let outcome = try solver.solve(problem, limits: .none)
    let verdict = CertificateVerifier.verify(problem, outcome)
    // What the page says of it.
    #expect(verdict.levelValues == [7])
  }

  @Test func assignmentSolvers() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: [1, 1], arcs: .dense(rows: 2, columns: 2),
      levels: [ObjectiveLevel(name: "score", scores: .perArc(.int32([5, 4, 3, 0])))])
    let choice = try SolverCatalog().choose(for: problem)
    let outcome = try choice.solver.solve(problem, limits: .none)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(choice.solver.name == "hungarian" && verdict.levelValues == [7])
  }

  @Test func glpk() {
    var solvers: [any AssignmentSolver] = .builtIn
    if GLPKSolver.isAvailable { solvers += [GLPKSolver(route: .simplex), GLPKSolver(route: .integer)] }
    let catalog = SolverCatalog(solvers)
    #expect(catalog.solvers.contains { $0.name == "glpk" } == GLPKSolver.isAvailable)
  }

  @Test func writingASolver() throws {
    func complain(_ values: String...) { Issue.record("\(values)") }
    let report = ConformanceSuite.run(solver)
    for fault in report.faults { complain(fault.name, fault.check, fault.message) }
    #expect(report.isConforming)
  }

  /// The suite sees it when the wrapped solver takes the second best.
  @Test func aWrongSolverDoesNotConform() throws {
    let wrong = WrappedSolver { problem, limits throws(SolverFailure) in
      try HungarianSolver().solve(problem, limits: limits).assignment.map {
        Assignment(flows: Array($0.flows.dropLast()))
      }
    }
    #expect(!ConformanceSuite.run(wrong, faultLimit: 1).isConforming)
  }

  @Test func usingASolver() throws {
    let instance = try CaseInstance(
      survivors: [Survivor(id: "S1", jurisdiction: "TX", languages: ["es"], matter: .federal)],
      attorneys: [
        Attorney(
          id: "A1", admissions: [Admission("TX")], languages: [SpokenLanguage("es")], capacity: 1,
          traumaTraining: .certified)
      ])
    let matcher = Matcher(solvers: [solver] + .builtIn)
    let plan = try matcher.plan(for: instance, solver: "wrapped")
    #expect(plan.solver == "wrapped" && plan.isVerified)
  }
}
