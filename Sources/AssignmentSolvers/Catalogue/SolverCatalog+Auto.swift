public import AssignmentCore

/// A solver, and why it is used.
public struct SolverChoice: Sendable {
  /// Which line of the table chose it.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The user named it.
    case named
    /// Dense pairs, one place each, no groups, floors, marginals or rows that hand on.
    case oneToOne = "dense-one-to-one"
    /// Only capacities, caps, floors and marginals: a flow.
    case flow = "no-side-constraints"
    /// Hours or households: the first solver that takes them.
    case sideConstraints = "side-constraints"
    /// Proves less than the problem allows; for when nothing better answers.
    case fallback
  }

  /// The solver to use.
  public let solver: any AssignmentSolver
  /// Why this one.
  public let reason: Reason

  public init(solver: any AssignmentSolver, reason: Reason) {
    self.solver = solver
    self.reason = reason
  }
}

/// One line of the table by which `auto` chooses: the first line whose reason applies decides.
public struct AutoRule: Sendable, Hashable {
  /// What the problem was taken for.
  public let reason: SolverChoice.Reason
  /// Names in the order tried; after them come all other exact solvers of the catalogue that can take the problem.
  public let solvers: [String]
}

extension SolverCatalog {
  /// The table of `auto`.
  public static let autoRules = [
    AutoRule(reason: .sideConstraints, solvers: ["decomposition", "glpk"]),
    AutoRule(reason: .oneToOne, solvers: ["hungarian", "network-simplex"]),
    AutoRule(reason: .flow, solvers: ["network-simplex"]),
  ]

  /// The line of the table that applies to a problem.
  public static func rule(for problem: AssignmentProblem) -> AutoRule {
    autoRules.first { $0.reason.applies(to: problem) } ?? autoRules[autoRules.count - 1]
  }

  /// The solver to use: the named one, or for `auto` the first of ``candidates(for:)``.
  ///
  /// - Throws: `SolverFailure.unavailable(solver:)` for a name that is not there;
  ///   `SolverFailure.cannot(constraint:)` if the solver, or for `auto` every solver, lacks what the problem needs: a
  ///   constraint is never ignored.
  public func choose(
    _ name: String = automatic, for problem: AssignmentProblem
  ) throws(SolverFailure) -> SolverChoice {
    if name != Self.automatic {
      let solver = try solver(named: name)
      if let constraint = solver.capabilities.missing(for: problem) { throw .cannot(constraint: constraint) }
      return SolverChoice(solver: solver, reason: .named)
    }
    if let first = candidates(for: problem).first { return first }
    if solvers.isEmpty { throw .unavailable(solver: name) }
    let all = solvers.reduce(into: SolverCapabilities()) { $0.formUnion($1.capabilities) }
    let missing = all.missing(for: problem) ?? solvers.lazy.compactMap { $0.capabilities.missing(for: problem) }.first
    guard let missing else { throw .unavailable(solver: name) }
    throw .cannot(constraint: missing)
  }

  /// All solvers that can take a problem, in the order in which `auto` would try them: those the table names, the other
  /// exact ones, then the rest as ``SolverChoice/Reason/fallback``.
  public func candidates(for problem: AssignmentProblem) -> [SolverChoice] {
    let rule = Self.rule(for: problem)
    let able = solvers.filter { $0.capabilities.missing(for: problem) == nil }
    let listed = rule.solvers.compactMap { name in able.first { $0.name == name } }
    let others = able.filter { solver in !rule.solvers.contains(solver.name) }
    let exact = others.filter { $0.capabilities.contains(.exact) || rule.reason == .sideConstraints }
    let rest = others.filter { solver in !exact.contains { $0.name == solver.name } }
    return (listed + exact).map { SolverChoice(solver: $0, reason: rule.reason) }
      + rest.map { SolverChoice(solver: $0, reason: .fallback) }
  }
}

extension SolverChoice.Reason {
  /// Whether the reason is a true statement about the problem.
  fileprivate func applies(to problem: AssignmentProblem) -> Bool {
    switch self {
    case .sideConstraints: !problem.sideConstraints.isEmpty
    case .oneToOne:
      problem.arcs.isDense && problem.sideConstraints.isEmpty && problem.groups.isEmpty && problem.marginals.isEmpty
        && problem.rowParents.isEmpty && !problem.hasFloors && problem.rowCounts.allSatisfy { $0 == 1 }
        && problem.columnCapacities.allSatisfy { $0 == 1 }
    case .flow: problem.sideConstraints.isEmpty
    case .named, .fallback: false
    }
  }
}
