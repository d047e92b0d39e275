import AssignmentCore

/// Puts a checked outcome into the words of the domain.
struct PlanBuilder {
  let instance: CaseInstance
  let compiled: CompiledInstance
  let codes: FactCodes
  let seed: UInt64

  /// How many levels of an accepted outcome are proved, and the bound of the first that is not; see ``MatchPlan/bound``.
  func proof(_ answer: CheckedAnswer) -> (provenLevels: Int, bound: Int64?) {
    let attorneyOf = Decoder(map: compiled.map).attorneys(answer.outcome.assignment ?? Assignment(flows: []))
    let values = LevelValues(instance: instance, compiled: compiled, attorneyOf: attorneyOf)
    let levels = values.results(proven: provenLevels(answer))
    return (levels.prefix { $0.proven }.count, bound(levels, answer))
  }

  /// Levels that are proved in the words of the domain.
  ///
  /// A search tree proves the most worthy steps of `group-rates`; beside side constraints these need not be leximin, so
  /// only the network's proof counts for that level.
  private func provenLevels(_ answer: CheckedAnswer) -> Int {
    guard case .tree = answer.outcome.certificate, let rates = compiled.map.levels[.groupRates],
      (compiled.rates?.names.count ?? 0) > 1
    else { return answer.verdict.provenLevels }
    return min(answer.verdict.provenLevels, rates.lowerBound)
  }

  /// The plan of an outcome that the verifier accepted.
  func plan(_ answer: CheckedAnswer) -> MatchPlan {
    var plan = frame(answer)
    guard compiled.contradictions.isEmpty, !answer.verdict.provesInfeasible else {
      plan.status = .infeasible
      return plan
    }
    let assignment = answer.outcome.assignment ?? Assignment(flows: [])
    let attorneyOf = Decoder(map: compiled.map).attorneys(assignment)
    plan.pairs = pairs(attorneyOf)
    let values = LevelValues(instance: instance, compiled: compiled, attorneyOf: attorneyOf)
    plan.levels = values.results(proven: provenLevels(answer))
    plan.bound = bound(plan.levels, answer)
    plan.prices = prices(answer)
    if !compiled.map.leads.isEmpty, case .gap = answer.outcome.certificate { (plan.prices, plan.bound) = (nil, nil) }
    if case .tree(let proof) = answer.outcome.certificate { plan.tree = proof }
    plan.status = plan.isVerified ? .optimal : .feasible
    (plan.unmatched, plan.bottlenecks) = evidence(assignment, plan.pairs).explain(
      Array(attorneyOf.prefix(instance.survivors.count)))
    return plan
  }

  /// The plan of people who took their attorneys without a problem; the answer tells of the solver alone.
  func plan(_ answer: CheckedAnswer, attorneyOf: [Int32]) -> MatchPlan {
    var plan = frame(answer)
    plan.pairs = pairs(attorneyOf)
    plan.levels = LevelValues(instance: instance, compiled: compiled, attorneyOf: attorneyOf).results(proven: -1)
    let flow = TreeCheck.assignment(plan.pairs.positions(in: instance), compiled)
    let evidence = Evidence(instance: instance, compiled: compiled, codes: codes, assignment: flow)
    (plan.unmatched, plan.bottlenecks) = evidence.explain(attorneyOf)
    return plan
  }

  /// Where cases have two attorneys, the leads alone are looked at, and co-counsel has its places.
  private func evidence(_ assignment: Assignment, _ pairs: [MatchedPair]) -> Evidence {
    let placed = compiled.map.leads.isEmpty ? instance : instance.placingCoCounsel(pairs)
    if !compiled.map.leads.isEmpty, let seen = try? InstanceCompiler().compile(placed, seed: seed) {
      let flow = TreeCheck.assignment(pairs.positions(in: instance), seen)
      return Evidence(instance: placed, compiled: seen, codes: seen.codes, assignment: flow)
    }
    return Evidence(instance: instance, compiled: compiled, codes: codes, assignment: assignment)
  }

  private func frame(_ answer: CheckedAnswer) -> MatchPlan {
    var size = ProblemSize()
    size.survivors = instance.survivors.count
    size.attorneys = instance.attorneys.count
    size.survivorTypes = compiled.problem.rowCount
    size.attorneyTypes = compiled.problem.columnCount
    size.arcs = compiled.cells?.arcs.count ?? compiled.problem.arcs.count
    let held = instance.survivors.indices.filter { compiled.map.onHold[$0] }
    return MatchPlan(
      status: .feasible, termination: answer.outcome.termination, solver: answer.solver, fallback: answer.fallback,
      seed: seed, policy: instance.policy, onHold: held.map { instance.survivors[$0].id }, size: size,
      statistics: answer.outcome.statistics)
  }

  private func pairs(_ attorneyOf: [Int32]) -> [MatchedPair] {
    let count = instance.survivors.count
    let seconds = Dictionary(uniqueKeysWithValues: compiled.map.leads.enumerated().map { ($1, count + $0) })
    return (0..<count).filter { attorneyOf[$0] >= 0 }.map { survivor in
      let attorney = Int(attorneyOf[survivor])
      let second = seconds[survivor].flatMap { attorneyOf[$0] < 0 ? nil : Int(attorneyOf[$0]) }
      return MatchedPair(
        survivor: instance.survivors[survivor].id, attorney: instance.attorneys[attorney].id,
        firm: instance.attorneys[attorney].firm, coCounsel: second.map { instance.attorneys[$0].id },
        isPinned: compiled.map.pinnedAttorney[survivor] >= 0, score: codes.score(survivor: survivor, attorney: attorney)
      )
    }
  }
}

extension PlanBuilder {
  /// Duals of types, given to each of their people, for the proven levels and, where there is a gap, for its bound.
  private func prices(_ answer: CheckedAnswer) -> PlanPrices? {
    let duals: DualPrices
    let count: Int
    switch answer.outcome.certificate {
    case .optimality(let prices): (duals, count) = (prices, answer.verdict.provenLevels)
    // All levels of the relaxation: those that are not proven prove the bound.
    case .gap(let bound): (duals, count) = (bound.duals, bound.duals.levelCount)
    case .infeasibility, .tree, .none: return nil
    }
    guard count > 0 else { return nil }
    func vector(_ node: Int) -> [Int64] { (0..<count).map { duals.potential(node: node, level: $0) } }
    let (map, problem) = (compiled.map, compiled.problem)
    // People of one type share one vector.
    let rows = (0..<problem.rowCount).map(vector)
    let columns = (0..<problem.columnCount).map { vector(problem.rowCount + $0) }
    let group = problem.rowCount + problem.columnCount
    let zero = [Int64](repeating: 0, count: count)
    return PlanPrices(
      levels: Array(map.levels.priceNames.prefix(count)),
      survivors: map.rowOfSurvivor.map { $0 < 0 ? [] : rows[Int($0)] },
      attorneys: map.columnOfAttorney.map { columns[Int($0)] },
      firms: instance.firms.indices.map { firm in
        if map.groupOfFirm[firm] >= 0 { return vector(group + Int(map.groupOfFirm[firm])) }
        guard instance.firms[firm].capacity != nil || instance.firms[firm].minimum > 0 else { return [] }
        return map.networkGroup.map { vector(group + Int($0)) } ?? zero
      },
      network: map.networkGroup.map { vector(group + Int($0)) } ?? (instance.policy.networkCapacity == nil ? [] : zero),
      groups: compiled.rates?.outlets.map { $0 < 0 ? zero : vector(problem.rowCount + $0) } ?? [])
  }
}
