import AssignmentCore

/// The pairs that residual searches walk: written down, or told by codes.
///
/// A pair that is written down is known by its arc, one that codes tell by its column.
struct ResidualPairs: Sendable {
  private let arcs: ArcSource
  /// nil: the pairs are written down.
  let sets: PairSets?
  /// By column, where a search has walked backwards: the arcs, or sets of rows of `rowWords` words each.
  private(set) var arriving: ColumnArcs?
  private(set) var rowSets: [UInt64] = []
  let rowWords: Int

  init(_ problem: AssignmentProblem, _ sets: PairSets?) {
    arcs = problem.arcs
    self.sets = sets
    rowWords = (problem.rowCount + 63) / 64
  }

  /// What a pair is known by; nil where it is not eligible.
  func arc(row: Int, column: Int) -> Int? {
    guard let sets else { return arcs.arc(row: row, column: column) }
    return sets.contains(row, column) ? column : nil
  }

  /// Makes ready for walks from columns to rows.
  mutating func turn(_ flow: ResidualFlow) {
    if let sets {
      if rowSets.isEmpty { rowSets = sets.transposed() }
    } else if arriving == nil {
      arriving = ColumnArcs(flow)
    }
  }

  /// Every pair of a row, by column.
  func forEach(ofRow row: Int, _ visit: (_ column: Int, _ arc: Int) -> Void) {
    if let sets {
      _ = sets.forEachColumn(ofRow: row) { column in
        visit(column, column)
        return true
      }
    } else {
      for arc in arcs.arcs(ofRow: row) { visit(arcs.column(ofArc: arc, inRow: row), arc) }
    }
  }
}

/// Rows and columns that a search has not settled, as sets of bits; kept where pairs are told by codes.
struct UnsettledNodes: Sendable {
  private let allRows: [UInt64]
  private let allColumns: [UInt64]
  private let rowCount: Int
  private let columnCount: Int
  private(set) var rows: [UInt64] = []
  private(set) var columns: [UInt64] = []

  init(_ flow: ResidualFlow, isKept: Bool) {
    rowCount = isKept ? flow.rows : 0
    columnCount = isKept ? flow.problem.columnCount : 0
    var rows = PairSets.full(rowCount)
    for row in 0..<rowCount where flow.reachable[row] == 0 { rows[row >> 6] &= ~(1 << UInt64(row & 63)) }
    (allRows, allColumns) = (rows, PairSets.full(columnCount))
  }

  mutating func reset() { (rows, columns) = (allRows, allColumns) }

  @inline(__always)
  mutating func settle(_ node: Int) {
    if node < rowCount {
      rows[node >> 6] &= ~(1 << UInt64(node & 63))
    } else if node - rowCount < columnCount {
      let column = node - rowCount
      columns[column >> 6] &= ~(1 << UInt64(column & 63))
    }
  }
}
