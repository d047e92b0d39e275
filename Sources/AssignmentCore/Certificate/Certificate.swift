/// What proves an outcome.
///
/// Each kind has a checker that shares nothing with any solver.
public enum Certificate: Sendable, Hashable {
  /// Duals prove the first ``DualPrices/levelCount`` levels optimal.
  case optimality(DualPrices)
  /// No assignment meets all floors: a set of nodes whose bounds contradict each other.
  case infeasibility(InfeasibilityWitness)
  /// Nothing can be lexicographically better than `bound`: the duals are optimal for the problem without its
  /// side constraints, and their value is the bound.
  case gap(RelaxationBound)
  /// Search trees whose leaves cover all plans bound the first levels, side constraints included.
  ///
  /// Without an assignment, one tree whose bound lies below the value of every plan: there is none.
  case tree(SearchTreeProof)
  /// Nothing is proved, for a stated reason (`stopped by the time limit`).
  case none(reason: String)
}

/// One dual vector for every node: the worth of one more unit at the node, level by level.
///
/// For an arc from tail to head with score w the reduced score is w + potential(head) − potential(tail),
/// compared lexicographically over the levels. It is ≤ 0 wherever a unit more would fit and ≥ 0 wherever a unit
/// is used: exactly then the assignment is optimal on all these levels at once. The root has potential 0.
/// (Z^L in lexicographic order is an ordered group, so weak duality holds unchanged.)
public struct DualPrices: Sendable, Hashable {
  /// How many levels, from the first, these duals speak of; ≥ 1.
  public var levelCount: Int
  /// Potential of node v in level l at `v × levelCount + l`; rows first, then columns, then groups.
  public var potentials: [Int64]

  public init(levelCount: Int, potentials: [Int64]) {
    self.levelCount = levelCount
    self.potentials = potentials
  }

  /// The worth of one more unit at `node` in `level`, both from 0.
  public func potential(node: Int, level: Int) -> Int64 { potentials[node * levelCount + level] }
}

/// An assignment that is optimal without the side constraints, with its duals: its level values bound what is
/// possible with them.
///
/// Checked by verifying it as an optimum of the relaxed problem.
public struct RelaxationBound: Sendable, Hashable {
  /// Optimal where side constraints are left aside.
  public var relaxed: Assignment
  /// What proves it optimal there.
  public var duals: DualPrices

  public init(relaxed: Assignment, duals: DualPrices) {
    self.relaxed = relaxed
    self.duals = duals
  }
}

/// A set X of nodes (rows, columns, groups; never the root) that proves infeasibility (Hoffman 1960): what must
/// flow in exceeds what can flow out, or what must flow out exceeds supply plus what can flow in.
///
/// Hoffman's condition presumes that every floor is at most its capacity; a node of X whose floor is above it proves
/// infeasibility by itself.
public struct InfeasibilityWitness: Sendable, Hashable {
  /// Node numbers, ascending.
  public var nodes: [Int32]

  public init(nodes: [Int32]) {
    self.nodes = nodes
  }
}

/// A Hall violator with capacities: the people of `rows` can only go to `columns`, which hold fewer places.
///
/// places = κ(columns): the places these columns can really fill under the laminar caps. At least
/// people − places of these people stay unserved in every assignment.
public struct HallWitness: Sendable, Hashable {
  /// Row indices, ascending.
  public var rows: [Int32]
  /// Every column that has an arc from `rows`, or from a row to which one of them hands units on, ascending.
  public var columns: [Int32]
  /// Σ of the rows' counts.
  public var people: Int64
  /// κ(columns), fewer than the people.
  public var places: Int64

  public init(rows: [Int32], columns: [Int32], people: Int64, places: Int64) {
    self.rows = rows
    self.columns = columns
    self.people = people
    self.places = places
  }
}
