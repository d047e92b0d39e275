import AssignmentCore
import Testing

@Suite struct DualRecoveryTests {
  /// Every feasible assignment of every small problem: exactly the optimal prefix of levels is proved.
  @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
  func provesExactlyTheOptimalPrefix(floors: Bool, sides: Bool) throws {
    var refuted = 0
    for seed in 0..<(sides ? 2_000 : 6_000) {
      let shape = SmallShape(largestCount: sides ? 2 : 1, floors: floors, handOn: sides, idle: sides)
      let problem = try SmallProblem.random(seed: seed, shape)
      let all = Enumeration(problem)
      guard let best = all.best else { continue }
      for (assignment, values) in all.feasible.prefix(60) {
        let prefix = zip(values, best).prefix { $0 == $1 }.count
        let result = DualRecovery.duals(for: problem, assignment: assignment)
        #expect(result.provenLevels == prefix, "seed \(seed)")
        #expect(result.refutedLevel == (prefix < best.count ? prefix : nil), "seed \(seed)")
        refuted += prefix < best.count ? 1 : 0
        guard let duals = result.duals else { continue }
        let verdict = CertificateVerifier.verify(
          problem, SolveOutcome(termination: .finished, assignment: assignment, certificate: .optimality(duals)))
        #expect(verdict.accepted && verdict.provenLevels == prefix, "seed \(seed): \(verdict.failures)")
      }
    }
    #expect(refuted > 1_000)
  }

  /// The two levels pull apart: the first is proved, the second refuted, and asking for one level is enough.
  @Test func stopsAtTheLevelThatIsRefuted() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1, 1], columnCapacities: [1, 1], arcs: .dense(rows: 2, columns: 2),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([1, 1])),
        ObjectiveLevel(name: "quality", scores: .perArc(.int32([5, 1, 1, 5]))),
      ])
    let crossed = Assignment(flows: [.init(row: 0, column: 1, units: 1), .init(row: 1, column: 0, units: 1)])
    let result = DualRecovery.duals(for: problem, assignment: crossed)
    #expect(result.provenLevels == 1)
    #expect(result.refutedLevel == 1)
    #expect(result.duals?.levelCount == 1)
    let first = DualRecovery.duals(for: problem, assignment: crossed, levels: 1)
    #expect(first.refutedLevel == nil)
    #expect(DualRecovery.duals(for: problem, assignment: crossed, levels: 0).duals == nil)
  }

  @Test func saysThatItWasCutShort() throws {
    let rows = 2_000
    let problem = try AssignmentProblem(
      rowCounts: [Int32](repeating: 1, count: rows), columnCapacities: [1], arcs: .dense(rows: rows, columns: 1),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows)))])
    let cancellation = Cancellation()
    cancellation.cancel()
    let result = DualRecovery.duals(
      for: problem, assignment: Assignment(flows: [.init(row: 0, column: 0, units: 1)]),
      limits: SolveLimits(cancellation: cancellation))
    #expect(result.stopped == .cancelled)
    #expect(result.duals == nil)
  }

  /// The largest scores that the problem accepts overflow nowhere, even on the way to refuting a claim.
  @Test func holdsTheLargestScores() throws {
    let bound = (Int64(1) << 62) / 16
    let problem = try AssignmentProblem(
      rowCounts: [1, 1, 1], columnCapacities: [1, 1, 1], arcs: .dense(rows: 3, columns: 3),
      levels: [
        ObjectiveLevel(
          name: "extreme",
          scores: .perArc(.int64([bound, -bound, bound, -bound, bound, bound, bound, bound, -bound])))
      ])
    for (assignment, values) in Enumeration(problem).feasible {
      let proven = DualRecovery.duals(for: problem, assignment: assignment).provenLevels
      #expect(proven == (values == [3 * bound] ? 1 : 0))
    }
  }
}
