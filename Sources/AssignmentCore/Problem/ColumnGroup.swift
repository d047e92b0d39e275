/// A laminar group of columns (a firm, the network): at most `capacity` and at least `floor` units in all.
///
/// Groups form a forest: each group names its parent, or −1 for none. Columns name theirs in
/// ``AssignmentProblem/columnParents``.
public struct ColumnGroup: Sendable, Hashable {
  /// Index of the group around it, −1 for none.
  public let parent: Int32
  /// Most units into its columns in all, ≥ 0.
  public let capacity: Int32
  /// Least units into its columns in all, ≥ 0.
  public let floor: Int32

  public init(parent: Int32 = -1, capacity: Int32, floor: Int32 = 0) {
    self.parent = parent
    self.capacity = capacity
    self.floor = floor
  }
}

/// Extra scores for the units that leave a column or a group towards its parent, unit by unit: soft minimums
/// (+1 for each of the first m units) or convex loads.
///
/// Units beyond the listed segments score zero in every level. The vectors must not increase
/// lexicographically from one unit to the next (the zero after the last segment included, unless the segments
/// cover the capacity), or the level would not be a flow.
public struct OutletMarginal: Sendable, Hashable {
  /// Units in a row that score alike.
  public struct Segment: Sendable, Hashable {
    /// Number of units in this segment, at least 1.
    public let width: Int32
    /// Score of each of these units: one entry per level.
    public let scores: [Int64]

    public init(width: Int32, scores: [Int64]) {
      self.width = width
      self.scores = scores
    }
  }

  /// Column j is node j; group g is node `columnCount + g`.
  public let outlet: Int
  /// From the first unit on; at least one.
  public let segments: [Segment]

  public init(outlet: Int, segments: [Segment]) {
    self.outlet = outlet
    self.segments = segments
  }

  /// Score in `level` of the `unit`-th unit, counted from 1.
  public func score(ofUnit unit: Int64, level: Int) -> Int64 {
    var end: Int64 = 0
    for segment in segments {
      end += Int64(segment.width)
      if unit <= end { return segment.scores[level] }
    }
    return 0
  }
}
