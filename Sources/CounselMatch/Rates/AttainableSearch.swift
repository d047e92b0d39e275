import AssignmentCore
import AssignmentSolvers

// Problem: the most units of given rows that an assignment can place, under capacities, caps and floors.
// Formulation: without floors, the problem of these rows alone, every unit worth 1. With floors the other units stay, worth
// nothing, because a floor may need them. Rows that hand units on count with the row that takes them.
// Method: network simplex; its answer is certified before it counts. Side constraints are left aside.
// Complexity: one maximum flow.

/// Finds how many units of some rows can be placed at most.
struct AttainableSearch {
  let problem: AssignmentProblem
  private let hasFloors: Bool

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    hasFloors = problem.hasFloors
  }

  /// The most of `members` (units of each row) that can be placed.
  ///
  /// - Throws: ``MatchFailure`` where the answer failed its check, or a limit came first.
  func most(_ members: [Int32], limits: SolveLimits = .none) throws(MatchFailure) -> Int {
    let counts = gathered(members)
    guard counts.contains(where: { $0 > 0 }) else { return 0 }
    let outcome: SolveOutcome
    let restricted: AssignmentProblem
    do {
      restricted = try self.restricted(to: counts)
      outcome = try NetworkSimplexSolver().solve(
        restricted, limits: SolveLimits(deadline: limits.deadline, cancellation: limits.cancellation))
    } catch {
      throw .internalFault(codes: ["rates.attainable"])
    }
    guard outcome.termination == .finished else {
      throw .stopped(solver: "compiler", reason: outcome.termination.rawValue)
    }
    let verdict = CertificateVerifier.verify(restricted, outcome)
    // Where no plan meets the floors nothing can be attained, and the plan itself will say so.
    if verdict.accepted, verdict.provesInfeasible { return 0 }
    guard verdict.accepted, verdict.provenLevels == 1 else {
      throw .solverUntrusted(solver: "network-simplex", checks: verdict.failures.map(\.check))
    }
    return Int(verdict.levelValues[0])
  }

  /// Units at the rows that place them.
  private func gathered(_ members: [Int32]) -> [Int32] {
    guard !problem.rowParents.isEmpty else { return members }
    var counts = members
    for row in members.indices {
      guard let parent = problem.parent(ofRow: row) else { continue }
      counts[parent] += counts[row]
      counts[row] = 0
    }
    return counts
  }

  private func restricted(to counts: [Int32]) throws(InvalidProblem) -> AssignmentProblem {
    var (rowCounts, rows, scores): ([Int32], [Int], [Int64]) = ([], [], [])
    func add(_ row: Int, _ count: Int32, _ score: Int64) {
      guard count > 0 else { return }
      rowCounts.append(count)
      rows.append(row)
      scores.append(score)
    }
    let all = hasFloors ? gathered(problem.rowCounts) : []
    for row in counts.indices {
      add(row, counts[row], 1)
      if hasFloors { add(row, all[row] - counts[row], 0) }
    }
    var starts = [0]
    var columns: [Int32] = []
    columns.reserveCapacity(rows.reduce(0) { $0 + problem.arcs.arcs(ofRow: $1).count })
    for row in rows {
      for arc in problem.arcs.arcs(ofRow: row) { columns.append(Int32(problem.arcs.column(ofArc: arc, inRow: row))) }
      starts.append(columns.count)
    }
    return try AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: problem.columnCapacities, columnFloors: problem.columnFloors,
      columnParents: problem.columnParents, groups: problem.groups, arcs: .sparse(starts: starts, columns: columns),
      levels: [ObjectiveLevel(name: "served", scores: .perRow(scores))])
  }
}
