import AssignmentCore
import Testing

@Suite struct RelaxationBoundTests {
  /// At most one of persons 0 and 3 fits A's hours: the optimum (5, 14) of the relaxed problem is out of reach.
  private let hours = SideConstraint.budget(
    column: 0, weights: [.init(row: 0, weight: 2), .init(row: 3, weight: 3)], limit: 4)

  private func verdict(_ plan: Assignment, _ bound: RelaxationBound) throws -> Verdict {
    CertificateVerifier.verify(try Golden.problem(sides: [hours]), Golden.outcome(plan, .gap(bound)))
  }

  @Test func aBoundProvesTheLevelsThatReachIt() throws {
    let bound = RelaxationBound(relaxed: Golden.optimum, duals: Golden.duals)
    let verdict = try verdict(Golden.plan((0, 0), (1, 2), (2, 1)), bound)
    #expect(verdict.accepted)
    #expect(verdict.levelValues == [5, 13])
    #expect(verdict.bounds == [5, 14])
    #expect(verdict.provenLevels == 1)
  }

  @Test func aBoundThatIsNoOptimumIsRejected() throws {
    let bound = RelaxationBound(relaxed: Golden.plan((0, 0), (1, 2), (2, 1)), duals: Golden.duals)
    let verdict = try verdict(Golden.plan((0, 0), (1, 2), (2, 1)), bound)
    #expect(!verdict.accepted)
    #expect(verdict.provenLevels == 0)
    #expect(verdict.bounds == [])
  }

  @Test func aBoundFromAnInfeasiblePlanIsRejected() throws {
    let over = Golden.plan((0, 0), (1, 2), (2, 1), (3, 0))
    let verdict = try verdict(
      Golden.plan((0, 0), (1, 2), (2, 1)), RelaxationBound(relaxed: over, duals: Golden.duals))
    #expect(verdict.failures.contains(.init(check: "outlet.capacity", index: 3)))
    #expect(verdict.bounds == [])
  }

  @Test func thePlanItselfMustMeetTheSideConstraint() throws {
    let bound = RelaxationBound(relaxed: Golden.optimum, duals: Golden.duals)
    #expect(try verdict(Golden.optimum, bound).failures == [.init(check: "side.hours", index: 0)])
  }
}
