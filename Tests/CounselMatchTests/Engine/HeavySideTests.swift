import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Foundation
import Testing

/// Every kind of side constraint and random mixes of them, against trying every plan: quotas, supervision, households,
/// hours, hard minimums.
struct MixedSideTests {
  /// Households and hours laid over quotas and supervision.
  static func mixed(_ seed: UInt64) throws -> CaseInstance {
    let base = try QuotaTests.random(seed, minimums: seed.isMultiple(of: 3))
    var generator = SplitMix64(seed: seed &+ 0x5EED)
    var (survivors, attorneys, policy) = (base.survivors, base.attorneys, base.policy)
    if generator.chance(50) {
      for index in survivors.indices {
        survivors[index].household = generator.pick([nil, "H1", "H1", "H2"])
        survivors[index].householdWish = generator.pick([.noWish, .noWish, .together, .apart])
      }
      policy.households = generator.pick([.off, .sameAttorney, .sameFirm])
      policy.householdPartial = generator.chance(50)
    }
    if generator.chance(50) {
      for index in survivors.indices { survivors[index].hours = generator.pick([nil, 2, 5]) }
      for index in attorneys.indices { attorneys[index].hours = generator.pick([nil, 4, 7]) }
    }
    if generator.chance(30) {
      policy.minimums = .hard
      attorneys[generator.below(attorneys.count)].minimum = 1
    }
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: base.firms, quotas: base.quotas, policy: policy)
  }

  /// Whether a choice keeps households and hours, from the definitions.
  static func holds(_ instance: CaseInstance, _ choice: [Int?]) -> Bool {
    guard QuotaTests.holds(instance, choice) else { return false }
    for (index, attorney) in instance.attorneys.enumerated() {
      let hours = choice.indices.reduce(0) { $0 + (choice[$1] == index ? instance.survivors[$1].hours ?? 0 : 0) }
      if let limit = attorney.hours, hours > limit { return false }
    }
    for household in Set(instance.survivors.compactMap(\.household)) {
      let members = instance.survivors.indices.filter {
        instance.survivors[$0].household == household && instance.survivors[$0].householdWish != .apart
      }
      let isWished = members.contains { instance.survivors[$0].householdWish == .together }
      guard members.count > 1, instance.policy.households != .off || isWished else { continue }
      let places = members.compactMap { choice[$0] }
      if !instance.policy.householdPartial, !places.isEmpty, places.count < members.count { return false }
      let cells = places.map { attorney in
        (instance.policy.households == .sameAttorney ? nil : instance.attorneys[attorney].firm) ?? "alone \(attorney)"
      }
      if Set(cells).count > 1 { return false }
    }
    return true
  }

  /// What is wrong with the plan of one seed, or nil; `isStopped`: after a limit nothing may be claimed that is not true.
  static func fault(_ seed: UInt64, isStopped: Bool = false) throws -> String? {
    let instance = try mixed(seed)
    let best = Oracle.optimum(instance) { holds(instance, $0) }
    var matcher = Matcher(solvers: [NetworkSimplexSolver(), DecompositionSolver(), GreedySolver()])
    matcher.levelPrices = false
    var limits = SolveLimits.none
    if isStopped { limits.deadline = .now }
    let report: MatchReport
    do {
      report = try matcher.report(for: instance, limits: limits)
    } catch {
      guard case .stopped = error, isStopped else { return "\(error)" }
      return nil
    }
    let plan = report.plan
    guard plan.status != .infeasible else {
      if best != nil { return "infeasible, and \(best ?? []) is possible" }
      return report.contradictions.isEmpty && !isStopped ? "no conflict named" : nil
    }
    guard let best else { return "a plan where none is possible" }
    if best.lexicographicallyPrecedes(plan.oracleValues) { return "\(plan.oracleValues) beyond \(best)" }
    if plan.status == .optimal, plan.oracleValues != best { return "\(plan.oracleValues) optimal, the best is \(best)" }
    if !isStopped, plan.status != .optimal { return "not proved" }
    let classes = plan.levels[0].classes?.count ?? 1
    let served = Int64(best.prefix(classes).reduce(0, +))
    if let open = plan.levels.first(where: { !$0.proven }), let bound = plan.bound, open.name == "served" {
      if bound < served { return "the bound \(bound) is below \(served)" }
    }
    return nil
  }

  @Test func mixesAgreeWithEnumeration() throws {
    for seed in 80_000..<80_080 as Range<UInt64> {
      let fault = try Self.fault(seed)
      #expect(fault == nil, "seed \(seed): \(fault ?? "")")
    }
  }

  @Test func whatIsCutShortClaimsNothingFalse() throws {
    for seed in 81_000..<81_060 as Range<UInt64> {
      let fault = try Self.fault(seed, isStopped: true)
      #expect(fault == nil, "seed \(seed): \(fault ?? "")")
    }
  }
}

/// On request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: side constraints", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavySideTests {
  @Test func mixesAgreeWithEnumeration() throws {
    for seed in 1_000_000..<1_100_000 as Range<UInt64> {
      let fault = try MixedSideTests.fault(seed, isStopped: seed.isMultiple(of: 10))
      #expect(fault == nil, "seed \(seed): \(fault ?? "")")
    }
  }
}
