/// The only thing a backend implements.
///
/// A solver is synchronous and pure: the same problem and limits give the same outcome, on any number of
/// threads; only a deadline or a cancellation may cut it short. It prints nothing and keeps nothing.
public protocol AssignmentSolver: Sendable {
  /// Its name in catalogues, results and `--solver`: `network-simplex`.
  var name: String { get }
  /// What it takes and proves; the catalogue and the conformance suite go by it.
  var capabilities: SolverCapabilities { get }

  /// Solves, or says why it cannot.
  ///
  /// - Throws: ``SolverFailure/cannot(constraint:)`` for a problem outside its capabilities, or a breakdown of the
  ///   backend. Infeasible and out of time are outcomes, not errors.
  func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome
}

/// What a solver can take, and what it proves.
public struct SolverCapabilities: OptionSet, Sendable, Hashable {
  public let rawValue: Int

  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Caps on groups of columns.
  public static let groupCaps = Self(rawValue: 1)
  /// Hard floors on columns and groups.
  public static let floors = Self(rawValue: 2)
  /// Marginal scores of columns and groups (soft minimums, loads).
  public static let marginals = Self(rawValue: 4)
  /// ``SideConstraint/budget(column:weights:limit:)``.
  public static let hours = Self(rawValue: 8)
  /// ``SideConstraint/together(rows:cells:allOrNone:)``.
  public static let households = Self(rawValue: 16)
  /// Proves every level optimal (without side constraints).
  public static let exact = Self(rawValue: 32)
  /// Rows that hand units on: ``AssignmentProblem/rowParents``.
  public static let rowParents = Self(rawValue: 64)
  /// Groups of unserved units: ``AssignmentProblem/idleParents``.
  public static let idleGroups = Self(rawValue: 128)
  /// Proves every level optimal with side constraints too, by ``Certificate/tree(_:)``.
  public static let exactSides = Self(rawValue: 256)
  /// ``SideConstraint/linear(_:)``: quotas, supervision, lead and co-counsel.
  public static let linearSides = Self(rawValue: 512)

  /// The field's word for the first thing `problem` needs and this solver lacks, or nil.
  public func missing(for problem: AssignmentProblem) -> String? {
    if !contains(.rowParents), !problem.rowParents.isEmpty { return "changes" }
    if !contains(.idleGroups), !problem.idleParents.isEmpty { return "group-rates" }
    if !contains(.groupCaps), !problem.groups.isEmpty { return "firm-caps" }
    if !contains(.floors), problem.hasFloors { return "hard-minimums" }
    if !contains(.marginals), !problem.marginals.isEmpty { return "minimums" }
    for side in problem.sideConstraints {
      switch side {
      case .budget: if !contains(.hours) { return side.name }
      case .together: if !contains(.households) { return side.name }
      case .linear: if !contains(.linearSides) { return side.name }
      }
    }
    return nil
  }
}

/// Misuse, or breakdown of a backend.
///
/// Never an answer about the problem.
public enum SolverFailure: Error, Sendable, Hashable {
  /// The problem has a constraint that this solver does not take: `firm-caps`, `hours`, ….
  case cannot(constraint: String)
  /// The solver is not compiled in.
  case unavailable(solver: String)
  /// Scores or sizes beyond what this backend can hold exactly; says the limit in the field's words.
  case range(String)
  /// The backend broke down, or its answer failed the check; `code` is stable, nothing in it names a person.
  case backend(code: String)
  /// Cut short by its limits before there was anything to return; never by an ``AssignmentSolver``, whose outcome says so.
  case stopped(Termination)
}
