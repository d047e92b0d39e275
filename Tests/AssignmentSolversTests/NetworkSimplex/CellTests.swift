import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Testing

/// Problems whose pairs are told by codes against the same with every pair written down.
@Suite struct CellTests {
  @Test func agreesWithWrittenPairs() throws {
    var (scarce, exceptions) = (0, 0)
    for seed in 0..<1_500 {
      let problem = try Self.random(seed: seed, rows: 0...7, columns: 0...6)
      let written = try Self.written(problem)
      #expect(problem.arcs.count == written.arcs.count, "seed \(seed)")
      let degrees = (0..<written.rowCount).map { written.arcs.arcs(ofRow: $0).count }
      #expect(problem.arcs.degrees == degrees, "seed \(seed)")
      let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
      let expected = CertificateVerifier.verify(
        written, try NetworkSimplexSolver().solve(written, limits: .none))
      for verdict in [CertificateVerifier.verify(problem, outcome), CertificateVerifier.verify(written, outcome)] {
        #expect(verdict.accepted, "seed \(seed): \(verdict.failures)")
        #expect(verdict.levelValues == expected.levelValues, "seed \(seed)")
        #expect(verdict.provenLevels == problem.frame.levels.count, "seed \(seed)")
      }
      if (outcome.assignment?.units ?? 0) < problem.frame.units { scarce += 1 }
      if !problem.arcs.exceptions.isEmpty { exceptions += 1 }
    }
    #expect(scarce > 250 && exceptions > 250)
  }

  /// Without a plan only nothing can be claimed.
  @Test func nothingIsProvedWithoutAPlan() throws {
    let problem = try Self.random(seed: 3, rows: 2...4, columns: 2...4)
    func verdict(_ certificate: Certificate) -> Verdict {
      CertificateVerifier.verify(
        problem, SolveOutcome(termination: .finished, assignment: nil, certificate: certificate))
    }
    let none = verdict(.none(reason: "stopped"))
    #expect(none.accepted && none.provenLevels == 0 && none.levelValues == [])
    let claimed = verdict(.optimality(DualPrices(levelCount: 1, potentials: [])))
    #expect(claimed.failures == [.init(check: "assignment.missing", index: 0)])
  }

  @Test func largerProblems() throws {
    for seed in 0..<30 {
      let problem = try Self.random(seed: seed, rows: 40...90, columns: 15...40)
      let written = try Self.written(problem)
      let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
      let expected = CertificateVerifier.verify(
        written, try NetworkSimplexSolver().solve(written, limits: .none))
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.accepted, "seed \(seed): \(verdict.failures)")
      #expect(verdict.levelValues == expected.levelValues, "seed \(seed)")
      #expect(outcome == (try NetworkSimplexSolver().solve(problem, limits: SolveLimits(threads: 3))), "seed \(seed)")
    }
  }

  /// Whatever is changed in a claim, both verifiers say the same.
  @Test func verifierAgreesWithThatOfWrittenPairs() throws {
    var (accepted, refused) = (0, 0)
    for seed in 0..<3_000 {
      let problem = try Self.random(seed: seed % 600, rows: 1...5, columns: 1...5)
      let written = try Self.written(problem)
      var outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
      var random = SplitMix64(seed: UInt64(seed) ^ 0xA11)
      if random.chance(70), case .optimality(var duals) = outcome.certificate {
        if random.chance(30) {
          let kept = random.integer(in: 1...duals.levelCount)
          duals.potentials = duals.potentials.indices.filter { $0 % duals.levelCount < kept }.map {
            duals.potentials[$0]
          }
          duals.levelCount = kept
        }
        duals.potentials[random.below(duals.potentials.count)] += Int64(random.integer(in: -3...3))
        outcome.certificate = .optimality(duals)
      } else if var flows = outcome.assignment?.flows, !flows.isEmpty {
        let index = random.below(flows.count)
        if random.chance(50) {
          flows.remove(at: index)
        } else {
          flows[index].column = Int32(random.below(problem.frame.columnCount))
        }
        outcome.assignment = Assignment(flows: flows)
      }
      let (one, other) = (CertificateVerifier.verify(problem, outcome), CertificateVerifier.verify(written, outcome))
      #expect(one.accepted == other.accepted, "seed \(seed): \(one.failures) \(other.failures)")
      if one.accepted { accepted += 1 } else { refused += 1 }
    }
    #expect(accepted > 150 && refused > 500, "\(accepted) \(refused)")
  }

  @Test func refusesPricesBeyondItsKeys() throws {
    let problem = try Self.random(seed: 5, rows: 3...3, columns: 3...3)
    var outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
    guard case .optimality(var duals) = outcome.certificate else { return }
    duals.potentials[0] = .max
    outcome.certificate = .optimality(duals)
    #expect(!CertificateVerifier.verify(problem, outcome).accepted)
  }

  @Test func stopsWhenCancelled() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    let problem = try Self.random(seed: 7, rows: 3...3, columns: 3...3)
    let outcome = try NetworkSimplexSolver().solve(problem, limits: SolveLimits(cancellation: cancellation))
    #expect(outcome.termination == .cancelled)
    #expect(CertificateVerifier.verify(problem, outcome).accepted)
  }

  @Test func refusesFaultyCodes() throws {
    #expect(throws: InvalidProblem.self) {
      try CellArcs(
        rowCount: 1, columnCount: 1,
        facets: [.init(rowCodes: [1], columnCodes: [0], columnKinds: 1, points: [3])])
    }
    #expect(throws: InvalidProblem.self) {
      try CellArcs(
        rowCount: 1, columnCount: 1,
        facets: [.init(rowCodes: [0], columnCodes: [0], columnKinds: 1, points: [3])],
        exceptions: [.init(row: 0, column: 1, points: 0)])
    }
  }

  // MARK: Random problems

  static func random(seed: Int, rows: ClosedRange<Int>, columns: ClosedRange<Int>) throws -> CellProblem {
    var random = SplitMix64(seed: UInt64(seed) &* 77 &+ 5)
    let (rowCount, columnCount) = (random.integer(in: rows), random.integer(in: columns))
    let facets = (0..<random.integer(in: 1...4)).map { _ -> CellArcs.Facet in
      let (high, wide) = (random.integer(in: 1...3), random.integer(in: 1...3))
      let points = (0..<high * wide).map { _ in
        random.chance(15) ? CellArcs.ineligible : Int32(random.integer(in: -2...5))
      }
      return CellArcs.Facet(
        rowCodes: (0..<rowCount).map { _ in Int32(random.below(high)) },
        columnCodes: (0..<columnCount).map { _ in Int32(random.below(wide)) }, columnKinds: wide, points: points)
    }
    let bars = random.chance(40) ? random.integer(in: 0...30) : 0
    var exceptions: [CellArcs.Exception] = []
    for row in 0..<rowCount {
      for column in 0..<columnCount where random.chance(bars) {
        let points = random.chance(50) ? CellArcs.ineligible : Int32(random.integer(in: -3...6))
        exceptions.append(.init(row: Int32(row), column: Int32(column), points: points))
      }
    }
    let arcs = try CellArcs(rowCount: rowCount, columnCount: columnCount, facets: facets, exceptions: exceptions)
    let served = ObjectiveLevel(
      name: "served", scores: .perRow((0..<rowCount).map { _ in Int64(random.integer(in: 1...3)) }))
    let quality = ObjectiveLevel(name: "quality", scores: .perArc(.int32([])))
    let minimums = ObjectiveLevel(name: "minimums", scores: .marginalsOnly)
    let orders = [
      [served, quality], [served, minimums, quality], [quality, served], [quality], [served],
      [minimums, quality, served],
    ]
    let levels = orders[random.below(orders.count)]
    return try CellProblem(
      frame: frame(rowCount, columnCount, levels, &random), arcs: arcs,
      scoreLevel: levels.firstIndex { $0.name == "quality" })
  }

  private static func frame(
    _ rows: Int, _ columns: Int, _ levels: [ObjectiveLevel], _ random: inout SplitMix64
  ) throws -> AssignmentProblem {
    let groups = (0..<random.integer(in: 0...3)).map { group in
      ColumnGroup(
        parent: group > 0 && random.chance(50) ? Int32(random.below(group)) : -1,
        capacity: Int32(random.integer(in: 0...6)))
    }
    var marginals: [OutletMarginal] = []
    if let level = levels.firstIndex(where: { $0.name == "minimums" }) {
      for outlet in 0..<columns + groups.count where random.chance(40) {
        var scores = levels.map { _ in Int64(0) }
        scores[level] = 1
        marginals.append(
          .init(outlet: outlet, segments: [.init(width: Int32(random.integer(in: 1...2)), scores: scores)]))
      }
    }
    return try AssignmentProblem(
      rowCounts: (0..<rows).map { _ in Int32(random.integer(in: 0...4)) },
      columnCapacities: (0..<columns).map { _ in Int32(random.integer(in: 0...3)) },
      columnParents: groups.isEmpty ? [] : (0..<columns).map { _ in Int32(random.integer(in: -1...groups.count - 1)) },
      groups: groups, arcs: .sparse(starts: [Int](repeating: 0, count: rows + 1), columns: []), levels: levels,
      marginals: marginals)
  }

  /// Every eligible pair written down.
  static func written(_ problem: CellProblem) throws -> AssignmentProblem {
    var (starts, columns, scores): ([Int], [Int32], [Int64]) = ([0], [], [])
    for row in 0..<problem.frame.rowCount {
      for column in 0..<problem.frame.columnCount {
        guard let score = problem.arcs.score(row: row, column: column) else { continue }
        columns.append(Int32(column))
        scores.append(score)
      }
      starts.append(columns.count)
    }
    return try problem.restricted(starts: starts, columns: columns, scores: scores)
  }
}
