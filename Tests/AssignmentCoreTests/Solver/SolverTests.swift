import AssignmentCore
import Testing

@Suite struct SolverTests {
  @Test func limitsSayWhyToStop() {
    #expect(SolveLimits.none.reasonToStop() == nil)
    #expect(SolveLimits(threads: -4).threads == 1)
    let now = ContinuousClock.now
    #expect(SolveLimits(deadline: now - .seconds(1)).reasonToStop() == .timeLimit)
    #expect(SolveLimits(deadline: now + .seconds(3_600)).reasonToStop() == nil)
    let cancellation = Cancellation()
    let limits = SolveLimits(deadline: now - .seconds(1), cancellation: cancellation)
    #expect(limits.reasonToStop() == .timeLimit)
    cancellation.cancel()
    #expect(limits.reasonToStop() == .cancelled)
  }

  @Test func capabilitiesNameWhatIsMissing() throws {
    func problem(
      floors: [Int32] = [], groups: [ColumnGroup] = [], marginals: [OutletMarginal] = [], sides: [SideConstraint] = []
    ) throws -> AssignmentProblem {
      try AssignmentProblem(
        rowCounts: [1], columnCapacities: [1], columnFloors: floors, groups: groups,
        arcs: .dense(rows: 1, columns: 1), levels: [.init(name: "served", scores: .perRow([1]))],
        marginals: marginals, sideConstraints: sides)
    }
    let none: SolverCapabilities = []
    let marginal = OutletMarginal(outlet: 0, segments: [.init(width: 1, scores: [1])])
    let together = SideConstraint.together(rows: [0], cells: ColumnPartition(cells: [0]), allOrNone: true)
    let hours = SideConstraint.budget(column: 0, weights: [], limit: 0)
    let cases: [(AssignmentProblem, SolverCapabilities, String)] = [
      (try problem(groups: [ColumnGroup(capacity: 1)]), .groupCaps, "firm-caps"),
      (try problem(floors: [1]), .floors, "hard-minimums"),
      (try problem(groups: [ColumnGroup(capacity: 1, floor: 1)]), [.floors, .groupCaps], "firm-caps"),
      (try problem(marginals: [marginal]), .marginals, "minimums"),
      (try problem(sides: [hours]), .hours, "hours"), (try problem(sides: [together]), .households, "household"),
    ]
    for (problem, needed, word) in cases {
      #expect(none.missing(for: problem) == word)
      #expect(needed.missing(for: problem) == nil)
    }
    #expect(SolverCapabilities.groupCaps.missing(for: cases[2].0) == "hard-minimums")
    #expect(none.missing(for: try problem(floors: [0])) == nil)
  }

  @Test func statisticsAreFoundByName() {
    let statistics = SolveStatistics(counters: [.init(name: "pivots", value: 3), .init(name: "scanned-arcs", value: 9)])
    #expect(statistics["scanned-arcs"] == 9)
    #expect(statistics["unknown"] == nil)
  }

  @Test func assignmentsSortThemselves() {
    let plan = Assignment(flows: [
      .init(row: 1, column: 0, units: 2), .init(row: 0, column: 2, units: 1), .init(row: 0, column: 1, units: 4),
    ])
    #expect(plan.flows.map(\.column) == [1, 2, 0])
    #expect(plan.units == 7)
  }
}
