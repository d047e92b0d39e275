import AssignmentCore

/// The hand-worked example: four people, three attorneys, one firm cap, two levels.
///
///              A   B   C      class   served
///   person 0   5   3   –        0        2        A holds 2, B 1, C 1
///   person 1   4   –   2        0        2        firm F = {A, B} holds 2 in all
///   person 2   –   6   1        1        1
///   person 3   7   –   –        1        1
///
/// F fills 2 places and C 1, so at most three people are served; both of class 0 can be, so level 1 is at most
/// 2 + 2 + 1 = 5. Plans that reach 5 serve 0 and 1 and one more:
///   C takes 1 (2):  0→A, 2→B = 5 + 6 + 2 = 13;  0→A, 3→A = 5 + 7 + 2 = 14;  0→B, 3→A = 12
///   C takes 2 (1):  0→A, 1→A = 5 + 4 + 1 = 10;  0→B, 1→A = 8
/// so the optimum is (5, 14), by 0→A, 1→C, 3→A.
enum Golden {
  static func problem(floors: [Int32] = [], sides: [SideConstraint] = []) throws -> AssignmentProblem {
    try AssignmentProblem(
      rowCounts: [1, 1, 1, 1], columnCapacities: [2, 1, 1], columnFloors: floors, columnParents: [0, 0, -1],
      groups: [ColumnGroup(capacity: 2)],
      arcs: .sparse(starts: [0, 2, 4, 6, 7], columns: [0, 1, 0, 2, 1, 2, 0]),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow([2, 2, 1, 1])),
        ObjectiveLevel(name: "quality", scores: .perArc(.int32([5, 3, 4, 2, 6, 1, 7]))),
      ], sideConstraints: sides)
  }

  static let optimum = plan((0, 0), (1, 2), (3, 0))

  /// The duals, worked out by hand; reduced score = score + head − tail, the root is 0.
  ///
  /// Level 1. Person 2 is unserved: its arc to the root carries a unit, so −p2 ≥ 0; with p2 = 0 its pairs need
  /// 1 + B ≤ 0 and 1 + C ≤ 0. A place in the firm is worth one person of class 1: F = −1; A is full, so F − A ≥ 0;
  /// B is empty, so F − B ≤ 0; hence A = B = −1, and C = −1. Used pairs are 0: p0 = 2 − 1 = 1, p1 = 2 − 1 = 1,
  /// p3 = 1 − 1 = 0. Every pair is 0 here, so level 2 decides all of them.
  ///
  /// Level 2. Free of sign: F and C to the root (decided by level 1: 1 > 0). Still bound: −p2 ≥ 0, so p2 = 0;
  /// pair 2B: 6 + B ≤ 0; F − B ≤ 0 ≤ F − A; pair 3A: p3 = 7 + A, and −p3 ≤ 0 (0 at level 1), so −7 ≤ A ≤ −6.
  /// Take A = B = F = −6: p3 = 1, p0 = 5 − 6 = −1, pair 0B: 3 − 6 + 1 = −2 ≤ 0.
  /// Pair 2C: 1 + C ≤ 0: C = −1, p1 = 2 − 1 = 1, pair 1A: 4 − 6 − 1 = −3 ≤ 0.
  static let duals = DualPrices(
    levelCount: 2,
    potentials: [
      1, -1, 1, 1, 0, 0, 0, 1,  // persons 0 to 3
      -1, -6, -1, -6, -1, -1,  // A, B, C
      -1, -6,  // F
    ])

  static func plan(_ pairs: (Int32, Int32)...) -> Assignment {
    Assignment(flows: pairs.map { .init(row: $0.0, column: $0.1, units: 1) })
  }

  static func outcome(_ assignment: Assignment?, _ certificate: Certificate) -> SolveOutcome {
    SolveOutcome(termination: .finished, assignment: assignment, certificate: certificate)
  }

  static func verdict(
    _ assignment: Assignment?, _ duals: DualPrices, sides: [SideConstraint] = [], floors: [Int32] = []
  ) throws -> Verdict {
    let problem = try problem(floors: floors, sides: sides)
    return CertificateVerifier.verify(problem, outcome(assignment, .optimality(duals)))
  }
}
