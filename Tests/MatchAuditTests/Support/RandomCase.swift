import AssignmentCore
import CounselMatch
import MatchDatasets

/// Small random datasets, up to 7 × 7, with every constraint the base knows.
enum RandomCase {
  /// The dataset of a seed; nil where the draw contradicts itself (a pin against a rule).
  static func make(seed: UInt64) -> CaseInstance? {
    var draw = Draw(generator: SplitMix64(seed: seed))
    return draw.instance().flatMap { pinsHold($0) ? $0 : nil }
  }

  private static func pinsHold(_ instance: CaseInstance) -> Bool {
    let enumeration = Enumeration(instance)
    return instance.survivors.indices.allSatisfy { person in
      guard let attorney = enumeration.pinned[person] else { return true }
      return !enumeration.onHold[person] && enumeration.eligible[person][attorney] != nil
    }
  }
}

extension RandomCase {
  /// A dataset whose policy lists levels beyond the base, up to 5 × 5, with groups and a previous plan; nil where the draw
  /// contradicts itself.
  static func fair(seed: UInt64) -> CaseInstance? {
    guard let base = make(seed: seed) else { return nil }
    var draw = Draw(generator: SplitMix64(seed: ~seed))
    var survivors = Array(base.survivors.prefix(5))
    for index in survivors.indices where draw.chance(4, 5) {
      survivors[index].audit["audit_group"] = draw.pick(["a", "b", "b", "c"])
    }
    var attorneys = Array(base.attorneys.prefix(5))
    if draw.chance(2, 3) {
      for index in survivors.indices { draw.ease(&survivors[index]) }
      for index in attorneys.indices { draw.ease(&attorneys[index]) }
    }
    var pins = base.pins
    if draw.chance(1, 3), !survivors.isEmpty, !attorneys.isEmpty {
      let pin = Pin(survivor: draw.pick(survivors).id, attorney: draw.pick(attorneys).id)
      if !pins.contains(where: { $0.survivor == pin.survivor }) { pins.append(pin) }
    }
    let policy = draw.fairPolicy(base.policy)
    let previous = survivors.filter { _ in draw.chance(2, 3) }.map {
      PreviousPair(survivor: $0.id, attorney: draw.pick(base.attorneys.map(\.id) + ["gone"]))
    }
    let (people, lawyers) = (Set(survivors.map(\.id)), Set(attorneys.map(\.id)))
    let instance = try? CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: base.firms,
      exclusions: base.exclusions.filter { people.contains($0.survivor) && $0.attorney.map(lawyers.contains) ?? true },
      pins: pins.filter { people.contains($0.survivor) && lawyers.contains($0.attorney) },
      scores: base.scores.filter { people.contains($0.survivor) && lawyers.contains($0.attorney) },
      previous: policy.levels.contains(.changes) || draw.chance(1, 4) ? previous : nil, policy: policy)
    return instance.flatMap { pinsHold($0) ? $0 : nil }
  }
}

extension Draw {
  /// Somebody whom most attorneys may take: then there are plans to choose among.
  fileprivate mutating func ease(_ survivor: inout Survivor) {
    survivor.jurisdiction = Jurisdiction(code: "TX")
    survivor.languages = [pick(["en", "en", "es"])]
    survivor.matter = .federal
    if chance(3, 4) { survivor.traumaTraining = .notNeeded }
    survivor.meeting = .either
  }

  fileprivate mutating func ease(_ attorney: inout Attorney) {
    attorney.admissions = [Admission(Jurisdiction(code: pick(["TX", "CA"])))]
    if chance(3, 4) { attorney.capacity = attorney.activeLoad + 1 + below(2) }
    attorney.meeting = .either
  }

  /// All six levels, or some of them, in any order that makes sense.
  fileprivate mutating func fairPolicy(_ base: Policy) -> Policy {
    var policy = base
    var levels = [Policy.LevelName.served, .quality, .worstQuality, .groupRates, .load, .changes]
    if chance(2, 3) { levels.removeAll { $0 != .served && chance(1, 2) } }
    for index in levels.indices { levels.swapAt(index, index + below(levels.count - index)) }
    // What needs `served` before it comes behind it.
    let served = levels.firstIndex(of: .served) ?? 0
    let late = levels[..<served].filter { [.worstQuality, .load, .changes].contains($0) }
    levels = levels.filter { !late.contains($0) } + late
    policy.levels = levels
    policy.groupRatesBy = "audit_group"
    policy.groupRatesReason = "a test"
    policy.loadBy = pick([.attorney, .firm])
    policy.bandWidth = pick([50, 100, 100, 250, 1_000])
    return policy
  }
}

struct Draw {
  var generator: SplitMix64

  mutating func below(_ bound: Int) -> Int { Int(generator.next(below: UInt64(bound))) }
  mutating func chance(_ numerator: Int, _ denominator: Int) -> Bool { below(denominator) < numerator }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  mutating func instance() -> CaseInstance? {
    let firms = (0..<below(4)).map { index in
      Firm(
        id: "F00\(index)", capacity: chance(2, 3) ? below(4) : nil, minimum: chance(1, 5) ? 1 + below(2) : 0)
    }
    let survivors = (0..<below(8)).map { survivor($0) }
    let attorneys = (0..<below(8)).map { attorney($0, firms) }
    let policy = policy()
    var exclusions: [Exclusion] = []
    var scores: [PersonalScore] = []
    var pins: [Pin] = []
    for survivor in survivors {
      for attorney in attorneys where chance(1, 12) {
        exclusions.append(Exclusion(survivor: survivor.id, attorney: attorney.id))
      }
      for firm in firms where chance(1, 20) { exclusions.append(Exclusion(survivor: survivor.id, firm: firm.id)) }
      for attorney in attorneys where chance(1, 12) {
        scores.append(PersonalScore(survivor: survivor.id, attorney: attorney.id, points: below(81) - 40))
      }
    }
    if !survivors.isEmpty, !attorneys.isEmpty, chance(1, 6) {
      pins.append(Pin(survivor: pick(survivors).id, attorney: pick(attorneys).id))
    }
    return try? CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms, exclusions: exclusions, pins: pins, scores: scores,
      policy: policy)
  }

  private mutating func policy() -> Policy {
    var policy = Policy()
    policy.levels = pick([[.served, .quality], [.served, .quality], [.quality, .served], [.served], [.quality]])
    policy.networkCapacity = chance(1, 4) ? 1 + below(6) : nil
    policy.rules.interpreterAllowed = chance(3, 4)
    policy.asOf = Day(year: 2026, month: 1, day: 15)
    return policy
  }

  private mutating func survivor(_ index: Int) -> Survivor {
    Survivor(
      id: "S\(index)", jurisdiction: chance(1, 15) ? nil : Jurisdiction(code: pick(["TX", "CA"])),
      languages: chance(1, 15) ? [] : pick([["en"], ["es"], ["en", "es"], ["vi"]]),
      matter: chance(1, 20) ? nil : pick([.federal, .federal, .state]),
      traumaTraining: pick([.required, .preferred, .notNeeded, .notNeeded]),
      interpreter: pick([.acceptable, .notAcceptable]), meeting: pick([.either, .either, .remote, .inPerson]),
      priority: below(3), mayMatch: !chance(1, 12))
  }

  private mutating func attorney(_ index: Int, _ firms: [Firm]) -> Attorney {
    Attorney(
      id: "A\(index)", firm: firms.isEmpty || chance(1, 4) ? nil : pick(firms).id,
      admissions: chance(1, 15) ? [] : [Admission(Jurisdiction(code: pick(["TX", "CA"])))],
      languages: pick([["en"], ["es"], ["en", "es"], ["en", "vi"]]).map {
        SpokenLanguage(Language(code: $0), pick([.working, .fluent, .native]))
      }, capacity: below(4), minimum: chance(1, 6) ? 1 + below(2) : 0,
      traumaTraining: chance(1, 15) ? nil : pick([TrainingStatus.none, .certified, .certified]),
      meeting: pick([.either, .either, .remote, .inPerson]), activeLoad: chance(1, 4) ? 1 : 0, experience: below(5))
  }
}
