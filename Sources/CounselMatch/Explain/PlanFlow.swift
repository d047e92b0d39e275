import AssignmentCore
import AssignmentSolvers

/// A plan as a flow on its compiled instance, attorney by attorney, with the duals that prove it.
///
/// The instance is compiled again with every attorney as a column of her own, because places, minimums and loads may
/// differ inside a type. The plan's prices are prices of people, so they hold there too; the verifier checks them. Where
/// the policy allows it and there are many pairs, they are told by codes: the problem has none then, and `sets` has them.
struct PlanFlow {
  let instance: CaseInstance
  let compiled: CompiledInstance
  /// The pairs, where codes tell them.
  let sets: PairSets?
  let assignment: Assignment
  /// Duals of all levels or of the first ones; nil where nothing is proved of the plan itself.
  let duals: DualPrices?
  /// Attorney of each survivor (positions in the tables), −1 for nobody.
  let attorneyOf: [Int32]

  var problem: AssignmentProblem { compiled.problem }
  var map: IndexMap { compiled.map }

  /// - Throws: ``ExplainFailure``.
  /// - Complexity: that of compiling, and O((arcs + people) × levels).
  init(_ whole: CaseInstance, _ plan: MatchPlan, _ limits: CompileLimits) throws(ExplainFailure) {
    let instance = whole.placingCoCounsel(plan.pairs)
    var limits = limits
    limits.splitsAttorneys = true
    let attainable = plan.levels.first { $0.groups != nil }?.groups.map { groups in
      Dictionary(groups.map { ($0.group, $0.attainable) }) { first, _ in first }
    }
    var compiled: CompiledInstance
    do {
      compiled = try InstanceCompiler(limits: limits, attainable: attainable).compile(instance, seed: plan.seed)
      let size = (compiled.problem.rowCount, compiled.problem.columnCount)
      if compiled.cells != nil, !PairSets.fits(rows: size.0, columns: size.1) {
        limits.writtenPairs = .max
        compiled = try InstanceCompiler(limits: limits, attainable: attainable).compile(instance, seed: plan.seed)
      }
    } catch {
      throw .compile(error)
    }
    guard plan.status != .infeasible, compiled.contradictions.isEmpty else { throw .noPlan }
    let attorneyOf = try Self.attorneys(instance, plan)
    let sets = compiled.cells.map { PairSets($0.arcs) }
    assignment = try Self.assignment(compiled, sets, attorneyOf)
    self.sets = sets
    self.instance = instance
    self.compiled = compiled
    self.attorneyOf = attorneyOf
    // With co-counsel places are other ones, and the plan's prices are not theirs.
    duals = whole.asksForCoCounsel ? nil : plan.prices.flatMap { Self.duals($0, compiled) }
  }

  private static func attorneys(_ instance: CaseInstance, _ plan: MatchPlan) throws(ExplainFailure) -> [Int32] {
    let survivors = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let attorneys = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    var attorneyOf = [Int32](repeating: -1, count: instance.survivors.count)
    for pair in plan.pairs {
      guard let survivor = survivors[pair.survivor], let attorney = attorneys[pair.attorney] else {
        throw .otherPlan
      }
      attorneyOf[survivor] = Int32(attorney)
    }
    return attorneyOf
  }

  private static func assignment(
    _ compiled: CompiledInstance, _ sets: PairSets?, _ attorneyOf: [Int32]
  ) throws(ExplainFailure) -> Assignment {
    let arcs = compiled.problem.arcs
    func isPair(_ row: Int, _ column: Int) -> Bool {
      sets?.contains(row, column) ?? (arcs.arc(row: row, column: column) != nil)
    }
    var units: [UInt64: Int32] = [:]
    for (survivor, attorney) in attorneyOf.enumerated() where attorney >= 0 {
      let row = Int(compiled.map.rowOfSurvivor[survivor])
      guard row >= 0 else { continue }
      let column = Int(compiled.map.columnOfAttorney[Int(attorney)])
      let shared = compiled.map.root(ofRow: row)
      let tail = isPair(row, column) ? row : shared
      guard isPair(tail, column) else { throw .otherPlan }
      units[UInt64(tail) << 32 | UInt64(column), default: 0] += 1
    }
    return Assignment(
      flows: units.keys.sorted().map { key in
        Assignment.Flow(row: Int32(key >> 32), column: Int32(key & 0xFFFF_FFFF), units: units[key] ?? 0)
      })
  }
}

/// Why a plan cannot be explained.
public enum ExplainFailure: Error, Sendable, Hashable {
  /// The instance could not be compiled.
  case compile(MatchFailure)
  /// There is no plan: the hard constraints contradict each other.
  case noPlan
  /// The plan is not one of this instance: a person it names is unknown, or a pair is not eligible.
  case otherPlan
  /// Nobody has the id that was asked for.
  case unknownPerson

  /// A stable word for messages and exit codes.
  public var code: String {
    switch self {
    case .compile(let failure): failure.code
    case .noPlan: "explain.noPlan"
    case .otherPlan: "explain.otherPlan"
    case .unknownPerson: "explain.unknownPerson"
    }
  }
}

extension PlanFlow {
  /// The prices of people as duals of types; nil where they do not fit the problem's levels.
  static func duals(_ prices: PlanPrices, _ compiled: CompiledInstance) -> DualPrices? {
    let (problem, map, count) = (compiled.problem, compiled.map, prices.levels.count)
    guard count > 0, prices.levels == Array(map.levels.priceNames.prefix(count)) else { return nil }
    var vectors = [[Int64]?](repeating: nil, count: problem.nodeCount)
    for row in 0..<problem.rowCount { vectors[row] = map.rowMembers[row].first.map { prices.survivors[Int($0)] } }
    for column in 0..<problem.columnCount {
      vectors[problem.rowCount + column] = map.columnMembers[column].first.map { prices.attorneys[Int($0)] }
    }
    let groups = problem.rowCount + problem.columnCount
    for (firm, group) in map.groupOfFirm.enumerated() where group >= 0 {
      vectors[groups + Int(group)] = prices.firms[firm].isEmpty ? prices.network : prices.firms[firm]
    }
    if let network = map.networkGroup { vectors[groups + Int(network)] = prices.network }
    for (place, outlet) in (compiled.rates?.outlets ?? []).enumerated() where outlet >= 0 {
      guard prices.groups.indices.contains(place) else { return nil }
      vectors[problem.rowCount + outlet] = prices.groups[place]
    }
    for row in 0..<problem.rowCount where vectors[row] == nil {
      vectors[row] = leastPotential(row, problem, vectors, count)
    }
    guard vectors.allSatisfy({ $0?.count == count }) else { return nil }
    return DualPrices(levelCount: count, potentials: vectors.flatMap { $0 ?? [] })
  }

  /// The least potential of a row without people of its own that no arc out of it contradicts.
  private static func leastPotential(
    _ row: Int, _ problem: AssignmentProblem, _ vectors: [[Int64]?], _ count: Int
  ) -> [Int64]? {
    var best =
      problem.idleOutlet(ofRow: row).map { vectors[problem.rowCount + $0] ?? [] }
      ?? [Int64](repeating: 0, count: count)
    for arc in problem.arcs.arcs(ofRow: row) {
      guard let column = vectors[problem.rowCount + problem.arcs.column(ofArc: arc, inRow: row)],
        column.count == count
      else { return nil }
      let offered = (0..<count).map { column[$0] + problem.levels[$0].score(row: row, arc: arc) }
      if best.lexicographicallyPrecedes(offered) { best = offered }
    }
    return best
  }

  /// Searches that cost changes exactly; nil where the plan is not proved optimal at any level, or has side
  /// constraints, for which no path is exact.
  ///
  /// O((arcs + nodes) × levels); more where the prices do not prove this plan and duals have to be found again, for which
  /// pairs must be written down.
  func sensitivity() -> SensitivitySearch? {
    guard problem.sideConstraints.isEmpty, !instance.coCounselIsPlaced else { return nil }
    if let cells = compiled.cells, let sets {
      return duals.flatMap { try? SensitivitySearch(cells, sets, assignment: assignment, duals: $0) }
    }
    if let duals, let search = try? SensitivitySearch(problem, assignment: assignment, duals: duals) { return search }
    guard let duals = DualRecovery.duals(for: problem, assignment: assignment).duals else { return nil }
    return try? SensitivitySearch(problem, assignment: assignment, duals: duals)
  }
}
