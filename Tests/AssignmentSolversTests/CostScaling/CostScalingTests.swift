import AssignmentCore
import AssignmentSolvers
import Testing

@Suite("Cost scaling: every level proved, by its own duals")
struct CostScalingTests {
  private func expectOptimal(_ shape: SmallProblems.Shape, seeds: Range<UInt64>) throws {
    for seed in seeds {
      let problem = try SmallProblems.make(shape, seed: seed)
      let outcome = try CostScalingSolver().solve(problem)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.failures == [], "seed \(seed)")
      #expect(verdict.provenLevels == problem.levels.count, "seed \(seed)")
      #expect(try verdict.levelValues == SmallProblems.optimum(problem), "seed \(seed)")
      if !verdict.accepted { return }
    }
  }

  @Test func smallProblemsOfEveryKind() throws {
    try expectOptimal(.init(), seeds: 0..<500)
    try expectOptimal(.init(groups: true), seeds: 1_000..<1_500)
  }

  @Test func ties() throws {
    try expectOptimal(.init(scores: 0...1, groups: true), seeds: 10_000..<10_300)
  }

  @Test func oneToOne() throws {
    try expectOptimal(
      .init(counts: 1...1, capacities: 1...1, levels: 2...2, served: true, missing: 30), seeds: 20_000..<20_800)
  }

  @Test func scoresNearTheLimit() throws {
    let limit = (Int64(1) << 62) / 64
    try expectOptimal(.init(scores: -limit...limit), seeds: 30_000..<30_200)
    try expectOptimal(
      .init(counts: 1...1, capacities: 1...1, levels: 2...2, scores: -limit...limit, served: true, missing: 0),
      seeds: 31_000..<31_200)
  }

  /// One-to-one with an arc from each row to its own column, and `degree` more.
  private func arcs(_ count: Int, degree: Int, costs: ClosedRange<Int64>, seed: UInt64) -> [[Int32: Int64]] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { row in
      var arcs: [Int32: Int64] = [Int32(row): Int64.random(in: costs, using: &random)]
      for _ in 0..<degree {
        arcs[Int32.random(in: 0..<Int32(count), using: &random)] = Int64.random(in: costs, using: &random)
      }
      return arcs
    }
  }

  private func problem(_ arcs: [[Int32: Int64]]) throws -> AssignmentProblem {
    let sorted = arcs.map { $0.sorted { $0.key < $1.key } }
    var starts = [0]
    for row in sorted { starts.append(starts[starts.count - 1] + row.count) }
    return try AssignmentProblem(
      rowCounts: [Int32](repeating: 1, count: arcs.count), columnCapacities: [Int32](repeating: 1, count: arcs.count),
      arcs: .sparse(starts: starts, columns: sorted.flatMap { $0.map(\.key) }),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: arcs.count))),
        ObjectiveLevel(name: "cost", scores: .perArc(.negatedInt64(sorted.flatMap { $0.map(\.value) }))),
      ])
  }

  @Test(arguments: [0...1, 1...100, -1_000_000...1_000_000, -(1 << 45)...(1 << 45)] as [ClosedRange<Int64>])
  func sparseAgreesWithHungarian(costs: ClosedRange<Int64>) throws {
    for (seed, degree) in [1, 2, 3, 6, 12].enumerated() {
      let problem = try problem(arcs(150, degree: degree, costs: costs, seed: UInt64(seed)))
      let outcome = try CostScalingSolver().solve(problem)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(outcome.statistics["augmentations"] != nil, "not by the kernel for one-to-one")
      #expect(verdict.failures == [] && verdict.provenLevels == 2, "degree \(degree)")
      let other = CertificateVerifier.verify(problem, try HungarianSolver().solve(problem))
      #expect(verdict.levelValues == other.levelValues, "degree \(degree)")
    }
  }

  /// Where two rows share their only column, not everybody can be served.
  @Test func withoutAPerfectMatching() throws {
    var rows = arcs(60, degree: 3, costs: 1...50, seed: 4)
    rows[7] = [3: 10]
    rows[8] = [3: 2]
    let problem = try problem(rows)
    let outcome = try CostScalingSolver().solve(problem)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.failures == [] && verdict.provenLevels == 2)
    #expect(verdict.levelValues[0] < 60)
    let other = CertificateVerifier.verify(problem, try HungarianSolver().solve(problem))
    #expect(verdict.levelValues == other.levelValues)
  }

  private func flow(_ arcs: [[Int32: Int64]], uppers: Int64 = 1, shuffled: Bool = false) throws -> FlowProblem {
    var random = SplitMix64(seed: 1)
    var list = arcs.enumerated().flatMap { (row, arcs) in
      arcs.sorted { $0.key < $1.key }.map { (row: Int32(row), column: $0.key, cost: $0.value) }
    }
    if shuffled { list.shuffle(using: &random) }
    let count = arcs.count
    // Demands first, so that rows and nodes differ.
    return try FlowProblem(
      supplies: [Int64](repeating: -1, count: count) + [Int64](repeating: 1, count: count),
      tails: list.map { $0.row + Int32(count) }, heads: list.map(\.column),
      lowers: [Int64](repeating: 0, count: list.count), uppers: [Int64](repeating: uppers, count: list.count),
      costs: list.map(\.cost))
  }

  @Test(arguments: [(Int64(1), false), (1, true), (7, true)])
  func flowsThatAreOneToOne(uppers: Int64, shuffled: Bool) throws {
    for seed in UInt64(0)..<20 {
      let arcs = arcs(40, degree: 4, costs: -30...30, seed: seed)
      let flow = try flow(arcs, uppers: uppers, shuffled: shuffled)
      let outcome = try #require(CostScalingSolver().solveOneToOne(flow), "seed \(seed)")
      let verdict = CertificateVerifier.verify(flow, outcome)
      #expect(verdict.failures == [] && verdict.provenLevels == 1, "seed \(seed)")
      let simplex = try NetworkSimplexSolver().solve(flow, limits: .none)
      #expect(verdict.levelValues == CertificateVerifier.verify(flow, simplex).levelValues, "seed \(seed)")
    }
  }

  @Test func otherFlowsAreLeftToOthers() throws {
    let arcs = arcs(10, degree: 2, costs: 1...9, seed: 1)
    let plain = try flow(arcs)
    var rows = arcs
    rows[1] = [4: 1]
    rows[2] = [4: 1]
    #expect(CostScalingSolver().solveOneToOne(try flow(rows)) == nil)
    var supplies = plain.supplies
    supplies[0] = -2
    supplies[1] = 0
    let other = try FlowProblem(
      supplies: supplies, tails: plain.tails, heads: plain.heads, lowers: plain.lowers, uppers: plain.uppers,
      costs: plain.costs)
    #expect(CostScalingSolver().solveOneToOne(other) == nil)
    let bounded = try FlowProblem(
      supplies: plain.supplies, tails: plain.tails, heads: plain.heads,
      lowers: [1] + plain.lowers.dropFirst(), uppers: plain.uppers, costs: plain.costs)
    #expect(CostScalingSolver().solveOneToOne(bounded) == nil)
  }

  @Test func stopsWhenTold() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    for degree in [3, 40] {
      let problem = try problem(arcs(600, degree: degree, costs: 1...1_000, seed: 2))
      let outcome = try CostScalingSolver().solve(problem, limits: SolveLimits(cancellation: cancellation))
      #expect(outcome.termination == .cancelled)
      #expect(outcome.certificate == .none(reason: "cancelled"))
      #expect(CertificateVerifier.verify(problem, outcome).failures == [])
    }
    let small = try SmallProblems.make(.init(side: 30...30, levels: 2...2, missing: 0), seed: 1)
    let late = try CostScalingSolver().solve(small, limits: SolveLimits(deadline: .now - .seconds(1)))
    #expect(late.termination == .timeLimit)
    #expect(CertificateVerifier.verify(small, late).failures == [])
  }

  @Test func refusesWhatItCannotTake() throws {
    let floors = try AssignmentProblem(
      rowCounts: [1], columnCapacities: [1], columnFloors: [1], arcs: .dense(rows: 1, columns: 1),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1]))])
    #expect(throws: SolverFailure.cannot(constraint: "hard-minimums")) { try CostScalingSolver().solve(floors) }
  }
}
