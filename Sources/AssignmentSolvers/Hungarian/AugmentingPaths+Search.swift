import AssignmentCore

/// What one search found, and the marks it left.
struct PathSearch<Score: ScoreVector> {
  enum Sink {
    /// A column with a free place.
    case place(column: Int)
    /// A row one of whose units is left unserved; the source itself, or a row displaced.
    case unserved(row: Int)
  }

  /// Columns reached and not yet settled, by distance.
  var heap: ColumnHeap<Score>
  /// The row from which a column is reached.
  var columnRow: [Int32]
  /// The cell of the ledger by which a row is reached; the source has none.
  var rowCell: [Int32]
  var rowDistance: [Score]
  /// The search that last reached the column or the row.
  var columnMark: [Int32]
  var rowMark: [Int32]
  var number: Int32 = 0
  /// Full columns nearer than the sink, in the order settled.
  var settled: [Int32] = []
  /// Rows reached, the source first.
  var reached: [Int32] = []
  var sink = Sink.unserved(row: 0)
  /// Reduced length of the path to `sink`.
  var length = Score.zero

  init(rows: Int, columns: Int) {
    heap = ColumnHeap(columns: columns, zero: .zero)
    columnRow = [Int32](repeating: -1, count: columns)
    rowCell = [Int32](repeating: -1, count: rows)
    rowDistance = [Score](repeating: .zero, count: rows)
    columnMark = [Int32](repeating: 0, count: columns)
    rowMark = [Int32](repeating: 0, count: rows)
    settled.reserveCapacity(columns)
    reached.reserveCapacity(rows)
  }

  mutating func begin() {
    if number == .max {
      for column in columnMark.indices { columnMark[column] = 0 }
      for row in rowMark.indices { rowMark[row] = 0 }
      number = 0
    }
    number += 1
    heap.removeAll()
    settled.removeAll(keepingCapacity: true)
    reached.removeAll(keepingCapacity: true)
  }
}

extension AugmentingPaths {
  /// Dijkstra from a row over reduced costs, until nothing left is nearer than the best sink.
  mutating func findPath(from source: Int) {
    search.begin()
    search.sink = .unserved(row: source)
    search.length = rowWorth[source]
    reach(row: source, cell: -1, distance: .zero)
    while let column = search.heap.top, search.heap.keys[column] < search.length {
      let distance = search.heap.keys[column]
      search.heap.pop()
      search.settled.append(Int32(column))
      var cell = ledger.first[column]
      while cell >= 0 {
        let row = Int(ledger.cells[Int(cell)].row)
        if search.rowMark[row] != search.number { reach(row: row, cell: cell, distance: distance) }
        cell = ledger.cells[Int(cell)].next
      }
    }
  }

  /// Marks a row, offers its unserved exit, and relaxes its arcs.
  private mutating func reach(row: Int, cell: Int32, distance: Score) {
    search.rowMark[row] = search.number
    search.rowCell[row] = cell
    search.rowDistance[row] = distance
    search.reached.append(Int32(row))
    let base = distance + rowWorth[row]
    if base < search.length {
      search.length = base
      search.sink = .unserved(row: row)
    }
    let arcs = problem.arcs.arcs(ofRow: row)
    scannedArcs += arcs.count
    if isDense {
      let first = arcs.lowerBound
      for column in columnWorth.indices { relax(row, column, base - scores[first + column]) }
    } else {
      for arc in arcs { relax(row, Int(arcColumns[arc]), base - scores[arc]) }
    }
  }

  /// Offers a way to a column; `length` does not count the column's worth yet.
  ///
  /// Of equally good ends, a free place is preferred to leaving somebody unserved.
  @inline(__always)
  private mutating func relax(_ row: Int, _ column: Int, _ length: Score) {
    let distance = length - columnWorth[column]
    if distance > search.length { return }
    if ledger.free[column] > 0 {
      if distance == search.length, case .place = search.sink { return }
      search.length = distance
      search.sink = .place(column: column)
      search.columnRow[column] = Int32(row)
    } else if distance < search.length {
      if search.columnMark[column] == search.number {
        guard search.heap.contains(column), distance < search.heap.keys[column] else { return }
      }
      search.columnMark[column] = search.number
      search.columnRow[column] = Int32(row)
      search.heap.push(column, distance)
    }
  }

  /// Keeps the reduced costs ≥ 0, and makes them 0 along the path.
  mutating func lowerWorths() {
    guard search.length > .zero else { return }
    for row in search.reached {
      let row = Int(row)
      rowWorth[row] = rowWorth[row] - (search.length - search.rowDistance[row])
    }
    for column in search.settled {
      let column = Int(column)
      columnWorth[column] = columnWorth[column] - (search.length - search.heap.keys[column])
    }
  }
}
