import CounselMatch

/// The exact optimum of a small dataset by dynamic programming over the use of places, from the definition.
///
/// Shares nothing with the verifier but the evaluation of single pairs.
struct Enumeration {
  let instance: CaseInstance
  let eligible: [[Int?]]
  let onHold: [Bool]
  let pinned: [Int?]
  let classes: [Int]

  init(_ instance: CaseInstance) {
    self.instance = instance
    let evaluator = EligibilityEvaluator(instance)
    let scorer = Scorer(instance)
    eligible = instance.survivors.indices.map { survivor in
      instance.attorneys.indices.map { attorney in
        evaluator.evaluate(survivor: survivor, attorney: attorney).status == .eligible
          ? scorer.score(survivor: survivor, attorney: attorney).total : nil
      }
    }
    let onHold = instance.survivors.map { !$0.mayMatch }
    self.onHold = onHold
    pinned = instance.survivors.map { survivor in
      instance.pins.first { $0.survivor == survivor.id }
        .flatMap { pin in instance.attorneys.firstIndex { $0.id == pin.attorney } }
    }
    classes = Array(Set(zip(instance.survivors, onHold).filter { !$0.1 }.map(\.0.priority))).sorted()
  }

  var hasMinimums: Bool {
    instance.attorneys.contains { $0.minimum > 0 } || instance.firms.contains { $0.minimum > 0 }
  }

  /// Level names, `minimums` after `served`, or first without it.
  var levels: [String] {
    var names = instance.policy.levels.map(\.rawValue)
    if hasMinimums { names.insert("minimums", at: (names.firstIndex(of: "served") ?? -1) + 1) }
    return names
  }

  /// Whether so many cases of each attorney fit all capacities.
  func fits(_ loads: [Int]) -> Bool {
    for (attorney, load) in loads.enumerated() where load > instance.attorneys[attorney].freePlaces { return false }
    for firm in instance.firms {
      guard let capacity = firm.capacity else { continue }
      let members = instance.attorneys.indices.filter { instance.attorneys[$0].firm == firm.id }
      let active = members.reduce(0) { $0 + instance.attorneys[$1].activeLoad }
      if members.reduce(0, { $0 + loads[$1] }) > max(0, capacity - active) { return false }
    }
    guard let capacity = instance.policy.networkCapacity else { return true }
    return loads.reduce(0, +) <= max(0, capacity - instance.attorneys.reduce(0) { $0 + $1.activeLoad })
  }

  func shortfall(_ loads: [Int]) -> Int {
    var sum = 0
    for (attorney, load) in loads.enumerated() { sum += max(0, instance.attorneys[attorney].minimum - load) }
    for firm in instance.firms {
      let matched = instance.attorneys.indices.filter { instance.attorneys[$0].firm == firm.id }
        .reduce(0) { $0 + loads[$1] }
      sum += max(0, firm.minimum - matched)
    }
    return sum
  }

  /// The values of a plan as one vector in the order of the levels, larger being better: `served` counts one entry for
  /// each class.
  func vector(_ plan: [Int?], levels: ArraySlice<String>) -> [Int] {
    var loads = instance.attorneys.map { _ in 0 }
    for attorney in plan.compactMap({ $0 }) { loads[attorney] += 1 }
    return levels.flatMap { level -> [Int] in
      switch level {
      case "served":
        classes.map { rank in plan.indices.count { plan[$0] != nil && instance.survivors[$0].priority == rank } }
      case "quality":
        [plan.indices.reduce(0) { sum, person in sum + (plan[person].flatMap { eligible[person][$0] } ?? 0) }]
      default: [-shortfall(loads)]
      }
    }
  }

  /// The lexicographically best vector over all feasible plans, or nil where there is none.
  func optimum(levels: ArraySlice<String>) -> [Int]? {
    let zero = vector(instance.survivors.map { _ in nil }, levels: levels.filter { $0 != "minimums" }[...])
    var states: [[Int]: [Int]] = [instance.attorneys.map { _ in 0 }: zero]
    for person in instance.survivors.indices where !onHold[person] {
      var next: [[Int]: [Int]] = pinned[person] == nil ? states : [:]
      for (loads, value) in states {
        for attorney in instance.attorneys.indices {
          guard let score = eligible[person][attorney], pinned[person] ?? attorney == attorney else { continue }
          var more = loads
          more[attorney] += 1
          guard fits(more) else { continue }
          let sum = added(value, person: person, score: score, levels: levels)
          if let old = next[more], !old.lexicographicallyPrecedes(sum) { continue }
          next[more] = sum
        }
      }
      states = next
    }
    return states.map { withMinimums($1, loads: $0, levels: levels) }.max { $0.lexicographicallyPrecedes($1) }
  }

  private func added(_ vector: [Int], person: Int, score: Int, levels: ArraySlice<String>) -> [Int] {
    var vector = vector
    var at = 0
    for level in levels where level != "minimums" {
      if level == "served" {
        vector[at + (classes.firstIndex(of: instance.survivors[person].priority) ?? 0)] += 1
        at += classes.count
      } else {
        vector[at] += score
        at += 1
      }
    }
    return vector
  }

  private func withMinimums(_ vector: [Int], loads: [Int], levels: ArraySlice<String>) -> [Int] {
    var result: [Int] = []
    var at = 0
    for level in levels {
      if level == "minimums" {
        result.append(-shortfall(loads))
        continue
      }
      let width = level == "served" ? classes.count : 1
      result += vector[at..<(at + width)]
      at += width
    }
    return result
  }
}
