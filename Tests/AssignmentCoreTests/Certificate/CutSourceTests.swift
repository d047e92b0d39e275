import AssignmentCore
import Testing

/// Which rows a derivation may use, and which it may not.
@Suite struct CutSourceTests {
  /// A household of two who come whole, a quota with a lower bound alone, and hours.
  private func problem(
    allOrNone: Bool = true, floor: Int32 = 0, limit: Int64 = 9
  ) throws -> AssignmentProblem {
    let cells = ColumnPartition(cells: [0, 1])
    let weights = (0..<3).map { SideConstraint.RowWeight(row: $0, weight: 5) }
    return try AssignmentProblem(
      rowCounts: [1, 2, 1], columnCapacities: [3, 3], columnFloors: floor > 0 ? [floor, 0] : [],
      arcs: .sparse(starts: [0, 2, 4, 5], columns: [0, 1, 0, 1, 0]),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow([1, 1, 1]))],
      sideConstraints: [
        .together(rows: [0, 1], cells: cells, allOrNone: allOrNone),
        .linear(
          LinearConstraint(
            kind: .quota, terms: [.init(rows: [0, 2], columns: [0], weight: 1)], lower: 1, upper: nil)),
        .budget(column: 0, weights: weights, limit: limit),
      ])
  }

  private func follows(
    _ source: CutDerivation.Source, mirrored: [Int32] = [], in problem: AssignmentProblem
  ) -> Bool {
    let rounding = CutDerivation.Rounding(
      terms: [.init(source: source, factor: 1)], mirrored: mirrored, divisor: 2, shrink: 1)
    return CutRows.table(problem, [.rounding(rounding)]) != nil
  }

  @Test func rowsThatAreThere() throws {
    let problem = try problem()
    for source in [.row(0), .outlet(1), .below(side: 1), .above(side: 2), .tie(row: 1, cell: 0)]
      as [CutDerivation.Source]
    {
      #expect(follows(source, in: problem), "\(source)")
    }
    // A cell that nobody of them reaches ties nothing, and an arc that no row names may be mirrored.
    #expect(follows(.tie(row: 1, cell: 7), in: problem))
    #expect(follows(.row(0), mirrored: [4], in: problem))
  }

  @Test func rowsThatAreNot() throws {
    let problem = try problem()
    for source in [
      .row(3), .outlet(2), .outlet(-1), .above(side: 0), .above(side: 1), .above(side: 3), .below(side: 2),
      .tie(row: 0, cell: 0), .tie(row: 2, cell: 0), .tie(row: 3, cell: 0), .cut(0),
    ] as [CutDerivation.Source] {
      #expect(!follows(source, in: problem), "\(source)")
    }
    #expect(!follows(.tie(row: 1, cell: 0), in: try self.problem(allOrNone: false)))
    // Nothing is derived where rows hand units on.
    func handing(_ parents: [Int32]) throws -> AssignmentProblem {
      try AssignmentProblem(
        rowCounts: [1, 1], columnCapacities: [1], rowParents: parents, arcs: .dense(rows: 2, columns: 1),
        levels: [ObjectiveLevel(name: "quality", scores: .perRow([1, 1]))])
    }
    #expect(follows(.row(0), in: try handing([])))
    #expect(!follows(.row(0), in: try handing([1, -1])))
  }

  /// A column whose floor its hours forbid takes nothing that could be bounded.
  @Test func aColumnWithoutAChoice() throws {
    func bounds(_ problem: AssignmentProblem) -> Bool {
      CutRows.table(problem, [.column(0, weights: [.init(arc: 4, weight: 1)])]) != nil
    }
    #expect(bounds(try problem(floor: 1)))
    #expect(!bounds(try problem(floor: 1, limit: 4)))
  }

  /// Long budgets are counted in grains, rounded so that the bound stays one.
  @Test func manyHours() throws {
    let hours = SideConstraint.budget(
      column: 0, weights: [60_001, 60_001, 39_000].enumerated().map { .init(row: Int32($0), weight: $1) },
      limit: 100_000)
    let problem = try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [3], arcs: .dense(rows: 3, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow([1, 1, 1]))], sideConstraints: [hours])
    func upper(_ arcs: [Int32]) -> Int64? {
      CutRows.table(problem, [.column(0, weights: arcs.map { .init(arc: $0, weight: 1) })])?.linears.uppers.last ?? nil
    }
    #expect(upper([0, 1]) == 1 && upper([0, 2]) == 2 && upper([0, 1, 2]) == 2)
  }
}
