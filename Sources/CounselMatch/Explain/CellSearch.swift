import AssignmentCore

/// Who could be moved in an assignment whose pairs are told by codes: as `ServiceSearch`, without a list of pairs.
///
/// A row that is met is compared with the columns not met so far, and takes those it is eligible for off their list; so a
/// pair is looked at only while its column is unseen, and few are, because the first rows see most columns.
/// Complexity: O(rows met × columns seen by none of them + nodes).
struct CellSearch {
  let problem: AssignmentProblem
  let cells: CellArcs
  private(set) var unserved: [Int64]
  /// How many columns are eligible for each row.
  private let degrees: [Int]
  private var outflow: [Int64]
  /// Rows that use each column.
  private var users: [[Int32]]
  private var children: [[Int]]

  init(_ problem: CellProblem, _ assignment: Assignment) {
    let frame = problem.frame
    self.problem = frame
    cells = problem.arcs
    degrees = problem.arcs.degrees
    unserved = frame.rowCounts.map { Int64($0) }
    outflow = [Int64](repeating: 0, count: frame.outletCount)
    users = [[Int32]](repeating: [], count: frame.columnCount)
    children = [[Int]](repeating: [], count: frame.outletCount)
    for outlet in 0..<frame.outletCount {
      if let parent = frame.parent(ofOutlet: outlet) { children[parent].append(outlet) }
    }
    for flow in assignment.flows {
      unserved[Int(flow.row)] -= Int64(flow.units)
      users[Int(flow.column)].append(flow.row)
      var at: Int? = Int(flow.column)
      while let outlet = at {
        outflow[outlet] += Int64(flow.units)
        at = frame.parent(ofOutlet: outlet)
      }
    }
  }

  /// Whether any column is eligible for a row.
  func hasPairs(_ row: Int) -> Bool { degrees[row] > 0 }

  /// Rows that wait and share too few places, in connected parts with all columns they could get.
  func parts(waiting: [Int]) -> [(rows: [Int32], columns: [Int32])] {
    var reach = reach(from: waiting)
    if reach.root {
      let escaping = escaping(reach)
      reach = self.reach(from: waiting.filter { !escaping[$0] })
    }
    return parts(of: reach)
  }

  // MARK: Steps

  private struct Reach {
    var rows: [Bool]
    var outlets: [Bool]
    var root = false
  }

  private var nothing: Reach {
    Reach(
      rows: [Bool](repeating: false, count: problem.rowCount),
      outlets: [Bool](repeating: false, count: problem.outletCount))
  }

  private func isEligible(_ row: Int, _ column: Int) -> Bool { cells.score(row: row, column: column) != nil }
  private func hasRoom(_ outlet: Int) -> Bool { outflow[outlet] < problem.capacity(ofOutlet: outlet) }

  /// Takes those that fit out of a list, which keeps its order.
  private static func take(_ list: inout [Int], _ fits: (Int) -> Bool) -> [Int] {
    var (taken, kept) = ([Int](), 0)
    for index in list.indices {
      if fits(list[index]) {
        taken.append(list[index])
      } else {
        list[kept] = list[index]
        kept += 1
      }
    }
    list.removeLast(list.count - kept)
    return taken
  }

  /// Everything that can be reached from these rows.
  private func reach(from rows: [Int]) -> Reach {
    var reach = nothing
    var (open, outlets) = (rows, [Int]())
    var unseen = Array(0..<problem.columnCount)
    for row in rows { reach.rows[row] = true }
    while true {
      if let row = open.popLast() {
        for column in Self.take(&unseen, { isEligible(row, $0) }) where !reach.outlets[column] {
          reach.outlets[column] = true
          outlets.append(column)
        }
      } else if let outlet = outlets.popLast() {
        for next in children[outlet] where outflow[next] > 0 && !reach.outlets[next] {
          reach.outlets[next] = true
          outlets.append(next)
        }
        if hasRoom(outlet) {
          if let parent = problem.parent(ofOutlet: outlet) {
            if !reach.outlets[parent] { outlets.append(parent) }
            reach.outlets[parent] = true
          } else {
            reach.root = true
          }
        }
        for row in outlet < problem.columnCount ? users[outlet] : [] where !reach.rows[Int(row)] {
          reach.rows[Int(row)] = true
          open.append(Int(row))
        }
      } else {
        return reach
      }
    }
  }

  /// Which of the rows of a reach get to the root: a search backwards from it, inside the reach.
  private func escaping(_ reach: Reach) -> [Bool] {
    var escapes = nothing
    var columnsOf = [[Int]](repeating: [], count: problem.rowCount)
    for column in users.indices where reach.outlets[column] {
      for row in users[column] { columnsOf[Int(row)].append(column) }
    }
    var unseen = reach.rows.indices.filter { reach.rows[$0] }
    var open = (0..<problem.outletCount).filter {
      reach.outlets[$0] && problem.parent(ofOutlet: $0) == nil && hasRoom($0)
    }
    for outlet in open { escapes.outlets[outlet] = true }
    while let outlet = open.popLast() {
      var before = children[outlet].filter(hasRoom)
      if let parent = problem.parent(ofOutlet: outlet), outflow[outlet] > 0 { before.append(parent) }
      if outlet < problem.columnCount {
        for row in Self.take(&unseen, { isEligible($0, outlet) }) {
          escapes.rows[row] = true
          before += columnsOf[row]
        }
      }
      for next in before where reach.outlets[next] && !escapes.outlets[next] {
        escapes.outlets[next] = true
        open.append(next)
      }
    }
    return escapes.rows
  }

  /// The connected parts of a closed reach, each with its rows and columns ascending.
  private func parts(of reach: Reach) -> [(rows: [Int32], columns: [Int32])] {
    var rows = reach.rows.indices.filter { reach.rows[$0] }
    var columns = (0..<problem.columnCount).filter { reach.outlets[$0] }
    var isIn = nothing.outlets
    var parts: [(rows: [Int32], columns: [Int32])] = []
    while let seed = rows.first {
      var part: (rows: [Int32], columns: [Int32]) = ([], [])
      var (openRows, openOutlets) = ([seed], [Int]())
      rows.removeFirst()
      while true {
        if let row = openRows.popLast() {
          part.rows.append(Int32(truncatingIfNeeded: row))
          let found = Self.take(&columns) { isIn[$0] || isEligible(row, $0) }
          for column in found where !isIn[column] { openOutlets.append(column) }
          for column in found { isIn[column] = true }
        } else if let outlet = openOutlets.popLast() {
          if outlet < problem.columnCount {
            part.columns.append(Int32(truncatingIfNeeded: outlet))
            openRows += Self.take(&rows) { isEligible($0, outlet) }
          }
          for next in neighbours(outlet) where reach.outlets[next] && !isIn[next] {
            isIn[next] = true
            openOutlets.append(next)
          }
        } else {
          break
        }
      }
      parts.append((part.rows.sorted(), part.columns.sorted()))
    }
    return parts
  }

  /// Outlets tied to an outlet by room or flow between them.
  private func neighbours(_ outlet: Int) -> [Int] {
    var found = children[outlet].filter { hasRoom($0) || outflow[$0] > 0 }
    if let parent = problem.parent(ofOutlet: outlet), hasRoom(outlet) || outflow[outlet] > 0 { found.append(parent) }
    return found
  }
}
