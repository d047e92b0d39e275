// Problem: say of everybody in a plan why, what instead, and what would help most, so that each answer can be checked.
// Formulation: the plan is a flow on its compiled instance (`PlanFlow`). Costs of pairs and places are cheapest residual
// paths at every level (SensitivitySearch); who shares too few places is the level set of the fairest chances
// (FairChances), and for one person the circuit of the matroid of people who can be served together; remedies are pairs
// or places from S into T with their gain by augmenting (ServiceSearch); minimal relaxations evaluate all rules.
// Invariants: reasons are those of the plan. Chances and remedies speak of how many can be served, whatever else the
// policy wants; the flow they start from is first augmented where the plan serves fewer than it could. Chances are given
// only where FairLottery would draw: not where another level goes before `served`, nor with `group-rates` or `changes`.
// Complexity: preparing compiles once, attorney by attorney, and finds the chances; every answer is one search or a few.
// Cannot: exact costs where hours or households count; chances and shared places are then bounds (``isBound``).
// References: Papers/sensitivity.md; D. Kőnig (1931); P. Hall (1935); Dulmage and Mendelsohn (1958); Bogomolnaia and Moulin
// (2004).

import AssignmentCore
import AssignmentSolvers

/// Explanations of one plan, asked for one by one.
///
/// Prepare it once; it is a value, so copies can answer on several threads.
public struct Explainer: Sendable {
  /// The people and rules.
  public let instance: CaseInstance
  /// The plan that is explained.
  public let plan: MatchPlan
  /// Hours or households count: chances, shared places and remedies are those of the plan without them, which bounds
  /// what is possible, and there are no exact costs.
  public let isBound: Bool
  let flow: PlanFlow
  var search: SensitivitySearch?
  let served: ServedSide
  let survivorIndex: [String: Int]
  let attorneyIndex: [String: Int]
  let unmatchedIndex: [String: Int]
  /// The second attorney of everybody who has two.
  let coCounselOf: [String: String]
  let binding: BindingSearch
  /// Rules that lack a fact of each attorney.
  let lacking: [RuleSet]
  // Found when first asked for.
  var remedySearch: RemedySearch?
  var cheapestOfRow: [Int: (limit: Int, pairs: [ForcedPair])] = [:]
  var relaxationsOfRow: [Int: [Relaxation]] = [:]

  /// Prepares explanations of a plan of this instance.
  ///
  /// - Parameters:
  ///   - instance: the people, rules and links for which the plan was made.
  ///   - plan: from ``Matcher`` or read from a result; with its prices costs need no further search.
  ///   - limits: what compiling may hold in memory.
  /// - Throws: ``ExplainFailure``.
  /// - Complexity: that of compiling and of the chances of everybody (see `FairChances`).
  public init(
    _ instance: CaseInstance, plan: MatchPlan, limits: CompileLimits = CompileLimits()
  ) throws(ExplainFailure) {
    try self.init(instance, plan: plan, limits: limits, writtenPairs: 1 << 18)
  }

  /// As above; from more than `writtenPairs` pairs of types on they are told by codes where the policy allows it.
  package init(
    _ instance: CaseInstance, plan: MatchPlan, limits: CompileLimits, writtenPairs: Int
  ) throws(ExplainFailure) {
    var limits = limits
    limits.writtenPairs = writtenPairs
    var flow = try PlanFlow(instance, plan, limits)
    var search = flow.sensitivity()
    if search == nil, flow.sets != nil {
      limits.writtenPairs = .max
      if let written = try? PlanFlow(instance, plan, limits), let found = written.sensitivity() {
        (flow, search) = (written, found)
      }
    }
    self.instance = instance
    self.plan = plan
    self.flow = flow
    isBound = !flow.problem.sideConstraints.isEmpty || instance.asksForCoCounsel
    self.search = search
    served = try ServedSide(flow, limits)
    survivorIndex = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    attorneyIndex = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    lacking = instance.attorneys.map(\.lacking)
    binding = BindingSearch(instance, flow.compiled.codes, flow.attorneyOf, plan.pairs)
    coCounselOf = Dictionary(
      plan.pairs.compactMap { pair in pair.coCounsel.map { (pair.survivor, $0) } },
      uniquingKeysWith: { first, _ in first })
    unmatchedIndex = Dictionary(uniqueKeysWithValues: plan.unmatched.enumerated().map { ($1.survivor, $0) })
  }

  /// Whether codes tell the pairs, and none is written down.
  package var isToldByCodes: Bool { flow.sets != nil }

  /// The proven levels of which costs speak, by name; empty where nothing is proved.
  public var costLevels: [String] {
    Array(flow.map.levels.priceNames.prefix(search?.levelCount ?? 0))
  }

  // MARK: Costs

  /// A change of the flow in the words of the domain: `sign` 1 for a cost, −1 for a gain.
  func levelChange(_ change: ResidualChange, gain: Bool = false) -> LevelChange {
    var classes = [Int](repeating: 0, count: flow.map.classes.count)
    for row in change.lost { classes[rank(ofRow: Int(row))] += gain ? -1 : 1 }
    for row in change.gained { classes[rank(ofRow: Int(row))] += gain ? 1 : -1 }
    let people = classes.reduce(0, +)
    let levels = zip(costLevels, change.cost).map { name, amount in
      LevelChange.Entry(name: name, amount: name == Policy.LevelName.served.rawValue ? Int64(people) : amount)
    }
    return LevelChange(levels: levels, classes: classes, rates: rateChanges(change))
  }

  /// Groups of the level `group-rates` of which more or fewer are served.
  private func rateChanges(_ change: ResidualChange) -> [LevelChange.RateChange] {
    guard let outlets = flow.compiled.rates?.outlets, costLevels.contains(Policy.LevelName.groupRates.rawValue),
      let groups = plan.levels.first(where: { $0.groups != nil })?.groups
    else { return [] }
    var more = [Int](repeating: 0, count: groups.count)
    for (rows, step) in [(change.gained, 1), (change.lost, -1)] {
      for row in rows {
        guard let outlet = flow.problem.idleOutlet(ofRow: Int(row)), let group = outlets.firstIndex(of: outlet) else {
          continue
        }
        more[group] += step
      }
    }
    return zip(groups, more).filter { $0.1 != 0 }.map { before, more in
      var after = before
      after.served += more
      return LevelChange.RateChange(group: before.group, before: before.rate, after: after.rate)
    }
  }

  /// Place of a row's class among those that occur.
  private func rank(ofRow row: Int) -> Int {
    guard let served = flow.map.levels[.served]?.lowerBound,
      case .perRow(let weights) = flow.problem.levels[served].scores
    else { return flow.map.classes.firstIndex(of: priority(ofRow: row)) ?? 0 }
    return flow.map.classWeights.firstIndex(of: weights[row]) ?? 0
  }

  private func priority(ofRow row: Int) -> Int {
    flow.map.rowMembers[row].first.map { instance.survivors[Int($0)].priority } ?? 0
  }

  /// What it costs that this survivor has this attorney, whatever the plan says; nil where the pair is not eligible, the
  /// attorney has no place, no plan has the pair, or nothing is proved.
  ///
  /// People alike in all that matters are alike here too: where one of them has the attorney, it costs nothing.
  ///
  /// - Throws: ``ExplainFailure/unknownPerson``.
  /// - Complexity: one search.
  public mutating func cost(
    ofSurvivor survivor: String, withAttorney attorney: String
  ) throws(ExplainFailure) -> LevelChange? {
    guard let person = survivorIndex[survivor], let lawyer = attorneyIndex[attorney] else { throw .unknownPerson }
    if Int(flow.attorneyOf[person]) == lawyer { return free }
    let row = Int(flow.map.rowOfSurvivor[person])
    guard row >= 0, flow.map.places[lawyer] > 0 else { return nil }
    let change = search?.cost(forcingRow: row, column: Int(flow.map.columnOfAttorney[lawyer]))
    return change.map { levelChange($0) }
  }

  private var free: LevelChange? {
    search == nil
      ? nil
      : LevelChange(
        levels: costLevels.map { LevelChange.Entry(name: $0, amount: 0) },
        classes: flow.map.classes.map { _ in 0 })
  }

  /// What it costs that this survivor is served, by whomever; nil where no plan can, or nothing is proved.
  ///
  /// - Throws: ``ExplainFailure/unknownPerson``.
  /// - Complexity: one search.
  public mutating func cost(ofServing survivor: String) throws(ExplainFailure) -> LevelChange? {
    guard let person = survivorIndex[survivor] else { throw .unknownPerson }
    if flow.attorneyOf[person] >= 0 { return free }
    let row = Int(flow.map.rowOfSurvivor[person])
    guard row >= 0 else { return nil }
    return search?.cost(servingRow: row).map { levelChange($0) }
  }

  // MARK: Matched people

  /// Why a matched survivor has her attorney, and the cheapest others.
  ///
  /// - Parameters:
  ///   - survivor: her id.
  ///   - limit: most alternates.
  /// - Returns: the explanation; nil where she is unmatched or on hold.
  /// - Throws: ``ExplainFailure/unknownPerson``.
  /// - Complexity: one search, which ends at the last alternate listed.
  public mutating func matched(
    _ survivor: String, alternates limit: Int = 5
  ) throws(ExplainFailure) -> MatchedExplanation? {
    guard let person = survivorIndex[survivor] else { throw .unknownPerson }
    let lawyer = Int(flow.attorneyOf[person])
    guard lawyer >= 0 else { return nil }
    let row = Int(flow.map.rowOfSurvivor[person])
    return MatchedExplanation(
      survivor: survivor, attorney: instance.attorneys[lawyer].id, coCounsel: coCounselOf[survivor], isPinned: row < 0,
      score: flow.compiled.codes.score(survivor: person, attorney: lawyer), rulesMet: rulesMet(person),
      alternates: row < 0 ? [] : alternates(row, Int(flow.map.columnOfAttorney[lawyer]), limit))
  }

  private mutating func alternates(_ row: Int, _ own: Int, _ limit: Int) -> [Alternate] {
    guard limit > 0, search != nil else { return [] }
    let found = cheapest(row, limit == .max ? limit : limit + 1).filter { $0.column != own }
    let listed = found.prefix(limit).compactMap { pair in
      flow.map.columnMembers[pair.column].first.map { ($0, pair.change) }
    }
    let sorted = listed.sorted { left, right in
      left.1.cost == right.1.cost ? left.0 < right.0 : left.1.cost.lexicographicallyPrecedes(right.1.cost)
    }
    return sorted.map { Alternate(attorney: instance.attorneys[Int($0)].id, cost: levelChange($1)) }
  }

  /// The cheapest columns of a row; found once for all people of the row.
  private mutating func cheapest(_ row: Int, _ limit: Int) -> [ForcedPair] {
    if let known = cheapestOfRow[row], known.limit >= limit { return known.pairs }
    let pairs = search?.cheapestColumns(ofRow: row, limit: limit) ?? []
    cheapestOfRow[row] = (limit, pairs)
    return pairs
  }

  /// Rules that ask something of an attorney, for this survivor.
  private func rulesMet(_ person: Int) -> [RuleName] {
    let (survivor, policy) = (instance.survivors[person], instance.policy)
    return RuleName.allCases.filter { rule in
      switch rule {
      case .language, .jurisdiction: true
      case .traumaTraining:
        survivor.asksForCoCounsel || survivor.traumaTraining == .required && policy.rules.trainingRequired != .off
      case .meeting: survivor.meeting != .either
      case .attorneyGender: survivor.attorneyGender != nil && policy.rules.attorneyGender == .requiredWhenStated
      case .needs: !survivor.needs.isEmpty
      case .availability: policy.asOf != nil
      case .excluded:
        !flow.compiled.codes.excludedAttorneys.isEmpty(person)
          || !flow.compiled.codes.excludedFirms.isEmpty(person)
      }
    }
  }
}

extension Explainer: RedactedValue {}
