import AssignmentCore
import Testing

/// Attacks on the trust base: whatever is accepted as proved must be optimal by enumeration.
@Suite struct VerifierAttackTests {
  /// Every vector of potentials in −1 … 1 against every plan, feasible or not, of a family of tiny problems.
  @Test func everySmallDualAgainstEveryPlan() throws {
    var accepted = 0
    for code in 0..<(3 * 3 * 3 * 2 * 2) {
      let scores = [Int64(code % 3) - 1, Int64(code / 3 % 3) - 1, Int64(code / 9 % 3) - 1]
      let problem = try AssignmentProblem(
        rowCounts: [Int32(1 + code / 27 % 2), 1], columnCapacities: [1, 1], columnParents: [0, -1],
        groups: [ColumnGroup(capacity: Int32(code / 54))], arcs: .sparse(starts: [0, 2, 3], columns: [0, 1, 0]),
        levels: [ObjectiveLevel(name: "quality", scores: .perArc(.int64(scores)))])
      let truth = Enumeration(problem)
      for first in 0...2 {
        for second in 0...2 {
          for third in 0...1 {
            let plan = Assignment(
              flows: [(0, 0, first), (0, 1, second), (1, 0, third)].filter { $0.2 > 0 }
                .map { .init(row: Int32($0.0), column: Int32($0.1), units: Int32($0.2)) })
            accepted += attack(problem, plan, truth)
          }
        }
      }
    }
    // Every problem has an optimal plan, and most have small duals: the sweep must meet acceptances.
    #expect(accepted > 200)
  }

  private func attack(_ problem: AssignmentProblem, _ plan: Assignment, _ truth: Enumeration) -> Int {
    var accepted = 0
    var potentials = [Int64](repeating: -1, count: problem.nodeCount)
    while true {
      let certificate = Certificate.optimality(DualPrices(levelCount: 1, potentials: potentials))
      let verdict = CertificateVerifier.verify(
        problem, SolveOutcome(termination: .finished, assignment: plan, certificate: certificate))
      if verdict.accepted || verdict.provenLevels > 0 {
        accepted += 1
        #expect(verdict.levelValues == truth.best, "\(problem), \(plan), \(potentials)")
      }
      var at = 0
      while at < potentials.count, potentials[at] == 1 {
        potentials[at] = -1
        at += 1
      }
      if at == potentials.count { return accepted }
      potentials[at] += 1
    }
  }

  /// Random problems with all features, random plans, random potentials of every level count.
  @Test(arguments: [UInt64(1), 2, 3, 4])
  func randomDualsAgainstRandomPlans(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var accepted = [0, 0, 0]
    for round in 0..<400 {
      guard let problem = try RandomProblem.tiny(&random) else { continue }
      let truth = Enumeration(problem)
      for _ in 0..<40 {
        guard let (plan, values) = truth.feasible.randomElement(using: &random) else { break }
        let levels = Int.random(in: 1...problem.levels.count, using: &random)
        let potentials = (0..<problem.nodeCount * levels).map { _ in Int64.random(in: -2...1, using: &random) }
        let verdict = CertificateVerifier.verify(
          problem,
          SolveOutcome(
            termination: .finished, assignment: plan,
            certificate: .optimality(DualPrices(levelCount: levels, potentials: potentials))))
        #expect(verdict.levelValues == values, "seed \(seed), round \(round)")
        guard verdict.provenLevels > 0, let best = truth.best else { continue }
        accepted[verdict.provenLevels] += 1
        #expect(
          Array(values.prefix(verdict.provenLevels)) == Array(best.prefix(verdict.provenLevels)),
          "seed \(seed), round \(round): \(problem), \(plan), \(potentials)")
      }
    }
    #expect(accepted[1] + accepted[2] > 0, "seed \(seed): nothing was accepted, the attack is too weak")
  }

  /// Nothing true is refused: the recovered duals of every optimal plan prove all levels.
  @Test(arguments: [UInt64(7), 8])
  func everyOptimumIsAccepted(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var plans = 0
    for round in 0..<400 {
      guard let problem = try RandomProblem.tiny(&random) else { continue }
      let truth = Enumeration(problem)
      for (plan, values) in truth.feasible where values == truth.best {
        plans += 1
        let result = DualRecovery.duals(for: problem, assignment: plan)
        let duals = try #require(result.duals, "seed \(seed), round \(round)")
        let verdict = CertificateVerifier.verify(
          problem, SolveOutcome(termination: .finished, assignment: plan, certificate: .optimality(duals)))
        #expect(verdict.failures == [], "seed \(seed), round \(round)")
        #expect(verdict.provenLevels == problem.levels.count, "seed \(seed), round \(round)")
      }
    }
    #expect(plans > 200)
  }

  /// Every set of nodes as a witness: true only where no assignment is feasible, and one exists wherever none is.
  @Test(arguments: [UInt64(5), 6])
  func everyWitnessAgainstEnumeration(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var infeasible = 0
    for round in 0..<300 {
      guard let problem = try RandomProblem.tiny(&random, floors: true) else { continue }
      let possible = !Enumeration(problem).feasible.isEmpty
      var proved = false
      for set in 0..<(1 << problem.nodeCount) {
        let nodes = (0..<problem.nodeCount).filter { set >> $0 & 1 == 1 }.map { Int32($0) }
        let verdict = CertificateVerifier.verify(
          problem,
          SolveOutcome(
            termination: .finished, assignment: nil, certificate: .infeasibility(InfeasibilityWitness(nodes: nodes))))
        #expect(verdict.provesInfeasible == verdict.accepted)
        proved = proved || verdict.provesInfeasible
      }
      infeasible += possible ? 0 : 1
      // Hoffman's theorem is an equivalence, so the checker must find a witness exactly when there is none.
      #expect(proved == !possible, "seed \(seed), round \(round): \(problem)")
    }
    #expect(infeasible > 10)
  }
}
