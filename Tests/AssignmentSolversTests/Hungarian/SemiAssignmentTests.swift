import AssignmentCore
import AssignmentSolvers
import Testing

/// Dense problems whose rows, or columns, come in few kinds, against the scalar kernel and network simplex.
@Suite("Hungarian: few kinds of rows or columns")
struct SemiAssignmentTests {
  /// Costs of lines that are copies of `kinds` ones.
  private func costs(
    _ rows: Int, _ columns: Int, kinds: Int, areRows: Bool, range: Int64, step: Int64 = 0, _ random: inout SplitMix64
  ) -> [Int64] {
    let (lines, items) = areRows ? (rows, columns) : (columns, rows)
    let table = (0..<kinds * items).map { step * Int64($0 / items) + .random(in: -range...range, using: &random) }
    let kind = (0..<lines).map { _ in Int.random(in: 0..<kinds, using: &random) }
    return (0..<rows * columns).map { pair in
      let (row, column) = (pair / columns, pair % columns)
      return areRows ? table[kind[row] * items + column] : table[kind[column] * items + row]
    }
  }

  private func problem(_ rows: Int, _ columns: Int, _ scores: ScoreArray, served: Int64) throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: [Int32](repeating: 1, count: rows), columnCapacities: [Int32](repeating: 1, count: columns),
      arcs: .dense(rows: rows, columns: columns),
      levels: [
        ObjectiveLevel(
          name: "served", scores: .perRow((0..<rows).map { rows > columns ? served : served + Int64($0) })),
        ObjectiveLevel(name: "cost", scores: .perArc(scores)),
      ])
  }

  @Test(arguments: [Int64(0), 1, 5, 100, 1_000_000])
  func everyShape(range: Int64) throws {
    var grouped = 0
    for seed in UInt64(1)...80 {
      var random = SplitMix64(seed: seed)
      let rows = Int.random(in: 1...36, using: &random)
      let columns = seed % 3 == 0 ? rows : Int.random(in: 1...36, using: &random)
      let costs = costs(
        rows, columns, kinds: Int.random(in: 1...9, using: &random), areRows: seed % 2 == 0, range: range, &random)
      let scores: ScoreArray =
        switch seed / 2 % 4 {
        case 0: .int32(costs.map { Int32($0) })
        case 1: .negatedInt32(costs.map { Int32($0) })
        case 2: .int64(costs)
        default: .negatedInt64(costs)
        }
      let problem = try problem(rows, columns, scores, served: 3)
      let outcome = try HungarianSolver(listedFrom: .max, groupedFrom: 0).solve(problem)
      grouped += outcome.statistics["groups"] == nil ? 0 : 1
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.failures == [] && verdict.provenLevels == 2, "seed \(seed), \(rows) × \(columns)")
      let scanned = try HungarianSolver(listedFrom: .max).solve(problem)
      #expect(scanned.statistics["groups"] == nil)
      #expect(verdict.levelValues == CertificateVerifier.verify(problem, scanned).levelValues, "seed \(seed)")
      let simplex = try NetworkSimplexSolver().solve(problem, limits: .none)
      #expect(verdict.levelValues == CertificateVerifier.verify(problem, simplex).levelValues, "seed \(seed)")
    }
    #expect(grouped > 30, "\(grouped) of 80")
  }

  /// Groups of some size, where members move on and others take over: against network simplex.
  @Test(arguments: [(300, 300, true), (300, 300, false), (200, 300, true), (300, 200, true), (200, 300, false)])
  func manyMoves(rows: Int, columns: Int, areRows: Bool) throws {
    for seed in UInt64(1)...3 {
      var random = SplitMix64(seed: seed)
      // The later the kind, the dearer: everybody wants the first ones.
      let costs = costs(rows, columns, kinds: 12, areRows: areRows, range: 50, step: 10, &random)
      let problem = try problem(rows, columns, .negatedInt64(costs), served: 1)
      let outcome = try HungarianSolver().solve(problem)
      #expect(outcome.statistics["groups"] == 12 && outcome.statistics["settled-groups"] ?? 0 > 100)
      let verdict = CertificateVerifier.verify(problem, outcome)
      #expect(verdict.failures == [] && verdict.provenLevels == 2, "seed \(seed)")
      let simplex = try NetworkSimplexSolver().solve(problem, limits: .none)
      #expect(verdict.levelValues == CertificateVerifier.verify(problem, simplex).levelValues, "seed \(seed)")
    }
  }

  /// One line that is unlike the others is a kind of its own; lines that differ at one place are not equal.
  @Test func oneDifferentPlaceIsSeen() throws {
    var random = SplitMix64(seed: 4)
    var costs = costs(150, 150, kinds: 5, areRows: false, range: 9, &random)
    costs[77 * 150 + 31] += 1
    let problem = try problem(150, 150, .negatedInt64(costs), served: 1)
    let outcome = try HungarianSolver().solve(problem)
    #expect(outcome.statistics["groups"] == 6)
    #expect(CertificateVerifier.verify(problem, outcome).provenLevels == 2)
  }

  @Test func stopsWhenTold() throws {
    var random = SplitMix64(seed: 2)
    let costs = costs(150, 150, kinds: 5, areRows: true, range: 9, &random)
    let problem = try problem(150, 150, .negatedInt64(costs), served: 1)
    let cancellation = Cancellation()
    cancellation.cancel()
    let outcome = try HungarianSolver().solve(problem, limits: SolveLimits(cancellation: cancellation))
    #expect(outcome.termination == .cancelled && outcome.statistics["groups"] == 5)
    #expect(CertificateVerifier.verify(problem, outcome).failures == [])
  }
}
