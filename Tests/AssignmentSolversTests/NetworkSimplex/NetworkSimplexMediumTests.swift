import AssignmentConformance
import AssignmentCore
import AssignmentSolvers
import Synchronization
import Testing

/// Problems too large for enumeration: the certificate is the judge.
@Suite struct NetworkSimplexMediumTests {
  /// 200 × 40 in five firms, minimums and loads as marginals, three levels.
  static func medium(seed: Int, spread: Int = 100, floors: Bool = false) throws -> AssignmentProblem {
    var random = SplitMix64(seed: UInt64(seed))
    let (rows, columns) = (200, 40)
    var starts = [0]
    var ends: [Int32] = []
    for _ in 0..<rows {
      for column in 0..<columns where random.chance(40) { ends.append(Int32(column)) }
      starts.append(ends.count)
    }
    let marginals = (0..<columns).filter { $0 % 3 == 0 }.map { column in
      OutletMarginal(
        outlet: column,
        segments: [.init(width: 2, scores: [0, 1, 0]), .init(width: 3, scores: [0, 0, -Int64(column)])])
    }
    // The last segment is worse than the zero after it, so it must reach the capacity.
    let capacities = (0..<columns).map { $0 % 3 == 0 ? Int32(5) : Int32(random.integer(in: 0...9)) }
    return try AssignmentProblem(
      rowCounts: (0..<rows).map { _ in Int32(random.integer(in: 0...3)) }, columnCapacities: capacities,
      columnFloors: (0..<columns).map { floors && capacities[$0] > 0 && $0 % 7 == 0 ? 1 : 0 },
      columnParents: (0..<columns).map { _ in Int32(random.integer(in: -1...4)) },
      groups: (0..<5).map { ColumnGroup(parent: $0 < 3 ? 4 : -1, capacity: $0 == 4 ? 60 : 25, floor: floors ? 3 : 0) },
      arcs: .sparse(starts: starts, columns: ends),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow((0..<rows).map { _ in Int64(random.integer(in: 1...3)) })),
        ObjectiveLevel(name: "minimums", scores: .marginalsOnly),
        ObjectiveLevel(
          name: "quality", scores: .perArc(.int32(ends.map { _ in Int32(random.integer(in: 0...spread)) }))),
      ], marginals: marginals)
  }

  @Test(arguments: [0, 3, 1_000]) func everyLevelIsProved(spread: Int) throws {
    for seed in 0..<8 {
      for floors in [false, true] {
        let problem = try Self.medium(seed: seed, spread: spread, floors: floors)
        let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
        let verdict = CertificateVerifier.verify(problem, outcome)
        #expect(verdict.provenLevels == 3, "seed \(seed), floors \(floors): \(verdict.failures)")
      }
    }
  }

  @Test func sameCallSameAnswer() throws {
    let problem = try Self.medium(seed: 1, spread: 5)
    let first = try NetworkSimplexSolver().solve(problem, limits: .none)
    let second = try NetworkSimplexSolver().solve(problem, limits: SolveLimits(threads: 4))
    #expect(first == second)
    #expect((first.statistics["pivots"] ?? 0) > 0)
    #expect((first.statistics["scanned-arcs"] ?? 0) > 0)
    #expect(first.statistics["degenerate-pivots"] != nil)
  }

  @Test func cancelledBeforeItBegins() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    let limits = SolveLimits(cancellation: cancellation)
    let problem = try Self.medium(seed: 2)
    let outcome = try NetworkSimplexSolver().solve(problem, limits: limits)
    #expect(outcome.termination == .cancelled)
    #expect(outcome.certificate == .none(reason: "cancelled"))
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.accepted && !verdict.levelValues.isEmpty, "\(verdict.failures)")
    let floors = try NetworkSimplexSolver().solve(try Self.medium(seed: 2, floors: true), limits: limits)
    #expect(floors.assignment == nil)
    let past = try NetworkSimplexSolver().solve(problem, limits: SolveLimits(deadline: .now))
    #expect(past.termination == .timeLimit)
  }

  /// Cancelled by its own progress, at the first report of each level: a feasible assignment, and the levels before
  /// it proved.
  @Test(arguments: [0, 1]) func cancelledOnTheWay(level: Int) throws {
    let rows = 1_500
    var random = SplitMix64(seed: 11)
    let problem = try AssignmentProblem(
      rowCounts: [Int32](repeating: 1, count: rows), columnCapacities: [Int32](repeating: 4, count: 300),
      arcs: .dense(rows: rows, columns: 300),
      levels: (0..<2).map { _ in
        ObjectiveLevel(
          name: "random", scores: .perArc(.int32((0..<rows * 300).map { _ in Int32(random.integer(in: 0...20)) })))
      })
    let cancellation = Cancellation()
    let reports = Mutex(0)
    let outcome = try NetworkSimplexSolver().solve(
      problem,
      limits: SolveLimits(
        cancellation: cancellation,
        progress: {
          reports.withLock { $0 += 1 }
          if $0.level >= level { cancellation.cancel() }
          #expect($0.phase == "pivoting")
        }))
    #expect(reports.withLock { $0 } > 0)
    #expect(outcome.termination == .cancelled)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.accepted, "\(verdict.failures)")
    #expect(verdict.provenLevels == level)
  }
}
