/// What was drawn: who is served, and the best pairs for exactly these people.
public struct LotteryDraw: Sendable, Hashable {
  /// Survivors who are served, pinned people included; by id.
  public var served: [String]
  /// The pairs as a plan; its solver is named `lottery`.
  ///
  /// As a plan of the whole dataset it is proved in `served` only: another draw, or the best plan, may have the better
  /// pairs. See ``levels`` for what is proved of the pairs.
  public var plan: MatchPlan
  /// The policy's levels with their values in the plan, all proven: no plan that serves exactly these people is better,
  /// earlier levels going before.
  public var levels: [LevelResult]
}

extension LotteryDraw: RedactedValue {
  public var description: String { "LotteryDraw(\(served.count) served)" }
}
