public import AssignmentCore

/// GLPK 5.0 as a solver that a caller adds: an independent engine for the flow, and integer programming for hours
/// and households.
///
/// Problem: an `AssignmentProblem` with everything it can hold.
/// Formulation: the aggregated network (`FlowModel`): one integer column per eligible pair of types, none for a pair
/// that is not eligible. Levels are solved one after another, each on the optimal face of those before, which is
/// found from duals recovered in integers; no level is ever weighed against another. Hours and households add binary
/// columns, and there each level is fixed by a row (`SideModel`). Of a network with very many pairs GLPK sees those
/// that can matter; exact duals price all others (`PricedSearch`).
/// Invariants: GLPK's floating-point numbers are never believed. Its point is rounded, checked in integers, and
/// proved by exact duals; a claim that they refute is a failure (`solver.untrusted`), not an answer.
/// Deviation from common practice: ineligibility is never a cost, levels are never weights, and scores that spread
/// over more than 10⁹ are refused, because GLPK then says OPTIMAL and is wrong.
/// Complexity: simplex, exponential at worst; `Benchmarks` compares it with network simplex.
/// It cannot prove a plan with hours or households optimal beyond what the flow's exact bound proves.
/// Reference: A. Makhorin, GNU Linear Programming Kit, Reference Manual for version 5.0 (2020).
///
/// Without the package trait `GLPK` this type exists and ``solve(_:limits:)`` throws
/// `SolverFailure.unavailable(solver:)`. GLPK is licensed under GPL-3 or later: whoever turns the trait on and
/// ships the result is bound by it.
public struct GLPKSolver: AssignmentSolver {
  /// Which of GLPK's engines solves the flow; hours and households always go to the integer one.
  public enum Route: String, Sendable, Hashable, CaseIterable {
    /// `glp_simplex`: the answer is a vertex, and vertices of a network are whole numbers.
    case simplex
    /// `glp_intopt` with integer columns on the same model, cuts on, gap 0.
    case integer
  }

  public let route: Route
  /// Most memory GLPK may use in one call, in megabytes, ≥ 1; nil for no limit.
  ///
  /// Beyond it the solve throws `SolverFailure.backend(code:)` with `glpk.memory`.
  public let memoryLimit: Int?

  /// A network without minimums and with more pairs than this is solved on the pairs that can matter.
  package var pricedAbove = 100_000
  /// Pairs of each row with which that begins.
  package var pricedStart = 4

  public init(route: Route = .simplex, memoryLimit: Int? = nil) {
    self.route = route
    self.memoryLimit = memoryLimit
  }

  /// Whether GLPK is compiled in.
  public static var isAvailable: Bool { GLPKCall.isAvailable }

  /// `glpk` or `glpk-intopt`.
  public var name: String { route == .simplex ? "glpk" : "glpk-intopt" }

  public var capabilities: SolverCapabilities {
    [.groupCaps, .floors, .marginals, .hours, .households, .linearSides, .rowParents, .idleGroups, .exact]
  }

  /// Solves on the calling thread, without suspension.
  ///
  /// A deadline is kept to about a second. A cancellation is seen between levels, every 20,000 simplex iterations and
  /// every 64 callbacks of the search. A solve that was cut short keeps the best plan found, and the duals of the
  /// levels already solved.
  ///
  /// - Parameters:
  ///   - problem: every level may spread over at most 10⁹.
  ///   - limits: deadline and cancellation; one thread is used.
  /// - Returns: an outcome whose every claim was checked in integers.
  /// - Throws: `SolverFailure.unavailable(solver:)` without GLPK, `SolverFailure.range(_:)` for scores or hours
  ///   beyond the limits, `SolverFailure.backend(code:)` where GLPK broke down or its answer failed the check.
  /// - Complexity: exponential at worst.
  public func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    guard Self.isAvailable else { throw .unavailable(solver: "glpk") }
    try GLPKRange.check(problem)
    let outcome: SolveOutcome
    if problem.sideConstraints.isEmpty, problem.arcs.count > pricedAbove, !problem.hasFloors {
      var search = PricedSearch(problem, limits: limits, solver: self)
      outcome = try search.outcome()
    } else if problem.sideConstraints.isEmpty {
      var search = FlowSearch(problem, limits: limits, solver: self)
      outcome = try search.outcome()
    } else {
      var search = SideSearch(problem, limits: limits, solver: self)
      outcome = try search.outcome()
    }
    guard CertificateVerifier.verify(problem, outcome).accepted else { throw .untrusted }
    return outcome
  }
}

extension SolverFailure {
  /// GLPK's answer failed the exact check.
  static var untrusted: SolverFailure { .backend(code: "solver.untrusted") }
}

extension SolveLimits {
  /// What is left until the deadline, in whole milliseconds, ≥ 0; nil without deadline.
  var millisecondsLeft: Int? {
    deadline.map { Int(max(0, min(2e9, ($0 - ContinuousClock.now) / .milliseconds(1)))) }
  }
}

extension Termination {
  /// `stopped by the time limit` and its like, for `Certificate.none(reason:)`.
  var reason: String {
    switch self {
    case .finished: "not proved"
    case .timeLimit: "stopped by the time limit"
    case .cancelled: "cancelled"
    case .solverFailed: "the solver failed"
    }
  }
}
