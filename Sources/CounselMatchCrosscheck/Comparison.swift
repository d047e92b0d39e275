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
  private(set) var shapes = ShapeCount()
  private var oracle = ExactOracle()

  init(_ solvers: [any AssignmentSolver]) {
    self.solvers = solvers
    solves = solvers.map { _ in 0 }
  }

  /// Solves of all solvers.
  var total: Int { solves.reduce(0, +) }

  mutating func disagree(_ line: String) { disagreements.append(line) }

  /// Adds what another block gave, by the same solvers.
  mutating func join(_ other: Comparison) {
    instances += other.instances
    for index in solves.indices { solves[index] += other.solves[index] }
    disagreements += other.disagreements
    attacks += other.attacks
    acceptedRightly += other.acceptedRightly
    shapes.join(other.shapes)
  }

  mutating func check(number: Int, seed: UInt64) {
    instances += 1
    do throws(InvalidProblem) {
      let problem = try InstanceMix.draft(number: number, seed: seed).problem()
      check(problem, oracle.solve(problem), number: number, seed: seed)
    } catch {
      disagreements.append("seed \(seed), instance \(number): \(error)")
    }
  }

  /// An instance of any shape, and what it was counted as.
  mutating func soak(number: Int, seed: UInt64) {
    instances += 1
    let kind = SoakKind.of(number)
    do throws(InvalidProblem) {
      let problem = try kind.draft(number: number, seed: seed).problem()
      let known: ExactOracle.Answer? =
        switch kind {
        case .small: oracle.solve(problem)
        case .sided: PlanEnumeration.best(of: problem).answer
        default: nil
        }
      let before = total
      let answer = check(problem, known, number: number, seed: seed)
      shapes.add(problem, solves: total - before, isInfeasible: answer == .infeasible)
    } catch {
      disagreements.append("seed \(seed), instance \(number): \(error)")
    }
  }

  /// Solves with everything that can take the problem; where nobody knows the optimum, the first proof decides.
  @discardableResult
  private mutating func check(
    _ problem: AssignmentProblem, _ known: ExactOracle.Answer?, number: Int, seed: UInt64
  ) -> ExactOracle.Answer? {
    var answer = known
    for index in solvers.indices where solvers[index].capabilities.missing(for: problem) == nil {
      solves[index] += 1
      if let fault = fault(of: solvers[index], problem, &answer, number: number, seed: seed) {
        disagreements.append("seed \(seed), instance \(number), \(solvers[index].name): \(fault)")
      }
    }
    return answer
  }

  /// Why an answer is wrong: other values than the best, or not everything proved.
  private mutating func fault(
    of solver: any AssignmentSolver, _ problem: AssignmentProblem, _ answer: inout ExactOracle.Answer?, number: Int,
    seed: UInt64
  ) -> String? {
    do throws(SolverFailure) {
      let outcome = try solver.solve(problem, limits: .none)
      let verdict = CertificateVerifier.verify(problem, outcome)
      if !verdict.accepted { return "refused by the verifier: \(verdict.failures.prefix(3))" }
      if answer == nil { answer = Self.proved(verdict, problem) }
      let provesAll = problem.sideConstraints.isEmpty || solver.capabilities.contains(.exactSides)
      switch answer {
      case .optimum(let best):
        if verdict.provesInfeasible { return "proved infeasible, the best is \(best)" }
        if best.lexicographicallyPrecedes(verdict.levelValues) { return "\(verdict.levelValues) is beyond \(best)" }
        if verdict.levelValues.prefix(verdict.provenLevels) != best.prefix(verdict.provenLevels) {
          return "\(verdict.levelValues) proved, the best is \(best)"
        }
        if !provesAll { return nil }
        if verdict.levelValues != best { return "\(verdict.levelValues), the best is \(best)" }
        if verdict.provenLevels < problem.levels.count { return "\(verdict.provenLevels) levels proved" }
        if problem.units > 28 { return nil }
        return attack(problem, outcome, best, SplitMix64(seed: seed ^ UInt64(number) << 20))
      case .infeasible: return verdict.provesInfeasible || !provesAll ? nil : "infeasible, but not proved"
      case .outOfReach: return "out of the oracle's reach"
      case nil: return "neither an optimum nor infeasibility is proved"
      }
    } catch {
      return "threw \(error)"
    }
  }

  private static func proved(_ verdict: Verdict, _ problem: AssignmentProblem) -> ExactOracle.Answer? {
    if verdict.provesInfeasible { return .infeasible }
    return verdict.provenLevels == problem.levels.count ? .optimum(verdict.levelValues) : nil
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
