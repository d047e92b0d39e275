import AssignmentCore
import Testing

@Suite struct WitnessTests {
  /// Three people, of whom 0 and 1 reach only A (1 place) and B (1 place), both in a firm of cap 1.
  private func problem() throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: [2, 1, 1], columnCapacities: [1, 1, 5], columnParents: [0, 0, -1],
      groups: [ColumnGroup(capacity: 1)], arcs: .sparse(starts: [0, 2, 3, 4], columns: [0, 1, 1, 2]),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1, 1]))])
  }

  @Test func aTrueHallWitnessHolds() throws {
    let witness = HallWitness(rows: [0, 1], columns: [0, 1], people: 3, places: 1)
    #expect(witness.holds(for: try problem()))
    #expect(HallWitness(rows: [], columns: [], people: 0, places: 0).holds(for: try problem()))
  }

  @Test(arguments: [
    HallWitness(rows: [0, 1], columns: [0, 1], people: 4, places: 1),
    HallWitness(rows: [0, 1], columns: [0, 1], people: 3, places: 0),
    HallWitness(rows: [0, 1], columns: [0, 1], people: 3, places: 2),
    HallWitness(rows: [0, 1], columns: [0], people: 3, places: 1),
    HallWitness(rows: [0, 1], columns: [0, 1, 2], people: 3, places: 6),
    HallWitness(rows: [0, 1], columns: [1, 0], people: 3, places: 1),
    HallWitness(rows: [1, 0], columns: [0, 1], people: 3, places: 1),
    HallWitness(rows: [0, 0, 1], columns: [0, 1], people: 5, places: 1),
    HallWitness(rows: [-1, 0, 1], columns: [0, 1], people: 3, places: 1),
    HallWitness(rows: [0, 1, 3], columns: [0, 1], people: 3, places: 1),
    HallWitness(rows: [0, 1], columns: [0, 1, 99], people: 3, places: 1),
  ])
  func aFalseHallWitnessDoesNot(witness: HallWitness) throws {
    #expect(!witness.holds(for: try problem()))
  }

  /// Person 0 may also be handed on to the row of person 2, so C is in reach too.
  @Test func aHallWitnessCountsWhatARowMayBeHandedTo() throws {
    let plain = try problem()
    let problem = try AssignmentProblem(
      rowCounts: plain.rowCounts, columnCapacities: plain.columnCapacities, columnParents: plain.columnParents,
      groups: plain.groups, rowParents: [2, -1, -1], arcs: plain.arcs, levels: plain.levels)
    #expect(!HallWitness(rows: [0, 1], columns: [0, 1], people: 3, places: 1).holds(for: problem))
    #expect(HallWitness(rows: [0, 1], columns: [0, 1, 2], people: 3, places: 6).holds(for: problem))
    #expect(HallWitness(rows: [1], columns: [1], people: 1, places: 1).holds(for: problem))
  }

  @Test func placesAreCutByEveryCapAboveThem() throws {
    let nested = try AssignmentProblem(
      rowCounts: [], columnCapacities: [3, 3, 4, 2], columnParents: [0, 0, 1, -1],
      groups: [ColumnGroup(parent: 2, capacity: 4), ColumnGroup(parent: 2, capacity: 9), ColumnGroup(capacity: 7)],
      arcs: .sparse(starts: [0], columns: []), levels: [ObjectiveLevel(name: "served", scores: .perRow([]))])
    #expect(HallWitness.places(of: [0], in: nested) == 3)
    #expect(HallWitness.places(of: [0, 1], in: nested) == 4)
    #expect(HallWitness.places(of: [0, 1, 2], in: nested) == 7)
    #expect(HallWitness.places(of: [0, 1, 2, 3], in: nested) == 9)
    #expect(HallWitness.places(of: [], in: nested) == 0)
  }

  /// A must take 2, but only person 1 reaches it; C's floor is easy.
  private func floors(_ floor: Int32) throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: [2, 1], columnCapacities: [2, 2], columnFloors: [floor, 1], columnParents: [0, 0],
      groups: [ColumnGroup(capacity: 3)], arcs: .sparse(starts: [0, 1, 3], columns: [1, 0, 1]),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1, 1]))])
  }

  private func verdict(_ problem: AssignmentProblem, _ nodes: [Int32], plan: Assignment? = nil) -> Verdict {
    CertificateVerifier.verify(
      problem,
      SolveOutcome(
        termination: .finished, assignment: plan, certificate: .infeasibility(InfeasibilityWitness(nodes: nodes))))
  }

  @Test func aTrueInfeasibilityWitnessProves() throws {
    // X = {A}: 2 must leave, at most 1 can come. X = {person 1, A} has supply 1 and nothing else flows in.
    #expect(verdict(try floors(2), [2]).provesInfeasible)
    #expect(verdict(try floors(2), [1, 2]).provesInfeasible)
  }

  @Test(arguments: [[], [0], [1], [3], [0, 2, 3], [0, 1, 2, 3, 4], [-1], [5], [Int32.max]] as [[Int32]])
  func aFalseOneIsRefuted(nodes: [Int32]) throws {
    // The set {0, 2, 3}: A and B must send 3 on, and 2 + 2 can come in.
    let verdict = verdict(try floors(2), nodes)
    #expect(!verdict.provesInfeasible)
    #expect(verdict.failures == [.init(check: "witness.refuted", index: 0)])
  }

  @Test func aFeasibleProblemHasNone() throws {
    for set in 0..<32 {
      let nodes = (0..<5).filter { set >> $0 & 1 == 1 }.map { Int32($0) }
      #expect(!verdict(try floors(1), nodes).provesInfeasible)
    }
  }

  @Test func aPlanAndAWitnessContradict() throws {
    #expect(!verdict(try floors(2), [2], plan: Assignment(flows: [])).provesInfeasible)
    #expect(!verdict(try floors(2), [2], plan: Assignment(flows: [])).accepted)
  }

  /// The floors of a firm that exceed its cap are a witness by themselves.
  @Test func floorsAboveTheCap() throws {
    let problem = try AssignmentProblem(
      rowCounts: [4], columnCapacities: [2, 2], columnFloors: [2, 2], columnParents: [0, 0],
      groups: [ColumnGroup(capacity: 3)], arcs: .dense(rows: 1, columns: 2),
      levels: [ObjectiveLevel(name: "served", scores: .perRow([1]))])
    #expect(verdict(problem, [3]).provesInfeasible)
    #expect(!verdict(problem, [1]).provesInfeasible)
  }
}
