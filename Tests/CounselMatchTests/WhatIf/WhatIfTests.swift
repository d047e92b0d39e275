import AssignmentConformance
import AssignmentCore
import CounselMatch
import Foundation
import Testing

/// A small instance, a changed one and the outcome, against every plan of the changed one.
struct WhatIfCheck {
  let before: CaseInstance
  let after: CaseInstance
  let outcome: WhatIfOutcome

  init(seed: UInt64, levels: [Policy.LevelName]) throws {
    before = try LevelCase(seed: seed, levels: levels).instance()
    var random = SplitMix64(seed: seed ^ 0x5EED)
    after = try Self.changed(before, &random)
    outcome = try WhatIf().outcome(before: before, after: after, seed: seed)
  }

  /// One or two edits: a capacity, a fact, somebody added or dropped, an exclusion, a rule.
  private static func changed(_ instance: CaseInstance, _ random: inout SplitMix64) throws -> CaseInstance {
    var (survivors, attorneys, firms) = (instance.survivors, instance.attorneys, instance.firms)
    var (exclusions, policy) = (instance.exclusions, instance.policy)
    for _ in 0..<random.integer(in: 1...2) {
      let attorney = random.pick(Array(attorneys.indices))
      let survivor = random.pick(Array(survivors.indices))
      let isPinned = instance.pins.contains {
        $0.survivor == survivors[survivor].id || $0.attorney == attorneys[attorney].id
      }
      switch random.integer(in: 0...8) {
      case 0, 1: attorneys[attorney].capacity = random.integer(in: 0...3)
      case 2 where !isPinned: attorneys[attorney].languages = [SpokenLanguage("en"), SpokenLanguage("es")]
      case 3 where !isPinned:
        exclusions.append(
          Exclusion(survivor: survivors[survivor].id, attorney: attorneys[attorney].id))
      case 4: survivors[survivor].priority = random.integer(in: 0...2)
      case 5 where !isPinned: survivors.remove(at: survivor)
      case 6 where !isPinned: attorneys.remove(at: attorney)
      case 7: if !firms.isEmpty { firms[0].capacity = random.integer(in: 0...3) }
      default: policy.weights.language = random.pick([0, 300, 600])
      }
      if survivors.isEmpty || attorneys.isEmpty { return instance }
    }
    return try CaseInstance(
      survivors: survivors, attorneys: attorneys, firms: firms,
      exclusions: exclusions.filter { one in
        survivors.contains { $0.id == one.survivor }
          && (one.attorney == nil || attorneys.contains { $0.id == one.attorney })
      },
      pins: instance.pins,
      scores: instance.scores.filter { one in
        survivors.contains { $0.id == one.survivor } && attorneys.contains { $0.id == one.attorney }
      },
      previous: instance.previous, policy: policy)
  }

  /// The first thing that is wrong, or nil.
  var fault: String? {
    guard outcome.before.status != .infeasible, outcome.after.status != .infeasible else { return nil }
    if outcome.before != (try? plain(before)) { return "before is not the plan of the dataset" }
    if let fault = planFault { return fault }
    let (old, new) = (pairs(outcome.before), pairs(outcome.after))
    let ids = Set(old.keys).union(new.keys).sorted()
    let present = Set(after.survivors.filter { $0.mayMatch }.map(\.id))
    if outcome.gained != ids.filter({ old[$0] == nil }) { return "gained \(outcome.gained)" }
    if outcome.lost != ids.filter({ new[$0] == nil && present.contains($0) }) { return "lost \(outcome.lost)" }
    if outcome.departed != ids.filter({ new[$0] == nil && !present.contains($0) }) { return "departed" }
    let moved = ids.filter { id in old[id] != nil && new[id] != nil && old[id] != new[id] }
    if outcome.moved.map(\.survivor) != moved { return "moved \(outcome.moved.count), not \(moved)" }
    guard outcome.moved.allSatisfy({ old[$0.survivor] == $0.from && new[$0.survivor] == $0.to }) else {
      return "from, to"
    }
    let balance = old.count + outcome.gained.count - outcome.lost.count - outcome.departed.count
    return balance == new.count ? nil : "the balance does not hold"
  }

  /// The plan after: values of a plain solve, and the fewest changes of all plans that have them.
  private var planFault: String? {
    guard let plain = try? plain(after), outcome.keepsMost || !after.policy.levels.contains(.served) else {
      return "not proven"
    }
    // `changes` of the policy itself speaks of the plan before the change, not of an older one.
    if !after.policy.levels.contains(.changes) {
      let own = outcome.after.levels.filter { $0.name != "changes" }
      if values(own) != values(plain.levels) { return "levels \(own), plain \(plain.levels)" }
    }
    let oracle = LevelOracle(outcome.afterInstance)
    guard let choices = oracle.choices(outcome.after) else { return "people who are not in the plan" }
    let best = oracle.best(oracle.levels)
    return best.contains(choices) ? nil : "\(choices) is not among the best: \(best.first ?? [])"
  }

  /// Several vectors of rates may be best: of their groups only the sorted rates are the level's value.
  private func values(_ levels: [LevelResult]) -> [LevelResult] {
    levels.map { level in
      var level = level
      level.groups = level.groups.map { groups in
        groups.sorted { ($0.rate, $0.attainable) < ($1.rate, $1.attainable) }.map {
          GroupRate(group: "", served: Int($0.rate.numerator), attainable: Int($0.rate.denominator))
        }
      }
      return level
    }
  }

  private func plain(_ instance: CaseInstance) throws -> MatchPlan {
    var matcher = Matcher()
    matcher.levelPrices = false
    return try matcher.plan(for: instance, seed: outcome.before.seed)
  }

  private func pairs(_ plan: MatchPlan) -> [String: String] {
    Dictionary(uniqueKeysWithValues: plan.pairs.map { ($0.survivor, $0.attorney) })
  }
}

@Suite("What if")
struct WhatIfTests {
  @Test("Against every plan: own levels as in a plain solve, then the fewest people whose attorney changes")
  func enumeration() throws {
    let isHeavy = ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1"
    let orders: [[Policy.LevelName]] = [
      [.served, .quality], [.served], [.quality, .served], [.served, .changes, .quality], [.served, .worstQuality],
      [.served, .groupRates, .quality], [.served, .load], [.quality],
    ]
    var changed = 0
    for seed in 0..<UInt64(isHeavy ? 20_000 : 400) {
      let check = try WhatIfCheck(seed: seed, levels: orders[Int(seed) % orders.count])
      #expect(check.fault == nil, "seed \(seed)")
      if !check.outcome.moved.isEmpty || !check.outcome.lost.isEmpty { changed += 1 }
    }
    #expect(changed > 40, "the instances must change something")
  }

  @Test("A plan that is given is the reference, whatever a new solve would give")
  func givenPlan() throws {
    let before = try CaseInstance(
      survivors: [Fixtures.survivor("S1"), Fixtures.survivor("S2")], attorneys: [Fixtures.attorney("A1")],
      policy: Policy())
    for served in ["S1", "S2"] {
      var plan = try Matcher().plan(for: before)
      plan.pairs[0].survivor = served
      let outcome = try WhatIf().outcome(before: before, plan: plan, after: before)
      #expect(outcome.before == plan)
      #expect(outcome.after.pairs.map(\.survivor) == [served])
      #expect(outcome.gained.isEmpty && outcome.lost.isEmpty && outcome.moved.isEmpty)
    }
  }

  @Test("People on hold or dropped depart; they are not lost")
  func departures() throws {
    let people = ["S1", "S2", "S3"].map { Fixtures.survivor($0) }
    let before = try CaseInstance(
      survivors: people, attorneys: [Fixtures.attorney("A1") { $0.capacity = 3 }], policy: Policy())
    var held = people
    held[1].mayMatch = false
    held.removeLast()
    let after = try CaseInstance(
      survivors: held, attorneys: [Fixtures.attorney("A1") { $0.capacity = 3 }], policy: Policy())
    let outcome = try WhatIf().outcome(before: before, after: after)
    #expect(outcome.departed == ["S2", "S3"] && outcome.lost.isEmpty && outcome.gained.isEmpty)
    #expect(outcome.fates.map(\.fate) == [.same, .left, .left])
    #expect("\(outcome)" == "WhatIfOutcome(0 gained, 0 lost, 0 moved, 2 departed)")
  }
}
