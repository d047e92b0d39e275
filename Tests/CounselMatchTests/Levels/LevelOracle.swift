import CounselMatch

/// Every plan of a tiny instance, and each level by its definition: nothing here is shared with the compiler, the
/// solvers or the verifier but the rules and the score of a pair.
///
/// A plan gives each survivor in the plan the position of an attorney, or −1. All that are within capacities, firm
/// caps, the network's cap, hard minimums and pins are listed; levels then filter the list one after the other.
struct LevelOracle {
  let instance: CaseInstance
  /// Survivors in the plan: not on hold.
  let people: [Int]
  /// All feasible plans.
  private(set) var plans: [[Int]] = []
  /// Audit cells by person.
  let groups: [String]
  let groupNames: [String]
  /// Most of each group that can be served with nobody else but the pinned there; where hard minimums may need others,
  /// with them there.
  private(set) var attainable: [Int] = []
  let classes: [Int]
  /// Score of each pair, nil where it is not eligible.
  let scores: [[Int?]]
  let pinned: [Int]
  let firmOf: [Int]
  let kept: [Int]
  let bands: [Int]
  private let policyLevels: [Policy.LevelName]

  /// Other levels than the policy's may be asked for.
  init(_ instance: CaseInstance, levels: [Policy.LevelName]? = nil) {
    self.instance = instance
    policyLevels = levels ?? instance.policy.levels
    let people = instance.survivors.indices.filter { index in
      let survivor = instance.survivors[index]
      guard let asOf = instance.policy.asOf, let until = survivor.consentUntil else { return survivor.mayMatch }
      return survivor.mayMatch && asOf <= until
    }
    self.people = people
    let attorneys = instance.attorneys
    func position(_ id: String) -> Int { attorneys.firstIndex { $0.id == id } ?? -1 }
    pinned = people.map { index in
      instance.pins.first { $0.survivor == instance.survivors[index].id }.map { position($0.attorney) } ?? -1
    }
    kept = people.map { index in
      (instance.previous ?? []).first { $0.survivor == instance.survivors[index].id }.map { position($0.attorney) }
        ?? -1
    }
    firmOf = attorneys.map { one in instance.firms.firstIndex { $0.id == one.firm } ?? -1 }
    let (evaluator, scorer) = (EligibilityEvaluator(instance), Scorer(instance))
    scores = people.map { survivor in
      attorneys.indices.map { attorney in
        evaluator.isEligible(survivor: survivor, attorney: attorney)
          ? scorer.score(survivor: survivor, attorney: attorney).total : nil
      }
    }
    let column = instance.policy.groupRatesBy ?? ""
    groups = people.map { index in
      let cell = instance.survivors[index].audit[column] ?? ""
      return cell.isEmpty ? "unknown" : cell
    }
    groupNames = Set(groups).sorted { $0.precedes($1) }
    classes = Set(people.map { instance.survivors[$0].priority }).sorted()
    let width = instance.policy.bandWidth
    bands = Set(scores.joined().compactMap { $0 }.map { Self.band($0, width) }).sorted()
    plans = listed()
    attainable = groupNames.map { most(of: $0) }
  }

  /// ⌊score ÷ width⌋, for negative scores too.
  static func band(_ score: Int, _ width: Int) -> Int {
    score >= 0 ? score / width : -((width - 1 - score) / width)
  }

  private func listed() -> [[Int]] {
    var open: [[Int]] = [[]]
    for person in people.indices {
      let options: [Int]
      if pinned[person] >= 0 {
        options = [pinned[person]]
      } else {
        options = [-1] + instance.attorneys.indices.filter { scores[person][$0] != nil }
      }
      open = open.flatMap { plan in options.map { plan + [$0] } }
    }
    return open.filter { isFeasible($0) }
  }

  func isFeasible(_ plan: [Int]) -> Bool {
    let loads = loads(plan)
    for (index, attorney) in instance.attorneys.enumerated()
    where loads[index] > max(0, attorney.capacity - attorney.activeLoad) {
      return false
    }
    for (index, firm) in instance.firms.enumerated() {
      guard let capacity = firm.capacity else { continue }
      let members = firmOf.indices.filter { firmOf[$0] == index }
      let active = members.reduce(0) { $0 + instance.attorneys[$1].activeLoad }
      if members.reduce(0, { $0 + loads[$1] }) > max(0, capacity - active) { return false }
    }
    if let capacity = instance.policy.networkCapacity {
      let active = instance.attorneys.reduce(0) { $0 + $1.activeLoad }
      if loads.reduce(0, +) > max(0, capacity - active) { return false }
    }
    return instance.policy.minimums == .soft || shortage(plan) == 0
  }

  private func loads(_ plan: [Int]) -> [Int] {
    var loads = [Int](repeating: 0, count: instance.attorneys.count)
    for attorney in plan where attorney >= 0 { loads[attorney] += 1 }
    return loads
  }

  private func most(of group: String) -> Int {
    let others = people.indices.filter { groups[$0] != group && pinned[$0] < 0 }
    let alone = plans.filter { plan in instance.policy.minimums == .hard || others.allSatisfy { plan[$0] < 0 } }
    return alone.map { plan in people.indices.count { groups[$0] == group && plan[$0] >= 0 } }.max() ?? 0
  }

  // MARK: Definitions

  /// Levels in order, with `minimums` right after served, or first, where a soft minimum is given.
  var levels: [Policy.LevelName] {
    var names = policyLevels
    let given = instance.attorneys.contains { $0.minimum > 0 } || instance.firms.contains { $0.minimum > 0 }
    if given, instance.policy.minimums == .soft {
      names.insert(.minimums, at: names.firstIndex(of: .served).map { $0 + 1 } ?? 0)
    }
    return names
  }

  /// The value of a level as a vector of which the lexicographically larger is better.
  func value(_ level: Policy.LevelName, _ plan: [Int]) -> [Int] {
    switch level {
    case .served: classCounts(plan)
    case .quality: [quality(plan)]
    case .minimums: [-shortage(plan)]
    case .worstQuality: bandCounts(plan).map { -$0 }
    case .groupRates: rates(plan).sorted()
    case .load: [-load(plan)]
    case .changes: [-changes(plan)]
    }
  }

  /// The plans that are best in these levels, the first before the second.
  func best(_ levels: [Policy.LevelName], among: [[Int]]? = nil) -> [[Int]] {
    var left = among ?? plans
    for level in levels where left.count > 1 {
      var (most, kept): ([Int], [[Int]]) = ([], [])
      for plan in left {
        let value = value(level, plan)
        if kept.isEmpty || most.lexicographicallyPrecedes(value) {
          (most, kept) = (value, [plan])
        } else if value == most {
          kept.append(plan)
        }
      }
      left = kept
    }
    return left
  }

  func total(_ plan: [Int]) -> Int { plan.count { $0 >= 0 } }

  /// People served of each class that occurs, ascending.
  func classCounts(_ plan: [Int]) -> [Int] {
    classes.map { priority in
      people.indices.count { plan[$0] >= 0 && instance.survivors[people[$0]].priority == priority }
    }
  }

  func quality(_ plan: [Int]) -> Int {
    people.indices.reduce(0) { $0 + (plan[$1] >= 0 ? scores[$1][plan[$1]] ?? 0 : 0) }
  }

  func shortage(_ plan: [Int]) -> Int {
    let loads = loads(plan)
    let ofAttorneys = loads.indices.reduce(0) { $0 + max(0, instance.attorneys[$1].minimum - loads[$1]) }
    return instance.firms.indices.reduce(ofAttorneys) { sum, firm in
      let matched = firmOf.indices.reduce(0) { $0 + (firmOf[$1] == firm ? loads[$1] : 0) }
      return sum + max(0, instance.firms[firm].minimum - matched)
    }
  }

  /// Pairs of each band in which any pair can be, lowest first.
  func bandCounts(_ plan: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: bands.count)
    for person in people.indices where plan[person] >= 0 {
      let band = Self.band(scores[person][plan[person]] ?? 0, instance.policy.bandWidth)
      if let place = bands.firstIndex(of: band) { counts[place] += 1 }
    }
    return counts
  }

  /// The least score of each band with a pair, and its pairs.
  func bandsOf(_ plan: [Int]) -> [BandCount] {
    zip(bands, bandCounts(plan)).filter { $0.1 > 0 }.map {
      BandCount(from: Int64($0.0 * instance.policy.bandWidth), pairs: $0.1)
    }
  }

  /// served ÷ attainable of each group in sixtieths, exactly: nobody is more than five; 1 where nobody can be served.
  func rates(_ plan: [Int]) -> [Int] {
    groupNames.indices.map { attainable[$0] == 0 ? 60 : served(plan, $0) * (60 / attainable[$0]) }
  }

  private func served(_ plan: [Int], _ group: Int) -> Int {
    people.indices.count { groups[$0] == groupNames[group] && plan[$0] >= 0 }
  }

  func groupRates(_ plan: [Int]) -> [GroupRate] {
    groupNames.indices.map {
      GroupRate(group: groupNames[$0], served: served(plan, $0), attainable: attainable[$0])
    }
  }

  /// Σ of (matched + active)², over attorneys, or over firms and attorneys without one.
  func load(_ plan: [Int]) -> Int {
    let loads = loads(plan)
    var cases = loads.indices.map { loads[$0] + instance.attorneys[$0].activeLoad }
    if instance.policy.loadBy == .firm {
      let ofFirms = instance.firms.indices.map { firm in
        cases.indices.reduce(0) { $0 + (firmOf[$1] == firm ? cases[$1] : 0) }
      }
      cases = cases.indices.filter { firmOf[$0] < 0 }.map { cases[$0] } + ofFirms
    }
    return cases.reduce(0) { $0 + $1 * $1 }
  }

  /// Previous pairs of people in the dataset that are not in the plan.
  func changes(_ plan: [Int]) -> Int {
    (instance.previous ?? []).count - people.indices.count { kept[$0] >= 0 && plan[$0] == kept[$0] }
  }

  /// The choices of a plan of the library; nil where it names somebody who is not in the plan.
  func choices(_ plan: MatchPlan) -> [Int]? {
    var choices = people.map { _ in -1 }
    for pair in plan.pairs {
      guard let person = people.firstIndex(where: { instance.survivors[$0].id == pair.survivor }),
        let attorney = instance.attorneys.firstIndex(where: { $0.id == pair.attorney }), choices[person] < 0
      else { return nil }
      choices[person] = attorney
    }
    return choices
  }
}
