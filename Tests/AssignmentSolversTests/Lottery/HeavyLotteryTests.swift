import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Foundation
import Testing

/// Enumerations that take too long for every day; on request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: lottery", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyLotteryTests {
  @Test("chances of 1,000,000 problems against the formula over all sets of rows", arguments: UInt64(0)..<10)
  func formula(part: UInt64) throws {
    let first = 1_000_000 + part * 100_000
    let tally = try ChanceCheck.formula(seeds: first..<first + 100_000)
    print("formula: \(tally)")
    #expect(tally.problems == 100_000 && tally.shared > 40_000 && tally.capped > 20_000 && tally.held > 5_000)
  }

  @Test("chances of 200,000 problems against the definition over all plans", arguments: UInt64(0)..<10)
  func definition(part: UInt64) throws {
    let first = 3_000_000 + part * 20_000
    let tally = try ChanceCheck.definition(seeds: first..<first + 20_000)
    print("definition: \(tally)")
    #expect(tally.problems == 20_000 && tally.shared > 8_000 && tally.capped > 2_000 && tally.classes > 4_000)
  }

  @Test("draws of 50,000 problems serve the most of each class", arguments: UInt64(0)..<10)
  func draws(part: UInt64) throws {
    for seed in 5_000_000 + part * 5_000..<5_005_000 + part * 5_000 {
      let problem = try LotteryProblems.minute(seed: seed)
      guard try DrawCheck.holds(problem, draws: 5, seed: seed) else { return }
    }
  }
}
