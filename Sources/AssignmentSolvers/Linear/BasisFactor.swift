// Problem: solve B x = b and Bᵀ y = c for the basis matrix of a linear programme, and follow it through exchanges.
//
// Formulation: B = L U by columns. Columns, then rows, with a single open entry are pivots at once and need no
// elimination; what is left, the kernel, is eliminated from the left (Gilbert, Peierls 1988) with threshold pivoting
// for sparse rows. An exchange appends one column (the product form of the inverse) until the next factorisation.
// Invariants: the basic variable that is pivot of row i stands at position i, so positions and rows are one numbering.
// Complexity: O(entries + kernel²) to factor, O(m + entries) to solve.
// Reference: J. R. Gilbert, T. Peierls, Sparse partial pivoting in time proportional to arithmetic operations, SIAM
// Journal on Scientific and Statistical Computing 9 (1988).
struct BasisFactor {
  /// Columns of a sparse triangular matrix in the order of elimination.
  private struct Columns {
    var starts: [Int] = [0]
    var rows: [Int32] = []
    var values: [Double] = []

    mutating func removeAll() {
      starts.removeAll(keepingCapacity: true)
      starts.append(0)
      rows.removeAll(keepingCapacity: true)
      values.removeAll(keepingCapacity: true)
    }

    mutating func append(_ row: Int32, _ value: Double) {
      rows.append(row)
      values.append(value)
    }

    mutating func close() { starts.append(rows.count) }
  }

  private var lower = Columns()
  private var upper = Columns()
  private var diagonal: [Double] = []
  private var pivots: [Int32] = []
  /// Steps whose column of L, or of U, does anything.
  private var lowerSteps: [Int] = []
  private var upperSteps: [Int] = []
  private var exchanges = Columns()
  private var exchangePivots: [(position: Int32, value: Double)] = []

  /// Exchanges since the last factorisation.
  var exchangeCount: Int { exchangePivots.count }

  /// Factors the columns of a basis and says which column is pivot of which row; −1: a unit column takes its place.
  mutating func factor(rows count: Int, column: (Int, (Int32, Double) -> Void) -> Void) -> [Int] {
    lower.removeAll()
    upper.removeAll()
    diagonal.removeAll(keepingCapacity: true)
    pivots.removeAll(keepingCapacity: true)
    exchanges.removeAll()
    exchangePivots.removeAll(keepingCapacity: true)
    var matrix = Columns()
    for index in 0..<count {
      column(index) { matrix.append($0, $1) }
      matrix.close()
    }
    var elimination = Elimination(matrix.starts, matrix.rows, rows: count)
    var columnOfRow = [Int](repeating: -1, count: count)
    while let (row, index) = elimination.nextSingleton() {
      pivot(matrix, row: row, column: index, &columnOfRow)
      elimination.close(row: row, column: index)
    }
    let kernelStart = pivots.count
    var work = [Double](repeating: 0, count: count)
    for index in elimination.openColumns() {
      eliminate(matrix, index, kernelStart, elimination.rowCounts, &work, &columnOfRow)
    }
    for row in 0..<count where columnOfRow[row] < 0 {
      // Nothing is left to pivot on here: a unit column.
      lower.close()
      upper.close()
      diagonal.append(1)
      pivots.append(Int32(row))
    }
    lowerSteps = pivots.indices.filter { lower.starts[$0] < lower.starts[$0 + 1] }
    upperSteps = pivots.indices.filter { upper.starts[$0] < upper.starts[$0 + 1] || diagonal[$0] != 1 }
    return columnOfRow
  }

  /// A pivot that no earlier elimination touches.
  private mutating func pivot(_ matrix: Columns, row: Int, column: Int, _ columnOfRow: inout [Int]) {
    var value = 0.0
    for place in matrix.starts[column]..<matrix.starts[column + 1]
    where Int(matrix.rows[place]) == row {
      value = matrix.values[place]
    }
    for place in matrix.starts[column]..<matrix.starts[column + 1] {
      let other = Int(matrix.rows[place])
      if other == row { continue }
      if columnOfRow[other] >= 0 {
        upper.append(Int32(other), matrix.values[place])
      } else {
        lower.append(Int32(other), matrix.values[place] / value)
      }
    }
    lower.close()
    upper.close()
    diagonal.append(value)
    pivots.append(Int32(row))
    columnOfRow[row] = column
  }

  private mutating func eliminate(
    _ matrix: Columns, _ column: Int, _ kernelStart: Int, _ rowCounts: [Int32],
    _ work: inout [Double],
    _ columnOfRow: inout [Int]
  ) {
    var touched: [Int32] = []
    for place in matrix.starts[column]..<matrix.starts[column + 1] {
      work[Int(matrix.rows[place])] = matrix.values[place]
      touched.append(matrix.rows[place])
    }
    for step in kernelStart..<pivots.count {
      let value = work[Int(pivots[step])]
      if value == 0 { continue }
      for place in lower.starts[step]..<lower.starts[step + 1] {
        let row = lower.rows[place]
        if work[Int(row)] == 0 { touched.append(row) }
        work[Int(row)] -= lower.values[place] * value
      }
    }
    var largest = 0.0
    for row in touched where columnOfRow[Int(row)] < 0 {
      largest = max(largest, abs(work[Int(row)]))
    }
    var best = -1
    if largest > 1e-9 {
      for row in touched where columnOfRow[Int(row)] < 0 && abs(work[Int(row)]) >= 0.1 * largest {
        if best < 0 || rowCounts[Int(row)] < rowCounts[best] { best = Int(row) }
      }
    }
    let value = best < 0 ? 1 : work[best]
    for row in touched {
      let entry = work[Int(row)]
      work[Int(row)] = 0
      guard best >= 0, Int(row) != best, abs(entry) > 1e-13 else { continue }
      if columnOfRow[Int(row)] >= 0 {
        upper.append(row, entry)
      } else {
        lower.append(row, entry / value)
      }
    }
    guard best >= 0 else { return }
    lower.close()
    upper.close()
    diagonal.append(value)
    pivots.append(Int32(best))
    columnOfRow[best] = column
  }

  /// Solves B x = b in place: rows in, positions out.
  func solve(_ x: inout [Double]) {
    for step in lowerSteps {
      let (first, end) = (lower.starts[step], lower.starts[step + 1])
      let value = x[Int(pivots[step])]
      if value == 0 { continue }
      for place in first..<end { x[Int(lower.rows[place])] -= lower.values[place] * value }
    }
    for step in upperSteps.reversed() {
      let row = Int(pivots[step])
      if x[row] == 0 { continue }
      let value = x[row] / diagonal[step]
      x[row] = abs(value) < 1e-14 ? 0 : value
      for place in upper.starts[step]..<upper.starts[step + 1] {
        x[Int(upper.rows[place])] -= upper.values[place] * value
      }
    }
    for (index, pivot) in exchangePivots.enumerated() {
      let row = Int(pivot.position)
      if x[row] == 0 { continue }
      let value = x[row] / pivot.value
      x[row] = value
      for place in exchanges.starts[index]..<exchanges.starts[index + 1] {
        x[Int(exchanges.rows[place])] -= exchanges.values[place] * value
      }
    }
  }

  /// Solves Bᵀ y = c in place: positions in, rows out.
  func solveTransposed(_ y: inout [Double]) {
    for index in exchangePivots.indices.reversed() {
      let row = Int(exchangePivots[index].position)
      var sum = y[row]
      for place in exchanges.starts[index]..<exchanges.starts[index + 1] {
        sum -= exchanges.values[place] * y[Int(exchanges.rows[place])]
      }
      y[row] = sum / exchangePivots[index].value
    }
    for step in upperSteps {
      let row = Int(pivots[step])
      var sum = y[row]
      for place in upper.starts[step]..<upper.starts[step + 1] {
        sum -= upper.values[place] * y[Int(upper.rows[place])]
      }
      y[row] = sum / diagonal[step]
    }
    for step in lowerSteps.reversed() {
      let (first, end) = (lower.starts[step], lower.starts[step + 1])
      var sum = y[Int(pivots[step])]
      for place in first..<end { sum -= lower.values[place] * y[Int(lower.rows[place])] }
      y[Int(pivots[step])] = sum
    }
    for row in y.indices where abs(y[row]) < 1e-13 { y[row] = 0 }
  }

  /// Another variable at a position; `column` is B⁻¹ times its column.
  mutating func exchange(position: Int, column: [Double]) {
    for row in column.indices where row != position && column[row] != 0 {
      exchanges.append(Int32(row), column[row])
    }
    exchanges.close()
    exchangePivots.append((Int32(position), column[position]))
  }
}

/// Which rows and columns of a matrix are still open, and which of them have a single open entry.
private struct Elimination {
  private let starts: [Int]
  private let rows: [Int32]
  private var rowStarts: [Int]
  private var columns: [Int32]
  private(set) var rowCounts: [Int32]
  private var columnCounts: [Int32]
  private var isRowOpen: [Bool]
  private var isColumnOpen: [Bool]
  private var singleRows: [Int] = []
  private var singleColumns: [Int] = []

  init(_ starts: [Int], _ rows: [Int32], rows count: Int) {
    self.starts = starts
    self.rows = rows
    rowCounts = [Int32](repeating: 0, count: count)
    columnCounts = rowCounts
    for row in rows { rowCounts[Int(row)] += 1 }
    rowStarts = [0]
    for row in 0..<count { rowStarts.append(rowStarts[row] + Int(rowCounts[row])) }
    columns = [Int32](repeating: 0, count: rows.count)
    var next = rowStarts
    for column in 0..<count {
      columnCounts[column] = Int32(starts[column + 1] - starts[column])
      for place in starts[column]..<starts[column + 1] {
        columns[next[Int(rows[place])]] = Int32(column)
        next[Int(rows[place])] += 1
      }
    }
    isRowOpen = [Bool](repeating: true, count: count)
    isColumnOpen = isRowOpen
    for index in 0..<count {
      if columnCounts[index] == 1 { singleColumns.append(index) }
      if rowCounts[index] == 1 { singleRows.append(index) }
    }
  }

  mutating func nextSingleton() -> (row: Int, column: Int)? {
    while let column = singleColumns.popLast() {
      guard isColumnOpen[column], columnCounts[column] == 1 else { continue }
      for place in starts[column]..<starts[column + 1] where isRowOpen[Int(rows[place])] {
        return (Int(rows[place]), column)
      }
    }
    while let row = singleRows.popLast() {
      guard isRowOpen[row], rowCounts[row] == 1 else { continue }
      for place in rowStarts[row]..<rowStarts[row + 1] where isColumnOpen[Int(columns[place])] {
        return (row, Int(columns[place]))
      }
    }
    return nil
  }

  mutating func close(row: Int, column: Int) {
    (isRowOpen[row], isColumnOpen[column]) = (false, false)
    for place in rowStarts[row]..<rowStarts[row + 1] {
      let other = Int(columns[place])
      columnCounts[other] -= 1
      if isColumnOpen[other], columnCounts[other] == 1 { singleColumns.append(other) }
    }
    for place in starts[column]..<starts[column + 1] {
      let other = Int(rows[place])
      rowCounts[other] -= 1
      if isRowOpen[other], rowCounts[other] == 1 { singleRows.append(other) }
    }
  }

  /// Columns that are left, shortest first.
  func openColumns() -> [Int] {
    isColumnOpen.indices.filter { isColumnOpen[$0] }.sorted {
      (columnCounts[$0], $0) < (columnCounts[$1], $1)
    }
  }
}
