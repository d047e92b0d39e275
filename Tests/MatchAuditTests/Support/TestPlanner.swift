import AssignmentCore
import AssignmentSolvers
import CounselMatch

/// A planner for tests that works on single people, without types: problem, network simplex, plan.
struct TestPlanner {
  let instance: CaseInstance
  let enumeration: Enumeration
  private let people: [Int]
  private let free: [Int]
  private let levels: [String]

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
    let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
    guard let assignment = outcome.assignment, case .optimality(let duals) = outcome.certificate else { return nil }
    var attorneyOf = enumeration.pinned
    for survivor in attorneyOf.indices where enumeration.onHold[survivor] { attorneyOf[survivor] = nil }
    for flow in assignment.flows { attorneyOf[people[Int(flow.row)]] = Int(flow.column) }
    let proven = min(provenLevels, levels.count)
    return describe(attorneyOf, prices: proven > 0 ? prices(duals, proven) : nil, proven: proven)
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

  private func pins(of attorneys: [Int]) -> Int {
    enumeration.pinned.filter { $0.map { attorneys.contains($0) } ?? false }.count
  }

  private func members(_ firm: Firm) -> [Int] {
    instance.attorneys.indices.filter { instance.attorneys[$0].firm == firm.id }
  }

  private func problem() throws -> AssignmentProblem? {
    var starts = [0]
    var columns: [Int32] = []
    var scores: [Int64] = []
    for person in people {
      for (attorney, score) in enumeration.eligible[person].enumerated() {
        guard let score else { continue }
        columns.append(Int32(attorney))
        scores.append(Int64(score))
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
      let room = firm.capacity.map { max(0, $0 - active) - pins(of: members(firm)) } ?? 1_000
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
    return try AssignmentProblem(
      rowCounts: people.map { _ in 1 }, columnCapacities: free.map { Int32($0) }, columnParents: parents,
      groups: groups, arcs: .sparse(starts: starts, columns: columns), levels: objective(scores),
      marginals: marginals())
  }

  private func objective(_ scores: [Int64]) -> [ObjectiveLevel] {
    let classes = enumeration.classes
    let weights = people.map {
      Int64(classes.count - (classes.firstIndex(of: instance.survivors[$0].priority) ?? 0))
    }
    return levels.map { level in
      switch level {
      case "served": ObjectiveLevel(name: level, scores: .perRow(weights))
      case "quality": ObjectiveLevel(name: level, scores: .perArc(.int64(scores)))
      default: ObjectiveLevel(name: level, scores: .marginalsOnly)
      }
    }
  }

  private func marginals() -> [OutletMarginal] {
    guard let level = levels.firstIndex(of: "minimums") else { return [] }
    let score = levels.indices.map { Int64($0 == level ? 1 : 0) }
    let attorneys = instance.attorneys.indices.map { instance.attorneys[$0].minimum - pins(of: [$0]) }
    let firms = instance.firms.map { $0.minimum - pins(of: members($0)) }
    return (attorneys + firms).enumerated().filter { $0.1 > 0 }.map {
      OutletMarginal(outlet: $0, segments: [.init(width: Int32($1), scores: score)])
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
    let results = levels.indices.map { index in
      let name = levels[index]
      let values = enumeration.vector(attorneyOf, levels: [name])
      let value = name == "minimums" ? -values[0] : values.reduce(0, +)
      return LevelResult(
        name: name, value: name == "quality" && pairs.isEmpty ? nil : Int64(value),
        classes: name == "served" ? values : nil, proven: index < proven)
    }
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
    return PlanPrices(
      levels: Array(levels.prefix(count)),
      survivors: instance.survivors.indices.map { person in people.firstIndex(of: person).map(vector) ?? [] },
      attorneys: instance.attorneys.indices.map { vector(attorneys + $0) },
      firms: instance.firms.indices.map { vector(firms + $0) },
      network: instance.policy.networkCapacity == nil ? [] : vector(network))
  }
}
