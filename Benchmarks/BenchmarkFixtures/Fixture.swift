import AssignmentCore
import AssignmentSolvers

/// A seeded problem by name.
///
/// Nothing is built before ``prepare()``: every benchmark runs in a process of its own and makes only what it needs.
public struct Fixture: Sendable {
  /// A problem with its optimum.
  public struct Prepared: Sendable {
    public let problem: AssignmentProblem
    /// Values of all levels.
    public let optimum: [Int64]
    /// What network simplex (or another solver) answered, verified; nil where the optimum is known in closed form.
    public let reference: SolveOutcome?
  }

  public let name: String
  /// Values of all levels where a formula gives them.
  let known: [Int64]?
  let make: @Sendable () throws -> AssignmentProblem
  private var prover: any AssignmentSolver = NetworkSimplexSolver()

  init(_ name: String, known: [Int64]? = nil, make: @escaping @Sendable () throws -> AssignmentProblem) {
    self.name = name
    self.known = known
    self.make = make
  }

  /// The same problem, whose optimum another solver finds; that the verifier accepts it is the proof.
  public func proved(by solver: any AssignmentSolver) -> Fixture {
    var other = self
    other.prover = solver
    return other
  }

  /// The problem alone.
  public func problem() -> AssignmentProblem {
    do { return try make() } catch { preconditionFailure("\(name): \(error)") }
  }

  /// The problem with its optimum: by formula, or by network simplex (or another solver) and accepted by the verifier on every level.
  public func prepare() -> Prepared {
    let problem = problem()
    if let known { return Prepared(problem: problem, optimum: known, reference: nil) }
    guard let outcome = try? prover.solve(problem, limits: .none) else {
      preconditionFailure("\(name): no reference outcome")
    }
    let verdict = CertificateVerifier.verify(problem, outcome)
    precondition(verdict.accepted && verdict.provenLevels == problem.levels.count, "\(name): reference not proved")
    return Prepared(problem: problem, optimum: verdict.levelValues, reference: outcome)
  }
}

extension Int {
  /// With commas between thousands: the same in every locale.
  var grouped: String {
    self < 1_000 ? "\(self)" : "\((self / 1_000).grouped),\(String(1_000 + self % 1_000).dropFirst())"
  }
}
