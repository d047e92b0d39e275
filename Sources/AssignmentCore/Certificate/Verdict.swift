/// What the verifier found out about an outcome.
public struct Verdict: Sendable, Hashable {
  /// One claim that does not hold.
  ///
  /// Indices only.
  public struct Failure: Sendable, Hashable {
    /// `pair.unknown`, `row.count`, `column.capacity`, `dual.room`, … : the condition that fails.
    public let check: String
    /// Where: a row, arc, outlet, node or level index, as the check says.
    public let index: Int

    public init(check: String, index: Int) {
      self.check = check
      self.index = index
    }
  }

  /// Value of each level, recomputed; empty where there is no feasible assignment.
  public var levelValues: [Int64] = []
  /// How many levels, from the first, are proved optimal.
  public var provenLevels = 0
  /// True when the infeasibility witness holds.
  public var provesInfeasible = false
  /// A proven upper bound for the first level that is not proved optimal (from a relaxation), level by level.
  public var bounds: [Int64] = []
  /// Empty exactly when everything that was claimed holds.
  public var failures: [Failure] = []

  public init() {}

  /// Nothing that was claimed is refuted.
  public var accepted: Bool { failures.isEmpty }
}
