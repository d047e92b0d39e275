import AssignmentCore
import AssignmentSolvers
import Testing

/// What must hold of every draw.
enum DrawCheck {
  /// Whether draws of a problem small enough to try all plans are among those that serve the most, class by class.
  static func holds(_ problem: AssignmentProblem, draws: Int, seed: UInt64) throws -> Bool {
    let chances = try FairChances(problem)
    let draw = FairDraw(problem, chances)
    let plans = MaximumPlans(problem, scores: LotteryProblems.scores(problem))
    let best = CertificateVerifier.verify(problem, try GreedySolver().solve(problem)).levelValues
    var random = SplitMix64(seed: seed)
    for _ in 0..<draws {
      let outcome = draw.draw(using: &random)
      let isBest = plans.contains(outcome.served)
      #expect(isBest, "seed \(seed)")
      guard isBest, isFair(outcome, problem, chances, best, "seed \(seed)") else { return false }
    }
    return true
  }

  /// Whether a draw is feasible, of the best first level value, and each row within one unit of its mean.
  static func isFair(
    _ outcome: FairDraw.Outcome, _ problem: AssignmentProblem, _ chances: FairChances, _ best: [Int64], _ label: String
  ) -> Bool {
    let certificate = Certificate.none(reason: "a draw")
    let verdict = CertificateVerifier.verify(
      problem, SolveOutcome(termination: .finished, assignment: outcome.assignment, certificate: certificate))
    let served = outcome.assignment.flows.reduce(into: [Int64](repeating: 0, count: problem.rowCount)) {
      $0[Int($1.row)] += Int64($1.units)
    }
    let holds = problem.rowCounts.indices.allSatisfy { row in
      let chance = chances.chances[row]
      let over = outcome.served[row] * chance.denominator - Int64(problem.rowCounts[row]) * chance.numerator
      return over.magnitude < chance.denominator.magnitude
    }
    #expect(verdict.failures == [], "\(label)")
    #expect(verdict.levelValues == best, "\(label)")
    #expect(outcome.assignment.units == chances.expectedServed && served == outcome.served && holds, "\(label)")
    return verdict.failures == [] && verdict.levelValues == best && holds
  }
}
