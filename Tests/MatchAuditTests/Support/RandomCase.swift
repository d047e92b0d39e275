import AssignmentCore
import CounselMatch
import MatchDatasets

/// Small random datasets, up to 7 × 7, with every constraint the base knows.
enum RandomCase {
  /// The dataset of a seed; nil where the draw contradicts itself (a pin against a rule).
  static func make(seed: UInt64) -> CaseInstance? {
    var draw = Draw(generator: SplitMix64(seed: seed))
    guard let instance = draw.instance() else { return nil }
    let enumeration = Enumeration(instance)
    for person in instance.survivors.indices {
      guard let attorney = enumeration.pinned[person] else { continue }
      if enumeration.onHold[person] || enumeration.eligible[person][attorney] == nil { return nil }
    }
    return instance
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
