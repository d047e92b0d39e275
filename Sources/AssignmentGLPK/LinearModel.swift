/// A linear or integer programme as flat arrays, ready for the C side: maximise objective · x so that
/// rowLower ≤ A x ≤ rowUpper and columnLower ≤ x ≤ columnUpper.
///
/// All numbers are integers held in Double (or infinite bounds); nothing is ever NaN.
package struct LinearModel: Sendable {
  package var columnLower: [Double] = []
  package var columnUpper: [Double] = []
  package var objective: [Double] = []
  package var rowLower: [Double] = []
  package var rowUpper: [Double] = []
  /// Entries of row i are `rowStarts[i] ..< rowStarts[i + 1]`.
  package var rowStarts: [Int32] = [0]
  package var entryColumns: [Int32] = []
  package var entryValues: [Double] = []

  package init() {}

  package var columnCount: Int { columnLower.count }
  package var rowCount: Int { rowLower.count }

  /// Adds an integer column with objective 0 and returns its index.
  @discardableResult
  package mutating func addColumn(lower: Int64, upper: Int64) -> Int {
    columnLower.append(Double(lower))
    columnUpper.append(Double(upper))
    objective.append(0)
    return columnCount - 1
  }

  /// Adds an entry to the row that ``closeRow(lower:upper:)`` will end.
  package mutating func addEntry(_ column: Int, _ value: Double = 1) {
    entryColumns.append(Int32(column))
    entryValues.append(value)
  }

  package mutating func closeRow(lower: Double, upper: Double) {
    rowLower.append(lower)
    rowUpper.append(upper)
    rowStarts.append(Int32(entryColumns.count))
  }

  /// Replaces x by `values` + d: the bounds of d are those of x less `values`.
  ///
  /// GLPK's tolerances are relative to the bounds; around a known point the bounds are small, so a level that must
  /// not fall again has right-hand side 0 and not its value. Exact while the activities stay below 2⁵³.
  package mutating func shift(by values: [Double]) {
    for column in values.indices {
      columnLower[column] -= values[column]
      columnUpper[column] -= values[column]
    }
    for row in 0..<rowCount {
      var activity = 0.0
      for entry in Int(rowStarts[row])..<Int(rowStarts[row + 1]) {
        activity += entryValues[entry] * values[Int(entryColumns[entry])]
      }
      rowLower[row] -= activity
      rowUpper[row] -= activity
    }
  }

  /// Whether some bounds contradict each other outright.
  package var hasEmptyBounds: Bool {
    zip(columnLower, columnUpper).contains { $0 > $1 } || zip(rowLower, rowUpper).contains { $0 > $1 }
  }
}
