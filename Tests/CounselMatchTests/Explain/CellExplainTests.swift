import AssignmentConformance
import CounselMatch
import Foundation
import Testing

/// What explanations say where codes tell the pairs, against what they say of the same plan with pairs written down.
struct CellExplainTests {
  /// Times as many instances where `COUNSELMATCH_HEAVY=1` is set.
  private let factor: UInt64 = ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1" ? 10 : 1

  /// Policies of served and quality, some of changes too, with classes, exclusions, personal points, pins and caps of
  /// firms and network.
  private static func instance(_ seed: UInt64) throws -> CaseInstance {
    // Some take more than one word of bits for their attorneys.
    let isLarge = seed % 41 == 0
    var random = RandomInstance(
      seed: 80_000 + seed, people: isLarge ? 40...80 : 3...9, lawyers: isLarge ? 66...80 : 2...6)
    if seed % 3 == 0, !isLarge { try random.addPins() }
    if seed % 7 == 0 {
      // Costs then need pairs written down; who is served is a problem of its own.
      random.policy.levels = [.served, .changes, .quality]
      random.addPrevious()
    }
    return try random.instance()
  }

  @Test(arguments: [0, 1, 2, 3] as [UInt64]) func everythingIsTheSame(_ part: UInt64) throws {
    var counts: [String: Int] = [:]
    var limits = ExplanationLimits()
    (limits.alternates, limits.remedies, limits.allRemedies) = (.max, .max, .max)
    for seed in 0..<1_600 * factor where seed % 4 == part {
      let instance = try Self.instance(seed)
      // A greedy plan proves nothing, so that its duals are found again.
      let solver = seed % 19 == 0 && seed % 7 != 0 ? "greedy" : "auto"
      let plan = try Matcher().plan(for: instance, solver: solver, seed: seed)
      guard plan.status != .infeasible else { continue }
      var told = try Explainer(instance, plan: plan, limits: CompileLimits(), writtenPairs: -1)
      var written = try Explainer(instance, plan: plan, limits: CompileLimits(), writtenPairs: .max)
      #expect(told.costLevels == written.costLevels, "seed \(seed)")
      let (one, other) = (told.explanation(limits), written.explanation(limits))
      #expect(one.unmatched == other.unmatched, "seed \(seed)")
      #expect(one.matched == other.matched, "seed \(seed)")
      #expect(one.remedies == other.remedies && one.kinds == other.kinds, "seed \(seed)")
      #expect(one.places == other.places, "seed \(seed)")
      #expect(one.chances == other.chances, "seed \(seed)")
      if told.isToldByCodes { counts["told", default: 0] += 1 }
      #expect(!written.isToldByCodes)
      counts["remedies", default: 0] += one.remedies.count
      counts["dear", default: 0] += one.matched.reduce(0) { $0 + $1.alternates.count { !$0.cost.isFree } }
      counts["shared", default: 0] += one.unmatched.count { $0.bottleneck != nil }
      counts["places", default: 0] += one.places.count { !$0.oneMore.isFree || $0.oneLess?.isFree == false }
    }
    let least = ["told": 250, "remedies": 500, "dear": 300, "shared": 100, "places": 200]
    for (name, count) in least { #expect(counts[name, default: 0] > count, "\(counts)") }
  }

  /// Rules that lack a fact, from codes and from the rules themselves.
  @Test func undecidedRulesAreThoseOfTheRules() throws {
    var undecided = 0
    for seed in 0..<600 as Range<UInt64> {
      let instance = try RandomInstance(seed: 90_000 + seed).instance()
      let evaluator = EligibilityEvaluator(instance)
      for survivor in instance.survivors.indices {
        for (attorney, lawyer) in instance.attorneys.enumerated() {
          let against = evaluator.codes.against(survivor: survivor, attorney: attorney)
          let found = evaluator.undecided(among: against, survivor: survivor, attorney: attorney, lawyer.lacking)
          let names = RuleName.allCases.enumerated().filter { found.rawValue & 1 << UInt8($0.0) != 0 }.map(\.1)
          #expect(
            names == evaluator.evaluate(survivor: survivor, attorney: attorney).undecided,
            "seed \(seed): \(survivor), \(attorney)")
          undecided += names.count
        }
      }
    }
    #expect(undecided > 1_000, "\(undecided)")
  }
}
