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
  /// Least scores of the bands of all eligible pairs, ascending.
  let bands: [Int]
  /// Group of each survivor who is not on hold, in `groups`.
  let groupOf: [Int?]
  let groups: [String]
  /// Most of each group who can be served without the others, pinned pairs standing.
  private(set) var attainable: [Int]
  /// Position of the attorney in the previous plan.
  let previousOf: [Int?]

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
    let width = instance.policy.bandWidth
    bands = Set(eligible.joined().compactMap { $0 }.map { Self.band($0, width) }).sorted()
    previousOf = instance.survivors.map { survivor in
      let pair = instance.previous?.first { $0.survivor == survivor.id }
      return instance.attorneys.firstIndex { $0.id == pair?.attorney }
    }
    let column = instance.policy.levels.contains(.groupRates) ? instance.policy.groupRatesBy : nil
    let names = zip(instance.survivors, onHold).map { survivor, onHold -> String? in
      guard let column, !onHold else { return nil }
      return survivor.audit[column] ?? "unknown"
    }
    let groups = Set(names.compactMap { $0 }).sorted()
    self.groups = groups
    groupOf = names.map { name in groups.firstIndex { $0 == name } }
    attainable = []
    let known = self
    attainable = groups.indices.map { known.most(ofGroup: $0) }
  }

  static func band(_ score: Int, _ width: Int) -> Int {
    Int((Double(score) / Double(width)).rounded(.down)) * width
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
      case "worst-quality": counts(plan).map { -$0 }
      case "changes": [plan.indices.count { plan[$0] != nil && plan[$0] == previousOf[$0] }]
      case "group-rates": rates(groupCounts(plan))
      case "load": [-load(loads)]
      default: [-shortfall(loads)]
      }
    }
  }
}
