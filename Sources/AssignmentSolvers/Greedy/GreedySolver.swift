public import AssignmentCore

/// Best pair first, then augmenting paths: the most units are served, class by class; the quality is what it happens
/// to be.
///
/// Where the first level is per row (class weights), its value is optimal and proved, firm caps included; the later
/// levels are proved as far as they happen to be optimal. Otherwise it is a heuristic that never takes a pair whose
/// scores are lexicographically under zero. See `GreedyMatching`.
public struct GreedySolver: AssignmentSolver {
  public init() {}

  public var name: String { "greedy" }
  public var capabilities: SolverCapabilities { [.groupCaps] }

  /// Solves, or says why it cannot.
  ///
  /// Stopped early, the pairs taken so far are the assignment, and nothing is proved; stopped while the duals are
  /// recovered, the levels proved so far are.
  /// - Throws: `SolverFailure.cannot(constraint:)` for `hard-minimums`, `minimums`, `hours`, `household`;
  ///   `SolverFailure.range(_:)` beyond 32 levels.
  /// - Complexity: O(arcs × log arcs + augmentations × (arcs + groups)), and the recovery of the duals.
  public func solve(
    _ problem: AssignmentProblem, limits: SolveLimits = .none
  ) throws(SolverFailure) -> SolveOutcome {
    if let constraint = capabilities.missing(for: problem) { throw .cannot(constraint: constraint) }
    let outcome = problem.withScoreVector(wide: false, GreedyTask(problem: problem, limits: limits))
    guard let outcome else { throw .range("at most \(AssignmentProblem.widestScore) levels") }
    return outcome
  }
}

/// One run, whatever the width of the score vectors.
struct GreedyTask: ScoreVectorTask {
  let problem: AssignmentProblem
  let limits: SolveLimits

  func run<Score: ScoreVector>(_ type: Score.Type) -> SolveOutcome {
    var matching = GreedyMatching(problem)
    var stop: Termination?
    for rows in classes where stop == nil {
      matching.take(rows, type)
      stop = matching.augment(byPriority(rows), limits)
    }
    let assignment = matching.ledger.assignment
    var certificate = stop.map { Certificate.stopped($0) }
    if certificate == nil {
      let recovered = DualRecovery.duals(for: problem, assignment: assignment, limits: limits)
      stop = recovered.stopped
      certificate = recovered.duals.map { .optimality($0) }
    }
    return SolveOutcome(
      termination: stop ?? .finished, assignment: assignment,
      certificate: certificate ?? .none(reason: "best pair first proves nothing here"),
      statistics: SolveStatistics(counters: [
        .init(name: "augmentations", value: matching.augmentations),
        .init(name: "scanned-arcs", value: matching.scannedArcs),
      ]))
  }

  /// Rows that count the same in the first level, best first; all rows at once where it is not per row.
  private var classes: [[Int32]] {
    let rows = Array(0..<Int32(problem.rowCount))
    guard case .perRow(let values) = problem.levels[0].scores else { return [rows] }
    let sorted = rows.sorted { (-values[Int($0)], $0) < (-values[Int($1)], $1) }
    return sorted.chunked { values[Int($0)] == values[Int($1)] }
  }

  /// The rows of a class by the first level that is per row, then by index.
  private func byPriority(_ rows: [Int32]) -> [Int32] {
    for level in problem.levels {
      if case .perRow(let values) = level.scores {
        return rows.sorted { (-values[Int($0)], $0) < (-values[Int($1)], $1) }
      }
    }
    return rows
  }
}

extension [Int32] {
  /// Runs of neighbours that belong together.
  fileprivate func chunked(by belongs: (Int32, Int32) -> Bool) -> [[Int32]] {
    var runs: [[Int32]] = []
    var start = startIndex
    for index in indices where index + 1 == endIndex || !belongs(self[index], self[index + 1]) {
      runs.append(Array(self[start...index]))
      start = index + 1
    }
    return runs
  }
}
