import AssignmentCore
import AssignmentSolvers
import CounselMatch
import Foundation
import MatchDatasets
import Testing

/// What chances and draws cost next to network simplex, on the preset; on request: COUNSELMATCH_HEAVY=1, release.
///
/// Prints the times and checks the answers only: a machine under load may take any time.
@Suite(
  "Heavy: lottery at scale", .serialized, .enabled(if: ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1")
)
struct HeavyLotterySpeedTests {
  @Test("10,000 × 1,000", arguments: ["plain", "scarce", "scarce, firm caps"])
  func tenThousand(kind: String) throws {
    var options = GeneratorOptions(survivors: 10_000, attorneys: 1_000, firms: 60, seed: 1)
    Self.change(&options, kind)
    try report(options, kind)
  }

  @Test("100,000 × 5,000", arguments: ["plain", "scarce", "scarce, firm caps"])
  func hundredThousand(kind: String) throws {
    var options = GeneratorOptions(survivors: 100_000, attorneys: 5_000, firms: 200, seed: 1)
    Self.change(&options, kind)
    try report(options, kind)
  }

  private static func change(_ options: inout GeneratorOptions, _ kind: String) {
    if kind.hasPrefix("scarce") { options.scarcity = 600 }
    if kind.hasSuffix("firm caps") { options.firmCaps = 700 }
  }

  private func report(_ options: GeneratorOptions, _ kind: String) throws {
    let problem = try InstanceCompiler().compile(RemissionGenerator.generate(options).instance).problem
    let clock = ContinuousClock()
    var plan: Assignment?
    let solving = try clock.measure { plan = try NetworkSimplexSolver().solve(problem, limits: .none).assignment }
    var found: FairChances?
    let cutting = try clock.measure { found = try FairChances(problem) }
    let chances = try #require(found)
    var prepared: FairDraw?
    let preparing = clock.measure { prepared = FairDraw(problem, chances) }
    let draw = try #require(prepared)
    var random = SplitMix64(seed: 1)
    var units: Int64 = 0
    let drawing = clock.measure { units = draw.draw(using: &random).assignment.units }
    #expect(chances.expectedServed == plan?.units && units == plan?.units)
    print(
      "\(options.survivors) × \(options.attorneys), \(kind): \(problem.rowCount) × \(problem.columnCount) types,",
      "\(problem.arcs.count) arcs, \(chances.levels.count) levels; network simplex \(solving), chances \(cutting)",
      "(ratio \(cutting / solving)), preparing \(preparing), a draw \(drawing)")
  }
}
