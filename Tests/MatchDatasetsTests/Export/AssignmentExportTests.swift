import AssignmentCore
import CounselMatch
import MatchDatasets
import Testing

@Suite struct AssignmentExportTests {
  /// Two rows, two columns in one firm of two places; the second person is of the less urgent class.
  private func example(scores: [Int32] = [5, -2, 7]) throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: [1, 2], columnCapacities: [1, 2], columnParents: [0, 0], groups: [ColumnGroup(capacity: 2)],
      arcs: .sparse(starts: [0, 1, 3], columns: [0, 0, 1]),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([2, 1])),
        ObjectiveLevel(name: "quality", scores: .perArc(.int32(scores))),
      ])
  }

  private func text(_ problem: AssignmentProblem, _ format: AssignmentExport.Format) throws -> String {
    String(decoding: try AssignmentExport(problem).bytes(format), as: UTF8.self)
  }

  @Test func weightsFollowTheFormula() throws {
    // 1 + 3 people × (7 − 1).
    let plain = try AssignmentExport(example(scores: [5, 1, 7]))
    #expect(plain.serviceWeight == 19)
    let costs = [plain.cost(row: 0, arc: 0), plain.cost(row: 1, arc: 1), plain.cost(row: 1, arc: 2)]
    #expect(costs == [-43, -20, -26])
    // A negative score needs its amount more: 1 + 3 × 9 + 2.
    #expect(try AssignmentExport(example()).serviceWeight == 30)
  }

  @Test func dimacsIsReadBack() throws {
    let problem = try example()
    let flow = try FlowProblem(dimacs: Array(try text(problem, .dmx).utf8), file: "x.dmx")
    #expect(flow.nodeCount == 6)
    #expect(flow.supplies == [1, 2, 0, 0, 0, -3])
    #expect(flow.tails == [0, 0, 1, 1, 1, 2, 3, 4])
    #expect(flow.heads == [2, 5, 2, 3, 5, 4, 4, 5])
    #expect(flow.uppers == [1, 1, 1, 2, 2, 1, 2, 2])
    #expect(flow.costs == [-65, 0, -28, -37, 0, 0, 0, 0])
  }

  @Test func linearProgram() throws {
    #expect(
      try text(example(scores: [5, 1, 7]), .lp) == """
        \\ one cost a pair: -score - M * (K - class), M = 19
        Minimize
         obj: - 43 x0_0 - 20 x1_0 - 26 x1_1
        Subject To
         r0: + 1 x0_0 <= 1
         r1: + 1 x1_0 + 1 x1_1 <= 2
         c0: - 1 y0 + 1 x0_0 + 1 x1_0 = 0
         c1: - 1 y1 + 1 x1_1 = 0
         c2: - 1 y2 + 1 y0 + 1 y1 = 0
        Bounds
         0 <= y0 <= 1
         0 <= y1 <= 2
         0 <= y2 <= 2
        General
         x0_0
         x1_0
         x1_1
        End

        """)
  }

  @Test func mps() throws {
    let lines = try text(example(scores: [5, 1, 7]), .mps).split(separator: "\n").map(String.init)
    #expect(lines.contains(" x1_1 obj -26") && lines.contains(" x1_1 c1 1") && lines.contains(" y1 c2 1"))
    #expect(lines.contains(" UP BND x1_1 2") && lines.contains(" UP BND y2 2") && lines.contains(" RHS r1 2"))
    #expect(lines.last == "ENDATA")
  }

  @Test func whatHasNoPlaceIsRefused() throws {
    func code(_ levels: [ObjectiveLevel], marginals: [OutletMarginal] = [], sides: [SideConstraint] = []) -> String? {
      firstFault {
        _ = try AssignmentExport(
          AssignmentProblem(
            rowCounts: [1], columnCapacities: [1], arcs: .dense(rows: 1, columns: 1), levels: levels,
            marginals: marginals, sideConstraints: sides))
      }
    }
    let served = ObjectiveLevel(name: "served", scores: .perRow([1]))
    let quality = ObjectiveLevel(name: "quality", scores: .perArc(.int32([1])))
    #expect(code([served, quality]) == nil && code([served]) == nil && code([quality]) == nil)
    #expect(code([quality, served]) == "export.cannot")
    #expect(code([served, quality, quality]) == "export.cannot")
    let segment = OutletMarginal.Segment(width: 1, scores: [1, 0])
    #expect(code([served, quality], marginals: [.init(outlet: 0, segments: [segment])]) == "export.cannot")
    #expect(code([served], sides: [.budget(column: 0, weights: [], limit: 3)]) == "export.cannot")
    let huge = ObjectiveLevel(name: "quality", scores: .perArc(.int64([1 << 59])))
    #expect(code([ObjectiveLevel(name: "served", scores: .perRow([1 << 20])), huge]) == nil)
    let wide = ObjectiveLevel(name: "quality", scores: .perArc(.int64([-(1 << 58)])))
    #expect(code([ObjectiveLevel(name: "served", scores: .perRow([1 << 20])), wide]) == "export.range")
  }

  /// By enumeration: among all plans of small problems the cheapest are exactly the lexicographically best.
  @Test func cheapestIsLexicographicallyBest() throws {
    var random = SplitMix64(seed: 21)
    for _ in 0..<300 {
      let scores = (0..<6).map { _ in Int32(random.next(below: 9)) - 4 }
      let weights = (0..<3).map { _ in Int64(random.next(below: 3)) + 1 }
      let capacities = (0..<2).map { _ in Int32(random.next(below: 3)) }
      let problem = try AssignmentProblem(
        rowCounts: [1, 1, 1], columnCapacities: capacities, arcs: .dense(rows: 3, columns: 2),
        levels: [
          ObjectiveLevel(name: "served", scores: .perRow(weights)),
          ObjectiveLevel(name: "quality", scores: .perArc(.int32(scores))),
        ])
      let export = try AssignmentExport(problem)
      var best: (levels: [Int64], cost: Int64) = ([.min, .min], .max)
      var cheapest = (levels: [Int64.min, .min], cost: Int64.max)
      for code in 0..<27 {
        let choice = [code % 3, code / 3 % 3, code / 9]
        guard (0..<2).allSatisfy({ column in choice.count { $0 == column } <= Int(capacities[column]) }) else {
          continue
        }
        let pairs = (0..<3).filter { choice[$0] < 2 }
        let levels = [
          pairs.reduce(0) { $0 + weights[$1] }, pairs.reduce(0) { $0 + Int64(scores[$1 * 2 + choice[$1]]) },
        ]
        let cost = pairs.reduce(0) { $0 + export.cost(row: $1, arc: $1 * 2 + choice[$1]) }
        if best.levels.lexicographicallyPrecedes(levels) { best = (levels, cost) }
        if cost < cheapest.cost { cheapest = (levels, cost) }
      }
      #expect(best.levels == cheapest.levels && best.cost == cheapest.cost, "seed 21, scores \(scores)")
    }
  }
}
