public import AssignmentCore
import Synchronization

/// A solver that is wrong in one chosen way and otherwise as good as its base.
public final class SaboteurSolver: AssignmentSolver {
  /// What it does wrong.
  public let sabotage: Sabotage
  private let base: any AssignmentSolver
  private let calls = Atomic(0)

  public init(_ sabotage: Sabotage, base: any AssignmentSolver = ReferenceSolver()) {
    self.sabotage = sabotage
    self.base = base
  }

  public var name: String { "saboteur-\(sabotage.rawValue)" }

  public var capabilities: SolverCapabilities {
    switch sabotage {
    case .solvesWhatItCannot, .refusesForAnotherReason: base.capabilities.subtracting(.groupCaps)
    default: base.capabilities
    }
  }

  public func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    let call = calls.add(1, ordering: .relaxed).newValue
    if sabotage == .refusesEverything { throw .cannot(constraint: "firm-caps") }
    if sabotage == .refusesForAnotherReason, !problem.groups.isEmpty { throw .cannot(constraint: "hours") }
    if let missing = capabilities.missing(for: problem), sabotage != .solvesWhatItCannot {
      throw .cannot(constraint: missing)
    }
    let misreading = Misreading(sabotage: sabotage, base: base, problem: problem, limits: limits)
    if limits.reasonToStop() == nil, let outcome = try misreading.outcome() { return outcome }
    let told = problem.misunderstood(by: sabotage) ?? problem
    var outcome = try base.solve(told, limits: limits)
    if limits.reasonToStop() != nil {
      spoilStopped(&outcome, problem)
    } else {
      spoil(&outcome, problem, call: call, threads: limits.threads)
    }
    return outcome
  }

  /// Wrong only when it is cut short.
  private func spoilStopped(_ outcome: inout SolveOutcome, _ problem: AssignmentProblem) {
    let empty = Assignment(flows: [])
    let none = Certificate.none(reason: "finished")
    if sabotage == .hidesStop {
      outcome = SolveOutcome(termination: .finished, assignment: empty, certificate: none)
    } else if sabotage == .provesWhenStopped {
      let zeros = [Int64](repeating: 0, count: problem.nodeCount * problem.levels.count)
      let duals = DualPrices(levelCount: problem.levels.count, potentials: zeros)
      outcome = SolveOutcome(
        termination: outcome.termination, assignment: empty, certificate: .optimality(duals))
    }
  }

  private func spoil(_ outcome: inout SolveOutcome, _ problem: AssignmentProblem, call: Int, threads: Int) {
    switch sabotage {
    case .addsUnit, .dropsUnit, .usesIneligiblePair: spoilPlan(&outcome, problem)
    case .wrongDuals, .swapsLevels: spoilDuals(&outcome)
    case .provesNothing: outcome.certificate = .none(reason: "none was asked for")
    case .withholdsWitness:
      if outcome.assignment == nil { outcome.certificate = .none(reason: "none was asked for") }
    case .claimsInfeasible:
      outcome.assignment = nil
      outcome.certificate = .infeasibility(InfeasibilityWitness(nodes: [0]))
    case .givesUp:
      outcome.assignment = nil
      outcome.certificate = .none(reason: "no plan")
    case .claimsTimeLimit: outcome.termination = .timeLimit
    case .isNotDeterministic: outcome.statistics = SolveStatistics(counters: [.init(name: "calls", value: call)])
    case .dependsOnThreads:
      outcome.statistics = SolveStatistics(counters: [.init(name: "threads", value: threads)])
    default: break
    }
  }

  private func spoilPlan(_ outcome: inout SolveOutcome, _ problem: AssignmentProblem) {
    guard var plan = outcome.assignment, var last = plan.flows.popLast() else { return }
    switch sabotage {
    case .addsUnit: last.units += 1
    case .dropsUnit: last.units -= 1
    default:
      let free = (0..<problem.columnCount).first { problem.arcs.arc(row: Int(last.row), column: $0) == nil }
      last.column = free.map { Int32($0) } ?? last.column
    }
    outcome.assignment = Assignment(flows: plan.flows + (last.units > 0 ? [last] : []))
  }

  private func spoilDuals(_ outcome: inout SolveOutcome) {
    guard case .optimality(var duals) = outcome.certificate else { return }
    let count = duals.levelCount
    if sabotage == .wrongDuals {
      for index in duals.potentials.indices { duals.potentials[index] &+= index % 2 == 0 ? 1 : -1 }
    } else {
      for node in stride(from: 0, to: duals.potentials.count, by: count) {
        duals.potentials[node..<node + count].reverse()
      }
    }
    outcome.certificate = .optimality(duals)
  }
}
