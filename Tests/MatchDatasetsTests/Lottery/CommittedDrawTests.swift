import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// Draws on the committed datasets with too few places, compiled to types.
@Suite("Draws on committed datasets")
struct CommittedDrawTests {
  @Test("1,000 draws: every one the most of each class, chances as promised", arguments: DrawTally.datasets)
  func draws(dataset: String) throws {
    let tally = try DrawTally(dataset: dataset, draws: 1_000, seed: 1)
    tally.expectPromisedChances()
  }

  @Test("draws differ only by their seed", arguments: DrawTally.datasets)
  func seeds(dataset: String) throws {
    let problem = try DrawTally.compiled(dataset)
    let chances = try FairChances(problem)
    #expect(try FairChances(problem) == chances)
    let (draw, again) = (FairDraw(problem, chances), FairDraw(problem, chances))
    var seen: Set<[Int64]> = []
    for seed in UInt64(0)..<100 {
      var (first, second) = (SplitMix64(seed: seed), SplitMix64(seed: seed))
      let outcome = draw.draw(using: &first)
      #expect(outcome == again.draw(using: &second), "seed \(seed)")
      seen.insert(outcome.served)
    }
    #expect(seen.count == 100)
  }
}

/// 100,000 of each; on request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: draws", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyCommittedDrawTests {
  @Test("100,000 draws: every one the most of each class, chances as promised", arguments: DrawTally.datasets)
  func draws(dataset: String) throws {
    let tally = try DrawTally(dataset: dataset, draws: 100_000, seed: 2)
    tally.expectPromisedChances()
    print("\(dataset): \(tally.tested) rows with a fraction, farthest \(tally.farthest) standard deviations away")
  }
}
