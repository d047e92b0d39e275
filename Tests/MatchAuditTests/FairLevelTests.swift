import AssignmentCore
import CounselMatch
import MatchAudit
import MatchDatasets
import Testing

/// A result and a false claim in it, sealed again.
private struct Forgery {
  var files: ResultFiles
  let instance: CaseInstance

  init(_ instance: CaseInstance, _ plan: MatchPlan) throws {
    self.instance = instance
    files = try ResultFiles(plan: plan, inputs: instance.tableDigests, previous: instance.previous)
  }

  /// The checks that refuse the result after a change of the plan.
  static func checks(_ instance: CaseInstance, _ plan: MatchPlan, _ change: (inout MatchPlan) -> Void) throws
    -> [String]
  {
    var changed = plan
    change(&changed)
    #expect(changed != plan)
    return try Forgery(instance, changed).checks
  }

  /// In both modes the same.
  var checks: [String] {
    let modes = [ResultVerifier.pairLimit, -1].map { limit in
      Set(verify(files, instance, pairLimit: limit)?.failures.map(\.check) ?? ["unreadable"]).sorted()
    }
    #expect(modes[0] == modes[1])
    return modes[0]
  }
}

/// Random datasets with their optimal plans.
private func plans(from seed: UInt64, _ count: Int) throws -> [(seed: UInt64, instance: CaseInstance, plan: MatchPlan)]
{
  try (seed..<seed + UInt64(count)).compactMap { seed in
    guard let instance = RandomCase.fair(seed: seed), let plan = try TestPlanner(instance).plan() else { return nil }
    return (seed, instance, plan)
  }
}

@Suite("Verifying levels beyond served and quality")
struct FairLevelTests {
  @Test("optimal plans are accepted, pair by pair and by types, and every claim is true")
  func accepted() throws {
    var plans: [String: Int] = [:]
    for seed in UInt64(20_000)..<20_240 {
      guard let instance = RandomCase.fair(seed: seed), let plan = try TestPlanner(instance).plan() else { continue }
      let files = try ResultFiles(plan: plan, inputs: instance.tableDigests, previous: instance.previous)
      for limit in [ResultVerifier.pairLimit, -1] {
        #expect(verify(files, instance, pairLimit: limit)?.failures == [], "seed \(seed) \(instance.policy.levels)")
      }
      #expect(ClaimCheck(instance, files).fault == nil, "seed \(seed)")
      for level in plan.levels { plans[level.name, default: 0] += 1 }
    }
    for name in Policy.LevelName.allCases { #expect(plans[name.rawValue, default: 0] > 25, "\(name)") }
  }

  @Test("a plan that is worse in one level is refused with the best prices there are, whichever level it is")
  func suboptimal() throws {
    var refused: [String: Int] = [:]
    for seed in UInt64(21_000)..<21_250 {
      guard let instance = RandomCase.fair(seed: seed) else { continue }
      let planner = TestPlanner(instance)
      guard planner.free.allSatisfy({ $0 >= 0 }), let best = planner.enumeration.best(levels: planner.levels[...])
      else {
        continue
      }
      for (index, name) in planner.levels.enumerated() {
        guard let other = planner.enumeration.best(levels: planner.levels[..<index] + ["!" + name])?.plan else {
          continue
        }
        let levels = planner.levels[...index]
        let value = planner.enumeration.vector(other, levels: levels)
        guard value != planner.enumeration.vector(best.plan, levels: levels), let plan = try planner.boast(other) else {
          continue
        }
        let checks = try Forgery(instance, plan).checks
        #expect(!checks.isEmpty && checks.allSatisfy { $0.hasPrefix("certificate.") }, "seed \(seed) \(name) \(checks)")
        refused[name, default: 0] += 1
      }
    }
    for name in Policy.LevelName.allCases { #expect(refused[name.rawValue, default: 0] > 4, "\(name) \(refused)") }
  }

  @Test("every false value, band, group and proof is refused by its own check")
  func falseClaims() throws {
    var made: [String: Int] = [:]
    for (seed, instance, plan) in try plans(from: 22_000, 26) {
      func refuse(_ check: String, _ change: (inout MatchPlan) -> Void) throws {
        let checks = try Forgery.checks(instance, plan, change)
        #expect(checks.contains(check), "seed \(seed) \(check) \(checks)")
        made[check, default: 0] += 1
      }
      for index in plan.levels.indices {
        let level = plan.levels[index]
        if let value = level.value {
          for other in [value - 1, value + 1] { try refuse("level.value") { $0.levels[index].value = other } }
          try refuse("level.value") { $0.levels[index].value = nil }
        }
        try refuse("status") { $0.levels[index].proven = false }
        for band in (level.bands ?? []).indices {
          try refuse("level.bands") { $0.levels[index].bands?[band].pairs += 1 }
          try refuse("level.bands") { $0.levels[index].bands?[band].from += 1 }
          try refuse("level.bands") { $0.levels[index].bands?.remove(at: band) }
        }
        for group in (level.groups ?? []).indices {
          try refuse("level.groups") { $0.levels[index].groups?[group].served += 1 }
          try refuse("level.attainable") { $0.levels[index].groups?[group].attainable += 1 }
          if level.groups?[group].attainable != 0 {
            try refuse("level.attainable") { $0.levels[index].groups?[group].attainable -= 1 }
          }
          try refuse("level.groups") { $0.levels[index].groups?[group].group = "z" }
          try refuse("level.groups") { $0.levels[index].groups?.remove(at: group) }
        }
        if let groups = level.groups, groups.count > 1 {
          try refuse("level.groups") { $0.levels[index].groups = groups.reversed() }
        }
      }
    }
    for check in ["level.value", "level.bands", "level.groups", "level.attainable", "status"] {
      #expect(made[check, default: 0] > 12, "\(made)")
    }
  }

  @Test("the rate of the worst group is compared as the exact reduced text")
  func rates() throws {
    var made = 0
    for (seed, instance, plan) in try plans(from: 22_100, 100) {
      guard let index = plan.levels.firstIndex(where: { $0.name == "group-rates" }), let rate = plan.levels[index].rate
      else { continue }
      let doubled = "\(rate.numerator * 2)/\(rate.denominator * 2)"
      for text in [JSONValue.string(doubled), .string("\(rate)0"), .null] {
        var forgery = try Forgery(instance, plan)
        var levels = try #require(forgery.files.document["levels"]?.arrayValue)
        var level = try #require(levels[index].objectValue)
        level["value"] = text
        levels[index] = .object(level)
        forgery.files.document["levels"] = .array(levels)
        try forgery.files.seal()
        #expect(forgery.checks == ["level.value"], "seed \(seed)")
        made += 1
      }
    }
    #expect(made > 30)
  }

  @Test("prices that are far off are refused wherever somebody has a place, in every entry")
  func prices() throws {
    var made = 0
    for (seed, instance, plan) in try plans(from: 22_300, 10) {
      let planner = TestPlanner(instance)
      let attorneyOf = planner.attorneys(of: plan)
      for entry in plan.prices?.levels.indices ?? 0..<0 {
        for person in planner.people {
          guard let attorney = attorneyOf[person] else { continue }
          for step in [Int64(-5_000), 5_000] {
            let paths: [(inout MatchPlan) -> Void] = [
              { $0.prices?.survivors[person][entry] += step }, { $0.prices?.attorneys[attorney][entry] += step },
            ]
            for change in paths {
              let checks = try Forgery.checks(instance, plan, change)
              #expect(checks.contains { $0.hasPrefix("certificate.") }, "seed \(seed) entry \(entry) \(checks)")
              made += 1
            }
          }
        }
      }
    }
    #expect(made > 300)
  }

  @Test("prices of groups that are far off are refused, and so is a list of another length")
  func groupPrices() throws {
    var made = 0
    for (seed, instance, plan) in try plans(from: 22_400, 80) {
      guard plan.prices?.levels.contains("group-rates") == true, let groups = plan.prices?.groups, !groups.isEmpty
      else {
        continue
      }
      let planner = TestPlanner(instance)
      let attorneyOf = planner.attorneys(of: plan)
      for group in groups.indices {
        let members = planner.people.filter { planner.enumeration.groupOf[$0] == group }
        let isOut = members.contains { attorneyOf[$0] == nil }
        let isIn = members.contains { attorneyOf[$0] != nil }
        for (step, isRefused) in [(Int64(5_000), isOut), (-5_000, isIn)] where isRefused {
          let checks = try Forgery.checks(instance, plan) { $0.prices?.groups[group][0] += step }
          #expect(checks.contains { $0.hasPrefix("certificate.") }, "seed \(seed) group \(group) \(checks)")
          made += 1
        }
      }
      #expect(try Forgery.checks(instance, plan) { $0.prices?.groups.removeLast() } == ["certificate.shape"])
      #expect(try Forgery.checks(instance, plan) { $0.prices?.groups = [] } == ["certificate.shape"])
    }
    #expect(made > 30)
  }

  @Test("a certificate without one of the bands that occur, or with its entries in another order, proves nothing")
  func bandEntries() throws {
    var made = 0
    for (seed, instance, plan) in try plans(from: 22_500, 100) {
      guard let prices = plan.prices, let entry = prices.levels.firstIndex(where: { $0.hasPrefix("worst-quality:") })
      else { continue }
      let planner = TestPlanner(instance)
      let isRead = planner.people.contains { person in
        planner.enumeration.eligible[person].contains { score in
          score.map { "worst-quality:\(Enumeration.band($0, instance.policy.bandWidth))" } == prices.levels[entry]
        }
      }
      if isRead {
        let checks = try Forgery.checks(instance, plan) { $0.prices = prices.without(entry) }
        #expect(checks.contains("certificate.bands"), "seed \(seed) \(checks)")
        made += 1
      }
      let renamed = try Forgery.checks(instance, plan) { $0.prices?.levels[entry] = "worst-quality:+1" }
      #expect(renamed.contains("certificate.levels"), "seed \(seed) \(renamed)")
      if prices.levels.count > entry + 1 {
        let swapped = try Forgery.checks(instance, plan) { $0.prices?.levels.swapAt(entry, entry + 1) }
        #expect(swapped.contains("certificate.levels"), "seed \(seed) \(swapped)")
      }
    }
    #expect(made > 20)
  }

  @Test("a previous plan with a pair more, less or other than the one that was used is refused")
  func previous() throws {
    var made = 0
    for (seed, instance, plan) in try plans(from: 22_700, 60) {
      guard let pairs = instance.previous, !pairs.isEmpty else { continue }
      let shorter = Array(pairs.dropLast())
      var other = pairs
      other[0].attorney += "x"
      let absent = instance.survivors.first { survivor in !pairs.contains { $0.survivor == survivor.id } }
      let longer = absent.map { pairs + [PreviousPair(survivor: $0.id, attorney: "A0")] }
      let stranger = pairs + [PreviousPair(survivor: "nobody", attorney: "A0")]
      for changed in [shorter, other, longer, stranger, nil] where changed != pairs {
        let files = try ResultFiles(plan: plan, inputs: instance.tableDigests, previous: changed)
        let checks = verify(files, instance)?.failures.map(\.check)
        #expect(checks?.contains("previous") == true, "seed \(seed)")
        made += 1
      }
    }
    #expect(made > 60)
  }

  @Test("the best plan and prices of a shorter previous plan prove nothing where the pair left out could be kept")
  func keptPairs() throws {
    var refused = 0
    for (seed, instance, _) in try plans(from: 22_900, 250) {
      guard let pairs = instance.previous, instance.policy.levels.contains(.changes) else { continue }
      let planner = TestPlanner(instance)
      for left in pairs.indices {
        let other = try CaseInstance(
          survivors: instance.survivors, attorneys: instance.attorneys, firms: instance.firms,
          exclusions: instance.exclusions, pins: instance.pins, scores: instance.scores,
          previous: pairs.indices.filter { $0 != left }.map { pairs[$0] }, policy: instance.policy)
        guard let best = try TestPlanner(other).plan() else { continue }
        let attorneyOf = planner.attorneys(of: best)
        let levels = planner.levels[...]
        guard planner.enumeration.optimum(levels: levels) != planner.enumeration.vector(attorneyOf, levels: levels)
        else { continue }
        let checks = try Forgery(instance, planner.describe(attorneyOf, like: best)).checks
        #expect(checks == ["certificate.room"], "seed \(seed)")
        refused += 1
      }
    }
    #expect(refused > 5)
  }

  @Test("levels that need served before them are named")
  func order() {
    var policy = Policy()
    policy.levels = [.quality, .load, .worstQuality, .served, .changes]
    #expect(ResultVerifier.orderFaults(policy).count == 2)
    policy.levels = [.groupRates, .served, .load, .worstQuality, .changes]
    #expect(ResultVerifier.orderFaults(policy) == ["result.json $.policy.levels[0]"])
    policy.groupRatesBy = "audit_group"
    policy.groupRatesReason = "a test"
    #expect(ResultVerifier.orderFaults(policy) == [])
  }

  @Test("the report says which levels are proven")
  func report() throws {
    let (_, instance, plan) = try #require(try plans(from: 22_800, 50).first { $0.plan.levels.count > 2 })
    let files = try ResultFiles(plan: plan, inputs: instance.tableDigests, previous: instance.previous)
    let report = try #require(verify(files, instance))
    #expect(report.levels == plan.levels.map { .init(name: $0.name, isProven: true) })
    #expect(report.text.contains("Proven: \(plan.levels.map(\.name).joined(separator: ", ")).\n"))
    #expect(report.json.objectValue?["levels"]?.arrayValue?.count == plan.levels.count)
  }
}

extension PlanPrices {
  /// Without one entry of every vector.
  fileprivate func without(_ entry: Int) -> PlanPrices {
    func shorter<Member>(_ list: [Member]) -> [Member] {
      list.indices.filter { $0 != entry || list.isEmpty }.map { list[$0] }
    }
    return PlanPrices(
      levels: shorter(levels), survivors: survivors.map(shorter), attorneys: attorneys.map(shorter),
      firms: firms.map(shorter), network: shorter(network), groups: groups.map(shorter))
  }
}
