import AssignmentCore
import Testing

@Suite struct FlowVerifierTests {
  /// Two units from node 0 to node 3; the cheap way over 1 holds one, the dear one over 2 the other; optimum 2 + 6 = 8.
  ///
  ///   0 →1→ 1 →1→ 3 (one unit)      0 →2→ 2 →4→ 3      1 →1→ 2
  private func problem() throws -> FlowProblem {
    try FlowProblem(
      supplies: [2, 0, 0, -2], tails: [0, 1, 0, 2, 1], heads: [1, 3, 2, 3, 2], lowers: [0, 0, 0, 0, 0],
      uppers: [2, 1, 2, 2, 1], costs: [1, 1, 2, 4, 1])
  }

  private func verdict(_ flows: [Int64]?, _ potentials: [Int64]?, cut: [Int32]? = nil) throws -> Verdict {
    CertificateVerifier.verify(
      try problem(), FlowOutcome(termination: .finished, flows: flows, potentials: potentials, cut: cut))
  }

  @Test func theOptimumIsProved() throws {
    // Distances from 0: 1 at node 1, 2 at node 2, 6 at node 3: every used arc with room is tight.
    let verdict = try verdict([1, 1, 1, 1, 0], [0, 1, 2, 6])
    #expect(verdict.failures == [])
    #expect(verdict.provenLevels == 1)
    #expect(verdict.levelValues == [-8])
  }

  @Test func withoutPotentialsNothingIsProved() throws {
    let verdict = try verdict([1, 1, 1, 1, 0], nil)
    #expect(verdict.accepted)
    #expect(verdict.provenLevels == 0)
    #expect(verdict.levelValues == [-8])
  }

  @Test(
    arguments: [
      ([1, 1, 1, 1], "flow.shape", 0), ([1, 1, 1, 1, 0, 0], "flow.shape", 0), ([2, 2, 0, 0, 0], "flow.bounds", 1),
      ([1, 1, 1, 1, -1], "flow.bounds", 4), ([1, 1, 1, 2, 0], "flow.conservation", 2),
      ([0, 0, 0, 0, 0], "flow.conservation", 0), ([2, 1, 0, 1, 1], "dual.room.arc", 2),
      ([0, 0, 2, 2, 0], "dual.room.arc", 1),
    ] as [([Int64], String, Int)])
  func aWrongFlowIsRejected(flows: [Int64], check: String, index: Int) throws {
    // Potential 1 at node 1 is too little for the last but one: 1→2 is then strict.
    let verdict = try verdict(flows, [0, 1, 3, 7])
    #expect(verdict.failures.contains(.init(check: check, index: index)), "\(verdict.failures)")
    #expect(verdict.provenLevels == 0)
  }

  @Test(
    arguments: [
      ([0, 1, 2], "dual.shape", 0), ([0, 1, 2, 6, 0], "dual.shape", 0), ([0, 1, 2, .max], "dual.shape", 0),
      ([0, 1, 2, .min], "dual.shape", 0), ([0, 1, 2, 5], "dual.used.arc", 3), ([0, 1, 2, 7], "dual.room.arc", 3),
      ([0, 2, 2, 6], "dual.room.arc", 0), ([0, 0, 2, 6], "dual.used.arc", 0), ([0, 1, 1, 5], "dual.used.arc", 2),
      ([1 << 62, 0, 0, -(1 << 62)], "dual.used.arc", 0),
    ] as [([Int64], String, Int)])
  func aWrongPotentialIsRejected(potentials: [Int64], check: String, index: Int) throws {
    let verdict = try verdict([1, 1, 1, 1, 0], potentials)
    #expect(verdict.failures.contains(.init(check: check, index: index)), "\(verdict.failures)")
    #expect(verdict.provenLevels == 0)
  }

  @Test func aCutProvesInfeasibility() throws {
    let blocked = try FlowProblem(
      supplies: [3, 0, -3], tails: [0, 1], heads: [1, 2], lowers: [0, 0], uppers: [5, 2], costs: [0, 0])
    func holds(_ cut: [Int32]) -> Bool {
      CertificateVerifier.verify(blocked, FlowOutcome(termination: .finished, cut: cut)).provesInfeasible
    }
    #expect(holds([0, 1]))
    #expect(holds([2]))
    for cut in [[], [0], [1], [0, 2], [1, 2], [0, 1, 2], [3], [-1]] as [[Int32]] {
      #expect(!holds(cut), "\(cut)")
    }
  }

  @Test func aLowerBoundProvesInfeasibilityToo() throws {
    let forced = try FlowProblem(
      supplies: [0, 0], tails: [0, 1], heads: [1, 0], lowers: [3, 0], uppers: [4, 2], costs: [0, 0])
    func verdict(_ cut: [Int32]) -> Verdict {
      CertificateVerifier.verify(forced, FlowOutcome(termination: .finished, cut: cut))
    }
    #expect(verdict([0]).provesInfeasible)
    #expect(verdict([1]).provesInfeasible)
    #expect(verdict([0, 1]).failures == [.init(check: "witness.refuted", index: 0)])
  }

  @Test func aFlowAndACutContradict() throws {
    #expect(try !verdict([1, 1, 1, 1, 0], [0, 1, 2, 6], cut: [0]).accepted)
    #expect(try verdict([1, 1, 1, 1, 0], [0, 1, 2, 6], cut: [0]).provenLevels == 0)
  }

  /// Largest amounts on many parallel arcs: the sums stay inside 64 bits, or the problem is refused.
  @Test func sumsOfTheLargestAmountsDoNotOverflow() throws {
    let count = 1 << 10
    let amount = Int64(1) << 40
    let problem = try FlowProblem(
      supplies: [0, 0], tails: [Int32](repeating: 0, count: count) + [Int32](repeating: 1, count: count),
      heads: [Int32](repeating: 1, count: count) + [Int32](repeating: 0, count: count),
      lowers: [Int64](repeating: 0, count: 2 * count), uppers: [Int64](repeating: amount, count: 2 * count),
      costs: [Int64](repeating: 0, count: 2 * count))
    let verdict = CertificateVerifier.verify(
      problem,
      FlowOutcome(
        termination: .finished, flows: [Int64](repeating: amount, count: 2 * count), potentials: [0, 0]))
    #expect(verdict.provenLevels == 1)
  }

  /// Reduced costs beyond 64 bits, whose wrapped sign would look right.
  @Test func wrappedReducedCostsAreRefused() throws {
    let border = Int64(1) << 62
    for (flow, potentials) in [(Int64(0), [-border, border]), (1, [border, -border])] {
      let problem = try FlowProblem(
        supplies: [flow, -flow], tails: [0], heads: [1], lowers: [0], uppers: [1], costs: [flow])
      let verdict = CertificateVerifier.verify(
        problem, FlowOutcome(termination: .finished, flows: [flow], potentials: potentials))
      #expect(verdict.failures.contains(.init(check: "dual.overflow.arc", index: 0)))
      #expect(verdict.provenLevels == 0)
    }
  }
}
