internal import CounselMatch

extension ReasonChecker {
  /// Chances stand there exactly where the policy admits them, and are the fairest; everybody's own chance is her level's.
  mutating func checkChances() {
    let hasFloors = network.outlets.contains { $0.floor > 0 }
    let people = instance.survivors.indices.filter { !tables.isOnHold[$0] }
    // Rates of groups may contradict the fairest chances, and kept pairs tell people apart who have equal ones.
    let levels = instance.policy.levels
    let isDrawn = levels.first == .served && !levels.contains(.groupRates) && !levels.contains(.changes)
    let isWanted = isDrawn && !hasFloors && !people.isEmpty
    guard let levels = claim.chances else {
      if isWanted { report.fail("explanation.chances", "$.chances") }
      for (index, entry) in claim.unmatched.enumerated() where entry.chance != nil {
        report.fail("explanation.chance", "$.unmatched[\(index)]")
      }
      return
    }
    if !isWanted { return report.fail("explanation.chances", "$.chances") }
    checkNumbers(levels)
    checkMembers(levels, people)
    checkOwn(levels)
    guard report.accepted else { return }
    var proof = ChanceProof(tables, network, map, rowOf: rowOf)
    proof.run(levels)
    for failure in proof.failures { report.fail("explanation.\(failure.check)", "$.chances[\(failure.level)]") }
    checkPlan(levels)
    report.chanceLevels = levels.count
  }

  private mutating func checkNumbers(_ levels: [ExplanationClaim.Level]) {
    var before: (priority: Int, places: Int, people: Int)?
    for (index, level) in levels.enumerated() {
      let place = "$.chances[\(index)]"
      let people = level.survivors.count + level.pinned.count + level.nobodyEligible.count
      if level.key != "L\(index + 1)" || people != level.people || people == 0 || level.places > people {
        report.fail("explanation.chance.numbers", place)
      }
      if level.probability != Self.fraction(level.places, of: level.people) {
        report.fail("explanation.chance.fraction", place)
      }
      if let before {
        let isLater =
          before.priority < level.priority
          || before.priority == level.priority && Self.isLess(before, (level.places, level.people))
        if !isLater { report.fail("explanation.chance.order", place) }
      }
      before = (level.priority, level.places, level.people)
    }
  }

  private static func isLess(_ left: (priority: Int, places: Int, people: Int), _ right: (Int, Int)) -> Bool {
    left.places.multipliedFullWidth(by: right.1) < right.0.multipliedFullWidth(by: left.people)
  }

  /// Everybody in exactly one level of her class: pinned people at 1, those for whom nobody is eligible at 0.
  private mutating func checkMembers(_ levels: [ExplanationClaim.Level], _ people: [Int]) {
    var seen: Set<Int> = []
    for (index, level) in levels.enumerated() {
      let isCertain = level.places == level.people
      let parts: [(ids: [String], isRight: [Bool])] = [
        (level.survivors, positions(level.survivors).map { $0.flatMap { rowOf[$0] }.map { isEligible[$0] } == true }),
        (level.pinned, positions(level.pinned).map { $0.map { tables.pinned[$0] != nil && isCertain } == true }),
        (
          level.nobodyEligible,
          positions(level.nobodyEligible).map {
            $0.flatMap { rowOf[$0] }.map { !isEligible[$0] } == true && level.places == 0
          }
        ),
      ]
      let isRight = parts.allSatisfy { part in
        zip(part.ids, part.isRight).allSatisfy { id, isRight in
          guard isRight, let person = tables.survivorAt[id] else { return false }
          return instance.survivors[person].priority == level.priority && seen.insert(person).inserted
        }
      }
      if !isRight { report.fail("explanation.chance.people", "$.chances[\(index)]") }
    }
    if seen != Set(people) { report.fail("explanation.chance.people", "$.chances") }
  }

  private func positions(_ ids: [String]) -> [Int?] { ids.map { tables.survivorAt[$0] } }

  private mutating func checkOwn(_ levels: [ExplanationClaim.Level]) {
    var chances: [String: String] = [:]
    for level in levels { for id in level.survivors + level.nobodyEligible { chances[id] = level.probability } }
    for (index, entry) in claim.unmatched.enumerated() where entry.chance != chances[entry.survivor] {
      report.fail("explanation.chance", "$.unmatched[\(index)]")
    }
  }

  /// Σ people × chance of every class is what the plan serves, where that is proven; else the plan serves no more.
  private mutating func checkPlan(_ levels: [ExplanationClaim.Level]) {
    let classes = tables.classes
    var (expected, served) = (classes.map { _ in 0 }, classes.map { _ in 0 })
    for level in levels {
      if let rank = classes.firstIndex(of: level.priority) { expected[rank] += level.places }
    }
    for (person, attorney) in attorneyOf.enumerated() where attorney != nil {
      if let rank = classes.firstIndex(of: instance.survivors[person].priority) { served[rank] += 1 }
    }
    let isExact = isServedProven && !claim.isBound
    if isExact ? served != expected : expected.lexicographicallyPrecedes(served) {
      report.fail("explanation.chance.served", "$.chances")
    }
  }

  /// Reduced, whole numbers without a slash.
  private static func fraction(_ places: Int, of people: Int) -> String {
    var (low, high) = (places, max(1, people))
    while low != 0 { (low, high) = (high % low, low) }
    return high == max(1, people) ? String(places / high) : "\(places / high)/\(people / high)"
  }
}
