/// Two plans, before and after a change, and what the change does to people.
public struct WhatIfOutcome: Sendable, Hashable {
  /// Somebody who has another attorney than before.
  public struct Move: Sendable, Hashable {
    /// The survivor's id.
    public var survivor: String
    /// The attorney before.
    public var from: String
    /// The attorney after.
    public var to: String
  }

  /// A level's value before and after.
  public struct LevelPair: Sendable, Hashable {
    /// Raw value of ``Policy/LevelName``.
    public var name: String
    /// nil where the policy before does not list the level, or nothing is matched.
    public var before: LevelResult?
    /// nil where the policy after does not list the level.
    public var after: LevelResult?
  }

  /// The dataset as it is.
  public let beforeInstance: CaseInstance
  /// The dataset as it would be, with the plan before as its previous plan, and the level `changes`.
  public let afterInstance: CaseInstance
  /// The plan of ``beforeInstance``.
  public let before: MatchPlan
  /// The best plan of ``afterInstance`` with the fewest changes.
  public let after: MatchPlan
  /// Why there is no plan after the change, where hard constraints contradict each other.
  public let contradictions: [Contradiction]
  /// Ids of people with a place after the change and none before; new people are among them.
  public let gained: [String]
  /// Ids of people with a place before and none after, though they are still in the plan.
  public let lost: [String]
  /// Ids of people with a place before who are not in the plan any more: dropped, or on hold.
  public let departed: [String]
  /// People with a place before and after, at another attorney.
  public let moved: [Move]

  /// - Complexity: O(people)
  init(
    _ beforeInstance: CaseInstance, _ before: MatchPlan, _ afterInstance: CaseInstance, _ after: MatchPlan,
    contradictions: [Contradiction]
  ) {
    (self.beforeInstance, self.before) = (beforeInstance, before)
    (self.afterInstance, self.after, self.contradictions) = (afterInstance, after, contradictions)
    let old = Dictionary(before.pairs.map { ($0.survivor, $0.attorney) }) { first, _ in first }
    let new = Dictionary(after.pairs.map { ($0.survivor, $0.attorney) }) { first, _ in first }
    let present = Set(afterInstance.survivors.filter { !$0.isOnHold(asOf: afterInstance.policy.asOf) }.map(\.id))
    gained = after.pairs.map(\.survivor).filter { old[$0] == nil }
    let gone = before.pairs.map(\.survivor).filter { new[$0] == nil }
    lost = gone.filter { present.contains($0) }
    departed = gone.filter { !present.contains($0) }
    moved = before.pairs.compactMap { pair in
      guard let other = new[pair.survivor], other != pair.attorney else { return nil }
      return Move(survivor: pair.survivor, from: pair.attorney, to: other)
    }
  }

  /// Whether ``after`` is, among the best plans, one with the fewest changes; false where the policy does not list
  /// `served`, or the level `changes` is not proven.
  public var keepsMost: Bool {
    after.levels.contains { $0.name == Policy.LevelName.changes.rawValue && $0.proven }
  }

  /// The levels of both policies: those of the policy after in their order, then those only the policy before lists.
  ///
  /// `changes` is a level of the comparison where the policy before does not list it.
  public var levels: [LevelPair] {
    let names = after.levels.map(\.name)
    let others = before.levels.map(\.name).filter { !names.contains($0) }
    return (names + others).map { name in
      LevelPair(
        name: name, before: before.levels.first { $0.name == name }, after: after.levels.first { $0.name == name })
    }
  }
}

extension WhatIf {
  /// What happens to a survivor.
  package enum Fate: Int, Sendable, CaseIterable {
    /// She keeps her attorney.
    case same
    /// She has another attorney.
    case moved
    case gained
    case lost
    /// In the plan after the change, without a place before and after.
    case without
    /// In the plan before and not after.
    case left
  }
}

extension WhatIfOutcome {
  /// Everybody who is in one of the two plans, matched or not, with what happens to her: by id, with the facts of the
  /// dataset after the change where she is in its plan.
  ///
  /// - Complexity: O(people)
  package var fates: [(survivor: Survivor, fate: WhatIf.Fate)] {
    let old = Dictionary(before.pairs.map { ($0.survivor, $0.attorney) }) { first, _ in first }
    let new = Dictionary(after.pairs.map { ($0.survivor, $0.attorney) }) { first, _ in first }
    let present = afterInstance.survivors.filter { !$0.isOnHold(asOf: afterInstance.policy.asOf) }
    let ids = Set(present.map(\.id))
    let left = beforeInstance.survivors.filter {
      !$0.isOnHold(asOf: beforeInstance.policy.asOf) && !ids.contains($0.id)
    }
    let fates = present.map { survivor -> (survivor: Survivor, fate: WhatIf.Fate) in
      switch (old[survivor.id], new[survivor.id]) {
      case (nil, nil): (survivor, .without)
      case (nil, .some): (survivor, .gained)
      case (.some, nil): (survivor, .lost)
      case (.some(let one), .some(let other)): (survivor, one == other ? .same : .moved)
      }
    }
    return (fates + left.map { ($0, .left) }).sorted { $0.survivor.id.precedes($1.survivor.id) }
  }
}

extension WhatIfOutcome: RedactedValue {
  public var description: String {
    "WhatIfOutcome(\(gained.count) gained, \(lost.count) lost, \(moved.count) moved, \(departed.count) departed)"
  }
}

extension WhatIfOutcome.Move: RedactedValue {}
