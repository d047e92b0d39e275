// Problem: a maximum flow from some rows through columns and groups to the root, and the smallest of its minimum cuts.
// Formulation: Dinic's algorithm: layers by distance from the rows that have more to send, then a blocking flow by
// depth-first search with current arcs. An arc from a row to a column has no capacity and is never written down: only
// what flows over it is, as a cell in the column's list, and that is all that a search needs to go back.
// Invariants: what enters an outlet leaves it; no limit, capacity or cap is exceeded; cells without units are unlinked
// only between two blocking flows, so no cursor ever points to a cell that was used again. A path is held as a list
// of nodes, never as a stack of calls.
// Deviation: an outlet in the last layer that is full is found out when a path enters it, once for each blocking flow.
// Complexity: O(nodes² × arcs), in practice a few rounds; a round costs a step per 64 columns of each row reached where
// rows are eligible for many columns (see EligibleColumns), else a step per arc.
// Cannot: cost or lower bounds. A problem has fewer than 2³¹ units and a scale is at most their number, so that no
// amount and no sum of amounts reaches 2⁶².
// Reference: E. A. Dinic, "Algorithm for solution of a problem of maximum flow in a network with power estimation",
// Soviet Mathematics Doklady 11, 1277–1280 (1970).

import AssignmentCore

/// A flow under construction; it can be begun anew on other rows at a cost that depends on those rows alone.
struct LotteryFlow {
  /// What one row sends to the column in whose list the cell is.
  struct Cell {
    let row: Int32
    var next: Int32
    var units: Int64
  }

  let network: LotteryNetwork
  /// Columns that may be used, as bits.
  var open: [UInt64]
  /// What each row has yet to send.
  var waiting: [Int64]
  /// What may still leave each outlet, and what leaves it.
  var room: [Int64]
  var passed: [Int64]
  /// First cell of each column, −1 for none; cells without units wait to be unlinked.
  var first: [Int32]
  var cells: [Cell] = []
  var freed: Int32 = -1
  /// Columns of the flow that was begun last.
  private var columns: [Int32] = []
  var search: LayeredSearch

  /// Nothing flows yet.
  init(_ network: LotteryNetwork, _ places: OpenPlaces) {
    self.network = network
    open = places.open
    waiting = [Int64](repeating: 0, count: network.rowCount)
    room = places.left
    passed = [Int64](repeating: 0, count: network.outletCount)
    first = [Int32](repeating: -1, count: network.columnCount)
    search = LayeredSearch(network)
  }

  /// Begins a new flow with all capacities times `scale`; answers the open columns of the rows, ascending.
  ///
  /// What flowed before is forgotten.
  mutating func begin(_ rows: [Int32], _ places: OpenPlaces, scale: Int64) -> [Int32] {
    forEachOutlet { flow, outlet in flow.passed[outlet] = 0 }
    for column in columns { first[Int(column)] = -1 }
    cells.removeAll(keepingCapacity: true)
    freed = -1
    columns.removeAll(keepingCapacity: true)
    open = places.open
    var unseen = open
    for row in rows { network.eligible.take(row: Int(row), from: &unseen, to: &columns) }
    columns.sort()
    forEachOutlet { flow, outlet in flow.room[outlet] = places.left[outlet] * scale }
    return columns
  }

  /// Visits the columns of the flow and the groups around them; a group once for each of its columns.
  private mutating func forEachOutlet(_ body: (inout Self, Int) -> Void) {
    for place in columns.indices {
      var outlet = Int(columns[place])
      while outlet >= 0 {
        body(&self, outlet)
        outlet = Int(network.parents[outlet])
      }
    }
  }

  /// Sends as much as possible from rows, at most what each has ``waiting``.
  ///
  /// - Throws: `SolverFailure.stopped(_:)`
  mutating func send(_ rows: [Int32], _ pace: inout SearchPace) throws(SolverFailure) {
    while try layer(rows, &pace) { try block(rows, &pace) }
    try pace.look()
  }

  /// Whether a row is on the source side of the smallest minimum cut; after ``send(_:_:)``.
  func isReached(_ row: Int32) -> Bool { search.depths[network.outletCount + Int(row)] >= 0 }

  /// Columns and rows on the source side, in no order that means anything.
  var reached: (columns: [Int32], rows: [Int32]) {
    let (columns, outlets) = (Int32(network.columnCount), Int32(network.outletCount))
    return (search.queue.filter { $0 < columns }, search.queue.lazy.filter { $0 >= outlets }.map { $0 - outlets })
  }

  /// What flows into some columns, ascending by row, then column; each pair once.
  func shares(_ columns: [Int32]) -> [(row: Int32, column: Int32, units: Int64)] {
    var found: [(row: Int32, column: Int32, units: Int64)] = []
    for column in columns {
      var cell = first[Int(column)]
      while cell >= 0 {
        if cells[Int(cell)].units > 0 { found.append((cells[Int(cell)].row, column, cells[Int(cell)].units)) }
        cell = cells[Int(cell)].next
      }
    }
    found.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    return found.reduce(into: []) { merged, share in
      if let last = merged.last, last.row == share.row, last.column == share.column {
        merged[merged.count - 1].units += share.units
      } else {
        merged.append(share)
      }
    }
  }

  /// The columns that carry flow and the groups around them, each once.
  func outlets(around columns: [Int32]) -> [Int32] {
    var isListed: Set<Int32> = []
    var found: [Int32] = []
    for column in columns where passed[Int(column)] > 0 {
      var outlet = column
      while outlet >= 0, isListed.insert(outlet).inserted {
        found.append(outlet)
        outlet = network.parents[Int(outlet)]
      }
    }
    return found
  }

  /// Takes columns out, with all that flows through them.
  mutating func remove(_ columns: [Int32]) {
    for column in columns {
      open[Int(column) >> 6] &= ~(1 << UInt64(column & 63))
      let units = passed[Int(column)]
      var outlet = Int(column)
      while outlet >= 0 {
        passed[outlet] -= units
        outlet = Int(network.parents[outlet])
      }
      while first[Int(column)] >= 0 { unlink(first[Int(column)], after: -1, column: Int(column)) }
    }
  }

  /// Gives a cell back; the one before it in the column's list is `previous`, −1 for the first.
  mutating func unlink(_ cell: Int32, after previous: Int32, column: Int) {
    let next = cells[Int(cell)].next
    if previous < 0 { first[column] = next } else { cells[Int(previous)].next = next }
    cells[Int(cell)].next = freed
    freed = cell
  }

  /// Adds units to what a row sends to a column.
  mutating func add(row: Int, column: Int, units: Int64) {
    let top = first[column]
    if top >= 0, cells[Int(top)].row == row {
      cells[Int(top)].units += units
    } else if freed >= 0 {
      let cell = freed
      freed = cells[Int(cell)].next
      cells[Int(cell)] = Cell(row: Int32(row), next: top, units: units)
      first[column] = cell
    } else {
      first[column] = Int32(cells.count)
      cells.append(Cell(row: Int32(row), next: top, units: units))
    }
  }
}
