import AssignmentCore
import Testing

/// Plans whose sums leave 64 bits are refused, not wrapped.
@Suite struct OverflowTests {
  private func failures(_ problem: AssignmentProblem, _ plan: Assignment) -> [String] {
    CertificateVerifier.verify(
      problem, SolveOutcome(termination: .finished, assignment: plan, certificate: .none(reason: "none"))
    ).failures.map(\.check)
  }

  @Test func aValueBeyond64Bits() throws {
    let problem = try AssignmentProblem(
      rowCounts: [1], columnCapacities: [1], arcs: .dense(rows: 1, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perArc(.int64([1 << 50])))])
    let plan = Assignment(flows: [.init(row: 0, column: 0, units: .max)])
    #expect(failures(problem, plan) == ["value.overflow"])
  }

  @Test func hoursBeyond64Bits() throws {
    let weights = (0..<4).map { SideConstraint.RowWeight(row: $0, weight: Int64(Int32.max)) }
    let problem = try AssignmentProblem(
      rowCounts: [1, 1, 1, 1], columnCapacities: [4], arcs: .dense(rows: 4, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow([0, 0, 0, 0]))],
      sideConstraints: [.budget(column: 0, weights: weights, limit: 1 << 40)])
    let plan = Assignment(flows: (0..<4).map { .init(row: $0, column: 0, units: .max) })
    #expect(failures(problem, plan).contains("side.hours"))
  }

  @Test func quotasBeyond64Bits() throws {
    let rows = (0..<5_000).map { Int32($0) }
    let problem = try AssignmentProblem(
      rowCounts: rows.map { _ in 1 }, columnCapacities: [5_000], arcs: .dense(rows: 5_000, columns: 1),
      levels: [ObjectiveLevel(name: "quality", scores: .perRow(rows.map { _ in 0 }))],
      sideConstraints: [
        .linear(
          LinearConstraint(
            kind: .quota, terms: [.init(rows: rows, columns: nil, weight: 1 << 20)], lower: 0, upper: nil))
      ])
    let plan = Assignment(flows: rows.map { .init(row: $0, column: 0, units: .max) })
    #expect(failures(problem, plan).contains("side.quota"))
  }

  /// Without a flow and without a cut nothing is claimed.
  @Test func aFlowThatClaimsNothing() throws {
    let problem = try FlowProblem(
      supplies: [1, -1], tails: [0], heads: [1], lowers: [0], uppers: [1], costs: [1])
    let verdict = CertificateVerifier.verify(
      problem, FlowOutcome(termination: .finished, flows: nil, potentials: nil, cut: nil))
    #expect(verdict.accepted && !verdict.provesInfeasible && verdict.levelValues == [])
  }
}
