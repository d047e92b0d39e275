import CounselMatch
import Foundation
import Testing

/// Costs of alternates, of serving somebody anyway and of places, against solving the edited instance.
struct CostTests {
  private let matcher = Matcher()
  /// Times as many instances where `COUNSELMATCH_HEAVY=1` is set.
  private let factor: UInt64 = ProcessInfo.processInfo.environment["COUNSELMATCH_HEAVY"] == "1" ? 20 : 1

  private struct Tally {
    var pairs = 0
    var dear = 0
    var impossible = 0
    var served = 0
    var more = 0
    var less = 0
  }

  @Test func pairsAndServiceCostWhatSolvingAgainShows() throws {
    var tally = Tally()
    for seed in 50_000..<50_000 + 200 * factor {
      let instance = try RandomInstance.levelled(seed: seed)
      let plan = try matcher.plan(for: instance)
      guard plan.status == .optimal else { continue }
      var explainer = try Explainer(instance, plan: plan)
      #expect(!explainer.isBound && !explainer.costLevels.isEmpty, "seed \(seed)")
      try checkPairs(instance, plan, &explainer, &tally, "seed \(seed)")
    }
    #expect(tally.pairs > 300 && tally.dear > 60 && tally.impossible > 50 && tally.served > 30, "\(tally)")
  }

  private func checkPairs(
    _ instance: CaseInstance, _ plan: MatchPlan, _ explainer: inout Explainer, _ tally: inout Tally, _ what: String
  ) throws {
    let evaluator = EligibilityEvaluator(instance)
    let pinned = Set(instance.pins.map(\.survivor))
    for (index, survivor) in instance.survivors.enumerated() where !pinned.contains(survivor.id) {
      guard !plan.onHold.contains(survivor.id) else { continue }
      var costs: [String: LevelChange] = [:]
      for (lawyer, attorney) in instance.attorneys.enumerated() {
        let cost = try explainer.cost(ofSurvivor: survivor.id, withAttorney: attorney.id)
        guard evaluator.isEligible(survivor: index, attorney: lawyer) else {
          #expect(cost == nil, "\(what)")
          continue
        }
        costs[attorney.id] = cost
        let forced = try solved(instance, Pin(survivor: survivor.id, attorney: attorney.id))
        let expected = forced.map { LevelDifference.loss(plan, $0) }
        #expect(
          cost.map { LevelDifference.loss($0) } == expected, "\(what): \(survivor.id) with \(attorney.id)")
        tally.pairs += 1
        if expected == nil { tally.impossible += 1 } else if expected?.isEmpty == false { tally.dear += 1 }
      }
      try checkPerson(survivor.id, plan, costs, &explainer, &tally, what)
    }
  }

  private func solved(_ instance: CaseInstance, _ pin: Pin) throws -> MatchPlan? {
    let plan = try matcher.plan(for: instance.edited(pins: instance.pins + [pin]))
    return plan.status == .optimal ? plan : nil
  }

  /// Alternates are the cheapest pairs in order; serving somebody costs what her cheapest pair costs.
  private func checkPerson(
    _ id: String, _ plan: MatchPlan, _ costs: [String: LevelChange], _ explainer: inout Explainer,
    _ tally: inout Tally, _ what: String
  ) throws {
    let sorted = costs.values.map { $0.levels.map(\.amount) }
    if let matched = try explainer.matched(id, alternates: .max) {
      #expect(Set(matched.alternates.map(\.attorney) + [matched.attorney]) == Set(costs.keys), "\(what)")
      for alternate in matched.alternates { #expect(alternate.cost.levels == costs[alternate.attorney]?.levels) }
      let two = try #require(try explainer.matched(id, alternates: 2))
      #expect(two.alternates.map(\.cost.levels) == matched.alternates.prefix(2).map(\.cost.levels), "\(what)")
      #expect(plan.pairs.first { $0.survivor == id }?.score == matched.score)
    } else {
      let cheapest = try explainer.cost(ofServing: id)
      #expect((cheapest == nil) == sorted.isEmpty, "\(what)")
      if let cheapest {
        tally.served += 1
        let same = costs.values.contains { $0.levels == cheapest.levels }
        #expect(same, "\(what): serving \(id)")
        for cost in costs.values where isWorse(cheapest, cost) { Issue.record("\(what): serving \(id) costs less") }
      }
    }
  }

  /// Compares what the problem's levels compare: `served` by class.
  private func isWorse(_ left: LevelChange, _ right: LevelChange) -> Bool {
    let order = left.levels.map(\.name)
    let (one, other) = (LevelDifference.loss(left), LevelDifference.loss(right))
    let values = [one, other].map { loss in order.map { loss[$0] ?? 0 } }
    return values[1].lexicographicallyPrecedes(values[0])
  }

  @Test func placesAreWorthWhatSolvingAgainShows() throws {
    var tally = Tally()
    for seed in 60_000..<60_000 + 150 * factor {
      let instance = try RandomInstance.levelled(seed: seed)
      let plan = try matcher.plan(for: instance)
      guard plan.status == .optimal else { continue }
      var explainer = try Explainer(instance, plan: plan)
      for value in explainer.placeValues() { try check(value, instance, plan, &tally, "seed \(seed)") }
    }
    #expect(tally.more > 40 && tally.less > 40, "\(tally)")
  }

  private func check(
    _ value: PlaceValue, _ instance: CaseInstance, _ plan: MatchPlan, _ tally: inout Tally, _ what: String
  ) throws {
    let what = "\(what): \(value.owner)"
    let more = try #require(try solved(instance, value.owner, by: 1), "\(what)")
    #expect(LevelDifference.loss(value.oneMore, gain: true) == LevelDifference.loss(plan, more), "\(what)")
    if !value.oneMore.isFree { tally.more += 1 }
    guard places(instance, value.owner) > 0 else {
      #expect(value.oneLess == nil, "\(what)")
      return
    }
    let less = try solved(instance, value.owner, by: -1)
    #expect(
      value.oneLess.map { LevelDifference.loss($0) } == less.map { LevelDifference.loss(plan, $0) }, "\(what) less")
    if value.oneLess?.isFree == false { tally.less += 1 }
    if less == nil { tally.impossible += 1 }
  }

  /// Free places beyond active load and pins.
  private func places(_ instance: CaseInstance, _ owner: PlaceValue.Owner) -> Int {
    let (capacity, used) = capacity(instance, owner)
    return max(0, capacity - used)
  }

  private func capacity(_ instance: CaseInstance, _ owner: PlaceValue.Owner) -> (capacity: Int, used: Int) {
    let attorneys = instance.attorneys.filter { attorney in
      switch owner {
      case .attorney(let id): attorney.id == id
      case .firm(let id): attorney.firm == id
      case .network: true
      }
    }
    let pins = instance.pins.count { pin in attorneys.contains { $0.id == pin.attorney } && !isHeld(instance, pin) }
    let used = attorneys.reduce(0) { $0 + $1.activeLoad } + pins
    switch owner {
    case .attorney: return (attorneys.first?.capacity ?? 0, used)
    case .firm(let id): return (instance.firms.first { $0.id == id }?.capacity ?? 0, used)
    case .network: return (instance.policy.networkCapacity ?? 0, used)
    }
  }

  private func isHeld(_ instance: CaseInstance, _ pin: Pin) -> Bool {
    instance.survivors.contains { $0.id == pin.survivor && !$0.mayMatch }
  }

  private func solved(_ instance: CaseInstance, _ owner: PlaceValue.Owner, by change: Int) throws -> MatchPlan? {
    let (capacity, used) = capacity(instance, owner)
    let changed = max(capacity, used) + change
    let edited: CaseInstance
    switch owner {
    case .attorney(let id):
      var attorneys = instance.attorneys
      for index in attorneys.indices where attorneys[index].id == id { attorneys[index].capacity = changed }
      edited = try instance.edited(attorneys: attorneys)
    case .firm(let id):
      edited = try instance.edited(
        firms: instance.firms.map {
          Firm(id: $0.id, capacity: $0.id == id ? changed : $0.capacity, minimum: $0.minimum)
        })
    case .network:
      var policy = instance.policy
      policy.networkCapacity = changed
      edited = try instance.edited(policy: policy)
    }
    let plan = try matcher.plan(for: edited)
    return plan.status == .optimal ? plan : nil
  }

  @Test func refusesStrangers() throws {
    let instance = try CaseInstance(
      survivors: [Fixtures.survivor()], attorneys: [Fixtures.attorney()], policy: Fixtures.policy())
    var explainer = try Explainer(instance, plan: matcher.plan(for: instance))
    #expect(throws: ExplainFailure.unknownPerson) { try explainer.cost(ofSurvivor: "S9", withAttorney: "A1") }
    let other = try CaseInstance(
      survivors: [Fixtures.survivor("S2")], attorneys: [Fixtures.attorney()], policy: Fixtures.policy())
    #expect(throws: ExplainFailure.otherPlan) { try Explainer(other, plan: explainer.plan) }
  }
}
