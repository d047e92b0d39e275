// Problem: which policy is best for a network, before it is tried on people?
// Formulation: every policy plays the same worlds, one a seed; hindsight, which knows the whole world, is solved with the
// same levels, proved and checked. Worlds are independent: they are played in parallel, and what comes out does not depend
// on how many at a time.
// Invariants: the seeds of the forecast are none of the worlds' seeds.
// Cannot: say more than its assumptions (`WorldRates`, `GeneratorAssumption`) do.

public import AssignmentCore
internal import AssignmentSolvers
public import CounselMatch
public import MatchDatasets

/// Policies against hindsight, over many worlds.
public struct BackTest: Sendable {
  /// The generator's options; the seed is not read.
  public var options: GeneratorOptions
  /// Policies, in the order of the results.
  public var policies: [ArrivalPolicy]
  /// Seed of the first world; the others follow.
  public var seed: UInt64
  /// Worlds, 1 … 100,000.
  public var worlds: Int
  /// Worlds from which the forecast is, 1 … 100.
  ///
  /// Prices are averages over their duals.
  public var trainingWorlds = 20
  /// What the worlds assume.
  public var rates = WorldRates()

  public init(options: GeneratorOptions, policies: [ArrivalPolicy], seed: UInt64, worlds: Int) {
    self.options = options
    self.policies = policies
    self.seed = seed
    self.worlds = worlds
  }

  /// How far the seeds of the forecast lie from those of the worlds.
  private static let trainingDistance: UInt64 = 1 << 40

  /// Seeds of the worlds that are played.
  public var worldSeeds: [UInt64] { (0..<UInt64(max(0, worlds))).map { seed &+ $0 } }

  /// Seeds of the worlds from which the forecast is; never one of ``worldSeeds``.
  public var trainingSeeds: [UInt64] {
    (0..<UInt64(max(1, trainingWorlds))).map { seed &+ Self.trainingDistance &+ $0 }
  }

  /// Plays all worlds.
  ///
  /// - Parameters:
  ///   - threads: worlds at a time.
  ///   - cancellation: worlds that have not begun are left out.
  ///   - progress: called after each world, with how many are done and how many there are.
  /// - Returns: one result for each world that was played, by seed.
  /// - Throws: `InvalidInput` where the generator's options are out of range.
  /// - Complexity: a world's pairs and solves, for each world and policy.
  public func run(
    threads: Int, cancellation: Cancellation? = nil, progress: (@Sendable (Int, Int) -> Void)? = nil
  ) throws(InvalidInput) -> BackTestResults {
    let seeds = worldSeeds
    let counter = ProgressCounter(total: seeds.count, report: progress)
    let played = ParallelFor.map(seeds.count, threads: threads) { index -> Result<WorldResult, InvalidInput>? in
      if cancellation?.isCancelled == true { return nil }
      do throws(InvalidInput) {
        let world = try ArrivalWorld(options, rates: rates, seed: seeds[index], training: trainingSeeds)
        defer { counter.step() }
        return .success(result(of: world))
      } catch {
        return .failure(error)
      }
    }
    var results: [WorldResult] = []
    for one in played { if let one { results.append(try one.get()) } }
    return BackTestResults(test: self, worlds: results)
  }

  private func result(of world: ArrivalWorld) -> WorldResult {
    let hindsight = Hindsight.result(world).map { PolicyResult("hindsight", $0, world) }
    let runs = policies.map { PolicyResult($0.name, ArrivalRun(world, $0).finished(), world) }
    return WorldResult(seed: world.seed, people: world.people.count, hindsight: hindsight, policies: runs)
  }
}
