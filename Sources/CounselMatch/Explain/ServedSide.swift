import AssignmentCore
import AssignmentSolvers

/// The plan seen only by who is served: the flow for searches without scores, S and T, and the chances.
///
/// Its problem is the compiled one without side constraints; where rows hand on (the level `changes`), the instance is
/// compiled once more for the level `served` alone.
struct ServedSide {
  let compiled: CompiledInstance
  /// The plan's own flow, floors set aside.
  let planned: ServiceSearch
  /// The flow, augmented to serve as many as can be.
  let search: ServiceSearch
  /// S: what unserved rows reach.
  ///
  /// Rows without arcs reach nothing and are not in it.
  let reached: ServiceSearch.Reach
  /// T: outlets from which one more is served.
  let passing: [Bool]
  /// Unserved rows, best class first, then by number.
  let waiting: [Int]
  /// Best class (its place among those that occur) that reaches each row and outlet; the largest number for none.
  let bestRank: [Int]
  /// For each class whether its unserved rows reach each row.
  let reachedByRank: [[Bool]]
  let chances: FairChances?
  let levels: [ChanceLevel]
  /// Place in `levels` of everybody who is drawn.
  let levelOfSurvivor: [Int: Int]

  var problem: AssignmentProblem { search.problem }
  var map: IndexMap { compiled.map }

  init(_ flow: PlanFlow, _ limits: CompileLimits) throws(ExplainFailure) {
    let compiled = try Self.compiled(flow, limits)
    self.compiled = compiled
    let problem = try Self.relaxed(compiled.problem)
    let assignment = Self.assignment(compiled, problem, flow.attorneyOf)
    let sets = flow.sets
    var search = ServiceSearch(problem, assignment, sets: sets)
    planned = search.settingFloorsAside()
    let ranks = Self.ranks(compiled, flow.instance)
    let order = (0..<problem.rowCount).sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    // Where another level goes before `served`, the plan may serve fewer than it could.
    _ = search.serveMost(order.filter { search.unserved[$0] > 0 && search.hasPairs($0) })
    let waiting = order.filter { search.unserved[$0] > 0 && search.hasPairs($0) }
    self.waiting = waiting
    reached = search.reach(from: waiting)
    passing = search.reachingRoot()
    let reaches = compiled.map.classes.indices.map { rank in search.reach(from: waiting.filter { ranks[$0] == rank }) }
    bestRank = Self.bestRanks(problem, reaches)
    reachedByRank = reaches.map(\.rows)
    let isDrawn = FairLottery.refusedLevel(flow.instance.policy) == nil
    let chances = isDrawn ? try? FairChances(problem, sets: sets) : nil
    self.chances = chances
    self.search = search
    let levels =
      chances.map { chances in
        ChanceLevelBuilder(instance: flow.instance, compiled: compiled, chances: chances, sets: sets).levels()
      } ?? []
    self.levels = levels
    let positions = Dictionary(uniqueKeysWithValues: flow.instance.survivors.enumerated().map { ($1.id, $0) })
    var levelOfSurvivor: [Int: Int] = [:]
    for (index, level) in levels.enumerated() {
      for id in level.survivors { if let person = positions[id] { levelOfSurvivor[person] = index } }
    }
    self.levelOfSurvivor = levelOfSurvivor
  }

  private static func compiled(_ flow: PlanFlow, _ limits: CompileLimits) throws(ExplainFailure) -> CompiledInstance {
    if flow.problem.rowParents.isEmpty { return flow.compiled }
    var limits = limits
    limits.splitsAttorneys = true
    limits.writtenPairs = .max
    var policy = flow.instance.policy
    policy.levels = [.served]
    do {
      let instance = try CaseInstance(
        survivors: flow.instance.survivors, attorneys: flow.instance.attorneys, firms: flow.instance.firms,
        exclusions: flow.instance.exclusions, pins: flow.instance.pins, scores: flow.instance.scores,
        quotas: flow.instance.quotas, policy: policy)
      return try InstanceCompiler(limits: limits).compile(instance)
    } catch let failure as MatchFailure {
      throw .compile(failure)
    } catch {
      throw .otherPlan
    }
  }

  private static func relaxed(_ problem: AssignmentProblem) throws(ExplainFailure) -> AssignmentProblem {
    if problem.sideConstraints.isEmpty { return problem }
    do {
      return try AssignmentProblem(
        rowCounts: problem.rowCounts, columnCapacities: problem.columnCapacities, columnFloors: problem.columnFloors,
        columnParents: problem.columnParents, groups: problem.groups, idleParents: problem.idleParents,
        arcs: problem.arcs, levels: problem.levels, marginals: problem.marginals)
    } catch {
      throw .compile(.internalFault(codes: error.faults.map(\.code)))
    }
  }

  private static func assignment(
    _ compiled: CompiledInstance, _ problem: AssignmentProblem, _ attorneyOf: [Int32]
  ) -> Assignment {
    var units: [UInt64: Int32] = [:]
    for (survivor, attorney) in attorneyOf.enumerated() where attorney >= 0 {
      let row = compiled.map.rowOfSurvivor[survivor]
      guard row >= 0 else { continue }
      let column = compiled.map.columnOfAttorney[Int(attorney)]
      units[UInt64(row) << 32 | UInt64(column), default: 0] += 1
    }
    return Assignment(
      flows: units.keys.sorted().map { key in
        Assignment.Flow(row: Int32(key >> 32), column: Int32(key & 0xFFFF_FFFF), units: units[key] ?? 0)
      })
  }

  /// Place of each row's class among those that occur.
  private static func ranks(_ compiled: CompiledInstance, _ instance: CaseInstance) -> [Int] {
    let ranks = Dictionary(uniqueKeysWithValues: compiled.map.classes.enumerated().map { ($1, $0) })
    return (0..<compiled.problem.rowCount).map { row in
      compiled.map.rowMembers[row].first.flatMap { ranks[instance.survivors[Int($0)].priority] } ?? 0
    }
  }

  private static func bestRanks(_ problem: AssignmentProblem, _ reaches: [ServiceSearch.Reach]) -> [Int] {
    var best = [Int](repeating: .max, count: problem.nodeCount)
    for (rank, reach) in reaches.enumerated() {
      for row in 0..<problem.rowCount where reach.rows[row] { best[row] = min(best[row], rank) }
      for outlet in 0..<problem.outletCount where reach.outlets[outlet] {
        best[problem.rowCount + outlet] = min(best[problem.rowCount + outlet], rank)
      }
    }
    return best
  }
}
