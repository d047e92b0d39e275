import AssignmentCore
import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// Long sequences of events, and events at scale; on request: COUNSELMATCH_HEAVY=1, release.
@Suite(
  "Heavy: dockets", .serialized, .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyDocketTests {
  /// COUNSELMATCH_SEQUENCES asks for fewer.
  static var sequences: Int {
    ProcessInfo.processInfo.environment["COUNSELMATCH_SEQUENCES"].flatMap { Int($0) } ?? 10_000
  }

  @Test("Sequences of 200 events: every plan has the level values of one made from scratch")
  func sequences() async {
    let counts = await withTaskGroup(of: (Int, Int).self) { group in
      let lanes = 4
      for lane in 0..<lanes {
        group.addTask {
          var (solves, repairs) = (0, 0)
          for seed in stride(from: 1_000 + lane, to: 1_000 + Self.sequences, by: lanes) {
            do {
              let counts = try DocketEngineTests.run(seed: UInt64(seed), events: 200)
              solves += counts.solves
              repairs += counts.repairs
            } catch {
              Issue.record("seed \(seed): \(error)")
            }
          }
          return (solves, repairs)
        }
      }
      return await group.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    }
    print("\(Self.sequences) sequences: \(counts.0) solves, \(counts.1) repairs")
    #expect(counts.1 > counts.0 / 4)
  }

  @Test(
    "What one decline, arrival or withdrawal costs, after 5,000 declines",
    arguments: [(10_000, 1_000, 60), (100_000, 5_000, 200)])
  func speed(survivors: Int, attorneys: Int, firms: Int) throws {
    let options = GeneratorOptions(survivors: survivors, attorneys: attorneys, firms: firms, seed: 1)
    let instance = try RemissionGenerator.generate(options).instance
    let day = try #require(instance.policy.asOf)
    var docket = Docket()
    try docket.record(.opened(DocketTables(instance)), id: "open", day: day)
    let clock = ContinuousClock()
    var prepared: DocketEngine?
    let start = try clock.measure { prepared = try DocketEngine(docket) }
    var engine = try #require(prepared)
    try engine.record(.adopted(pairs: engine.pairs), id: "adopt", day: day)
    var pairs = engine.docket.pairs
    var generator = SplitMix64(seed: 7)
    pairs.shuffle(using: &generator)
    var events = 0
    // Processor time: other programs on the machine take none of it.
    func timed(_ change: DocketEvent.Change, places: Int = 1) throws -> (Duration, Int) {
      events += 1
      let before = Foundation.clock()
      try engine.record(change, id: "e\(events)", day: day)
      let ticks = Double(Foundation.clock() - before)
      return (.seconds(ticks / Double(CLOCKS_PER_SEC)) / max(1, places), engine.settledNodes)
    }
    for pair in pairs.prefix(min(5_000, pairs.count / 2)) {
      _ = try timed(.declined(survivor: pair.survivor, attorney: pair.attorney, reason: .workload))
    }
    var times: [String: [(Duration, Int)]] = [:]
    for pair in pairs.dropFirst(5_000).prefix(500) {
      times["decline", default: []].append(
        try timed(.declined(survivor: pair.survivor, attorney: pair.attorney, reason: .workload)))
    }
    let others = try RemissionGenerator.generate(
      GeneratorOptions(survivors: 500, attorneys: 50, firms: 10, seed: 2)
    ).instance.survivors
    for var survivor in others {
      survivor.id = "N\(survivor.id)"
      times["arrival", default: []].append(try timed(.survivorArrived(survivor)))
    }
    for pair in pairs.dropFirst(5_500).prefix(300) {
      times["withdrawal", default: []].append(try timed(.withdrew(survivor: pair.survivor)))
    }
    for attorney in engine.docket.attorneys.prefix(100) {
      times["attorney's withdrawal, a place", default: []].append(
        try timed(.attorneyWithdrew(attorney: attorney.id), places: attorney.capacity))
    }
    print("\(survivors) × \(attorneys): first plan \(start), \(engine.solves) solves, \(engine.repairs) repairs")
    for (kind, list) in times.sorted(by: { $0.key < $1.key }) {
      let sorted = list.map(\.0).sorted()
      let nodes = list.map(\.1).sorted()
      print(
        "  \(kind): median \(sorted[sorted.count / 2]), 99th percentile \(sorted[sorted.count * 99 / 100]), worst",
        "\(sorted[sorted.count - 1]); nodes settled \(nodes[nodes.count / 2]), worst \(nodes[nodes.count - 1])")
    }
    #expect(engine.solves <= 2)
    #expect(engine.firstViolation == nil)
  }
}
