import AssignmentCore
import AssignmentSolvers
import Testing

@Suite("Hungarian: dense one-to-one")
struct DenseAssignmentTests {
  /// Everybody served, then the least cost; dense, or the same pairs written as sparse arcs for the general kernel.
  private func problem(rows: Int, columns: Int, costs: [Int64], dense: Bool = true) throws -> AssignmentProblem {
    let starts = (0...rows).map { $0 * columns }
    let heads = (0..<rows * columns).map { Int32($0 % columns) }
    return try AssignmentProblem(
      rowCounts: [Int32](repeating: 1, count: rows), columnCapacities: [Int32](repeating: 1, count: columns),
      arcs: dense ? .dense(rows: rows, columns: columns) : .sparse(starts: starts, columns: heads),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows))),
        ObjectiveLevel(name: "cost", scores: .perArc(.int64(costs.map { -$0 }))),
      ])
  }

  private func expectProved(
    _ problem: AssignmentProblem, _ comment: Comment, _ solver: HungarianSolver = .init()
  ) throws -> [Int64] {
    let outcome = try solver.solve(problem)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.failures == [], comment)
    #expect(verdict.provenLevels == 2, comment)
    return verdict.levelValues
  }

  @Test(arguments: [1, 3, 20, 1_000_000])
  func agreesWithTheGeneralKernel(range: Int64) throws {
    for seed in UInt64(0)..<120 {
      var random = SplitMix64(seed: seed)
      let rows = Int.random(in: 1...14, using: &random)
      let columns = seed % 3 == 0 ? rows : Int.random(in: 1...14, using: &random)
      let costs = (0..<rows * columns).map { _ in Int64.random(in: -range...range, using: &random) }
      let comment: Comment = "seed \(seed), \(rows) × \(columns), range \(range)"
      let dense = try expectProved(problem(rows: rows, columns: columns, costs: costs), comment)
      let general = try expectProved(problem(rows: rows, columns: columns, costs: costs, dense: false), comment)
      #expect(dense == general, comment)
      #expect(dense[0] == Int64(min(rows, columns)), comment)
    }
  }

  @Test func classWeightsWithEnoughPlaces() throws {
    for seed in UInt64(0)..<500 {
      let shape = SmallProblems.Shape(
        side: 2...4, counts: 1...1, capacities: 1...1, levels: 2...2, served: true, missing: 0)
      let problem = try SmallProblems.make(shape, seed: seed)
      #expect(try expectProved(problem, "seed \(seed)") == SmallProblems.optimum(problem), "seed \(seed)")
    }
  }

  /// Machol and Wien: c(i, j) = i × j, Jonker–Volgenant's worst case.
  @Test func macholWien() throws {
    let costs = (0..<2_500).map { (pair: Int) in Int64((pair / 50 + 1) * (pair % 50 + 1)) }
    let expected: Int64 = (1...50).map { $0 * (51 - $0) }.reduce(0, +)
    #expect(try expectProved(problem(rows: 50, columns: 50, costs: costs), "dense") == [50, -expected])
    #expect(try expectProved(problem(rows: 50, columns: 50, costs: costs, dense: false), "sparse") == [50, -expected])
  }

  @Test func allTies() throws {
    for (rows, columns) in [(40, 40), (30, 50), (50, 30), (1, 1), (1, 9), (9, 1)] {
      let costs = [Int64](repeating: 7, count: rows * columns)
      let most = Int64(min(rows, columns))
      #expect(
        try expectProved(problem(rows: rows, columns: columns, costs: costs), "\(rows) × \(columns)") == [
          most, -7 * most,
        ])
    }
  }

  /// Optima as published with the files (Beasley 1990).
  @Test(
    .enabled(if: ORLibrary.isPresent, "../shared/instances/lsap is not there"),
    arguments: [(100, 305), (200, 475), (300, 626), (400, 804)])
  func orLibrary(size: Int, optimum: Int64) throws {
    let costs = try #require(ORLibrary.costs(size: size))
    #expect(try expectProved(problem(rows: size, columns: size, costs: costs), "dense") == [Int64(size), -optimum])
    guard size <= 200 else { return }
    #expect(try expectProved(problem(rows: size, columns: size, costs: costs, dense: false), "sparse")[1] == -optimum)
  }

  @Test func stopsWhenTold() throws {
    var random = SplitMix64(seed: 1)
    let costs = (0..<60 * 60).map { _ in Int64.random(in: 0...9, using: &random) }
    for dense in [true, false] {
      let problem = try problem(rows: 60, columns: 60, costs: costs, dense: dense)
      let cancellation = Cancellation()
      cancellation.cancel()
      let cancelled = try HungarianSolver().solve(problem, limits: SolveLimits(cancellation: cancellation))
      #expect(cancelled.termination == .cancelled)
      #expect(cancelled.certificate == .none(reason: "cancelled"))
      let late = try HungarianSolver().solve(problem, limits: SolveLimits(deadline: .now - .seconds(1)))
      #expect(late.termination == .timeLimit)
      #expect(late.certificate == .none(reason: "stopped by the time limit"))
      for outcome in [cancelled, late] {
        #expect((outcome.assignment?.units ?? 99) < 60)
        #expect(CertificateVerifier.verify(problem, outcome).failures == [])
      }
    }
  }
}
