import AssignmentCore
import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import Testing

/// What became of many corruptions.
struct CorruptionTally: Sendable {
  var made = 0
  var accepted = 0
  /// Accepted although the enumeration says that a claim is false.
  var wrong: [String] = []
  /// Refused although every claim is true: the proof was damaged, or a list is incomplete.
  var strict = 0
}

@Suite("Corrupted results")
struct CorruptionTests {
  /// Corrupts results of random datasets until `count` corruptions are made.
  static func run(
    _ count: Int, seal: Bool, from seed: UInt64, cases: (UInt64) -> CaseInstance? = RandomCase.make
  ) throws -> CorruptionTally {
    var tally = CorruptionTally()
    var seed = seed
    while tally.made < count {
      seed += 1
      guard let instance = cases(seed) else { continue }
      let planner = TestPlanner(instance)
      guard let plan = try plan(instance, planner, seed: seed) else { continue }
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests, previous: instance.previous)
      var corruption = Corruption(draw: Draw(generator: SplitMix64(seed: seed)), planner: planner)
      for kind in Corruption.Kind.allCases + [.neighbour, .plan, .neighbour] where tally.made < count {
        guard var corrupted = corruption.apply(kind, to: files, of: plan) else { continue }
        if seal {
          try corrupted.seal()
        } else {
          corrupted.document["digest"] = files.document["digest"]
        }
        tally.made += 1
        judge(corrupted, instance, "seed \(seed) \(kind)", &tally)
      }
    }
    return tally
  }

  /// By the planner of single people, the matcher, the greedy solver, or claiming less than is proven, in turn.
  private static func plan(_ instance: CaseInstance, _ planner: TestPlanner, seed: UInt64) throws -> MatchPlan? {
    switch seed % 4 {
    case 0: try planner.plan(provenLevels: 1)
    case 1: try planner.plan()
    case 2: MatcherResultTests.plan(instance, solver: "greedy", seed: seed)
    default: MatcherResultTests.plan(instance, solver: "auto", seed: seed)
    }
  }

  private static func judge(
    _ files: ResultFiles, _ instance: CaseInstance, _ name: String, _ tally: inout CorruptionTally
  ) {
    let isAccepted = verify(files, instance)?.accepted ?? false
    let fault = ClaimCheck(instance, files).fault
    if isAccepted { tally.accepted += 1 }
    if verify(files, instance, pairLimit: -1)?.accepted ?? false != isAccepted {
      tally.wrong.append("\(name): pairs and types disagree")
    }
    if isAccepted, let fault { tally.wrong.append("\(name): \(fault)") }
    if !isAccepted, fault == nil { tally.strict += 1 }
  }

  @Test("left as they are, none is accepted")
  func left() throws {
    #expect(try Self.run(400, seal: false, from: 1_000).accepted == 0)
  }

  @Test("levels beyond the base, with the digest recomputed, are accepted only where every claim holds")
  func fair() throws {
    let tally = try Self.run(200, seal: true, from: 30_000, cases: RandomCase.fair)
    #expect(tally.wrong == [])
    #expect(tally.accepted > 0)
  }

  @Test("with the digest recomputed, accepted only where enumeration says that every claim holds")
  func sealed() throws {
    let tally = try Self.run(600, seal: true, from: 2_000)
    #expect(tally.wrong == [])
    #expect(tally.accepted > 0, "some corruptions leave a true claim, else this test would show nothing")
  }
}

/// 10,000 of each; takes minutes in debug mode, so it runs on request: COUNSELMATCH_HEAVY=1, release.
@Suite("Heavy: corrupted results", .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
struct HeavyCorruptionTests {
  @Test("10,000 left as they are")
  func left() throws {
    let tally = try CorruptionTests.run(10_000, seal: false, from: 100_000)
    print("left as they are: \(tally.made) made, \(tally.accepted) accepted")
    #expect(tally.accepted == 0)
  }

  @Test("10,000 with the digest recomputed, of the base and of levels beyond it", arguments: [false, true])
  func sealed(isFair: Bool) throws {
    let tally = try CorruptionTests.run(
      10_000, seal: true, from: 200_000, cases: isFair ? RandomCase.fair : RandomCase.make)
    print(
      "\(isFair ? "all levels" : "base levels"), digest recomputed: \(tally.made) made, \(tally.accepted) accepted, \(tally.wrong.count) of them wrongly,",
      "\(tally.strict) refused though every claim was true")
    #expect(tally.wrong == [])
  }
}
