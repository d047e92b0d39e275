import AssignmentSolvers
import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import Testing

/// Larger worlds with everything switched on; on request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: larger results", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyVerifyTests {
  @Test("10,000 × 1,000 is accepted in both modes, and a worse plan refused")
  func large() throws {
    var options = GeneratorOptions(survivors: 10_000, attorneys: 1_000, firms: 50, seed: 11)
    options.firmCaps = 800
    options.minimums = true
    options.pairNoise = 20
    options.factsMissing = true
    let instance = try RemissionGenerator.generate(options).instance
    let clock = ContinuousClock()
    let plan = try Matcher(solvers: .builtIn).plan(for: instance)
    let files = try ResultFiles(plan: plan, inputs: instance.tableDigests)
    let result = try StoredResult(reading: files)
    for limit in [ResultVerifier.pairLimit, 0] {
      let start = clock.now
      let report = ResultVerifier.verify(result, instance: instance, pairLimit: limit)
      print("\(report.mode): \(start.duration(to: clock.now)) for \(plan.pairs.count) pairs")
      #expect(report.failures == [])
    }
    var worse = files
    worse.matches[0].cells[1] = worse.matches[1].cells[1]
    try worse.seal()
    #expect(verify(worse, instance)?.accepted == false)
  }

  @Test("10,000 × 1,000 under all six levels is accepted in both modes, and every false claim refused")
  func allLevels() throws {
    var options = GeneratorOptions(survivors: 10_000, attorneys: 1_000, firms: 50, seed: 12)
    options.firmCaps = 800
    options.minimums = true
    options.pairNoise = 20
    options.factsMissing = true
    let base = try RemissionGenerator.generate(options).instance
    let clock = ContinuousClock()
    let first = try Matcher(solvers: .builtIn).plan(for: base, seed: 1)
    var policy = base.policy
    policy.levels = [.groupRates, .served, .changes, .worstQuality, .load, .quality]
    policy.groupRatesBy = "audit_language_group"
    policy.groupRatesReason = "a test"
    let instance = try CaseInstance(
      survivors: base.survivors, attorneys: base.attorneys, firms: base.firms, exclusions: base.exclusions,
      pins: base.pins, scores: base.scores,
      previous: first.pairs.dropLast(500).map { PreviousPair(survivor: $0.survivor, attorney: $0.attorney) },
      policy: policy)
    var matcher = Matcher(solvers: .builtIn)
    matcher.levelPrices = false
    let plan = try matcher.plan(for: instance)
    let files = try ResultFiles(plan: plan, inputs: instance.tableDigests, previous: instance.previous)
    for limit in [ResultVerifier.pairLimit, 0] {
      let start = clock.now
      let report = verify(files, instance, pairLimit: limit)
      print(
        "\(limit == 0 ? "types" : "pairs"): \(start.duration(to: clock.now)), \(plan.prices?.levels.count ?? 0) entries"
      )
      #expect(report?.failures == [])
    }
    for index in plan.levels.indices {
      var changed = plan
      if changed.levels[index].value != nil { changed.levels[index].value? += 1 }
      changed.levels[index].groups?[0].attainable += 1
      let forged = try ResultFiles(plan: changed, inputs: instance.tableDigests, previous: instance.previous)
      #expect(verify(forged, instance, pairLimit: 0)?.accepted == false, "\(plan.levels[index].name)")
    }
  }
}
