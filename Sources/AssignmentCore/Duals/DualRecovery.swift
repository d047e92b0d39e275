/// Exact duals of an assignment that somebody claims to be optimal, in integers.
///
/// Problem: given any feasible assignment (of GLPK, of greedy), find potentials that prove its first levels
/// optimal, for as many levels as are optimal.
/// Formulation: in the residual network a feasible system of potentials exists exactly when no cycle gains. The
/// potentials of one level are longest paths (Bellman–Ford with a queue); an edge whose inequality is strict in one
/// level says nothing about later levels (the face rule), so each level runs on the tight edges of the levels before.
/// The result is the same as one Bellman–Ford with vectors compared lexicographically, at the price of scalars.
/// Invariant: Int64 only. A path of at most `nodeCount` edges keeps within the overflow proof of
/// ``AssignmentProblem``; a longer gain is a gaining cycle and ends the level at once.
/// Deviation from the textbook: every node starts at 0 (a virtual source), and gaining cycles are looked for among
/// the predecessors after every `nodeCount` improvements.
/// Complexity: O(nodes × edges) per level at worst, a few passes over the edges in practice; about 40 bytes per edge.
/// It ignores side constraints (a relaxation) and trusts the assignment to be feasible; the verifier does not.
/// Reference: R. Bellman (1958); R. M. McConnell, K. Mehlhorn, S. Näher, P. Schweitzer, Certifying algorithms (2011).
public enum DualRecovery {
  /// What was recovered.
  public struct Result: Sendable, Hashable {
    /// Duals for the first ``provenLevels`` levels; nil where that is none.
    public var duals: DualPrices?
    /// Levels, from the first, for which the claim is true.
    public var provenLevels: Int
    /// The level in which the assignment can still be improved without loss in the levels before it; nil where no
    /// such level was found among those asked for.
    public var refutedLevel: Int?
    /// Why the recovery was cut short; nil where it was not.
    public var stopped: Termination?
  }

  /// Recovers duals for the longest optimal prefix of the levels.
  ///
  /// - Parameters:
  ///   - problem: its side constraints are ignored.
  ///   - assignment: feasible; pairs that do not exist are ignored, and the verifier then refuses the duals.
  ///   - levels: how many levels, from the first, to look at; nil: all.
  ///   - limits: deadline and cancellation.
  /// - Returns: the duals, and the level that refutes the claim, if one does.
  /// - Complexity: O(levels × nodes × arcs) at worst.
  public static func duals(
    for problem: AssignmentProblem, assignment: Assignment, levels: Int? = nil, limits: SolveLimits = .none
  ) -> Result {
    let wanted = max(0, min(levels ?? problem.levels.count, problem.levels.count))
    var network = ResidualNetwork(problem, assignment)
    var found: [[Int64]] = []
    var result = Result(duals: nil, provenLevels: 0, refutedLevel: nil, stopped: nil)
    for level in 0..<wanted {
      network.setScores(of: level, in: problem)
      switch network.longestPaths(limits) {
      case .potentials(let potentials):
        found.append(potentials)
        network.keepTightEdges(potentials)
      case .gainingCycle: result.refutedLevel = level
      case .stopped(let reason): result.stopped = reason
      }
      if found.count <= level { break }
    }
    result.provenLevels = found.count
    result.duals = DualPrices(levels: found)
    return result
  }
}

extension DualPrices {
  /// Joins one list of potentials per level (entry per node, the root last or left out); nil where there is none.
  ///
  /// Each list is shifted so that its entry for the root, if any, is 0.
  package init?(levels: [[Int64]]) {
    guard let first = levels.first else { return nil }
    self.init(levelCount: levels.count, potentials: [])
    let nodes = first.count - 1
    potentials.reserveCapacity(nodes * levels.count)
    for node in 0..<nodes {
      for list in levels { potentials.append(list[node] - list[nodes]) }
    }
  }
}
