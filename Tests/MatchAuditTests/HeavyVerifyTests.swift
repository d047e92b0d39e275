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
    options.factsFew = true
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
}
