/// How a linear statement that every plan meets follows from the problem, and from statements derived before it.
///
/// Nothing in it is taken on trust: whoever checks a proof derives weights and right side again (`CutRows`).
public enum CutDerivation: Sendable, Hashable {
  /// A mixed-integer rounding of whole multiples of rows.
  case rounding(Rounding)
  /// Weights ≥ 0 of arcs into one column, ascending: their sum over what the column takes is at most its largest over
  /// all that it can take.
  case column(Int32, weights: [ArcWeight])

  /// A row of the problem.
  public enum Source: Sendable, Hashable {
    /// Units of a row: at most its count.
    case row(Int32)
    /// Units through a column, or a group at `columnCount + group`: at most its capacity.
    case outlet(Int32)
    /// Side constraint by index: a budget within its limit, or a linear one within its upper bound.
    case above(side: Int32)
    /// A linear side constraint is at least its lower bound: minus its sum is at most minus that.
    case below(side: Int32)
    /// Count of the first row of its household × units of this row to a cell = count of this row × units of the first
    /// one to the cell: the household comes whole.
    case tie(row: Int32, cell: Int32)
    /// A statement derived before, by its place.
    case cut(Int32)
  }

  /// A row and how often it is added.
  public struct Term: Sendable, Hashable {
    public var source: Source
    /// Within ±2³¹; < 0: the row is subtracted.
    public var factor: Int64

    public init(source: Source, factor: Int64) {
      self.source = source
      self.factor = factor
    }
  }

  /// Weight of a unit on an arc.
  public struct ArcWeight: Sendable, Hashable {
    public var arc: Int32
    public var weight: Int64

    public init(arc: Int32, weight: Int64) {
      self.arc = arc
      self.weight = weight
    }
  }

  /// What is added up and how it is rounded.
  ///
  /// Multiples of rows, each with its slack, make one equation over whole numbers that are at least 0; arcs named in
  /// `mirrored` count from their largest value down. With divisor δ and a right side of r modulo δ, each coefficient a
  /// becomes ⌊a ÷ δ⌋ × (δ − r) + max(0, a mod δ − r), and = becomes ≤ (R. E. Gomory 1960). The slacks are then replaced
  /// by what they stand for, and all is divided by `shrink` and rounded down once more.
  public struct Rounding: Sendable, Hashable {
    public var terms: [Term]
    /// Ascending.
    public var mirrored: [Int32]
    /// 2 … 2³¹.
    public var divisor: Int64
    /// 1 … 2⁴⁰.
    public var shrink: Int64

    public init(terms: [Term], mirrored: [Int32], divisor: Int64, shrink: Int64) {
      self.terms = terms
      self.mirrored = mirrored
      self.divisor = divisor
      self.shrink = shrink
    }
  }
}
