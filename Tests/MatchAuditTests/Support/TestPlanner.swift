import AssignmentCore
import AssignmentSolvers
import CounselMatch

/// A planner for tests that works on single people, without types: problem, optimum, prices, plan.
///
/// The optimum comes from network simplex; with levels beyond the base from the enumeration, its prices from
/// `DualRecovery`: then no solver and no compiler of the library takes part.
struct TestPlanner {
  let instance: CaseInstance
  let enumeration: Enumeration
  let people: [Int]
  let free: [Int]
  let levels: [String]

  init(_ instance: CaseInstance) {
    self.instance = instance
    let enumeration = Enumeration(instance)
    self.enumeration = enumeration
    people = instance.survivors.indices.filter { !enumeration.onHold[$0] && enumeration.pinned[$0] == nil }
    free = instance.attorneys.indices.map { attorney in
      instance.attorneys[attorney].freePlaces - enumeration.pinned.filter { $0 == attorney }.count
    }
    levels = enumeration.levels
  }

  /// How far prices are given; below the number of levels the plan claims less.
  func plan(provenLevels: Int = .max) throws -> MatchPlan? {
    guard free.allSatisfy({ $0 >= 0 }), let problem = try problem() else { return nil }
    let proven = min(provenLevels, levels.count)
    if !Set(levels).isSubset(of: ["served", "quality", "minimums"]) {
      guard let best = enumeration.best(levels: levels[...]) else { return nil }
      let prices = recovered(problem, best.plan, proven)
      return describe(best.plan, prices: prices?.levels.isEmpty == false ? prices : nil, proven: proven)
    }
    let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
    guard let assignment = outcome.assignment, case .optimality(let duals) = outcome.certificate else { return nil }
    var attorneyOf = enumeration.pinned
    for survivor in attorneyOf.indices where enumeration.onHold[survivor] { attorneyOf[survivor] = nil }
    for flow in assignment.flows { attorneyOf[people[Int(flow.row)]] = Int(flow.column) }
    return describe(
      attorneyOf, prices: proven > 0 ? prices(duals, entries(ofLevels: proven).count) : nil, proven: proven)
  }

  /// Prices of a plan for so many levels, or of as many as it is optimal in.
  func recovered(_ problem: AssignmentProblem, _ plan: [Int?], _ count: Int) -> PlanPrices? {
    let flows = people.enumerated().compactMap { row, person in
      plan[person].map { Assignment.Flow(row: Int32(row), column: Int32($0), units: 1) }
    }
    let wanted = entries(ofLevels: count).count
    let found = DualRecovery.duals(for: problem, assignment: Assignment(flows: flows), levels: wanted)
    guard let duals = found.duals else { return nil }
    return prices(duals, found.provenLevels)
  }

  /// A plan described truthfully but for the claim that all its levels are proven, with the prices that exist and, for
  /// the entries where none do, those of the best plan.
  func boast(_ attorneyOf: [Int?]) throws -> MatchPlan? {
    guard let problem = try problem(), let best = enumeration.best(levels: levels[...]),
      var prices = recovered(problem, best.plan, levels.count)
    else { return nil }
    if let own = recovered(problem, attorneyOf, levels.count) { prices = prices.beginning(with: own) }
    return describe(attorneyOf, prices: prices, proven: levels.count)
  }

  /// Entries of the vectors of prices for the first levels: a band each for `worst-quality`.
  func entries(ofLevels count: Int) -> [String] {
    levels.prefix(count).flatMap { level in
      level == "worst-quality" ? enumeration.bands.map { "worst-quality:\($0)" } : [level]
    }
  }

  /// The attorney of each survivor in a plan.
  func attorneys(of plan: MatchPlan) -> [Int?] {
    instance.survivors.map { survivor in
      let pair = plan.pairs.first { $0.survivor == survivor.id }
      return instance.attorneys.firstIndex { $0.id == pair?.attorney }
    }
  }

  /// Another plan, with the proofs and prices of `plan`.
  func describe(_ attorneyOf: [Int?], like plan: MatchPlan) -> MatchPlan {
    describe(attorneyOf, prices: plan.prices, proven: plan.levels.prefix { $0.proven }.count)
  }

  func pins(of attorneys: [Int]) -> Int {
    enumeration.pinned.filter { $0.map { attorneys.contains($0) } ?? false }.count
  }

  func members(_ firm: Firm) -> [Int] {
    instance.attorneys.indices.filter { instance.attorneys[$0].firm == firm.id }
  }

  func problem() throws -> AssignmentProblem? {
    var starts = [0]
    var columns: [Int32] = []
    var scores: [Int64] = []
    var kept: [Int64] = []
    for person in people {
      for (attorney, score) in enumeration.eligible[person].enumerated() {
        guard let score else { continue }
        columns.append(Int32(attorney))
        scores.append(Int64(score))
        kept.append(enumeration.previousOf[person] == attorney ? 1 : 0)
      }
      starts.append(columns.count)
    }
    let load = instance.attorneys.reduce(0) { $0 + $1.activeLoad }
    let cap = instance.policy.networkCapacity.map {
      max(0, $0 - load) - pins(of: Array(instance.attorneys.indices))
    }
    let network = Int32(instance.firms.count)
    var groups: [ColumnGroup] = []
    for firm in instance.firms {
      let active = members(firm).reduce(0) { $0 + instance.attorneys[$1].activeLoad }
      // One more than all people is as good as no cap.
      let room = firm.capacity.map { max(0, $0 - active) - pins(of: members(firm)) } ?? people.count + 1
      if room < 0 { return nil }
      groups.append(ColumnGroup(parent: cap == nil ? -1 : network, capacity: Int32(room)))
    }
    if let cap {
      if cap < 0 { return nil }
      groups.append(ColumnGroup(capacity: Int32(cap)))
    }
    let parents = instance.attorneys.map { attorney -> Int32 in
      instance.firms.firstIndex { $0.id == attorney.firm }.map { Int32($0) } ?? (cap == nil ? -1 : network)
    }
    let marginals = outletMarginals(groups) + idleMarginals(instance.attorneys.count + groups.count)
    let idle = Int32(groups.count)
    groups += enumeration.groups.map { _ in ColumnGroup(capacity: Int32(people.count + 1)) }
    return try AssignmentProblem(
      rowCounts: people.map { _ in 1 }, columnCapacities: free.map { Int32($0) }, columnParents: parents,
      groups: groups, idleParents: people.map { person in enumeration.groupOf[person].map { idle + Int32($0) } ?? -1 },
      arcs: .sparse(starts: starts, columns: columns), levels: objective(scores, kept: kept), marginals: marginals)
  }

  private func objective(_ scores: [Int64], kept: [Int64]) -> [ObjectiveLevel] {
    let classes = enumeration.classes
    let everybody = instance.survivors.filter { !$0.isOnHold(asOf: instance.policy.asOf) }.map(\.priority)
    var ofClass: [Int: Int64] = [:]
    for (rank, one) in classes.enumerated() { ofClass[one] = Int64(classes.count - rank) }
    if levels.prefix(while: { $0 != "served" }).contains("group-rates") {
      // Sets that are best for the groups are no matroid: everybody of the classes between is outweighed.
      for one in classes.dropLast().reversed() {
        ofClass[one] = everybody.filter { $0 > one }.reduce(2) { $0 + (ofClass[$1] ?? 1) - 1 }
      }
    }
    let weights = people.map { ofClass[instance.survivors[$0].priority] ?? 0 }
    return levels.flatMap { level -> [ObjectiveLevel] in
      switch level {
      case "served": return [ObjectiveLevel(name: level, scores: .perRow(weights))]
      case "quality": return [ObjectiveLevel(name: level, scores: .perArc(.int64(scores)))]
      case "changes": return [ObjectiveLevel(name: level, scores: .perArc(.int64(kept)))]
      case "worst-quality":
        return enumeration.bands.map { band in
          let isIn = scores.map { Enumeration.band(Int($0), instance.policy.bandWidth) == band }
          return ObjectiveLevel(name: level, scores: .perArc(.int64(isIn.map { $0 ? -1 : 0 })))
        }
      default: return [ObjectiveLevel(name: level, scores: .marginalsOnly)]
      }
    }
  }

  private func describe(_ attorneyOf: [Int?], prices: PlanPrices?, proven: Int) -> MatchPlan {
    let scorer = Scorer(instance)
    let pairs = attorneyOf.indices.compactMap { survivor in
      attorneyOf[survivor].map { attorney in
        MatchedPair(
          survivor: instance.survivors[survivor].id, attorney: instance.attorneys[attorney].id,
          firm: instance.attorneys[attorney].firm, isPinned: enumeration.pinned[survivor] != nil,
          score: scorer.score(survivor: survivor, attorney: attorney))
      }
    }
    let results = levels.indices.map { enumeration.result(levels[$0], of: attorneyOf, proven: $0 < proven) }
    let isOptimal = proven == levels.count
    var plan = MatchPlan(
      status: isOptimal ? .optimal : .feasible, termination: .finished, solver: "test", seed: 7,
      policy: instance.policy, pairs: pairs,
      onHold: instance.survivors.indices.filter { enumeration.onHold[$0] }.map { instance.survivors[$0].id },
      levels: results, bound: isOptimal ? results.last?.value : nil,
      prices: prices)
    Classification(enumeration, attorneyOf).fill(&plan)
    return plan
  }

  private func prices(_ duals: DualPrices, _ count: Int) -> PlanPrices {
    func vector(_ node: Int) -> [Int64] { (0..<count).map { duals.potential(node: node, level: $0) } }
    let attorneys = people.count
    let firms = attorneys + instance.attorneys.count
    let network = firms + instance.firms.count
    let idle = network + (instance.policy.networkCapacity == nil ? 0 : 1)
    return PlanPrices(
      levels: Array(entries(ofLevels: levels.count).prefix(count)),
      survivors: instance.survivors.indices.map { person in people.firstIndex(of: person).map(vector) ?? [] },
      attorneys: instance.attorneys.indices.map { vector(attorneys + $0) },
      firms: instance.firms.indices.map { vector(firms + $0) },
      network: instance.policy.networkCapacity == nil ? [] : vector(network),
      groups: enumeration.groups.indices.map { vector(idle + $0) })
  }
}
