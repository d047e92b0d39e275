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

  /// Rows alike but for a kept pair hand on to one row, people of three groups stay unserved at growing loss, and
  /// bands of quality read one grading: the shape of a policy with all levels.
  static func policy(seed: Int, floors: Bool) throws -> AssignmentProblem {
    let plain = try medium(seed: seed, spread: 99, floors: floors)
    var random = SplitMix64(seed: UInt64(seed) &+ 77)
    let (hubs, kept) = (plain.rowCount, 150)
    guard case .sparse(let starts, let columns) = plain.arcs.storage, case .perArc(let quality) = plain.levels[2].scores
    else { throw PlanMissing() }
    let parents = (0..<kept).map { _ in Int32(random.integer(in: 0...hubs / 2)) }
    let pairs = parents.map { parent -> (column: Int32, score: Int32) in
      let arc = random.integer(in: starts[Int(parent)]...starts[Int(parent) + 1] - 1)
      return (columns[arc], Int32(truncatingIfNeeded: quality[arc]))
    }
    let scores = (0..<columns.count).map { Int32(truncatingIfNeeded: quality[$0]) } + pairs.map(\.score)
    let grades = scores.map { UInt16($0 / 25) }
    let outlets = plain.outletCount
    let units = plain.units + Int64(kept)
    let classes: [Int64] = (0..<hubs).map { _ in Int64(random.integer(in: 1...3)) }
    func vector(_ level: Int, _ score: Int64) -> [Int64] { (0..<9).map { $0 == level ? score : 0 } }
    let idle = (0..<3).map { group in
      OutletMarginal(
        outlet: outlets + group,
        segments: (1...60).map { .init(width: 1, scores: vector(6, -Int64($0 * (group + 1)))) }
          + [.init(width: .max / 2, scores: vector(6, -1_000))])
    }
    let old = plain.marginals.map { marginal in
      OutletMarginal(
        outlet: marginal.outlet,
        segments: marginal.segments.map { .init(width: $0.width, scores: vector(1, $0.scores[1])) })
    }
    return try AssignmentProblem(
      rowCounts: plain.rowCounts.enumerated().map { $0 % 5 == 0 ? 0 : $1 } + [Int32](repeating: 1, count: kept),
      columnCapacities: plain.columnCapacities, columnFloors: plain.columnFloors, columnParents: plain.columnParents,
      groups: plain.groups + (0..<3).map { _ in ColumnGroup(capacity: Int32(units)) },
      rowParents: [Int32](repeating: -1, count: hubs) + parents,
      idleParents: (0..<hubs).map { Int32(plain.groups.count + $0 % 3) } + [Int32](repeating: -1, count: kept),
      arcs: .sparse(starts: starts + (1...kept).map { columns.count + $0 }, columns: columns + pairs.map(\.column)),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow(classes + parents.map { classes[Int($0)] })),
        ObjectiveLevel(name: "minimums", scores: .marginalsOnly),
      ]
        + (0..<4).map { band in
          let values = (0..<4).map { Int64($0 == band ? -1 : 0) }
          return ObjectiveLevel(name: "band \(band)", scores: .perGrade(grades: grades, values: values))
        } + [
          ObjectiveLevel(name: "group-rates", scores: .marginalsOnly),
          ObjectiveLevel(
            name: "changes", scores: .perRow((0..<hubs + kept).map { $0 < hubs ? 0 : 1 })),
          ObjectiveLevel(name: "quality", scores: .perArc(.int32(scores))),
        ], marginals: old + idle)
  }

  struct PlanMissing: Error {}

  /// Two judges: the solver's own duals, and those recovered from the assignment alone.
  @Test func allLevelsOfAPolicyAreProved() throws {
    for seed in 0..<6 {
      for floors in [false, true] {
        let problem = try Self.policy(seed: seed, floors: floors)
        let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
        let verdict = CertificateVerifier.verify(problem, outcome)
        #expect(verdict.provenLevels == 9, "seed \(seed), floors \(floors): \(verdict.failures)")
        let sifted = try NetworkSimplexSolver(siftedFrom: 0).solve(problem, limits: .none)
        let second = CertificateVerifier.verify(problem, sifted)
        #expect(second.provenLevels == 9, "seed \(seed), floors \(floors): \(second.failures)")
        #expect(second.levelValues == verdict.levelValues, "seed \(seed), floors \(floors)")
        guard let assignment = outcome.assignment else { continue }
        let recovered = DualRecovery.duals(for: problem, assignment: assignment)
        #expect(recovered.provenLevels == 9, "seed \(seed), floors \(floors)")
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
