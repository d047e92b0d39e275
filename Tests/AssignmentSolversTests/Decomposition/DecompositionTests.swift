import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Foundation
import Testing

/// Hours and households by decomposition: every answer against all plans, every proof against planted faults.
struct DecompositionTests {
  /// What is wrong with the answer for one seed, or nil.
  static func fault(seed: UInt64, limits: SolveLimits = .none, linears: Bool = false) throws -> String? {
    guard let problem = SideProblems.make(seed: seed, linears: linears) else { return nil }
    let (answer, _) = PlanEnumeration.best(of: problem)
    let outcome = try DecompositionSolver().solve(problem, limits: limits)
    let verdict = CertificateVerifier.verify(problem, outcome)
    if !verdict.accepted { return "refused: \(verdict.failures.map(\.check))" }
    switch answer {
    case .outOfReach: return nil
    case .infeasible:
      if outcome.assignment != nil { return "a plan for an infeasible problem" }
      return verdict.provesInfeasible ? nil : "no proof that there is no plan"
    case .optimum(let best):
      if verdict.levelValues != best { return "\(verdict.levelValues), the best is \(best)" }
      if verdict.provenLevels != best.count { return "\(verdict.provenLevels) of \(best.count) levels proved" }
    }
    return nil
  }

  @Test func enumerationAgreesOnSmallProblems() throws {
    for seed in 0..<150 as Range<UInt64> {
      let fault = try Self.fault(seed: seed)
      #expect(fault == nil, "seed \(seed): \(fault ?? "")")
    }
  }

  @Test func enumerationAgreesWithLinearConstraints() throws {
    for seed in 0..<150 as Range<UInt64> {
      let fault = try Self.fault(seed: seed, linears: true)
      #expect(fault == nil, "seed \(seed): \(fault ?? "")")
    }
  }

  /// Whatever is changed in a proof, it proves at most what is true.
  @Test func changedProofsNeverProveTooMuch() throws {
    var (tried, refused) = (0, 0)
    for seed in 0..<120 as Range<UInt64> {
      guard let problem = SideProblems.make(seed: seed),
        case .optimum(let best) = PlanEnumeration.best(of: problem).answer
      else { continue }
      var outcome = try DecompositionSolver().solve(problem, limits: .none)
      guard case .tree(var proof) = outcome.certificate else { continue }
      var random = SplitMix64(seed: seed)
      for _ in 0..<10 {
        Self.spoil(&proof, &random)
        outcome.certificate = .tree(proof)
        let verdict = CertificateVerifier.verify(problem, outcome)
        tried += 1
        if !verdict.accepted { refused += 1 }
        guard verdict.accepted, let bound = verdict.bounds.first else { continue }
        #expect(bound >= best[0], "seed \(seed): \(bound) is below \(best[0])")
      }
    }
    #expect(tried > 300 && refused > tried / 20, "\(refused) of \(tried) refused")
  }

  private static func spoil(_ proof: inout SearchTreeProof, _ random: inout SplitMix64) {
    guard !proof.levels.isEmpty, !proof.levels[0].nodes.isEmpty else { return }
    let at = random.below(proof.levels[0].nodes.count)
    switch random.below(5) {
    case 4:
      guard case .closing(let prices, let arcs) = proof.levels[0].nodes[at] else { return }
      proof.levels[0].nodes[at] = .closing(prices, arcs: arcs + [Int32(random.below(12))])
    case 0: proof.levels[0].bound -= 1
    case 1: proof.levels[0].nodes.remove(at: at)
    case 2: proof.levels[0].nodes[at] = .plan
    default:
      guard case .prices(var prices) = proof.levels[0].nodes[at], !prices.links.isEmpty else { return }
      prices.links[random.below(prices.links.count)] += Int64(random.integer(in: -4_096...4_096))
      proof.levels[0].nodes[at] = .prices(prices)
    }
  }

  /// 10 hours; people of 6, 5, 5 worth 10, 7, 7: the two fives, and the network alone would take all.
  @Test func hoursMakeAKnapsack() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [3], arcs: .dense(rows: 3, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow([10, 7, 7]))],
      sideConstraints: [
        .budget(
          column: 0, weights: [.init(row: 0, weight: 6), .init(row: 1, weight: 5), .init(row: 2, weight: 5)], limit: 10)
      ])
    let outcome = try DecompositionSolver().solve(problem, limits: .none)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(outcome.assignment?.flows.map(\.row) == [1, 2] && verdict.levelValues == [14] && verdict.provenLevels == 1)
  }

  /// Without hours and households it is network simplex; floors that contradict each other keep their witness.
  @Test func aPlainProblemIsAFlow() throws {
    let plain = try AssignmentProblem(
      rowCounts: [1], columnCapacities: [2], columnFloors: [2], arcs: .dense(rows: 1, columns: 1),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1]))])
    let outcome = try DecompositionSolver().solve(plain, limits: .none)
    #expect(CertificateVerifier.verify(plain, outcome).provesInfeasible)
  }

  @Test func aRaisedFlagStopsItAndKeepsWhatHolds() throws {
    let flag = Cancellation()
    flag.cancel()
    for seed in 0..<60 as Range<UInt64> {
      guard let problem = SideProblems.make(seed: seed) else { continue }
      let outcome = try DecompositionSolver().solve(problem, limits: SolveLimits(cancellation: flag))
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.accepted, "seed \(seed): \(verdict.failures)")
      if case .optimum(let best) = PlanEnumeration.best(of: problem).answer, let bound = verdict.bounds.first {
        #expect(bound >= best[0], "seed \(seed)")
      }
    }
  }
}

/// 100,000 small problems; on request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: decomposition", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyDecompositionTests {
  @Test func enumerationAgrees() throws {
    for seed in 1_000..<101_000 as Range<UInt64> {
      let fault = try DecompositionTests.fault(seed: seed, linears: !seed.isMultiple(of: 4))
      #expect(fault == nil, "seed \(seed): \(fault ?? "")")
    }
  }
}
