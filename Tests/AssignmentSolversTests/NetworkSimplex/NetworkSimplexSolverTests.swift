import AssignmentCore
import AssignmentSolvers
import Testing

/// Solves, has the outcome verified, and compares it with enumeration.
private func checkAgainstEnumeration(
  _ problem: AssignmentProblem, _ trace: String, solver: NetworkSimplexSolver = NetworkSimplexSolver()
) throws {
  let outcome = try solver.solve(problem, limits: .none)
  let verdict = CertificateVerifier.verify(problem, outcome)
  #expect(outcome.termination == .finished, "\(trace)")
  guard let best = Enumeration(problem).best else {
    #expect(verdict.provesInfeasible, "\(trace): \(outcome.certificate)")
    return
  }
  #expect(verdict.accepted, "\(trace): \(verdict.failures)")
  #expect(verdict.levelValues == best, "\(trace)")
  #expect(verdict.provenLevels == problem.levels.count, "\(trace)")
}

@Suite struct NetworkSimplexSolverTests {
  @Test func agreesWithEnumeration() throws {
    for seed in 0..<4_000 {
      try checkAgainstEnumeration(try SmallProblem.random(seed: seed), "seed \(seed)")
    }
  }

  @Test func agreesWithEnumerationUnderFloors() throws {
    for seed in 0..<4_000 {
      let shape = SmallShape(floors: true)
      try checkAgainstEnumeration(try SmallProblem.random(seed: seed, shape), "seed \(seed)")
    }
  }

  @Test func agreesWithEnumerationOneToOne() throws {
    for seed in 0..<1_500 {
      let shape = SmallShape(rows: 5, columns: 4, largestCount: 1, levels: 2, groups: false, marginals: false)
      try checkAgainstEnumeration(try SmallProblem.random(seed: seed, shape), "seed \(seed)")
    }
  }

  @Test(arguments: [(true, false), (false, true), (true, true)])
  func agreesWithEnumerationOnTheSideOfTheRows(handOn: Bool, idle: Bool) throws {
    var used = 0
    for seed in 0..<2_000 {
      let shape = SmallShape(rows: 4, floors: seed % 2 == 1, handOn: handOn, idle: idle)
      let problem = try SmallProblem.random(seed: seed, shape)
      try checkAgainstEnumeration(problem, "seed \(seed)")
      if problem.rowParents.contains(where: { $0 >= 0 }) || problem.idleParents.contains(where: { $0 >= 0 }) {
        used += 1
      }
    }
    #expect(used > 800)
  }

  /// What only very large problems do by themselves.
  @Test func agreesWithEnumerationWhenItSifts() throws {
    for seed in 0..<2_000 {
      let shape = SmallShape(rows: 4, floors: seed % 3 == 1, handOn: seed % 2 == 1, idle: seed % 4 > 1)
      try checkAgainstEnumeration(
        try SmallProblem.random(seed: seed, shape), "seed \(seed)", solver: NetworkSimplexSolver(siftedFrom: 0))
    }
  }

  /// The same with all scores multiplied up to the largest that a problem accepts: still exact, still proved.
  @Test func agreesWithEnumerationAtTheLimitOfScores() throws {
    for seed in 0..<1_500 {
      let sides = seed % 3 == 0
      let small = try SmallProblem.random(seed: seed, SmallShape(floors: true, handOn: sides, idle: sides))
      let ways = max(Int64(small.nodeCount + 4), small.units * Int64(small.groups.count + 2), 1)
      try checkAgainstEnumeration(try small.multiplied(by: (1 << 62) / ways / 4), "seed \(seed)")
    }
  }
}

extension AssignmentProblem {
  /// The same problem with every score times `factor`.
  fileprivate func multiplied(by factor: Int64) throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
      columnParents: columnParents, groups: groups, rowParents: rowParents, idleParents: idleParents, arcs: arcs,
      levels: levels.map { level in
        let scores: ObjectiveLevel.Scores =
          switch level.scores {
          case .perRow(let values): .perRow(values.map { $0 * factor })
          case .perArc(let values): .perArc(.int64((0..<values.count).map { values[$0] * factor }))
          case .perGrade(let grades, let values): .perGrade(grades: grades, values: values.map { $0 * factor })
          case .marginalsOnly: .marginalsOnly
          }
        return ObjectiveLevel(name: level.name, scores: scores)
      },
      marginals: marginals.map { marginal in
        OutletMarginal(
          outlet: marginal.outlet,
          segments: marginal.segments.map { .init(width: $0.width, scores: $0.scores.map { $0 * factor }) })
      })
  }
}
