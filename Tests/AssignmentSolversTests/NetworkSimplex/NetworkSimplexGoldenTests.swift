import AssignmentCore
import AssignmentSolvers
import Synchronization
import Testing

/// Hand-worked cases.
@Suite struct NetworkSimplexGoldenTests {
  /// Solves, and returns the level values when every level is proved.
  private func solve(_ problem: AssignmentProblem) throws -> [Int64]? {
    let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
    let verdict = CertificateVerifier.verify(problem, outcome)
    #expect(verdict.accepted, "\(verdict.failures)")
    return verdict.provenLevels == problem.levels.count ? verdict.levelValues : nil
  }

  private func served(_ rows: Int) -> ObjectiveLevel {
    ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows)))
  }

  private func quality(_ scores: [Int32]) -> ObjectiveLevel {
    ObjectiveLevel(name: "quality", scores: .perArc(.int32(scores)))
  }

  /// The best pair (9) leaves the second person out; serving both is worth only 2.
  @Test func orderOfLevelsDecides() throws {
    let arcs = ArcSource.sparse(starts: [0, 2, 3], columns: [0, 1, 0])
    let levels = [served(2), quality([9, 1, 1])]
    let counts: [Int32] = [1, 1]
    let both = try AssignmentProblem(rowCounts: counts, columnCapacities: [1, 1], arcs: arcs, levels: levels)
    #expect(try solve(both) == [2, 2])
    let best = try AssignmentProblem(
      rowCounts: counts, columnCapacities: [1, 1], arcs: arcs, levels: levels.reversed())
    #expect(try solve(best) == [9, 1])
  }

  /// Four columns with two places each in two firms with caps 3 and 2, in a network with cap 4.
  @Test func nestedCaps() throws {
    let problem = try AssignmentProblem(
      rowCounts: [8], columnCapacities: [2, 2, 2, 2], columnParents: [0, 0, 1, 1],
      groups: [
        ColumnGroup(parent: 2, capacity: 3), ColumnGroup(parent: 2, capacity: 2), ColumnGroup(capacity: 4),
      ],
      arcs: .dense(rows: 1, columns: 4), levels: [served(1), quality([5, 4, 3, 9])])
    // 9 + 9 through the second firm, 5 + 5 through the first.
    #expect(try solve(problem) == [4, 28])
  }

  /// A minimum of two at the second column is worth more than quality, less than service.
  @Test func softMinimum() throws {
    let soft = OutletMarginal(outlet: 1, segments: [.init(width: 2, scores: [0, 1, 0])])
    let problem = try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [3, 3], arcs: .dense(rows: 3, columns: 2),
      levels: [
        served(3), ObjectiveLevel(name: "minimums", scores: .marginalsOnly), quality([9, 1, 9, 2, 9, 3]),
      ], marginals: [soft])
    #expect(try solve(problem) == [3, 2, 9 + 2 + 3])
  }

  /// A floor brings a unit to a column that costs something.
  @Test func hardFloor() throws {
    let problem = try AssignmentProblem(
      rowCounts: [2], columnCapacities: [2, 2], columnFloors: [0, 1], columnParents: [-1, 0],
      groups: [ColumnGroup(capacity: 2, floor: 1)], arcs: .dense(rows: 1, columns: 2),
      levels: [quality([5, -3])])
    #expect(try solve(problem) == [2])
  }

  /// Floors of firms that need more people than there are, and one above its own capacity.
  @Test func impossibleFloors() throws {
    let tooFew = try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: [2, 2, 2], columnParents: [0, 0, 1],
      groups: [ColumnGroup(capacity: 4, floor: 2), ColumnGroup(capacity: 4, floor: 1)],
      arcs: .dense(rows: 2, columns: 3), levels: [served(2)])
    let aboveCapacity = try AssignmentProblem(
      rowCounts: [5], columnCapacities: [1], columnFloors: [2], arcs: .dense(rows: 1, columns: 1),
      levels: [served(1)])
    let aboveCap = try AssignmentProblem(
      rowCounts: [5], columnCapacities: [3, 3], columnFloors: [2, 2], columnParents: [0, 0],
      groups: [ColumnGroup(capacity: 3)], arcs: .dense(rows: 1, columns: 2), levels: [served(1)])
    for problem in [tooFew, aboveCapacity, aboveCap] {
      let outcome = try NetworkSimplexSolver().solve(problem, limits: .none)
      #expect(outcome.assignment == nil)
      #expect(outcome.termination == .finished)
      #expect(CertificateVerifier.verify(problem, outcome).provesInfeasible)
    }
  }

  @Test func emptyShapes() throws {
    for (rows, columns) in [(0, 0), (0, 3), (3, 0)] {
      let problem = try AssignmentProblem(
        rowCounts: [Int32](repeating: 1, count: rows), columnCapacities: [Int32](repeating: 1, count: columns),
        arcs: .dense(rows: rows, columns: columns), levels: [served(rows), quality([])])
      #expect(try solve(problem) == [0, 0])
    }
    let nothing = try AssignmentProblem(
      rowCounts: [0, 2, 0], columnCapacities: [0, 0], columnParents: [0, -1], groups: [ColumnGroup(capacity: 0)],
      arcs: .dense(rows: 3, columns: 2), levels: [served(3), quality([1, 2, 3, 4, 5, 6])])
    #expect(try solve(nothing) == [0, 0])
  }

  /// The largest scores that the problem accepts.
  @Test func extremeScores() throws {
    let bound = (Int64(1) << 62) / 16
    let scores = [bound, bound - 1, -bound, bound, bound, -bound, 1, bound, bound - 1]
    let problem = try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [1, 1, 1], columnFloors: [0, 0, 1], arcs: .dense(rows: 3, columns: 3),
      levels: [ObjectiveLevel(name: "extreme", scores: .perArc(.int64(scores)))])
    #expect(try solve(problem) == Enumeration(problem).best)
  }

  @Test func refusesSideConstraints() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1], columnCapacities: [1], arcs: .dense(rows: 1, columns: 1), levels: [served(1)],
      sideConstraints: [.budget(column: 0, weights: [.init(row: 0, weight: 1)], limit: 0)])
    #expect(throws: SolverFailure.cannot(constraint: "hours")) {
      try NetworkSimplexSolver().solve(problem, limits: .none)
    }
  }
}
