import AssignmentConformance
import AssignmentCore

/// One block of instances, solved by every solver and by the oracle.
struct Comparison {
  let solvers: [any AssignmentSolver]
  private(set) var instances = 0
  /// Solves by solver, in the order of `solvers`.
  private(set) var solves: [Int]
  private(set) var disagreements: [String] = []
  /// Corrupted outcomes given to the verifier, and those it accepted because their claim still holds.
  private(set) var attacks = 0
  private(set) var acceptedRightly = 0
  private var oracle = ExactOracle()

  init(_ solvers: [any AssignmentSolver]) {
    self.solvers = solvers
    solves = solvers.map { _ in 0 }
  }

  mutating func check(number: Int, seed: UInt64) {
    instances += 1
    do throws(InvalidProblem) {
      let problem = try InstanceMix.draft(number: number, seed: seed).problem()
      let answer = oracle.solve(problem)
      for index in solvers.indices where solvers[index].capabilities.missing(for: problem) == nil {
        solves[index] += 1
        if let fault = fault(of: solvers[index], problem, answer, number: number, seed: seed) {
          disagreements.append("seed \(seed), instance \(number), \(solvers[index].name): \(fault)")
        }
      }
    } catch {
      disagreements.append("seed \(seed), instance \(number): \(error)")
    }
  }

  /// Why an answer is wrong: other values than the oracle's, or not everything proved.
  private mutating func fault(
    of solver: any AssignmentSolver, _ problem: AssignmentProblem, _ answer: ExactOracle.Answer, number: Int,
    seed: UInt64
  ) -> String? {
    do throws(SolverFailure) {
      let outcome = try solver.solve(problem, limits: .none)
      let verdict = CertificateVerifier.verify(problem, outcome)
      if !verdict.accepted { return "refused by the verifier: \(verdict.failures.prefix(3))" }
      switch answer {
      case .optimum(let best):
        if verdict.levelValues != best { return "\(verdict.levelValues), the best is \(best)" }
        if verdict.provenLevels < problem.levels.count { return "\(verdict.provenLevels) levels proved" }
        return attack(problem, outcome, best, SplitMix64(seed: seed ^ UInt64(number) << 20))
      case .infeasible: return verdict.provesInfeasible ? nil : "infeasible, but not proved"
      case .outOfReach: return "out of the oracle's reach"
      }
    } catch {
      return "threw \(error)"
    }
  }

  private mutating func attack(
    _ problem: AssignmentProblem, _ outcome: SolveOutcome, _ best: [Int64], _ random: SplitMix64
  ) -> String? {
    var random = random
    for _ in 0..<4 {
      attacks += 1
      switch Attack.run(on: problem, outcome, best: best, &random) {
      case .refused: break
      case .acceptedRightly: acceptedRightly += 1
      case .acceptedWrongly: return "the verifier accepts a corrupted outcome"
      }
    }
    return nil
  }
}
