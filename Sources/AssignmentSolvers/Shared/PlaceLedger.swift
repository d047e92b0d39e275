import AssignmentCore

/// Which rows hold places of which column: an assignment under construction.
///
/// Each column has a doubly linked list of cells (row, units). Every (row, column) has at most one cell, every cell
/// at least one unit, and the units of a column are at most its capacity. Finding a cell costs the length of the
/// column's list, at most the capacity; freed cells are used again, so nothing is allocated once the ledger is full.
struct PlaceLedger {
  struct Cell {
    var row: Int32
    var column: Int32
    var units: Int32
    /// Neighbours in the column's list, −1 at its ends; `next` also chains the freed cells.
    var next: Int32
    var previous: Int32
  }

  private(set) var cells: [Cell] = []
  /// First cell of each column, −1 for none.
  private(set) var first: [Int32]
  /// Places of each column that nobody holds.
  private(set) var free: [Int32]
  /// Units of each row that are served.
  private(set) var served: [Int32]
  private var freed: Int32 = -1

  init(_ problem: AssignmentProblem) {
    first = [Int32](repeating: -1, count: problem.columnCount)
    free = problem.columnCapacities
    served = [Int32](repeating: 0, count: problem.rowCount)
    let places = problem.columnCapacities.reduce(Int64(0)) { $0 + Int64($1) }
    let most = min(problem.units, places, Int64(problem.arcs.count))
    cells.reserveCapacity(Int(min(most, 1 << 24)))
  }

  /// Gives `units` places of `column` to `row`.
  mutating func add(row: Int, column: Int, units: Int32) {
    free[column] -= units
    served[row] += units
    var at = first[column]
    while at >= 0 {
      if Int(cells[Int(at)].row) == row {
        cells[Int(at)].units += units
        return
      }
      at = cells[Int(at)].next
    }
    insert(Cell(row: Int32(row), column: Int32(column), units: units, next: first[column], previous: -1))
  }

  /// Takes `units` places from a cell.
  mutating func remove(cell index: Int, units: Int32) {
    let cell = cells[index]
    free[Int(cell.column)] += units
    served[Int(cell.row)] -= units
    cells[index].units -= units
    guard cell.units == units else { return }
    if cell.previous >= 0 { cells[Int(cell.previous)].next = cell.next } else { first[Int(cell.column)] = cell.next }
    if cell.next >= 0 { cells[Int(cell.next)].previous = cell.previous }
    cells[index].next = freed
    freed = Int32(index)
  }

  var assignment: Assignment {
    Assignment(
      flows: cells.lazy.filter { $0.units > 0 }
        .map { Assignment.Flow(row: $0.row, column: $0.column, units: $0.units) })
  }

  private mutating func insert(_ cell: Cell) {
    var index = freed
    if index >= 0 {
      freed = cells[Int(index)].next
      cells[Int(index)] = cell
    } else {
      index = Int32(cells.count)
      cells.append(cell)
    }
    if cell.next >= 0 { cells[Int(cell.next)].previous = index }
    first[Int(cell.column)] = index
  }
}
