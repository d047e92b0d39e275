import AssignmentCore
import AssignmentSolvers

// Problem: what does a level cost? The people and the quality that the plan of the same policy without it would have.
// Formulation: the compiled problem without the level, and without what follows the last of served and quality, is solved
// by the solver that answered; the difference of people and of quality is the price. A level after which neither of
// them is listed cannot cost anything; nor can one without which the plan's own duals, its entries dropped, still prove
// the plan. Only proven plans are compared, because a difference of heuristics says nothing.
// Invariants: types and arcs are those of the plan; marginals are made anew for the levels left.
// Complexity: one check of the duals, and where that fails one solve, for each level before `served` or `quality` that is
// neither of them.

/// Finds what the levels of a proven plan cost.
struct LevelPricing {
  let compiled: CompiledInstance
  let solvers: [any AssignmentSolver]
  let answer: CheckedAnswer
  let limits: SolveLimits

  /// Gives every level but `served` and `quality` its price; nil where the time ran out before it was known.
  func fill(_ levels: inout [LevelResult]) {
    guard answer.verdict.provenLevels == compiled.problem.levels.count else { return }
    let entries = compiled.map.levels.entries
    for (index, entry) in entries.enumerated() where entry.name != .served && entry.name != .quality {
      levels[index].price = price(of: entry.name, later: entries[(index + 1)...].map(\.name))
    }
  }

  private func price(of name: Policy.LevelName, later: [Policy.LevelName]) -> LevelPrice? {
    guard later.contains(.served) || later.contains(.quality) else { return LevelPrice(people: 0, quality: 0) }
    guard limits.reasonToStop() == nil, let without = try? problem(without: name) else { return nil }
    if isProven(without.problem, without.levels) { return LevelPrice(people: 0, quality: 0) }
    var quiet = limits
    quiet.progress = nil
    var search = SolverSearch(solvers: solvers, problem: without.problem, limits: quiet)
    search.isPatient = false
    guard let other = try? search.named(answer.solver), let plan = other.outcome.assignment,
      other.verdict.provenLevels == without.problem.levels.count, let present = answer.outcome.assignment
    else { return nil }
    return LevelPrice(
      people: compiled.map.people(in: plan) - compiled.map.people(in: present),
      quality: quality(other, without.levels) - quality(answer, compiled.map.levels))
  }

  /// Whether the entries of these levels alone prove the plan best for them.
  private func isProven(_ problem: AssignmentProblem, _ levels: LevelTable) -> Bool {
    guard case .optimality(let duals) = answer.outcome.certificate else { return false }
    let kept = levels.entries.flatMap { compiled.map.levels[$0.name] ?? 0..<0 }
    var potentials: [Int64] = []
    potentials.reserveCapacity(problem.nodeCount * kept.count)
    for node in 0..<problem.nodeCount {
      for level in kept { potentials.append(duals.potential(node: node, level: level)) }
    }
    var outcome = answer.outcome
    outcome.certificate = .optimality(DualPrices(levelCount: kept.count, potentials: potentials))
    let verdict = CertificateVerifier.verify(problem, outcome)
    return verdict.accepted && verdict.provenLevels == problem.levels.count
  }

  /// 0 where quality is no level: then it is what it happens to be.
  private func quality(_ answer: CheckedAnswer, _ levels: LevelTable) -> Int64 {
    levels[.quality].map { answer.verdict.levelValues[$0.lowerBound] } ?? 0
  }

  /// The problem of the levels up to the last of served and quality, one of them left out.
  private func problem(without name: Policy.LevelName) throws -> (problem: AssignmentProblem, levels: LevelTable) {
    let (whole, all) = (compiled.problem, compiled.map.levels)
    let listed = all.entries.map(\.name)
    let last = listed.lastIndex { $0 == .served || $0 == .quality } ?? listed.count - 1
    let levels = LevelTable(listed[...last].filter { $0 != name }, bands: all.bands)
    let problem = try AssignmentProblem(
      rowCounts: whole.rowCounts, columnCapacities: whole.columnCapacities, columnFloors: whole.columnFloors,
      columnParents: whole.columnParents, groups: whole.groups, rowParents: whole.rowParents,
      idleParents: whole.idleParents, arcs: whole.arcs,
      levels: levels.entries.flatMap { entry in all[entry.name].map { whole.levels[$0] } ?? [] },
      marginals: try compiled.marginals.marginals(levels).marginals, sideConstraints: whole.sideConstraints)
    return (problem, levels)
  }
}
