import CounselMatch

/// The optimum of a small instance by trying every assignment of people, from the definitions of docs/formats.md; shares
/// nothing with compiler or solvers but the rules and the score.
struct Oracle {
  let instance: CaseInstance
  private let pinned: [Int: Int]
  private let people: [Int]
  private let classes: [Int]
  private var scores: [[Int?]]
  private var load: [Int]
  private var best: [Int]?
  private var choice: [Int?]
  /// The most of each group over all plans, where the level `group-rates` is listed.
  private var attainable: [String: Int] = [:]
  private var admits: (([Int?]) -> Bool)?
  /// While only this group counts: the most of it so far.
  private var counted: String?
  private var most = 0

  /// The level values of the best plan, or nil where none meets the hard constraints.
  ///
  /// Served is one number per class, minimums the negative shortage, quality the sum of scores; in the order of the
  /// levels.
  ///
  /// `admits` gives further conditions on a plan (attorney of each survivor), such as households.
  static func optimum(_ instance: CaseInstance, admits: (([Int?]) -> Bool)? = nil) -> [Int]? {
    var oracle = Oracle(instance)
    oracle.admits = admits
    oracle.countAttainable()
    oracle.place(0)
    return oracle.best
  }

  /// By the level `served` of an instance in which only the group has priority 0: every plan is tried.
  private mutating func countAttainable() {
    guard instance.policy.levels.contains(.groupRates) else { return }
    for name in Set(people.map(group)) {
      var one = self
      one.counted = name
      one.place(0)
      attainable[name] = one.most
    }
  }

  private init(_ instance: CaseInstance) {
    self.instance = instance
    let (evaluator, scorer) = (EligibilityEvaluator(instance), Scorer(instance))
    let asOf = instance.policy.asOf
    func inPlan(_ index: Int) -> Bool {
      let survivor = instance.survivors[index]
      guard let asOf, let until = survivor.consentUntil else { return survivor.mayMatch }
      return survivor.mayMatch && asOf <= until
    }
    var pinned: [Int: Int] = [:]
    for pin in instance.pins {
      guard let survivor = instance.survivors.firstIndex(where: { $0.id == pin.survivor }),
        let attorney = instance.attorneys.firstIndex(where: { $0.id == pin.attorney })
      else { continue }
      pinned[survivor] = attorney
    }
    self.pinned = pinned
    people = instance.survivors.indices.filter(inPlan)
    classes = Set(people.map { instance.survivors[$0].priority }).sorted()
    scores = instance.survivors.indices.map { survivor in
      instance.attorneys.indices.map { attorney in
        evaluator.evaluate(survivor: survivor, attorney: attorney).status == .eligible
          ? scorer.score(survivor: survivor, attorney: attorney).total : nil
      }
    }
    load = instance.attorneys.map { _ in 0 }
    choice = instance.survivors.map { _ in nil }
  }

  private mutating func place(_ next: Int) {
    guard next < people.count else { return consider() }
    let survivor = people[next]
    let options = pinned[survivor].map { [$0] } ?? instance.attorneys.indices.filter { scores[survivor][$0] != nil }
    for attorney in options {
      choice[survivor] = attorney
      load[attorney] += 1
      if fits(attorney) || pinned[survivor] != nil { place(next + 1) }
      load[attorney] -= 1
    }
    choice[survivor] = nil
    if pinned[survivor] == nil { place(next + 1) }
  }

  private func fits(_ attorney: Int) -> Bool {
    load[attorney] <= max(0, instance.attorneys[attorney].capacity - instance.attorneys[attorney].activeLoad)
  }

  private mutating func consider() {
    guard load.indices.allSatisfy(fits), capsHold() else { return }
    if instance.policy.minimums == .hard && shortage() > 0 { return }
    if let admits, !admits(choice) { return }
    if let counted {
      most = max(most, people.count { choice[$0] != nil && group($0) == counted })
      return
    }
    let value = value()
    if best.map({ $0.lexicographicallyPrecedes(value) }) ?? true { best = value }
  }

  private func value() -> [Int] {
    let hasMinimum = instance.attorneys.contains { $0.minimum > 0 } || instance.firms.contains { $0.minimum > 0 }
    let soft = instance.policy.minimums == .soft && hasMinimum ? [-shortage()] : []
    var value: [Int] = instance.policy.levels.contains(.served) ? [] : soft
    for level in instance.policy.levels {
      switch level {
      case .served:
        value += classes.map { priority in
          people.count { choice[$0] != nil && instance.survivors[$0].priority == priority }
        }
        value += soft
      case .quality: value.append(pairScores.reduce(0, +))
      case .worstQuality:
        let counts = Dictionary(grouping: pairScores.map(band), by: { $0 }).mapValues(\.count)
        value += Set(scores.joined().compactMap { $0 }.map(band)).sorted().map { -(counts[$0] ?? 0) }
      case .load: value.append(-totalLoad)
      case .changes:
        value.append(
          -(instance.previous ?? []).count { pair in
            !people.contains { person in
              instance.survivors[person].id == pair.survivor
                && choice[person].map { instance.attorneys[$0].id } == pair.attorney
            }
          })
      case .groupRates: value += rates
      case .minimums: break
      }
    }
    return value
  }

  private var totalLoad: Int {
    var loads: [String: Int] = [:]
    for (index, attorney) in instance.attorneys.enumerated() {
      let unit = instance.policy.loadBy == .firm ? attorney.firm.map { "firm \($0)" } : nil
      loads[unit ?? attorney.id, default: 0] += attorney.activeLoad + load[index]
    }
    return loads.values.reduce(0) { $0 + $1 * $1 }
  }

  private func group(_ person: Int) -> String {
    instance.policy.groupRatesBy.flatMap { instance.survivors[person].audit[$0] } ?? "unknown"
  }

  /// Rates of the groups, ascending, as multiples of one part of all denominators.
  private var rates: [Int] {
    let parts = attainable.values.reduce(1) { $0 * max(1, $1) }
    return Set(people.map(group)).map { name in
      let most = attainable[name] ?? 0
      return most == 0 ? parts : people.count { choice[$0] != nil && group($0) == name } * parts / most
    }.sorted()
  }

  private var pairScores: [Int] { people.compactMap { person in choice[person].flatMap { scores[person][$0] } } }

  private func band(_ score: Int) -> Int { Int((Double(score) / Double(instance.policy.bandWidth)).rounded(.down)) }

  /// The level values of a plan's pairs, as in ``optimum(_:)``.
  static func values(_ instance: CaseInstance, _ plan: MatchPlan) -> [Int] {
    var oracle = Oracle(instance)
    oracle.countAttainable()
    for pair in plan.pairs {
      guard let survivor = instance.survivors.firstIndex(where: { $0.id == pair.survivor }),
        let attorney = instance.attorneys.firstIndex(where: { $0.id == pair.attorney })
      else { continue }
      oracle.choice[survivor] = attorney
      oracle.load[attorney] += 1
    }
    return oracle.value()
  }

  private func members(_ firm: Firm) -> [Int] {
    instance.attorneys.indices.filter { instance.attorneys[$0].firm == firm.id }
  }

  private func capsHold() -> Bool {
    for firm in instance.firms {
      guard let capacity = firm.capacity else { continue }
      let active = members(firm).reduce(0) { $0 + instance.attorneys[$1].activeLoad }
      if members(firm).reduce(0, { $0 + load[$1] }) > max(0, capacity - active) { return false }
    }
    guard let capacity = instance.policy.networkCapacity else { return true }
    return load.reduce(0, +) <= max(0, capacity - instance.attorneys.reduce(0) { $0 + $1.activeLoad })
  }

  private func shortage() -> Int {
    let attorneys = load.indices.reduce(0) { $0 + max(0, instance.attorneys[$1].minimum - load[$1]) }
    return instance.firms.reduce(attorneys) { sum, firm in
      sum + max(0, firm.minimum - members(firm).reduce(0) { $0 + load[$1] })
    }
  }
}

extension MatchPlan {
  /// The level values in the order and the units of ``Oracle``.
  var oracleValues: [Int] {
    levels.flatMap { level -> [Int] in
      if let classes = level.classes { return classes }
      let value = Int(level.value ?? 0)
      return [level.name == "minimums" ? -value : value]
    }
  }
}
