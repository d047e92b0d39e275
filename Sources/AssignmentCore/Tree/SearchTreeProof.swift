/// A search tree that bounds every plan of a problem with side constraints, level by level.
///
/// Every branch splits the plans in two, so the leaves cover all of them; every leaf holds prices from which the
/// bound of its plans is computed in integers, or leaves a single plan. Whoever checks it needs no solver.
public struct SearchTreeProof: Sendable, Hashable {
  /// All prices are multiples of 1 ÷ `scale`, ≥ 1.
  public var scale: Int64
  /// One tree for each level, from the first; each speaks of plans that reach the assignment's values in the levels
  /// before it.
  public var levels: [LevelTree]
  /// Statements about all plans that follow from the problem, in the order in which they are derived.
  ///
  /// They are priced after the linear side constraints of the problem.
  public var cuts: [CutDerivation]

  public init(scale: Int64, levels: [LevelTree], cuts: [CutDerivation] = []) {
    self.scale = scale
    self.levels = levels
    self.cuts = cuts
  }

  /// The proof that a level cannot exceed a bound.
  public struct LevelTree: Sendable, Hashable {
    /// No plan has a higher value in this level.
    public var bound: Int64
    /// In preorder: a branch is followed by the subtree where it holds, then by the subtree where it does not.
    public var nodes: [Node]

    public init(bound: Int64, nodes: [Node]) {
      self.bound = bound
      self.nodes = nodes
    }
  }

  /// A branch or a leaf.
  public enum Node: Sendable, Hashable {
    case branch(Branch)
    /// The prices bound all plans of the leaf.
    case prices(LinkPrices)
    /// The branches leave one plan, or none.
    case plan
    /// At these prices no plan of the node that uses one of the arcs has more than the tree's bound.
    ///
    /// Nothing goes over those arcs in the node that follows, which stands for this one.
    case closing(LinkPrices, arcs: [Int32])
  }

  /// A statement that is true or false of every plan.
  public enum Branch: Sendable, Hashable {
    /// At most so many units of the row go to the columns; all its columns, if the list is empty.
    ///
    /// Several columns are named only for a row in which there is at most one unit, with `atMost` 0.
    case units(row: Int32, columns: [Int32], atMost: Int32)
    /// The rows of a `together` constraint, by its index, go only to cells of this list; its negation: to none of it.
    case cells(constraint: Int32, cells: [Int32])
  }
}

/// Prices that bound the plans of a leaf: multipliers of what ties rows, columns, groups and levels together.
public struct LinkPrices: Sendable, Hashable {
  /// Worth of a unit of each earlier level, ≥ 0.
  public var levels: [Int64]
  /// Price of a unit that a row places, by ``LinkTable``.
  public var links: [Int64]
  /// Price of a unit that passes through each group.
  public var groups: [Int64]
  /// Price of one more in each linear side constraint, by ``LinearTable``, then in each statement of
  /// ``SearchTreeProof/cuts``: > 0 only where it has an upper bound, < 0 only where it has a lower one.
  public var sides: [Int64]

  public init(levels: [Int64], links: [Int64], groups: [Int64], sides: [Int64] = []) {
    self.levels = levels
    self.links = links
    self.groups = groups
    self.sides = sides
  }

  /// Larger prices are refused: sums then fit 128 bits whatever the scores.
  static let limit = Int64(1) << 45
}
