import AssignmentConformance
import CounselMatch

/// Level values of plans and what separates two of them, in the words of ``LevelChange``.
enum LevelDifference {
  /// What `after` lacks of `before`, by the names of costs; `served` is weighted by class, as the problem's level is.
  ///
  /// Positive: worse. Levels whose value is no number of its own (`group-rates`) are left out.
  static func loss(_ before: MatchPlan, _ after: MatchPlan) -> [String: Int64] {
    var loss: [String: Int64] = [:]
    for (old, new) in zip(before.levels, after.levels) {
      switch old.name {
      case "served":
        loss["served"] = weight(zip(old.classes ?? [], new.classes ?? []).map { $0 - $1 })
      case "worst-quality":
        for band in old.bands ?? [] { loss["worst-quality:\(band.from)", default: 0] -= Int64(band.pairs) }
        for band in new.bands ?? [] { loss["worst-quality:\(band.from)", default: 0] += Int64(band.pairs) }
      case "quality": loss["quality"] = (old.value ?? 0) - (new.value ?? 0)
      case "group-rates": break
      default: loss[old.name] = (new.value ?? 0) - (old.value ?? 0)
      }
    }
    return loss.filter { $0.value != 0 }
  }

  /// The same of a change that was computed.
  static func loss(_ change: LevelChange, gain: Bool = false) -> [String: Int64] {
    var loss: [String: Int64] = [:]
    for level in change.levels where level.name != "group-rates" {
      let amount = level.name == "served" ? weight(change.classes) : level.amount
      loss[level.name] = gain ? -amount : amount
    }
    return loss.filter { $0.value != 0 }
  }

  private static func weight(_ classes: [Int]) -> Int64 {
    classes.enumerated().reduce(0) { $0 + Int64((classes.count - $1.offset) * $1.element) }
  }
}

extension RandomInstance {
  /// Small instances with every level that costs speak of.
  static func levelled(seed: UInt64) throws -> CaseInstance {
    var random = RandomInstance(seed: seed, people: 3...8, lawyers: 2...5)
    random.policy.levels = random.generator.pick([
      [.served, .quality], [.served, .quality], [.served, .load, .quality], [.served, .worstQuality, .quality],
      [.served, .changes, .quality], [.served, .quality, .load], [.quality, .served], [.served, .changes, .load],
    ])
    random.policy.loadBy = random.generator.pick([.attorney, .firm])
    if random.generator.chance(40) { random.addMinimums(random.generator.chance(70) ? .soft : .hard) }
    if random.policy.levels.contains(.changes) { random.addPrevious() }
    if random.generator.chance(20) { try random.addPins() }
    return try random.instance()
  }
}

extension CaseInstance {
  /// The same instance with some tables replaced.
  func edited(
    survivors: [Survivor]? = nil, attorneys: [Attorney]? = nil, firms: [Firm]? = nil, pins: [Pin]? = nil,
    policy: Policy? = nil
  ) throws -> CaseInstance {
    try CaseInstance(
      survivors: survivors ?? self.survivors, attorneys: attorneys ?? self.attorneys, firms: firms ?? self.firms,
      exclusions: exclusions, pins: pins ?? self.pins, scores: scores, previous: previous,
      policy: policy ?? self.policy)
  }
}
