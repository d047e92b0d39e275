/// A constraint that is not a capacity: it turns the problem into an integer programme, and only some solvers
/// take it.
///
/// A solver that does not, says so (``SolverFailure/cannot(constraint:)``); none is ever ignored.
public enum SideConstraint: Sendable, Hashable {
  /// Hours: Σ weight × units over the rows' arcs into `column` ≤ `limit`.
  case budget(column: Int32, weights: [RowWeight], limit: Int64)
  /// A household: all served units of `rows` go to columns with the same `cell`.
  ///
  /// With `allOrNone` all are served or none is.
  case together(rows: [Int32], cells: ColumnPartition, allOrNone: Bool)
  /// A weighted count of pairs between bounds: quotas, supervision, lead and co-counsel.
  case linear(LinearConstraint)

  /// What one unit of a row takes from a budget.
  public struct RowWeight: Sendable, Hashable {
    /// Index of the row.
    public let row: Int32
    /// 0 … 2³¹ − 1.
    public let weight: Int64

    public init(row: Int32, weight: Int64) {
      self.row = row
      self.weight = weight
    }
  }

  /// The field's word for the constraint, used in messages: `hours`, `household`, or the kind of a linear one.
  public var name: String {
    switch self {
    case .budget: "hours"
    case .together: "household"
    case .linear(let linear): linear.kind.rawValue
    }
  }
}

/// Columns by cell: the columns of one attorney, or of one firm.
///
/// `cells[j]` ≥ 0 is the cell of column j.
public struct ColumnPartition: Sendable, Hashable {
  /// The cell of each column.
  public let cells: [Int32]

  public init(cells: [Int32]) {
    self.cells = cells
  }
}
