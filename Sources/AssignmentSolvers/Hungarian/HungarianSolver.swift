public import AssignmentCore

/// Jonker–Volgenant's shortest augmenting paths: exact on every level, without groups of columns.
///
/// Takes dense and sparse arcs, counts, capacities and up to 32 levels; proves all of them by its own duals.
public struct HungarianSolver: AssignmentSolver {
  private let tuning: DenseTuning

  public init() { tuning = DenseTuning() }

  /// For tests, which compare both kernels on problems of any size, from 2 on, and paths with auctions.
  package init(
    listedFrom: Int, groupedFrom: Int = 1 << 14, patience: Double = 512, trialFrom: Int = 1_500,
    eagerForests: Bool = false, sharedFrom: Int = 1 << 20
  ) {
    tuning = DenseTuning(
      listedFrom: max(2, listedFrom), groupedFrom: groupedFrom, patience: patience, trialFrom: trialFrom,
      hasEagerForests: eagerForests, sharedFrom: sharedFrom)
  }

  public var name: String { "hungarian" }
  public var capabilities: SolverCapabilities { [.exact] }

  /// Solves, or says why it cannot.
  ///
  /// Stopped early, the units assigned so far are the assignment, and nothing is proved. Of a large dense problem rows are
  /// looked through on several threads where they do not depend on each other; the answer is that of one thread.
  /// - Throws: `SolverFailure.cannot(constraint:)` for `firm-caps`, `hard-minimums`, `minimums`, `hours`,
  ///   `household`; `SolverFailure.range(_:)` beyond 32 levels.
  /// - Complexity: O(units × (arcs + columns log columns)), less with few full columns; one score vector an arc.
  public func solve(
    _ problem: AssignmentProblem, limits: SolveLimits = .none
  ) throws(SolverFailure) -> SolveOutcome {
    if let constraint = capabilities.missing(for: problem) { throw .cannot(constraint: constraint) }
    if let dense = DenseForm(problem) {
      if let types = dense.types { return types.expanded(try solveInGeneral(types.problem, limits)) }
      if let outcome = dense.solveByGroups(tuning, limits) ?? dense.solve(limits, tuning) { return outcome }
    }
    return try solveInGeneral(problem, limits)
  }

  private func solveInGeneral(
    _ problem: AssignmentProblem, _ limits: SolveLimits
  ) throws(SolverFailure) -> SolveOutcome {
    let wide = !HungarianTask.fitsNarrow(problem)
    let outcome = problem.withScoreVector(wide: wide, HungarianTask(problem: problem, limits: limits))
    guard let outcome else { throw .range("at most \(AssignmentProblem.widestScore) levels") }
    return outcome
  }
}

/// One run of the general kernel, whatever the width of its vectors.
struct HungarianTask: ScoreVectorTask {
  let problem: AssignmentProblem
  let limits: SolveLimits

  func run<Score: ScoreVector>(_ type: Score.Type) -> SolveOutcome {
    var paths = AugmentingPaths<Score>(problem)
    var stop = paths.run(limits)
    let assignment = paths.ledger.assignment
    let certificate = stop.map { Certificate.stopped($0) } ?? prove(assignment, duals(paths), &stop)
    return SolveOutcome(
      termination: stop ?? .finished, assignment: assignment, certificate: certificate,
      statistics: SolveStatistics(counters: [
        .init(name: "augmentations", value: paths.augmentations),
        .init(name: "scanned-arcs", value: paths.scannedArcs),
      ]))
  }

  /// The kernel's worths, or, where a difference of two of them could leave 64 bits in the verifier, recovered ones.
  private func prove(_ assignment: Assignment, _ duals: DualPrices, _ stop: inout Termination?) -> Certificate {
    if duals.potentials.allSatisfy({ $0.magnitude <= 1 << 61 }) { return .optimality(duals) }
    let recovered = DualRecovery.duals(for: problem, assignment: assignment, limits: limits)
    stop = recovered.stopped
    return recovered.duals.map { .optimality($0) } ?? .none(reason: "scores too large to prove")
  }

  private func duals<Score: ScoreVector>(_ paths: AugmentingPaths<Score>) -> DualPrices {
    let levels = problem.levels.count
    var potentials: [Int64] = []
    potentials.reserveCapacity(problem.nodeCount * levels)
    for worth in paths.rowWorth { for level in 0..<levels { potentials.append(worth.level(level)) } }
    for worth in paths.columnWorth { for level in 0..<levels { potentials.append(worth.level(level)) } }
    return DualPrices(levelCount: levels, potentials: potentials)
  }

  /// Whether every distance, at most 3 × (nodes + 1) + 2 scores, stays under 2⁶³ in 64-bit levels.
  ///
  /// With one level a worth lies between 0 and the largest score, those of columns without places at least −2, and a distance is at most five of these.
  static func fitsNarrow(_ problem: AssignmentProblem) -> Bool {
    let terms = problem.levels.count == 1 ? 5 : 3 * Int64(problem.nodeCount) + 5
    let (bound, overflow) = problem.largestScore.multipliedReportingOverflow(by: terms)
    return !overflow && bound < Int64.max
  }
}
