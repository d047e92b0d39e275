import AssignmentCore
import AssignmentGLPK
import AssignmentSolvers
import CounselMatch

/// The solvers of this build, and the words for what they cannot do.
enum CompiledSolvers {
  /// Built-in solvers, and both routes of GLPK where it is compiled in.
  static var all: [any AssignmentSolver] {
    .builtIn + (GLPKSolver.isAvailable ? [GLPKSolver(route: .simplex), GLPKSolver(route: .integer)] : [])
  }

  static var catalog: SolverCatalog { SolverCatalog(all) }

  /// Refuses a name that no build knows, with the nearest that is known.
  static func check(_ name: String) throws {
    guard name != SolverCatalog.automatic, case .unknown(let nearest) = catalog.find(name) else { return }
    let hint = nearest.map { "; did you mean \($0)?" } ?? "; see `counselmatch solvers`"
    throw CommandFailure.usage("solver.unknown", "there is no solver of this name\(hint)")
  }

  static func choose(_ name: String, for problem: AssignmentProblem) throws -> any AssignmentSolver {
    try check(name)
    return try explained(name) { () throws(SolverFailure) in try catalog.choose(name, for: problem).solver }
  }

  /// Turns a solver's refusal or breakdown into the exit code and sentence of the contract.
  static func explained<T>(_ name: String, _ body: () throws(SolverFailure) -> T) throws -> T {
    do { return try body() } catch { throw CommandFailure.solver(error, name: name) }
  }
}

extension CommandFailure {
  static func solver(_ failure: SolverFailure, name: String) -> CommandFailure {
    switch failure {
    case .cannot(let constraint):
      .usage("solver.cannot", "solver \(name) cannot take \(constraint); a constraint is never ignored")
    case .unavailable(let solver):
      .usage("solver.unavailable", "solver \(solver) is not compiled in; see `counselmatch solvers`")
    case .range(let limit):
      CommandFailure(code: .badInput, message: "solver \(name): \(limit)", reason: "weight.range")
    case .backend(let code):
      CommandFailure(code: .internalFault, message: "solver \(name) broke down (\(code))", reason: code)
    case .stopped(let termination):
      CommandFailure(
        code: .internalFault, message: "solver \(name) stopped (\(termination.rawValue)) without a result",
        reason: "solver.stopped")
    }
  }

  /// An answer that failed its check: never shown.
  static var untrusted: CommandFailure {
    CommandFailure(
      code: .internalFault, message: "the solver's answer failed its check and is not shown", reason: "solver.untrusted"
    )
  }
}
