import AssignmentConformance
import AssignmentCore
import CounselMatch
import Testing

@Suite("Replanning")
struct ReplanTests {
  /// A docket with a plan adopted, and some of it moved on.
  static func docket(_ seed: UInt64) throws -> Docket {
    var random = try RandomDocket(seed: seed, people: 2...5, lawyers: 1...3)
    random.adoptsPlans = seed % 2 == 0
    for _ in 0..<12 { _ = random.step() }
    return random.docket
  }

  @Test("Introduced pairs stay, changes have reasons, and no plan as good changes less", arguments: 0..<40)
  func calm(seed: UInt64) throws {
    let docket = try Self.docket(seed)
    let replan = try Replanner().replan(docket)
    let day = try #require(docket.lastDay)
    let pairs = Dictionary(uniqueKeysWithValues: replan.pairs.map { ($0.survivor, $0.attorney) })
    for pair in docket.pairs where docket.status(of: pair.survivor) == .introduced(attorney: pair.attorney) {
      #expect(pairs[pair.survivor] == nil || pairs[pair.survivor] == pair.attorney, "seed \(seed)")
    }
    for pin in replan.instance.pins { #expect(pairs[pin.survivor] == pin.attorney, "seed \(seed)") }
    for change in replan.changes {
      #expect(change.from != change.to, "seed \(seed)")
      if case .better(let cost) = change.reason, let cost {
        // With `changes` as a level, no pair that could stay for nothing is given up.
        #expect(cost.levels.contains { $0.amount != 0 }, "seed \(seed)")
      }
    }
    if let price = replan.price { #expect(price.people >= 0, "seed \(seed)") }
    var copy = docket
    do throws(DocketRefusal) {
      try copy.record(.adopted(pairs: replan.pairs), id: "adopt", day: day)
    } catch {
      // A coordinator's pin that the rules would not allow any more is hers to undo.
      #expect(error.faults.map(\.code) == [.pairPinned], "seed \(seed)")
      return
    }
    #expect(try Replanner().replan(copy).changed == 0, "seed \(seed)")
  }

  @Test("A pin that rules forbid is named with the rules, and its plan is not adopted")
  func forbiddenPins() throws {
    var docket = try DocketTests.opened()
    let pair = PreviousPair(survivor: "S1", attorney: "A3")
    try docket.record(.pinned(survivor: pair.survivor, attorney: pair.attorney), id: "pin", day: DocketTests.day)
    #expect(try Replanner().replan(docket).forbiddenPins.isEmpty)
    var facts = DocketTests.tables().survivors[0]
    (facts.languages, facts.traumaTraining) = (["vi"], .required)
    try docket.record(.survivorChanged(facts), id: "facts", day: DocketTests.day)
    let replan = try Replanner().replan(docket)
    #expect(replan.forbiddenPins.map { [$0.survivor, $0.attorney] } == [["S1", "A3"]])
    #expect(replan.forbiddenPins.map(\.against) == [[.language]])
    #expect(DocketTests.codes(docket, .adopted(pairs: replan.pairs)) == [.pairPinned])
    try docket.record(.undone(event: "pin"), id: "undo", day: DocketTests.day)
    #expect(try Replanner().replan(docket).forbiddenPins.isEmpty)
  }

  @Test("With at most k changes served is exact, class by class, and quality within its proven gap", arguments: 0..<120)
  func capped(seed: UInt64) throws {
    var docket = try Self.docket(seed)
    var policy = docket.policy
    policy.levels = [[.served], [.served, .quality], [.served, .changes, .quality]][Int(seed % 3)]
    try docket.record(.policyChanged(policy), id: "policy", day: try #require(docket.lastDay))
    let rules = DocketRules(accepted: .free, offered: .free)
    let instance = try docket.instance(nil, rules)
    for cap in 0...2 {
      let best = try Enumeration(instance, cap: cap).best()
      let replan: Replan
      do throws(DocketEngineFailure) {
        replan = try Replanner(rules: rules, maxChanges: cap).replan(docket)
      } catch {
        #expect(best == nil, "seed \(seed), cap \(cap): \(error)")
        continue
      }
      let found = try #require(best, "seed \(seed), cap \(cap)")
      let (place, levels) = ("seed \(seed), cap \(cap)", replan.plan.levels)
      #expect(levels[0].classes == found.classes, "\(place)")
      #expect(levels[0].proven, "\(place)")
      guard let quality = levels.first(where: { $0.name == "quality" }) else { continue }
      let value = quality.value ?? 0
      if policy.levels == [.served, .quality] {
        #expect(value <= found.quality, "\(place)")
        #expect(quality.proven ? value == found.quality : (replan.plan.bound ?? .max) >= found.quality, "\(place)")
      } else {
        #expect(quality.proven, "\(place)")
      }
    }
  }

  @Test("Levels that cannot be capped are refused, and so is a cap that no plan meets")
  func refusals() throws {
    var docket = try DocketTests.opened()
    var policy = docket.policy
    policy.levels = [.served, .load]
    try docket.record(.policyChanged(policy), id: "p", day: DocketTests.day)
    let failure = #expect(throws: DocketEngineFailure.self) { try Replanner(maxChanges: 1).replan(docket) }
    guard case .maxChanges = failure else {
      Issue.record("another failure")
      return
    }
  }

  @Test("Backups are who would be asked next, if everybody before declines", arguments: 0..<20)
  func backups(seed: UInt64) throws {
    let docket = try Self.docket(seed)
    let day = try #require(docket.lastDay)
    let engine = try DocketEngine(docket)
    for pair in engine.pairs {
      let backups = try engine.backups(for: pair.survivor, limit: 3)
      #expect(!backups.contains(pair.attorney) && Set(backups).count == backups.count, "seed \(seed)")
      var copy = engine
      let isAsked = docket.status(of: pair.survivor)?.attorney == pair.attorney
      let no: DocketEvent.Change =
        isAsked
        ? .declined(survivor: pair.survivor, attorney: pair.attorney, reason: .noAnswer)
        : .excluded(Exclusion(survivor: pair.survivor, attorney: pair.attorney))
      try copy.record(no, id: "no", day: day)
      #expect(copy.attorney(of: pair.survivor) == backups.first, "seed \(seed)")
    }
  }
}

/// Every plan of a small instance with at most so many changes.
private struct Enumeration {
  struct Best: Equatable {
    var classes: [Int]
    var quality: Int64
  }

  private let instance: CaseInstance
  private let evaluator: EligibilityEvaluator
  private let cap: Int

  init(_ instance: CaseInstance, cap: Int) {
    self.instance = instance
    self.cap = cap
    evaluator = EligibilityEvaluator(instance)
  }

  /// The best by class, then quality; nil where every plan changes more.
  func best() throws -> Best? {
    let people = instance.survivors.indices.filter { !instance.survivors[$0].isOnHold(asOf: instance.policy.asOf) }
    let before = Dictionary((instance.previous ?? []).map { ($0.survivor, $0.attorney) }) { first, _ in first }
    let pins = Dictionary(instance.pins.map { ($0.survivor, $0.attorney) }) { first, _ in first }
    let choices = people.map { person -> [Int?] in
      let id = instance.survivors[person].id
      if let pin = pins[id] { return [instance.attorneys.firstIndex { $0.id == pin }] }
      return [nil] + instance.attorneys.indices.filter { evaluator.isEligible(survivor: person, attorney: $0) }
    }
    let classes = Set(people.map { instance.survivors[$0].priority }).sorted()
    var best: Best?
    var at = [Int](repeating: 0, count: people.count)
    while true {
      let plan = at.indices.map { choices[$0][at[$0]] }
      if isAllowed(plan), changes(plan, people, choices, before) <= cap {
        let counts = classes.map { rank in
          plan.indices.count { plan[$0] != nil && instance.survivors[people[$0]].priority == rank }
        }
        let quality = plan.indices.reduce(Int64(0)) { sum, index in
          guard let attorney = plan[index] else { return sum }
          return sum + Int64(evaluator.codes.score(survivor: people[index], attorney: attorney).total)
        }
        let one = Best(classes: counts, quality: quality)
        if best.map({ ($0.classes.lexicographicallyPrecedes(counts)) || $0.classes == counts && $0.quality < quality })
          ?? true
        {
          best = one
        }
      }
      guard let next = at.indices.last(where: { at[$0] + 1 < choices[$0].count }) else { return best }
      at[next] += 1
      for index in at.indices where index > next { at[index] = 0 }
    }
  }

  /// Pairs that could be kept and are not.
  private func changes(_ plan: [Int?], _ people: [Int], _ choices: [[Int?]], _ before: [String: String]) -> Int {
    plan.indices.count { index in
      guard let old = before[instance.survivors[people[index]].id],
        let attorney = instance.attorneys.firstIndex(where: { $0.id == old }), choices[index].count > 1,
        choices[index].contains(attorney)
      else { return false }
      return plan[index] != attorney
    }
  }

  private func isAllowed(_ plan: [Int?]) -> Bool {
    let used = plan.compactMap(\.self)
    for attorney in instance.attorneys.indices
    where used.count(where: { $0 == attorney }) > instance.attorneys[attorney].freePlaces { return false }
    for firm in instance.firms {
      guard let capacity = firm.capacity else { continue }
      let own = instance.attorneys.indices.filter { instance.attorneys[$0].firm == firm.id }
      let load = own.reduce(0) { $0 + instance.attorneys[$1].activeLoad }
      if used.count(where: { own.contains($0) }) > max(0, capacity - load) { return false }
    }
    guard let network = instance.policy.networkCapacity else { return true }
    return used.count <= max(0, network - instance.attorneys.reduce(0) { $0 + $1.activeLoad })
  }
}
