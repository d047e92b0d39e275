import CounselMatch

/// Checks the prices of a plan person by person, from the definitions: no types, no compiler.
///
/// For each unit that could move: worth + price of where it goes − price of where it comes from ≤ 0, and ≥ 0 where it
/// is used, compared lexicographically over the levels.
struct PriceCheck {
  let instance: CaseInstance
  let plan: MatchPlan
  let prices: PlanPrices
  private(set) var failures: [String] = []
  private var attorneyOf: [Int?]
  private let pinned: [Bool]
  private let zero: [Int64]

  static func failures(_ instance: CaseInstance, _ plan: MatchPlan) -> [String] {
    guard let prices = plan.prices else { return ["no prices"] }
    var check = PriceCheck(instance, plan, prices)
    check.checkPairs()
    check.checkAttorneys()
    check.checkFirms()
    check.checkGroups()
    return check.failures
  }

  private init(_ instance: CaseInstance, _ plan: MatchPlan, _ prices: PlanPrices) {
    (self.instance, self.plan, self.prices) = (instance, plan, prices)
    zero = prices.levels.map { _ in 0 }
    attorneyOf = instance.survivors.map { survivor in
      plan.pairs.first { $0.survivor == survivor.id }.flatMap { pair in
        instance.attorneys.firstIndex { $0.id == pair.attorney }
      }
    }
    pinned = instance.survivors.map { survivor in instance.pins.contains { $0.survivor == survivor.id } }
  }

  private mutating func expect(
    _ worth: [Int64], _ head: [Int64], _ tail: [Int64], used: Bool, room: Bool, _ what: String
  ) {
    let reduced = zip(zip(worth, head), tail).map { $0.0 + $0.1 - $1 }
    if room && zero.lexicographicallyPrecedes(reduced) { failures.append("\(what): more would pay") }
    if used && reduced.lexicographicallyPrecedes(zero) { failures.append("\(what): does not pay") }
  }

  private mutating func checkPairs() {
    let (evaluator, scorer) = (EligibilityEvaluator(instance), Scorer(instance))
    let held = Set(plan.onHold)
    let inPlan = instance.survivors.filter { !held.contains($0.id) }
    let weights = weights(inPlan.map(\.priority))
    for (index, survivor) in instance.survivors.enumerated() {
      if let attorney = attorneyOf[index], !evaluator.isEligible(survivor: index, attorney: attorney) {
        failures.append("pair \(index), \(attorney) is not eligible")
      }
      guard !held.contains(survivor.id), !pinned[index] else {
        if !prices.survivors[index].isEmpty { failures.append("price of somebody outside") }
        continue
      }
      let own = prices.survivors[index]
      let served = attorneyOf[index] != nil
      expect(zero, groupPrice(index), own, used: !served, room: served, "survivor \(index)")
      let weight = weights[survivor.priority] ?? 0
      for attorney in instance.attorneys.indices where evaluator.isEligible(survivor: index, attorney: attorney) {
        let score = Int64(scorer.score(survivor: index, attorney: attorney).total)
        let worth = prices.levels.map { name -> Int64 in
          switch name {
          case "served": return weight
          case "quality": return score
          case "changes": return isKept(index, attorney) ? 1 : 0
          default: return band(score) == name ? -1 : 0
          }
        }
        expect(
          worth, prices.attorneys[attorney], own, used: attorneyOf[index] == attorney, room: true,
          "pair \(index), \(attorney)")
      }
    }
  }

  /// K − rank by class; after `group-rates` one more than 1 for the last class, and as much beyond 1 as all later people
  /// have beyond it, and one.
  private func weights(_ priorities: [Int]) -> [Int: Int64] {
    let levels = instance.policy.levels
    let classes = Set(priorities).sorted()
    let isLate = levels.prefix { $0 != .served }.contains(.groupRates) && levels.contains(.served)
    var weights: [Int: Int64] = [:]
    for (rank, one) in classes.enumerated().reversed() {
      let beyond = priorities.filter { $0 > one }.reduce(Int64(0)) { $0 + (weights[$1] ?? 1) - 1 }
      let isLast = rank == classes.count - 1
      weights[one] = isLast ? 1 : isLate ? 2 + beyond : Int64(classes.count - rank)
    }
    return weights
  }

  private func band(_ score: Int64) -> String {
    let width = Double(instance.policy.bandWidth)
    return "worst-quality:\(Int64((Double(score) / width).rounded(.down) * width))"
  }

  private func isKept(_ survivor: Int, _ attorney: Int) -> Bool {
    (instance.previous ?? []).contains {
      $0.survivor == instance.survivors[survivor].id && $0.attorney == instance.attorneys[attorney].id
    }
  }

  /// `before`: cases before the matching where the level `load` counts here.
  private func marginal(_ minimum: Int, _ unit: Int, _ before: Int?) -> [Int64] {
    prices.levels.map { name in
      if name == "load", let before { return -Int64(2 * (before + unit) - 1) }
      return name == "minimums" && unit <= minimum ? 1 : 0
    }
  }

  // MARK: Groups of people

  private var rates: [GroupRate] { plan.levels.first { $0.groups != nil }?.groups ?? [] }

  private func group(_ survivor: Int) -> String {
    instance.survivors[survivor].audit[instance.policy.groupRatesBy ?? ""] ?? "unknown"
  }

  private func groupPrice(_ survivor: Int) -> [Int64] {
    rates.firstIndex { $0.group == group(survivor) }.map { prices.groups[$0] } ?? zero
  }

  /// The next unserved person of a group costs what serving one fewer is worth, by rank of (u − 1)/a, then 1/a.
  private mutating func checkGroups() {
    guard let level = prices.levels.firstIndex(of: "group-rates") else { return }
    let held = Set(plan.onHold)
    var steps: [(rate: Double, attainable: Int)] = []
    let sizes = rates.map { rate in
      let people = instance.survivors.indices.filter {
        group($0) == rate.group && !held.contains(instance.survivors[$0].id)
      }
      let pins = people.count { pinned[$0] }
      for unit in pins..<people.count where rate.attainable > 0 {
        steps.append((Double(unit) / Double(rate.attainable), rate.attainable))
      }
      return (pins: pins, all: people.count, served: people.count { attorneyOf[$0] != nil })
    }
    // Small numbers: equal fractions are equal as Doubles.
    let ranked = Set(steps.map { [$0.rate, Double($0.attainable)] }).sorted { $0.lexicographicallyPrecedes($1) }
    for (index, (rate, size)) in zip(rates, sizes).enumerated() where rate.attainable > 0 {
      func worth(_ unit: Int) -> [Int64] {
        let rank = ranked.firstIndex(of: [Double(unit - 1) / Double(rate.attainable), Double(rate.attainable)])
        var scores = zero
        scores[level] = -Int64(ranked.count - (rank ?? 0))
        return scores
      }
      if size.served < size.all {
        expect(worth(size.served + 1), zero, prices.groups[index], used: true, room: false, "group \(index)")
      }
      if size.served > size.pins {
        expect(worth(size.served), zero, prices.groups[index], used: false, room: true, "group \(index)")
      }
    }
  }

  // MARK: Attorneys and firms

  private mutating func checkNode(
    _ own: [Int64], _ parent: [Int64], flow: Int, pins: Int, minimum: Int, capacity: Int, active: Int? = nil,
    _ what: String
  ) {
    let hard = instance.policy.minimums == .hard
    let left = max(0, minimum - pins)
    let units = hard ? 0 : left
    if flow > capacity { failures.append("\(what): over capacity") }
    let before = active.map { $0 + pins }
    expect(marginal(units, flow, before), parent, own, used: flow > (hard ? left : 0), room: false, what)
    expect(marginal(units, flow + 1, before), parent, own, used: false, room: flow < capacity, what)
  }

  private func counts(_ attorneys: [Int]) -> (flow: Int, pins: Int) {
    let cases = attorneyOf.indices.filter { attorneyOf[$0].map(attorneys.contains) ?? false }
    return (cases.count { !pinned[$0] }, cases.count { pinned[$0] })
  }

  private var root: [Int64] { prices.network.isEmpty ? zero : prices.network }

  private mutating func checkAttorneys() {
    for (index, attorney) in instance.attorneys.enumerated() {
      let firm = attorney.firm.flatMap { id in instance.firms.firstIndex { $0.id == id } }
      let parent = firm.map { prices.firms[$0] }.flatMap { $0.isEmpty ? nil : $0 } ?? root
      let (flow, pins) = counts([index])
      checkNode(
        prices.attorneys[index], parent, flow: flow, pins: pins, minimum: attorney.minimum,
        capacity: attorney.freePlaces - pins,
        active: attorney.firm == nil || instance.policy.loadBy == .attorney ? attorney.activeLoad : nil,
        "attorney \(index)")
    }
  }

  private mutating func checkFirms() {
    for (index, firm) in instance.firms.enumerated() {
      let members = instance.attorneys.indices.filter { instance.attorneys[$0].firm == firm.id }
      let (flow, pins) = counts(members)
      guard !prices.firms[index].isEmpty else {
        if firm.capacity != nil || firm.minimum > 0 { failures.append("firm \(index) has no price") }
        continue
      }
      let active = members.reduce(0) { $0 + instance.attorneys[$1].activeLoad }
      let capacity = firm.capacity.map { max(0, $0 - active) - pins } ?? .max
      checkNode(
        prices.firms[index], root, flow: flow, pins: pins, minimum: firm.minimum, capacity: capacity,
        active: instance.policy.loadBy == .firm ? active : nil, "firm \(index)")
    }
    guard let capacity = instance.policy.networkCapacity else { return }
    let (flow, pins) = counts(Array(instance.attorneys.indices))
    let free = max(0, capacity - instance.attorneys.reduce(0) { $0 + $1.activeLoad }) - pins
    checkNode(root, zero, flow: flow, pins: 0, minimum: 0, capacity: free, "network")
  }
}
