// Problem: give everybody in a dataset the fairest chance of a place, say exactly how large it is and why, and draw.
// Formulation: the instance is compiled into types; FairChances finds the leximin chances of the types, class by class;
// everybody of a type has its chance. A draw (FairDraw) says how many of each type are served; who they are goes by the
// people's keys; the pairs are the best for exactly these people, by the policy's levels after `served`.
// Invariants: a pin is served with chance 1 and counts; nobody eligible is chance 0; people on hold are outside.
// Σ people × probability = expectedServed = the most that can be served, pins included, proved by duals that hold for
// every draw at once (any optimal dual proves any optimal plan).
// Complexity: that of FairChances and FairDraw to prepare, with one solve of the level `served`; a draw is one rounding
// and, where pairs are wanted, one solve for the people drawn.
// Cannot: hard minimums, hours, households, for which the sets of people who can be served are no matroid; policies in
// which another level comes before `served`; `group-rates`, which the chances may contradict; `changes`, which tells
// people apart who have equal chances. These are refused by name.
// Reference: Bogomolnaia and Moulin, "Random matching under dichotomous preferences", Econometrica 72 (2004); Budish,
// Che, Kojima and Milgrom, "Designing random allocation mechanisms", American Economic Review 103 (2013).

public import AssignmentCore
import AssignmentSolvers

/// The fair draw of a dataset: exact chances with their reasons, ready to be drawn any number of times.
///
/// Among all lotteries over plans that serve the most people, class by class, nobody's chance can be raised without
/// lowering that of somebody of her class whose chance is no larger. Every draw serves the same, largest number of
/// people. Chances are exact if the randomness is uniform; they depend on no seed.
public struct FairLottery: Sendable {
  /// The people and rules.
  public let instance: CaseInstance
  /// Every level of chances, 1 and 0 included: by class, then ascending.
  ///
  /// No two levels of a class have the same chance.
  public let levels: [ChanceLevel]
  /// Everybody in the plan, in the order of the table; people on hold are not here.
  public let people: [PersonChance]
  /// Survivors on hold: outside the draw.
  public let onHold: [String]

  let compiled: CompiledInstance
  let seed: UInt64
  let draws: FairDraw
  /// Prove the level `served` for every draw.
  let proof: DualPrices

  /// People served in every draw, hence also on average: the most that can be, pinned people included.
  public var expectedServed: Int { levels.reduce(0) { $0 + $1.places } }

  /// Finds the chances.
  ///
  /// - Parameters:
  ///   - instance: the people, rules and links.
  ///   - seed: orders types, and attorneys alike in all that matters, as in ``Matcher``; chances do not depend on it.
  ///   - limits: deadline, cancellation and progress.
  ///   - compiling: what compiling may hold in memory.
  /// - Throws: ``LotteryFailure``.
  /// - Complexity: see the head of the file.
  public init(
    _ instance: CaseInstance, seed: UInt64 = 0, limits: SolveLimits = .none,
    compiling: CompileLimits = CompileLimits()
  ) throws(LotteryFailure) {
    if let level = Self.refusedLevel(instance.policy) { throw .cannot(level) }
    if instance.asksForCoCounsel { throw .cannot("co-counsel") }
    let compiled = try Self.compiled(instance, seed, compiling)
    let chances = try Self.unrefused { () throws(SolverFailure) in try FairChances(compiled.problem, limits: limits) }
    guard compiled.contradictions.isEmpty else { throw .contradiction(compiled.contradictions) }
    draws = try Self.unrefused { () throws(SolverFailure) in
      try FairDraw(compiled.problem, chances, limits: limits)
    }
    proof = try Self.unrefused { () throws(SolverFailure) in
      try Self.proof(compiled.problem, serving: chances.expectedServed, limits)
    }
    let builder = ChanceLevelBuilder(instance: instance, compiled: compiled, chances: chances)
    levels = builder.levels()
    people = builder.people(levels)
    onHold = instance.survivors.indices.filter { compiled.map.onHold[$0] }.map { instance.survivors[$0].id }
    (self.instance, self.compiled, self.seed) = (instance, compiled, seed)
  }

  private static func compiled(
    _ instance: CaseInstance, _ seed: UInt64, _ limits: CompileLimits
  ) throws(LotteryFailure) -> CompiledInstance {
    do {
      return try InstanceCompiler(limits: limits).compile(instance, seed: seed)
    } catch {
      throw .refused(error)
    }
  }

  private static func unrefused<T>(_ body: () throws(SolverFailure) -> T) throws(LotteryFailure) -> T {
    do {
      return try body()
    } catch {
      throw .refused(MatchFailure(error, solver: LotteryFailure.solver))
    }
  }

  /// A level of the policy that a draw cannot honour.
  static func refusedLevel(_ policy: Policy) -> String? {
    for level in [Policy.LevelName.groupRates, .changes] where policy.levels.contains(level) {
      return "the level \(level.rawValue)"
    }
    return policy.levels.first == .served ? nil : "levels before served"
  }
}
