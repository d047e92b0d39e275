import AssignmentCore
import AssignmentSolvers

/// A small problem spelt by bytes, solved by every engine that takes it.
///
/// What must hold: every outcome passes the verifier, and all exact engines that prove an optimum agree on every level.
struct SmallSolve {
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.bytes = bytes.prefix(512) }

  func finding() -> String? {
    var reader = self
    guard let problem = reader.problem() else { return nil }
    var optimum: (name: String, values: [Int64])?
    for solver in [any AssignmentSolver].builtIn where solver.capabilities.missing(for: problem) == nil {
      let outcome: SolveOutcome
      do { outcome = try solver.solve(problem, limits: SolveLimits()) } catch { continue }
      let verdict = CertificateVerifier.verify(problem, outcome)
      if !verdict.accepted { return "\(solver.name) is refused: \(verdict.failures[0].check)" }
      guard solver.capabilities.contains(.exact) else { continue }
      if outcome.termination != .finished { return "\(solver.name) did not finish" }
      let isProved = verdict.provesInfeasible || verdict.provenLevels == problem.levels.count
      if !isProved { return "\(solver.name) proves too few levels" }
      if let optimum, optimum.values != verdict.levelValues { return "\(solver.name) and \(optimum.name) differ" }
      optimum = (solver.name, verdict.levelValues)
    }
    return nil
  }

  private mutating func next(below bound: Int) -> Int { Int(bytes.popFirst() ?? 0) % bound }

  private mutating func problem() -> AssignmentProblem? {
    let (rows, columns) = (1 + next(below: 6), 1 + next(below: 5))
    let counts = (0..<rows).map { _ in Int32(next(below: 4)) }
    let capacities = (0..<columns).map { _ in Int32(next(below: 4)) }
    let hasFloors = next(below: 4) == 0
    let floors = hasFloors ? capacities.map { min($0, Int32(next(below: 3))) } : []
    let groups = (0..<next(below: 3)).map { _ in ColumnGroup(capacity: Int32(next(below: 6))) }
    let parents = groups.isEmpty ? [] : (0..<columns).map { _ in Int32(next(below: groups.count + 1)) - 1 }
    let arcs = arcs(rows, columns)
    let scores = (0..<arcs.count).map { _ in Int64(next(below: 256)) - 128 }
    let levels = [
      ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows))),
      ObjectiveLevel(name: "quality", scores: .perArc(.int64(scores))),
    ]
    return try? AssignmentProblem(
      rowCounts: counts, columnCapacities: capacities, columnFloors: floors, columnParents: parents, groups: groups,
      arcs: arcs, levels: levels)
  }

  private mutating func arcs(_ rows: Int, _ columns: Int) -> ArcSource {
    if next(below: 3) == 0 { return .dense(rows: rows, columns: columns) }
    var (starts, places) = ([0], [Int32]())
    for _ in 0..<rows {
      let mask = next(below: 1 << columns)
      places += (0..<columns).filter { mask >> $0 & 1 == 1 }.map { Int32($0) }
      starts.append(places.count)
    }
    return .sparse(starts: starts, columns: places)
  }
}
