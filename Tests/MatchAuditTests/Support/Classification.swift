import CounselMatch

/// Classes and evidence of unmatched people by exhaustive search over subsets.
struct Classification {
  let enumeration: Enumeration
  let attorneyOf: [Int?]

  init(_ enumeration: Enumeration, _ attorneyOf: [Int?]) {
    self.enumeration = enumeration
    self.attorneyOf = attorneyOf
  }

  private var instance: CaseInstance { enumeration.instance }
  private var free: [Int] {
    instance.survivors.indices.filter { !enumeration.onHold[$0] && enumeration.pinned[$0] == nil }
  }

  /// Whether all these people, the pinned beside them, can be served at once.
  func canServe(_ people: [Int]) -> Bool {
    var pinnedLoads = instance.attorneys.map { _ in 0 }
    for attorney in enumeration.pinned.compactMap({ $0 }) { pinnedLoads[attorney] += 1 }
    var states: Set<[Int]> = [pinnedLoads]
    for person in people {
      var next: Set<[Int]> = []
      for loads in states {
        for attorney in instance.attorneys.indices where enumeration.eligible[person][attorney] != nil {
          var more = loads
          more[attorney] += 1
          if enumeration.fits(more) { next.insert(more) }
        }
      }
      states = next
    }
    return !states.isEmpty
  }

  func neighbours(_ people: [Int]) -> [Int] {
    instance.attorneys.indices.filter { attorney in people.contains { enumeration.eligible[$0][attorney] != nil } }
  }

  /// Most places these attorneys can fill beside the pinned, counted by filling them one by one (laminar caps make the
  /// greedy filling exact).
  func places(_ attorneys: [Int]) -> Int {
    var loads = instance.attorneys.map { _ in 0 }
    for attorney in enumeration.pinned.compactMap({ $0 }) { loads[attorney] += 1 }
    var count = 0
    for attorney in attorneys {
      while true {
        loads[attorney] += 1
        guard enumeration.fits(loads) else { break }
        count += 1
      }
      loads[attorney] -= 1
    }
    return count
  }

  func reason(_ person: Int) -> UnmatchedSurvivor.Reason {
    if enumeration.eligible[person].allSatisfy({ $0 == nil }) { return .nobodyEligible }
    let served = free.filter { attorneyOf[$0] != nil }
    return canServe(served + [person]) ? .tradeOff : .bottleneck
  }

  /// The first set of people, by size, that holds this person, has more people than places, and whose places its
  /// matched members fill.
  func bottleneck(of person: Int) -> [Int] {
    let others = free.filter { $0 != person }
    var best: [Int]?
    for mask in 0..<(1 << others.count) {
      let chosen = (others.indices.filter { mask >> $0 & 1 == 1 }.map { others[$0] } + [person]).sorted()
      guard chosen.count < best?.count ?? .max else { continue }
      let places = places(neighbours(chosen))
      if chosen.count > places, chosen.filter({ attorneyOf[$0] != nil }).count == places { best = chosen }
    }
    return best ?? []
  }

  func fill(_ plan: inout MatchPlan) {
    let evaluator = EligibilityEvaluator(instance)
    for person in free where attorneyOf[person] == nil {
      var entry = UnmatchedSurvivor(survivor: instance.survivors[person].id, reason: reason(person))
      let survivor = instance.survivors[person]
      if survivor.jurisdiction == nil { entry.missingFacts.append("jurisdiction") }
      if survivor.languages.isEmpty { entry.missingFacts.append("languages") }
      if survivor.matter == nil { entry.missingFacts.append("matter") }
      if entry.reason == .nobodyEligible {
        for rule in RuleName.allCases {
          let count = instance.attorneys.indices.count {
            evaluator.evaluate(survivor: person, attorney: $0).against.contains(rule)
          }
          if count > 0 { entry.blockedBy.append(.init(rule: rule.rawValue, attorneys: count)) }
        }
      }
      if entry.reason == .bottleneck { entry.bottleneck = name(bottleneck(of: person), in: &plan) }
      plan.unmatched.append(entry)
    }
  }

  private func name(_ people: [Int], in plan: inout MatchPlan) -> String {
    let ids = people.map { instance.survivors[$0].id }
    if let known = plan.bottlenecks.first(where: { $0.survivors == ids }) { return known.key }
    let attorneys = neighbours(people)
    let key = "B\(plan.bottlenecks.count + 1)"
    plan.bottlenecks.append(
      Bottleneck(
        key: key, people: people.count, places: places(attorneys), survivors: ids,
        attorneys: attorneys.map { instance.attorneys[$0].id }))
    return key
  }
}
