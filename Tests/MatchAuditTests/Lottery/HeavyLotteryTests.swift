import AssignmentSolvers
import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import Testing

/// Many draws of a committed dataset; on request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: 100,000 draws", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyLotteryTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Datasets/scarce-300").path

  /// Each person's services in independent draws are binomial with her chance.
  ///
  /// The bound is 5.03 standard deviations: one in a thousand for any of 2,000 people together (Bonferroni). It is held
  /// in whole numbers: (count × q − n × p)² ≤ 5.03² × n × p × (q − p) for a chance of p / q.
  @Test func everybodyIsServedAsOftenAsHerChance() throws {
    let lottery = try FairLottery(DatasetFolder.read(path: Self.folder).instance)
    let shared = lottery.people.filter { $0.reason == .bottleneck && $0.probability.numerator > 0 }
    #expect(shared.count > 20 && shared.count < 2_000, "\(shared.count)")
    let base = try HashedRandomness(.seed(0), instance: lottery.instance)
    let draws: Int64 = 100_000
    var counts: [String: Int64] = [:]
    var first: [String] = []
    var differing = 0
    for seed in 0..<UInt64(draws) {
      let served = lottery.drawServed(HashedRandomness(.seed(seed), roster: base.roster, policy: base.policy))
      if served.count != lottery.expectedServed { Issue.record("seed \(seed): \(served.count) served") }
      for id in served { counts[id, default: 0] += 1 }
      if seed == 0 { first = served }
      differing += served == first ? 0 : 1
    }
    for person in lottery.people {
      let (part, whole) = (person.probability.numerator, person.probability.denominator)
      let distance = (counts[person.survivor] ?? 0) * whole - draws * part
      #expect(
        Int128(distance) * Int128(distance) * 10_000 <= 253_009 * Int128(draws) * Int128(part * (whole - part)),
        "\(person.survivor) with \(part)/\(whole): \(counts[person.survivor] ?? 0)")
    }
    #expect(differing > Int(draws) * 9 / 10)
  }

  /// Pairs, rules, caps and proof of every hundredth of them, by the verifier that knows no solver.
  @Test func drawsAreFeasibleAndMaximum() throws {
    let instance = try DatasetFolder.read(path: Self.folder).instance
    let lottery = try FairLottery(instance)
    for seed in stride(from: UInt64(0), to: 100_000, by: 100) {
      let draw = try lottery.draw(HashedRandomness(.seed(seed), instance: instance))
      let result = try StoredResult(reading: ResultFiles(plan: draw.plan, inputs: []))
      let report = ResultVerifier.verify(result, instance: instance, inputs: [])
      #expect(report.failures == [] && draw.served.count == lottery.expectedServed, "seed \(seed)")
    }
  }
}
