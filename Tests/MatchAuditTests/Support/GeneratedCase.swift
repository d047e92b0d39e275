import AssignmentCore
import CounselMatch
import MatchDatasets

/// Datasets of 40 to 120 people as `generate` writes them, under policies that the commands know.
enum GeneratedCase {
  static func make(seed: UInt64) -> CaseInstance? {
    var draw = Draw(generator: SplitMix64(seed: seed))
    var options = GeneratorOptions(
      survivors: 40 + draw.below(80), attorneys: 8 + draw.below(20), firms: 3 + draw.below(4), seed: seed)
    options.scarcity = 400 + draw.below(700)
    options.firmCaps = draw.chance(1, 2) ? 500 + draw.below(500) : nil
    options.minimums = draw.chance(1, 3)
    options.pairNoise = draw.chance(1, 2) ? 40 : 0
    options.factsMissing = draw.chance(1, 2)
    guard let base = try? RemissionGenerator.generate(options).instance else { return nil }
    var policy = base.policy
    policy.levels = draw.pick([
      [.served, .quality], [.served, .quality], [.served, .worstQuality, .quality], [.served, .load],
      [.served, .groupRates, .quality], [.groupRates, .served, .quality], [.quality, .served],
      [.served, .changes, .quality],
    ])
    if policy.levels.contains(.groupRates) {
      (policy.groupRatesBy, policy.groupRatesReason) = ("audit_language_group", "a test")
    }
    if options.minimums, draw.chance(1, 2) { policy.minimums = .hard }
    if draw.chance(1, 3) { policy.networkCapacity = 10 + draw.below(60) }
    var survivors = base.survivors
    for index in survivors.indices {
      if draw.chance(1, 3) { survivors[index].priority = draw.below(3) }
      if draw.chance(1, 25) { survivors[index].languages = [] }
      if draw.chance(1, 25) { survivors[index].mayMatch = false }
    }
    var exclusions = base.exclusions
    for _ in 0..<draw.below(12) {
      exclusions.append(Exclusion(survivor: draw.pick(survivors).id, attorney: draw.pick(base.attorneys).id))
    }
    let previous = survivors.filter { _ in draw.chance(1, 2) }.map {
      PreviousPair(survivor: $0.id, attorney: draw.pick(base.attorneys).id)
    }
    let instance = try? CaseInstance(
      survivors: survivors, attorneys: base.attorneys, firms: base.firms, exclusions: exclusions, pins: base.pins,
      scores: base.scores, previous: policy.levels.contains(.changes) ? previous : nil, policy: policy)
    return instance.flatMap { pinned($0, &draw) }
  }

  /// With up to three pins that no rule forbids.
  private static func pinned(_ instance: CaseInstance, _ draw: inout Draw) -> CaseInstance? {
    let rules = EligibilityEvaluator(instance)
    var pins = instance.pins
    for _ in 0..<draw.below(4) {
      let (person, lawyer) = (draw.below(instance.survivors.count), draw.below(instance.attorneys.count))
      let survivor = instance.survivors[person]
      guard rules.isEligible(survivor: person, attorney: lawyer), survivor.mayMatch,
        !pins.contains(where: { $0.survivor == survivor.id }), instance.attorneys[lawyer].freePlaces > 3
      else { continue }
      pins.append(Pin(survivor: survivor.id, attorney: instance.attorneys[lawyer].id))
    }
    return try? CaseInstance(
      survivors: instance.survivors, attorneys: instance.attorneys, firms: instance.firms,
      exclusions: instance.exclusions, pins: pins, scores: instance.scores, previous: instance.previous,
      policy: instance.policy)
  }

  /// A small dataset with hard minimums at attorneys and firms; nil where it has none.
  static func hard(seed: UInt64) -> CaseInstance? {
    guard let base = RandomCase.make(seed: seed) else { return nil }
    var draw = Draw(generator: SplitMix64(seed: seed &+ 11))
    var (attorneys, policy) = (base.attorneys, base.policy)
    for index in attorneys.indices where draw.chance(1, 3) { attorneys[index].minimum = 1 }
    policy.minimums = .hard
    guard attorneys.contains(where: { $0.minimum > 0 }) || base.firms.contains(where: { $0.minimum > 0 }) else {
      return nil
    }
    return try? CaseInstance(
      survivors: base.survivors, attorneys: attorneys, firms: base.firms, exclusions: base.exclusions, pins: base.pins,
      scores: base.scores, policy: policy)
  }

  /// With hours, households, or both.
  static func sides(seed: UInt64) -> CaseInstance? {
    guard let base = make(seed: seed) else { return nil }
    var draw = Draw(generator: SplitMix64(seed: seed &+ 7))
    var policy = base.policy
    policy.levels = [.served, .quality]
    policy.households = draw.pick([.off, .sameAttorney, .sameFirm])
    var survivors = Array(base.survivors.prefix(30))
    for index in survivors.indices {
      survivors[index].hours = draw.chance(1, 2) ? 1 + draw.below(30) : nil
      survivors[index].household = draw.chance(1, 3) ? "H\(draw.below(6))" : nil
      survivors[index].householdWish = draw.pick([.noWish, .together, .apart])
    }
    var attorneys = Array(base.attorneys.prefix(8))
    for index in attorneys.indices {
      attorneys[index].hours = draw.chance(1, 2) ? draw.below(80) : nil
      attorneys[index].minimum = 0
    }
    let firms = base.firms.map { firm in
      var firm = firm
      firm.minimum = 0
      return firm
    }
    let pins = base.pins.filter { pin in
      survivors.contains { $0.id == pin.survivor } && attorneys.contains { $0.id == pin.attorney }
    }
    return try? CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, pins: pins, policy: policy)
  }
}
