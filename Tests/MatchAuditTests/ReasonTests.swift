import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Foundation
import MatchAudit
import MatchDatasets
import MatchReports
import Testing

/// Every reason that `explain` gives is accepted by a checker with searches and flows of its own.
struct ReasonTests {
  @Test(arguments: committedDatasets)
  func committedDatasetsAreAccepted(path: String) throws {
    let instance = try DatasetFolder.read(path: path).instance
    // Hours and households are for decomposition alone; of some hundred people greedy's plan is explained too.
    let several = instance.survivors.count > 300 ? ["network-simplex"] : ["network-simplex", "greedy"]
    for solver in instance.isTied ? ["decomposition"] : several {
      let explained = try #require(try ExplainedCase(instance, solver: solver))
      #expect(explained.failures == [], "\(path) \(solver)")
    }
  }

  @Test func smallGeneratedCasesAreAccepted() throws {
    try accept(seeds: 1..<46, make: RandomCase.make)
    try accept(seeds: 1..<46, make: RandomCase.fair)
  }

  @Test func largerGeneratedCasesAreAccepted() throws {
    try accept(seeds: 1..<9, make: GeneratedCase.make)
  }

  /// A hard minimum may keep somebody out who could be served without it.
  @Test func hardMinimumsAreAccepted() throws {
    try accept(seeds: 1..<200, least: 15, make: GeneratedCase.hard)
  }

  /// Where hours or households count, the reason is a bound and says so.
  @Test func sideConstraintsAreAcceptedAsBounds() throws {
    var bounds = 0
    for seed in 1..<40 as Range<UInt64> {
      guard let instance = GeneratedCase.sides(seed: seed),
        let explained = try ExplainedCase(instance, solvers: [RelaxingSolver()])
      else { continue }
      #expect(explained.failures == [], "seed \(seed)")
      if explained.json["bound"]?.boolValue == true { bounds += 1 }
    }
    #expect(bounds >= 10)
  }

  /// So are quotas, supervision and cases with two attorneys.
  @Test func otherSideConstraintsAreAcceptedAsBounds() throws {
    var bounds = [0, 0]
    let solvers: [any AssignmentSolver] = [NetworkSimplexSolver(), DecompositionSolver(), GreedySolver()]
    for seed in 8_200..<8_250 as Range<UInt64> {
      for (kind, made) in [QuotaResultTests.instance(seed: seed), CoCounselResultTests.instance(seed: seed)]
        .enumerated()
      {
        guard let instance = made, let explained = try ExplainedCase(instance, solvers: solvers) else { continue }
        #expect(explained.failures == [], "seed \(seed) \(kind)")
        if explained.json["bound"]?.boolValue == true { bounds[kind] += 1 }
      }
    }
    #expect(bounds[0] >= 5 && bounds[1] >= 5, "\(bounds)")
  }

  /// Every way to say something wrong is refused wherever it can be planted.
  @Test func plantedWrongReasonsAreRefused() throws {
    try plant(small: 40, large: 14)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
  func manyPlantedWrongReasonsAreRefused() throws {
    try plant(small: 600, large: 120)
  }

  private func plant(small: UInt64, large: UInt64) throws {
    var planted: [String: Int] = [:]
    var cases: [(instance: CaseInstance, solvers: [any AssignmentSolver])] = []
    cases += (1...small).compactMap { RandomCase.make(seed: $0) }.map { ($0, .builtIn) }
    cases += (1...large).compactMap { GeneratedCase.make(seed: $0) }.map { ($0, .builtIn) }
    cases += (1...large).compactMap { GeneratedCase.sides(seed: $0) }.map { ($0, [RelaxingSolver()]) }
    for (number, one) in cases.enumerated() {
      guard let explained = try ExplainedCase(one.instance, solvers: one.solvers) else { continue }
      for lie in PlantedReason.all {
        var changed = explained
        guard lie.plant(&changed.json, explained) else { continue }
        planted[lie.name, default: 0] += 1
        #expect(changed.failures != [], "\(lie.name), case \(number)")
      }
    }
    for lie in PlantedReason.all { #expect(planted[lie.name, default: 0] > 0, "never planted: \(lie.name)") }
    print("planted \(planted.values.reduce(0, +)) wrong reasons of \(PlantedReason.all.count) kinds")
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"))
  func aThousandGeneratedCasesAreAccepted() throws {
    let counts = [
      try accept(seeds: 1_000..<1_500, make: RandomCase.make), try accept(seeds: 1_000..<1_600, make: RandomCase.fair),
      try accept(seeds: 1_000..<1_300, make: GeneratedCase.make),
      try accept(seeds: 1_000..<3_000, least: 150, make: GeneratedCase.hard),
    ]
    print("explanations accepted: \(counts)")
    #expect(counts.reduce(0, +) >= 1_000)
  }

  /// How many cases had a plan.
  @discardableResult
  private func accept(
    seeds: Range<UInt64>, least: Int? = nil, make: (UInt64) -> CaseInstance?
  ) throws -> Int {
    var count = 0
    for seed in seeds {
      guard let instance = make(seed), let explained = try ExplainedCase(instance) else { continue }
      count += 1
      #expect(explained.failures == [], "seed \(seed)")
    }
    #expect(count >= least ?? seeds.count / 3, "\(count) of \(seeds.count)")
    return count
  }
}

extension CaseInstance {
  /// Hours or households count.
  var isTied: Bool { survivors.contains { $0.hours != nil || $0.household != nil } }
}

/// The committed datasets, found from this file; Datasets/ is part of the repository.
let committedDatasets: [String] = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Datasets")
  let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
  return names.sorted().map { root.appendingPathComponent($0).path }.filter {
    FileManager.default.fileExists(atPath: $0 + "/dataset.json")
  }
}()
