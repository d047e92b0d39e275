// Problem: the instance as additions see it: who could be served, where places could be added, and what is served without.
// Formulation: the instance is compiled for the level `served` alone, with every attorney's places raised by what may be
// added to her; how many of a column's places are there already is kept beside it. Caps of firms and the network that
// bind only then have their groups. Facts that only scores read are left out, so there are fewer types.
// Invariants: the members of a column are alike in all that rules read; where firm caps exist, in firm.
// Complexity: one compilation and one solve of the level `served`.
// Cannot: hours and households: they are left out, and the plan says so (`isBound`).

import AssignmentCore
import AssignmentSolvers

/// An instance compiled for additions.
struct RecruitGround {
  let instance: CaseInstance
  /// With raised places, and one attorney more where the network has a cap.
  let extended: CaseInstance
  let compiled: CompiledInstance
  let costs: RecruitCosts
  /// Places that each column has now; the problem's capacity counts those that may be added.
  let places: [Int64]
  /// What the people of each row ask of an attorney; nil where no new one can help.
  let needs: [RecruitNeed?]
  /// An assignment that serves the most without additions.
  let assignment: Assignment
  let limits: SolveLimits

  var problem: AssignmentProblem { compiled.problem }
  var map: IndexMap { compiled.map }
  /// Units served without additions.
  var served: Int64 { assignment.units }
  var hasSides: Bool { !problem.sideConstraints.isEmpty }

  init(_ instance: CaseInstance, _ costs: RecruitCosts, _ limits: SolveLimits) throws(RecruitFailure) {
    self.instance = instance
    self.costs = costs
    self.limits = limits
    extended = Self.extended(instance, costs)
    let most = costs.place == nil ? 0 : costs.placesPerAttorney
    do {
      compiled = try InstanceCompiler().compile(extended)
    } catch {
      throw .match(error)
    }
    guard compiled.contradictions.isEmpty else { throw .noPlan }
    let (map, problem) = (compiled.map, compiled.problem)
    places = (0..<problem.columnCount).map { column in
      let members = map.columnMembers[column]
      let now = members.reduce(Int64(0)) { $0 + Int64(max(0, map.places[Int($1)] - most)) }
      return min(now, Int64(problem.columnCapacities[column]))
    }
    let (people, policy, pinned) = (instance.survivors, instance.policy, !instance.pins.isEmpty)
    needs = (0..<problem.rowCount).map { row in
      guard let first = map.rowMembers[row].first else { return nil }
      let survivor = people[Int(first)]
      // A pin of the household ties her to its attorney or firm.
      return survivor.household != nil && pinned ? nil : RecruitNeed(survivor, policy)
    }
    assignment = try Self.served(problem, places, limits)
  }

  /// Everybody's places raised by what may be added; free places of pinned and active cases are not touched.
  private static func extended(_ instance: CaseInstance, _ costs: RecruitCosts) -> CaseInstance {
    let most = costs.place == nil ? 0 : costs.placesPerAttorney
    var attorneys = instance.attorneys
    for index in attorneys.indices {
      attorneys[index].capacity = max(attorneys[index].capacity, attorneys[index].activeLoad) + most
    }
    if instance.policy.networkCapacity != nil {
      // She fits nobody, but her places make a cap bind that new attorneys would meet.
      var id = "new"
      let known = Set(attorneys.map(\.id))
      while known.contains(id) { id += "+" }
      attorneys.append(
        Attorney(id: id, admissions: [], languages: [], capacity: instance.survivors.count + 1, traumaTraining: nil))
    }
    var policy = instance.policy
    policy.levels = [.served]
    policy.weights = Policy.Weights()
    policy.weights.clear()
    return CaseInstance(instance, attorneys: attorneys, policy: policy)
  }

  private static func served(
    _ problem: AssignmentProblem, _ places: [Int64], _ limits: SolveLimits
  ) throws(RecruitFailure) -> Assignment {
    do {
      let plain = try AssignmentProblem(
        rowCounts: problem.rowCounts, columnCapacities: places.map { Int32($0) }, columnFloors: problem.columnFloors,
        columnParents: problem.columnParents, groups: problem.groups, arcs: problem.arcs,
        levels: [ObjectiveLevel(name: "served", scores: .perRow(problem.rowCounts.map { _ in 1 }))])
      return try solved(plain, limits)
    } catch let failure as RecruitFailure {
      throw failure
    } catch let invalid as InvalidProblem {
      throw .match(.internalFault(codes: invalid.faults.map(\.code)))
    } catch {
      throw .match(.internalFault(codes: ["recruit.served"]))
    }
  }

  /// The optimum of all levels, certified.
  static func solved(_ problem: AssignmentProblem, _ limits: SolveLimits) throws(RecruitFailure) -> Assignment {
    let outcome: SolveOutcome
    do {
      outcome = try NetworkSimplexSolver().solve(problem, limits: limits)
    } catch {
      throw .match(MatchFailure(error, solver: "network-simplex"))
    }
    let verdict = CertificateVerifier.verify(problem, outcome)
    if verdict.accepted, verdict.provesInfeasible { throw .noPlan }
    guard outcome.termination == .finished else {
      throw .match(.stopped(solver: "network-simplex", reason: outcome.termination.rawValue))
    }
    guard verdict.accepted, verdict.provenLevels == problem.levels.count, let assignment = outcome.assignment else {
      let checks = Set(verdict.failures.map(\.check)).sorted()
      throw .match(.solverUntrusted(solver: "network-simplex", checks: checks))
    }
    return assignment
  }

  /// What each class is worth in `served`, by row.
  var classWeights: [Int64] {
    guard let level = map.levels[.served]?.lowerBound, case .perRow(let weights) = problem.levels[level].scores else {
      return problem.rowCounts.map { _ in 1 }
    }
    return weights
  }
}

extension Policy.Weights {
  /// Nothing scores.
  mutating func clear() {
    (language, homeState, traumaTraining, experience, meeting, personal) = (0, 0, 0, 0, 0, 0)
  }
}
