// Problem: the best plan that leaves all but at most k pairs of the present as they are.
// Formulation: with a cap on changes the people who can be served are no matroid any more, so classes are served one after
// the other: the most of a class, with the classes before it held at their numbers. Numbers of a class are held by
// the idle group of its people: beyond n − s of them, each unserved one costs 1 in the first level; in the second, kept
// pairs count. Both are flows, so "at least so many of every class with at most k changes" is decided exactly, and the most
// is found by bisection. Where the policy goes on with `changes`, the rest is one more flow.
// Quality under the cap is at least as hard as exact matching. It is bounded by Lagrange: at a price λ on changes the best
// plan is a flow; the least λ whose best plan changes no more than k pairs gives a plan, and every λ a bound. The answer is
// `optimal` where the two meet, else `feasible` with the gap.
// Invariants: every flow is checked by the verifier; a bisection step that fails is proved by the duals of its flow.
// Complexity: O(classes × log people + log(score range)) flows.
// Cannot: other levels than served, quality and changes; hours, households.
// Reference: M. L. Fisher, The Lagrangian relaxation method, Management Science 27 (1981); for exact matching,
// C. H. Papadimitriou and M. Yannakakis, Journal of the ACM 29 (1982).

import AssignmentCore
import AssignmentSolvers

/// A plan under a cap on changes.
struct CappedPlan {
  private let instance: CaseInstance
  private let compiled: CompiledInstance
  private let seed: UInt64
  private let limits: SolveLimits
  /// Fewest pairs that a plan within the cap keeps in the flow.
  private let keptAtLeast: Int64
  /// Rank of each row's class.
  private let classes: [Int]
  private let people: [Int]
  private let later: [Policy.LevelName]

  /// Prices of changes are multiples of 1 ÷ this.
  private static let steps: Int64 = 64

  /// - Throws: ``DocketEngineFailure/maxChanges(_:)`` for what cannot be capped.
  init(
    _ instance: CaseInstance, cap: Int, seed: UInt64, limits: SolveLimits, compileLimits: CompileLimits
  ) throws(DocketEngineFailure) {
    let levels = instance.policy.levels
    guard levels.first == .served, levels.dropFirst().allSatisfy({ $0 == .quality || $0 == .changes }) else {
      throw .maxChanges("A cap on changes is exact for served, and bounded for quality; other levels cannot be capped.")
    }
    do {
      compiled = try InstanceCompiler(limits: compileLimits).compile(instance, seed: seed)
    } catch {
      throw .match(error)
    }
    guard compiled.problem.sideConstraints.isEmpty, compiled.map.levels[.minimums] == nil else {
      throw .maxChanges("Changes cannot be capped beside hours, households or soft minimums.")
    }
    guard compiled.contradictions.isEmpty else { throw .maxChanges("The hard constraints contradict each other.") }
    self.instance = instance
    self.seed = seed
    self.limits = limits
    later = levels.dropFirst().filter { $0 != .served }
    keptAtLeast = Int64(max(0, Self.keepable(instance, compiled) - max(0, cap)))
    let map = compiled.map
    var classes = [Int](repeating: 0, count: compiled.problem.rowCount)
    if let served = map.levels[.served]?.lowerBound, case .perRow(let weights) = compiled.problem.levels[served].scores
    {
      classes = weights.map { weight in map.classWeights.firstIndex(of: weight) ?? 0 }
    }
    self.classes = classes
    var people = [Int](repeating: 0, count: map.classes.count)
    for (row, rank) in classes.enumerated() { people[rank] += Int(compiled.problem.rowCounts[row]) }
    self.people = people
  }

  /// How many pairs of the present a plan could keep, pinned ones aside.
  private static func keepable(_ instance: CaseInstance, _ compiled: CompiledInstance) -> Int {
    let survivors = Dictionary(uniqueKeysWithValues: instance.survivors.enumerated().map { ($1.id, $0) })
    let attorneys = Dictionary(uniqueKeysWithValues: instance.attorneys.enumerated().map { ($1.id, $0) })
    return (instance.previous ?? []).count { pair in
      guard let survivor = survivors[pair.survivor], let attorney = attorneys[pair.attorney],
        compiled.map.rowOfSurvivor[survivor] >= 0
      else { return false }
      return compiled.codes.isEligible(survivor: survivor, attorney: attorney)
    }
  }

  // MARK: The plan

  /// - Returns: the plan; its first level is proven, later ones where they are.
  func plan() throws(DocketEngineFailure) -> MatchPlan {
    var floors = [Int](repeating: 0, count: people.count)
    guard try fits(floors) != nil else {
      throw .maxChanges("Even the plan with the fewest changes changes more pairs than that.")
    }
    for rank in people.indices {
      var (least, most) = (0, people[rank])
      while least < most {
        let middle = (least + most + 1) / 2
        floors[rank] = middle
        if try fits(floors) == nil { most = middle - 1 } else { least = middle }
      }
      floors[rank] = least
    }
    if later.first == .quality { return try quality(floors) }
    let levels = later.compactMap { level in compiled.map.levels[level].map { compiled.problem.levels[$0.lowerBound] } }
    let answer = try solve(floors, levels.isEmpty ? [kept] : levels)
    return built(answer.assignment, proven: compiled.map.levels.count, bound: nil)
  }

  private var kept: ObjectiveLevel {
    compiled.map.levels[.changes].map { compiled.problem.levels[$0.lowerBound] }
      ?? ObjectiveLevel(name: "changes", scores: .marginalsOnly)
  }

  /// A flow that serves so many of each class and keeps enough pairs; nil where there is none.
  private func fits(_ floors: [Int]) throws(DocketEngineFailure) -> Answer? {
    let answer = try solve(floors, [kept])
    return answer.values[0] == 0 && answer.values[1] >= keptAtLeast ? answer : nil
  }

  // MARK: Quality

  private func quality(_ floors: [Int]) throws(DocketEngineFailure) -> MatchPlan {
    guard let level = compiled.map.levels[.quality]?.lowerBound else { return try plan() }
    var best: (value: Int64, answer: Answer)?
    var bound = Int64.max
    func look(_ price: Int64) throws(DocketEngineFailure) -> Bool {
      let priced = try solve(floors, [pricedQuality(level, price), kept])
      let kept = priced.values[2]
      let value = (priced.values[1] - price * kept) / Self.steps
      let limit = priced.values[1] - price * keptAtLeast
      bound = min(bound, limit >= 0 ? limit / Self.steps : (limit - Self.steps + 1) / Self.steps)
      guard kept >= keptAtLeast else { return false }
      if best.map({ $0.value < value }) ?? true { best = (value, priced) }
      return true
    }
    // Without a price the flow is best for quality, then for changes.
    let isFree = try look(0)
    if !isFree {
      var (low, high): (Int64, Int64) = (0, Self.steps * 4 * (1 + range(level)))
      _ = try look(high)
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if try look(middle) { high = middle } else { low = middle }
      }
    }
    guard let best else { throw .maxChanges("Even the plan with the fewest changes changes more pairs than that.") }
    let isProven = best.value == bound
    // What comes after quality is proved only where no cap bound quality.
    return built(
      best.answer.assignment, proven: isFree ? compiled.map.levels.count : isProven ? level + 1 : level,
      bound: bound - best.value)
  }

  private func range(_ level: Int) -> Int64 {
    let problem = compiled.problem
    var (least, most): (Int64, Int64) = (0, 0)
    for row in 0..<problem.rowCount {
      for arc in problem.arcs.arcs(ofRow: row) {
        let score = problem.levels[level].score(row: row, arc: arc)
        (least, most) = (min(least, score), max(most, score))
      }
    }
    // A change may move everybody along a chain.
    return (most - least) * Int64(min(people.reduce(0, +), 1 << 20) + 1)
  }

  private func pricedQuality(_ level: Int, _ price: Int64) -> ObjectiveLevel {
    let problem = compiled.problem
    var scores: [Int64] = []
    scores.reserveCapacity(problem.arcs.count)
    for row in 0..<problem.rowCount {
      for arc in problem.arcs.arcs(ofRow: row) {
        scores.append(
          Self.steps * problem.levels[level].score(row: row, arc: arc) + price * kept.score(row: row, arc: arc))
      }
    }
    return ObjectiveLevel(name: "priced", scores: .perArc(.int64(scores)))
  }

  // MARK: Flows

  private struct Answer {
    var assignment: Assignment
    /// Value of each level; the first is 0 where the floors are met.
    var values: [Int64]
  }

  /// The best flow of these levels among those that come nearest to the floors of the classes.
  private func solve(_ floors: [Int], _ levels: [ObjectiveLevel]) throws(DocketEngineFailure) -> Answer {
    do {
      let problem = try problem(floors, levels)
      let outcome = try NetworkSimplexSolver().solve(problem, limits: limits)
      let verdict = CertificateVerifier.verify(problem, outcome)
      guard let assignment = outcome.assignment, verdict.accepted, verdict.provenLevels == problem.levels.count else {
        if outcome.termination != .finished {
          throw DocketEngineFailure.match(.stopped(solver: "replan", reason: outcome.termination.rawValue))
        }
        throw DocketEngineFailure.maxChanges("No plan meets the hard minimums.")
      }
      return Answer(assignment: assignment, values: verdict.levelValues)
    } catch let failure as DocketEngineFailure {
      throw failure
    } catch let failure as SolverFailure {
      throw .match(MatchFailure(failure, solver: "network-simplex"))
    } catch let invalid as InvalidProblem {
      throw .match(.internalFault(codes: invalid.faults.map(\.code)))
    } catch {
      throw .match(.internalFault(codes: []))
    }
  }

  private func problem(_ floors: [Int], _ levels: [ObjectiveLevel]) throws(InvalidProblem) -> AssignmentProblem {
    let whole = compiled.problem
    let first = whole.groups.count
    let units = Int32(clamping: whole.units)
    let short: [Int64] = [-1] + levels.map { _ in 0 }
    let marginals = people.indices.compactMap { rank -> OutletMarginal? in
      let spare = Int32(clamping: people[rank] - floors[rank])
      guard spare < units else { return nil }
      let free = spare > 0 ? [OutletMarginal.Segment(width: spare, scores: short.map { _ in 0 })] : []
      return OutletMarginal(
        outlet: whole.columnCount + first + rank, segments: free + [.init(width: units - spare, scores: short)])
    }
    return try AssignmentProblem(
      rowCounts: whole.rowCounts, columnCapacities: whole.columnCapacities, columnFloors: whole.columnFloors,
      columnParents: whole.columnParents,
      groups: whole.groups + people.map { _ in ColumnGroup(capacity: units) }, rowParents: whole.rowParents,
      idleParents: classes.indices.map { row in
        whole.parent(ofRow: row) == nil ? Int32(first + classes[row]) : -1
      },
      arcs: whole.arcs,
      levels: [ObjectiveLevel(name: "floors", scores: .marginalsOnly)] + levels, marginals: marginals)
  }

  // MARK: The way back

  /// The plan of a flow; `above` says how far the bound of the first level that is not proved lies above its value.
  private func built(_ assignment: Assignment, proven: Int, bound above: Int64?) -> MatchPlan {
    var verdict = Verdict()
    verdict.provenLevels = proven
    let outcome = SolveOutcome(
      termination: .finished, assignment: assignment, certificate: .none(reason: "a cap on changes is no flow"))
    let answer = CheckedAnswer(solver: "network-simplex", outcome: outcome, verdict: verdict)
    var plan = PlanBuilder(instance: instance, compiled: compiled, codes: compiled.codes, seed: seed).plan(answer)
    plan.prices = nil
    if let open = plan.levels.first(where: { !$0.proven }) {
      plan.bound = open.name == Policy.LevelName.quality.rawValue ? above.map { (open.value ?? 0) + $0 } : nil
    }
    return plan
  }
}
