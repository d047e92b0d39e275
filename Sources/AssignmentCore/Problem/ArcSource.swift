/// Which row may be paired with which column.
///
/// A pair that is not eligible has no arc.
///
/// An arc has an identifier in `0 ..< count`; the arcs of one row have consecutive identifiers and strictly
/// ascending columns. Users read arcs through this type only, so that a source which never writes its arcs
/// down (arcs by rule cells) can be added without touching them.
public struct ArcSource: Sendable, Hashable {
  package enum Storage: Sendable, Hashable {
    /// Every pair is an arc; arc identifier = row × columns + column.
    case dense(rows: Int, columns: Int)
    /// Compressed rows: arcs of row i are `starts[i] ..< starts[i + 1]`.
    case sparse(starts: [Int], columns: [Int32])
  }

  package let storage: Storage

  /// Every row may be paired with every column.
  public static func dense(rows: Int, columns: Int) -> ArcSource {
    ArcSource(storage: .dense(rows: rows, columns: columns))
  }

  /// Compressed rows.
  ///
  /// `starts` has one entry more than there are rows; columns ascend strictly inside a row.
  public static func sparse(starts: [Int], columns: [Int32]) -> ArcSource {
    ArcSource(storage: .sparse(starts: starts, columns: columns))
  }

  /// The number of arcs.
  public var count: Int {
    switch storage {
    case .dense(let rows, let columns): rows * columns
    case .sparse(_, let columns): columns.count
    }
  }

  /// Whether every pair is an arc, so that none is written down.
  public var isDense: Bool {
    if case .dense = storage { true } else { false }
  }

  /// Identifiers of the arcs of a row.
  public func arcs(ofRow row: Int) -> Range<Int> {
    switch storage {
    case .dense(_, let columns): row * columns..<(row + 1) * columns
    case .sparse(let starts, _): starts[row]..<starts[row + 1]
    }
  }

  /// The column at which an arc of `row` ends.
  public func column(ofArc arc: Int, inRow row: Int) -> Int {
    switch storage {
    case .dense(_, let columns): arc - row * columns
    case .sparse(_, let columns): Int(columns[arc])
    }
  }

  /// The arc from `row` to `column`, or nil where the pair is not eligible.
  ///
  /// O(log degree).
  public func arc(row: Int, column: Int) -> Int? {
    let range = arcs(ofRow: row)
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if self.column(ofArc: middle, inRow: row) < column { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && self.column(ofArc: low, inRow: row) == column ? low : nil
  }
}
