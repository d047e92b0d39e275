/// Checks an outcome without any solver: feasibility, level values, duals, witnesses.
///
/// Problem: given a claimed assignment and one vector of potentials, decide in one pass over arcs and nodes
/// whether the assignment is feasible and lexicographically optimal on the levels of the duals.
/// Invariant: integers only, every sum overflow-checked; shares no code with the solvers.
/// Complexity: O((arcs + nodes) × levels). Duals prove nothing
/// about side constraints but that they hold; search trees do.
public struct CertificateVerifier {
  let problem: AssignmentProblem
  let assignment: Assignment
  var verdict = Verdict()
  /// Units that each row places itself.
  var served: [Int64]
  /// Units that are in each row: its own, and those handed to it.
  var supply: [Int64]
  /// Flow from each outlet to its parent.
  var outflow: [Int64]

  /// Checks every claim of the outcome.
  ///
  /// - Returns: the conditions that do not hold, the level values recomputed, and how many levels are proved.
  /// - Complexity: O((arcs + nodes) × levels).
  public static func verify(_ problem: AssignmentProblem, _ outcome: SolveOutcome) -> Verdict {
    var verifier = Self(problem, outcome.assignment ?? Assignment(flows: []))
    if case .infeasibility(let witness) = outcome.certificate {
      verifier.verdict.provesInfeasible = outcome.assignment == nil && witness.holds(for: problem)
      if !verifier.verdict.provesInfeasible { verifier.fail("witness.refuted", 0) }
      return verifier.verdict
    }
    guard outcome.assignment != nil else {
      if case .none = outcome.certificate { return verifier.verdict }
      if case .tree(let proof) = outcome.certificate {
        verifier.checkNoPlan(proof)
      } else {
        verifier.fail("assignment.missing", 0)
      }
      return verifier.verdict
    }
    verifier.checkFeasibility()
    guard verifier.verdict.accepted else { return verifier.verdict }
    switch outcome.certificate {
    case .optimality(let duals):
      verifier.checkDuals(duals)
      if verifier.verdict.accepted { verifier.prove(duals.levelCount, values: verifier.verdict.levelValues) }
    case .gap(let bound): verifier.checkBound(bound)
    case .tree(let proof): verifier.checkTree(proof)
    case .infeasibility, .none: break
    }
    return verifier.verdict
  }

  init(_ problem: AssignmentProblem, _ assignment: Assignment) {
    self.problem = problem
    self.assignment = assignment
    served = [Int64](repeating: 0, count: problem.rowCount)
    supply = problem.rowCounts.map { Int64($0) }
    outflow = [Int64](repeating: 0, count: problem.outletCount)
  }

  mutating func fail(_ check: String, _ index: Int) { verdict.failures.append(.init(check: check, index: index)) }

  /// Duals of a relaxation prove a plan that meets its side constraints optimal when the values are equal.
  private mutating func prove(_ levels: Int, values: [Int64]) {
    verdict.bounds = Array(values.prefix(levels))
    verdict.provenLevels = zip(verdict.levelValues, verdict.bounds).prefix { $0 == $1 }.count
  }

  private mutating func checkBound(_ bound: RelaxationBound) {
    var relaxed = Self(problem, bound.relaxed)
    relaxed.checkFeasibility(sideConstraints: false)
    if relaxed.verdict.accepted { relaxed.checkDuals(bound.duals) }
    verdict.failures += relaxed.verdict.failures
    if relaxed.verdict.accepted { prove(bound.duals.levelCount, values: relaxed.verdict.levelValues) }
  }

  /// Every arc: reduced score ≤ 0 where a unit more fits, ≥ 0 where a unit is used.
  mutating func checkDuals(_ duals: DualPrices) {
    guard (1...problem.levels.count).contains(duals.levelCount),
      duals.potentials.count == problem.nodeCount * duals.levelCount
    else { return fail("dual.shape", 0) }
    let (problem, flows, reachable) = (problem, assignment.flows, problem.reachableCounts)
    var next = 0
    for row in 0..<problem.rowCount {
      let left = supply[row] - served[row]
      let head = problem.parent(ofRow: row) ?? problem.idleOutlet(ofRow: row).map { problem.rowCount + $0 }
      let unserved = duals.violation(row, head, used: left > 0, room: left < reachable[row]) { _ in 0 }
      if let unserved { fail("dual.row.\(unserved)", row) }
      for arc in problem.arcs.arcs(ofRow: row) where reachable[row] > 0 {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        let used = next < flows.count && Int(flows[next].row) == row && Int(flows[next].column) == column
        if used { next += 1 }
        let pair = duals.violation(row, problem.rowCount + column, used: used, room: true) {
          problem.levels[$0].score(row: row, arc: arc)
        }
        if let pair { fail("dual.arc.\(pair)", arc) }
      }
    }
    var marginals = ArraySlice(problem.marginals)
    for outlet in 0..<problem.outletCount {
      let marginal = marginals.first?.outlet == outlet ? marginals.removeFirst() : nil
      let (flow, tail) = (outflow[outlet], problem.rowCount + outlet)
      let head = problem.parent(ofOutlet: outlet).map { problem.rowCount + $0 }
      let used = flow > problem.floor(ofOutlet: outlet)
      let room = flow < problem.capacity(ofOutlet: outlet)
      let last = duals.violation(tail, head, used: used, room: false) { marginal?.score(ofUnit: flow, level: $0) ?? 0 }
      let more = duals.violation(tail, head, used: false, room: room) {
        marginal?.score(ofUnit: flow + 1, level: $0) ?? 0
      }
      if let code = last ?? more { fail("dual.outlet.\(code)", outlet) }
    }
  }
}

extension DualPrices {
  /// What is wrong with an arc from `tail` to `head` (nil: the root): `room`, `used`, `overflow`, or nothing.
  func violation(_ tail: Int, _ head: Int?, used: Bool, room: Bool, score: (Int) -> Int64) -> String? {
    for level in 0..<levelCount where used || room {
      let gain = head.map { potential(node: $0, level: level) } ?? 0
      let (sum, overflow) = score(level).addingReportingOverflow(gain)
      let (reduced, carry) = sum.subtractingReportingOverflow(potential(node: tail, level: level))
      if overflow || carry { return "overflow" }
      if reduced > 0 && room { return "room" }
      if reduced < 0 && used { return "used" }
      if reduced != 0 { return nil }
    }
    return nil
  }
}
