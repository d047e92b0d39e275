// Problem: what a change to an optimal assignment costs or brings at every level, without solving again.
// Formulation: an assignment that is optimal stays optimal under one more lower bound, one more unit of capacity or one
// less after one unit has moved along a cheapest path of the residual network. Costs are vectors compared
// lexicographically (Z^L is an ordered group, so shortest paths hold unchanged): a forward step over an arc costs its
// negative score, a backward step its score. The network is the full one: pairs, units handed on or left unserved,
// floors, caps of groups, and the marginal score of the very unit that moves.
// Method: Dijkstra's algorithm on reduced costs. The potentials of the certificate make every reduced cost of an open
// step at least 0, which the initialiser has the verifier check. Distances are kept true and reduced; nodes at the same
// reduced distance as the node just settled skip the heap, which is most of them, because optimal plans are full of
// ties. A search stops as soon as what it was asked for cannot change: at its target, or beyond the price of a place.
// The cheapest columns of a row are found between bounds: over the root nothing costs more than the sum of the two
// distances, and by the triangle inequality nothing costs less than their differences. What the bounds leave open is
// searched for, until nothing open can be among the cheapest.
// Invariants: key(v) = distance(v) ∓ potential(v) never falls while a search runs; a settled node is never touched.
// Overflow: a distance is a signed sum of fewer scores than there are nodes, under 2⁶² by the problem's overflow
// proof; potentials are refused above 2⁶²; a key is a sum of the two.
// Pairs that codes tell are read as sets of bits (`PairSets`), of which a search takes those not settled. Settled nodes
// first pass on over the pairs in use, which are tight, and look at their other pairs when nothing tight is left: most
// nodes are settled by then.
// Complexity: O(arcs + nodes log nodes) per search, each times the levels compared (mostly the first); memory
// 2 vectors per node. Searches backwards over pairs build an index of the arcs by column once.
// Cannot: side constraints, which are left out (then every cost speaks of the relaxation), and levels that the duals
// do not prove.
// Reference: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, Network Flows (1993), chapter 9 (residual networks, reduced
// costs, sensitivity); J. Edmonds, R. M. Karp, Journal of the ACM 19, 248–264 (1972), for Dijkstra on potentials;
// A. V. Goldberg, C. Harrelson, Computing the shortest path: A* search meets graph theory, SODA 2005, for bounds by a
// landmark.

public import AssignmentCore

/// Cheapest changes of an optimal assignment, with their exact cost at each proven level.
public struct SensitivitySearch: Sendable {
  /// How many levels costs have: those that the duals prove.
  public let levelCount: Int
  let flow: ResidualFlow
  let scores: ArcScores
  let potentials: [Int64]
  var pairs: ResidualPairs
  /// Distances to the root and from it, once they have been asked for.
  var toRoot: RootDistances?
  var fromRoot: RootDistances?

  // The search that runs.
  var direction = Direction.outgoing
  /// Row whose step of handing on is closed, −1 for none.
  var closedRow = -1
  var distances: [Int64]
  var keys: [Int64]
  var predecessors: [Int32]
  var marks: [Mark]
  var heap: KeyHeap
  var ready: [Int32] = []
  /// Settled nodes whose pairs beside those in use are still to be looked at.
  var pending: [Int32] = []
  var openNodes: UnsettledNodes
  var touched: [Int32] = []

  enum Direction {
    /// Distances from the seed.
    case outgoing
    /// Distances to the seed.
    case incoming
  }

  enum Mark: UInt8 {
    case unseen
    case open
    case settled
  }

  /// Prepares searches around an assignment.
  ///
  /// - Throws: ``ResidualFailure`` where the duals do not prove the assignment optimal.
  /// - Complexity: O((arcs + nodes) × levels) for the check.
  public init(
    _ problem: AssignmentProblem, assignment: Assignment, duals: DualPrices
  ) throws(ResidualFailure) {
    let relaxed = try Self.withoutSides(problem)
    try Self.check(duals, assignment) { CertificateVerifier.verify(relaxed, $0) }
    self.init(relaxed, assignment, duals, nil, scoreLevel: nil)
  }

  /// Prepares searches around an assignment of a problem whose pairs codes tell.
  ///
  /// - Throws: ``ResidualFailure`` where the duals do not prove the assignment optimal.
  /// - Complexity: that of the check, and of the sets of the pairs: rows × columns ÷ 8 bytes at most.
  public init(_ problem: CellProblem, assignment: Assignment, duals: DualPrices) throws(ResidualFailure) {
    try self.init(problem, PairSets(problem.arcs), assignment: assignment, duals: duals)
  }

  /// As above, with the sets of its pairs.
  package init(
    _ problem: CellProblem, _ sets: PairSets, assignment: Assignment, duals: DualPrices
  ) throws(ResidualFailure) {
    try Self.check(duals, assignment) { CertificateVerifier.verify(problem, $0) }
    self.init(problem.frame, assignment, duals, sets, scoreLevel: problem.scoreLevel)
  }

  private static func check(
    _ duals: DualPrices, _ assignment: Assignment, _ verify: (SolveOutcome) -> Verdict
  ) throws(ResidualFailure) {
    guard duals.potentials.allSatisfy({ $0.magnitude <= 1 << 62 }) else { throw .range }
    let verdict = verify(
      SolveOutcome(termination: .finished, assignment: assignment, certificate: .optimality(duals)))
    guard verdict.accepted else { throw .notProven(checks: Set(verdict.failures.map(\.check)).sorted()) }
  }

  private init(
    _ relaxed: AssignmentProblem, _ assignment: Assignment, _ duals: DualPrices, _ sets: PairSets?, scoreLevel: Int?
  ) {
    levelCount = duals.levelCount
    flow = ResidualFlow(relaxed, assignment)
    scores = ArcScores(relaxed, sets, scoreLevel: scoreLevel)
    pairs = ResidualPairs(relaxed, sets)
    openNodes = UnsettledNodes(flow, isKept: sets != nil)
    potentials = duals.potentials + [Int64](repeating: 0, count: duals.levelCount)
    let nodes = relaxed.nodeCount + 1
    distances = [Int64](repeating: 0, count: nodes * levelCount)
    keys = distances
    predecessors = [Int32](repeating: -1, count: nodes)
    marks = [Mark](repeating: .unseen, count: nodes)
    heap = KeyHeap(nodes: nodes, width: levelCount)
  }

  private static func withoutSides(_ problem: AssignmentProblem) throws(ResidualFailure) -> AssignmentProblem {
    if problem.sideConstraints.isEmpty { return problem }
    do {
      return try AssignmentProblem(
        rowCounts: problem.rowCounts, columnCapacities: problem.columnCapacities, columnFloors: problem.columnFloors,
        columnParents: problem.columnParents, groups: problem.groups, rowParents: problem.rowParents,
        idleParents: problem.idleParents, arcs: problem.arcs, levels: problem.levels, marginals: problem.marginals)
    } catch {
      throw .notProven(checks: error.faults.map(\.code))
    }
  }

  /// The problem, its side constraints left out.
  public var problem: AssignmentProblem { flow.problem }
}

/// Why no searches can be prepared.
public enum ResidualFailure: Error, Hashable, Sendable {
  /// The verifier refuses the assignment or its duals; the names of its checks.
  case notProven(checks: [String])
  /// Potentials above 2⁶², for which distances could overflow.
  case range
}

/// What a change costs, and whom it moves into or out of service.
public struct ResidualChange: Sendable, Hashable {
  /// Loss at each proven level, in the level's own units; lexicographically at least 0 for what is forced.
  ///
  /// For a gain the entries are what is won.
  public var cost: [Int64]
  /// Rows of which one more unit is served (the parent row, for rows that hand on).
  public var gained: [Int32]
  /// Rows of which one unit less is served.
  public var lost: [Int32]

  public init(cost: [Int64], gained: [Int32] = [], lost: [Int32] = []) {
    self.cost = cost
    self.gained = gained
    self.lost = lost
  }

  /// Nothing changes at any level.
  public var isFree: Bool { cost.allSatisfy { $0 == 0 } }
}
