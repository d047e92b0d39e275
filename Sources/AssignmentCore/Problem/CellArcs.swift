/// Eligible pairs that are told by codes and never written down.
///
/// Problem: with many facts per person there are billions of eligible pairs of types, and hardly two rows share their
/// columns. But each rule reads little of either side. A *facet* is what one of them reads: a code for every row, a code
/// for every column, and a table that says of each pair of codes how many points it is worth, or that it is not eligible.
/// Formulation: a pair is eligible where every facet says so and no exception bars it; its score is the sum of the
/// facets' points and of its own. Columns with equal codes in every facet are one *cell* to all rows; to one row those are
/// with equal points, which are far fewer: of each only the one with the best price can matter.
/// Invariants: codes lie in the tables (validated); no score is beyond ±2³⁰.
/// Complexity: O(facets) for a pair; memory O((rows + columns) × facets + tables + exceptions).
/// A new rule is one facet more, and nothing else changes.
public struct CellArcs: Sendable, Hashable {
  /// What one rule or score reads.
  public struct Facet: Sendable, Hashable {
    /// Code of each row, in `0 ..< rowKinds`.
    public let rowCodes: [Int32]
    /// Code of each column, in `0 ..< columnKinds`.
    public let columnCodes: [Int32]
    /// The number of columns of the table.
    public let columnKinds: Int
    /// Points at row code × `columnKinds` + column code; ``CellArcs/ineligible`` where such a pair is no arc.
    public let points: [Int32]

    public init(rowCodes: [Int32], columnCodes: [Int32], columnKinds: Int, points: [Int32]) {
      self.rowCodes = rowCodes
      self.columnCodes = columnCodes
      self.columnKinds = columnKinds
      self.points = points
    }

    /// The number of rows of the table.
    public var rowKinds: Int { columnKinds == 0 ? 0 : points.count / columnKinds }
  }

  /// What no code tells: a pair with points of its own, or one that is barred.
  public struct Exception: Sendable, Hashable {
    public let row: Int32
    public let column: Int32
    /// Points of the pair's own; ``CellArcs/ineligible`` bars it.
    public let points: Int32

    public init(row: Int32, column: Int32, points: Int32) {
      self.row = row
      self.column = column
      self.points = points
    }
  }

  /// The entry of a table or exception that makes a pair no arc.
  public static let ineligible = Int32.min

  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// At least one where there are rows and columns.
  public let facets: [Facet]
  /// Ascending by row, then column; no pair twice.
  public let exceptions: [Exception]
  /// Exceptions of row i are `exceptionStarts[i] ..< exceptionStarts[i + 1]`; empty where there are none.
  package let exceptionStarts: [Int32]

  /// - Throws: ``InvalidProblem`` for codes outside their table, exceptions out of order, or scores beyond ±2³⁰.
  /// - Complexity: O((rows + columns) × facets + tables + exceptions).
  public init(
    rowCount: Int, columnCount: Int, facets: [Facet], exceptions: [Exception] = []
  ) throws(InvalidProblem) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.facets = facets
    self.exceptions = exceptions
    var starts = [Int32](repeating: 0, count: exceptions.isEmpty ? 0 : rowCount + 1)
    for exception in exceptions where exception.row >= 0 && exception.row < rowCount {
      starts[Int(exception.row) + 1] += 1
    }
    for row in starts.indices.dropFirst() { starts[row] += starts[row - 1] }
    exceptionStarts = starts
    let faults = findFaults()
    if !faults.isEmpty { throw InvalidProblem(faults: faults) }
  }

  private func findFaults() -> [InvalidProblem.Fault] {
    let large = Int32(1) << 30
    var faults: [InvalidProblem.Fault] = []
    if facets.isEmpty || facets.count > 512 { faults.append(.init(code: "cells.facets")) }
    for (index, facet) in facets.enumerated() {
      let (rows, columns) = (Int32(clamping: facet.rowKinds), Int32(clamping: facet.columnKinds))
      let fits =
        facet.rowCodes.count == rowCount && facet.columnCodes.count == columnCount
        && facet.points.count == Int(rows) * Int(columns) && facet.rowCodes.allSatisfy { $0 >= 0 && $0 < rows }
        && facet.columnCodes.allSatisfy { $0 >= 0 && $0 < columns }
      if !fits { faults.append(.init(code: "cells.codes", index: index)) }
      let small = facet.points.allSatisfy { $0 == Self.ineligible || $0.magnitude <= large }
      if !small { faults.append(.init(code: "cells.points", index: index)) }
    }
    var previous: (Int32, Int32) = (-1, -1)
    for (index, exception) in exceptions.enumerated() {
      let isKnown = exception.row >= 0 && exception.row < rowCount && exception.column < columnCount
      if !isKnown || (exception.row, exception.column) <= previous || exception.column < 0 {
        return faults + [.init(code: "cells.exceptions", index: index)]
      }
      let isSmall = exception.points == Self.ineligible || exception.points.magnitude <= large
      if !isSmall { faults.append(.init(code: "cells.points", index: index)) }
      previous = (exception.row, exception.column)
    }
    if faults.isEmpty, largestScore > Int64(large) { faults.append(.init(code: "cells.points")) }
    return faults
  }

  /// What a pair scores; nil where it is not eligible.
  ///
  /// O(facets + log exceptions of the row).
  public func score(row: Int, column: Int) -> Int64? {
    var sum: Int64 = 0
    for facet in facets {
      let points = facet.points[Int(facet.rowCodes[row]) * facet.columnKinds + Int(facet.columnCodes[column])]
      if points == Self.ineligible { return nil }
      sum += Int64(points)
    }
    guard let own = exception(row: row, column: column) else { return sum }
    return own == Self.ineligible ? nil : sum + Int64(own)
  }

  /// Points of a pair's own, ``ineligible`` where it is barred; nil where it is no exception.
  public func exception(row: Int, column: Int) -> Int32? {
    guard !exceptionStarts.isEmpty else { return nil }
    var (low, high) = (Int(exceptionStarts[row]), Int(exceptionStarts[row + 1]))
    while low < high {
      let middle = (low + high) / 2
      if Int(exceptions[middle].column) < column { low = middle + 1 } else { high = middle }
    }
    return low < Int(exceptionStarts[row + 1]) && Int(exceptions[low].column) == column ? exceptions[low].points : nil
  }

  /// Exceptions of a row, by position.
  public func exceptions(ofRow row: Int) -> Range<Int> {
    exceptionStarts.isEmpty ? 0..<0 : Int(exceptionStarts[row])..<Int(exceptionStarts[row + 1])
  }

  /// No score is larger than this, or smaller than its negative.
  public var largestScore: Int64 {
    var largest = exceptions.reduce(Int64(0)) { max($0, $1.points == Self.ineligible ? 0 : Int64($1.points.magnitude)) }
    for facet in facets {
      largest += facet.points.reduce(0) { max($0, $1 == Self.ineligible ? 0 : Int64($1.magnitude)) }
    }
    return largest
  }
}
