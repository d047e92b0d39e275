/// The plans of a leaf: bounds on the units of every arc and of every row.
struct LeafBox {
  let problem: AssignmentProblem
  /// Least and most units on each arc.
  private(set) var lower: [Int32]
  private(set) var upper: [Int32]
  /// Least and most units that each row places itself.
  private(set) var rowLower: [Int64]
  private(set) var rowUpper: [Int64]
  private let reachable: [Int64]
  /// Hours of a unit on each arc, and the limit of each column, by the first budget of the column.
  private var hours: [Int64]
  private var limits: [Int64?]

  /// All plans: no arc takes more units than its row, its column and a budget allow.
  init(_ problem: AssignmentProblem) {
    self.problem = problem
    reachable = problem.reachableCounts
    lower = [Int32](repeating: 0, count: problem.arcs.count)
    upper = lower
    (hours, limits) = ([], [])
    rowLower = reachable.map { _ in 0 }
    rowUpper = reachable
    for row in 0..<problem.rowCount {
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        upper[arc] = min(Int32(clamping: reachable[row]), problem.columnCapacities[column])
      }
    }
    hours = [Int64](repeating: 0, count: problem.arcs.count)
    limits = [Int64?](repeating: nil, count: problem.columnCount)
    for case .budget(let column, let weights, let limit) in problem.sideConstraints {
      let isFirst = limits[Int(column)] == nil
      if isFirst { limits[Int(column)] = limit }
      for weight in weights where weight.weight > 0 {
        guard let arc = problem.arcs.arc(row: Int(weight.row), column: Int(column)) else { continue }
        if isFirst { hours[arc] += weight.weight }
        upper[arc] = min(upper[arc], Int32(clamping: limit / weight.weight))
      }
    }
  }

  /// Whether some linear constraint holds for no plan of the box, by the bounds of arcs alone.
  func contradicts(_ linears: LinearTable) -> Bool {
    guard !linears.isEmpty else { return false }
    var least = [Int128](repeating: 0, count: linears.count)
    var most = least
    for arc in lower.indices {
      for entry in linears.entries(ofArc: arc) {
        let ends = (Int128(entry.weight) * Int128(lower[arc]), Int128(entry.weight) * Int128(upper[arc]))
        least[Int(entry.constraint)] += min(ends.0, ends.1)
        most[Int(entry.constraint)] += max(ends.0, ends.1)
      }
    }
    return (0..<linears.count).contains { index in
      (linears.uppers[index].map { least[index] > Int128($0) } ?? false)
        || (linears.lowers[index].map { most[index] < Int128($0) } ?? false)
    }
  }

  /// Keeps the plans of which the branch is true, or false; returns false where the branch is none that may be used.
  mutating func keep(_ branch: SearchTreeProof.Branch, holds: Bool) -> Bool {
    switch branch {
    case .units(let row, let columns, let most):
      guard row >= 0, Int(row) < problem.rowCount, most >= 0, most < Int32.max else { return false }
      return keepUnits(Int(row), columns, most, holds)
    case .cells(let constraint, let named):
      guard constraint >= 0, Int(constraint) < problem.sideConstraints.count,
        case .together(let rows, let cells, _) = problem.sideConstraints[Int(constraint)]
      else { return false }
      let inside = Set(named)
      for row in rows {
        for arc in problem.arcs.arcs(ofRow: Int(row)) {
          let cell = cells.cells[problem.arcs.column(ofArc: arc, inRow: Int(row))]
          if inside.contains(cell) != holds { upper[arc] = 0 }
        }
      }
      return true
    }
  }

  private mutating func keepUnits(_ row: Int, _ columns: [Int32], _ most: Int32, _ holds: Bool) -> Bool {
    let arcs = problem.arcs.arcs(ofRow: row)
    if columns.isEmpty {
      if !holds { rowLower[row] = max(rowLower[row], Int64(most) + 1) }
      if holds { rowUpper[row] = min(rowUpper[row], Int64(most)) }
      if holds, most == 0 { for arc in arcs { upper[arc] = 0 } }
      return true
    }
    if columns.count == 1 {
      guard let arc = problem.arcs.arc(row: row, column: Int(columns[0])) else { return false }
      if holds { upper[arc] = min(upper[arc], most) } else { lower[arc] = max(lower[arc], most + 1) }
      if !holds, reachable[row] == 1 {
        for other in arcs where other != arc { upper[other] = 0 }
      }
      return true
    }
    guard reachable[row] <= 1, most == 0 else { return false }
    let inside = Set(columns)
    for arc in arcs {
      let isInside = inside.contains(Int32(problem.arcs.column(ofArc: arc, inRow: row)))
      if isInside == holds { upper[arc] = 0 }
    }
    if !holds { rowLower[row] = max(rowLower[row], 1) }
    return true
  }

  /// Keeps the plans that use none of these arcs.
  mutating func close(_ arcs: [Int32]) {
    for arc in arcs { upper[Int(arc)] = 0 }
  }

  /// Whether some bounds contradict each other outright.
  var isEmpty: Bool {
    for row in 0..<problem.rowCount {
      var (least, most): (Int64, Int64) = (0, 0)
      for arc in problem.arcs.arcs(ofRow: row) {
        if lower[arc] > upper[arc] { return true }
        least += Int64(lower[arc])
        most += Int64(upper[arc])
      }
      if max(least, rowLower[row]) > min(most, rowUpper[row]) { return true }
    }
    return false
  }

  /// Closes cells that lack room for a member where all members are served or none; false where that leaves no plan.
  mutating func closeCells(_ table: LinkTable) -> Bool {
    for household in table.households where household.allOrNone {
      for cell in household.cells where !canHold(household, cell, table) {
        for row in household.rows {
          guard let link = table.link(ofRow: row, cell: cell) else { continue }
          for arc in problem.arcs.arcs(ofRow: row) where Int(table.linkOfArc[arc]) == link {
            if lower[arc] > 0 { return false }
            upper[arc] = 0
          }
        }
      }
    }
    return true
  }

  /// Whether every member has room in the cell, and columns that are somebody's only way have room for all of those.
  private func canHold(_ household: LinkTable.Household, _ cell: Int32, _ table: LinkTable) -> Bool {
    var needed: [Int: (units: Int64, hours: Int64)] = [:]
    for row in household.rows {
      guard let link = table.link(ofRow: row, cell: cell) else { return false }
      let count = Int64(problem.rowCounts[row])
      let ways = problem.arcs.arcs(ofRow: row).filter { Int(table.linkOfArc[$0]) == link && upper[$0] > 0 }
      guard ways.reduce(0, { $0 + Int64(upper[$1]) }) >= count else { return false }
      guard ways.count == 1 else { continue }
      let column = problem.arcs.column(ofArc: ways[0], inRow: row)
      let before = needed[column] ?? (0, 0)
      let sum = (units: before.units + count, hours: before.hours + hours[ways[0]] * count)
      if sum.units > problem.capacity(ofOutlet: column) { return false }
      if let limit = limits[column], sum.hours > limit { return false }
      needed[column] = sum
    }
    return true
  }

  /// The only plan of the box; nil where there may be more than one.
  var onlyPlan: Assignment? {
    var flows: [Assignment.Flow] = []
    for row in 0..<problem.rowCount {
      for arc in problem.arcs.arcs(ofRow: row) {
        guard lower[arc] == upper[arc] else { return nil }
        guard lower[arc] > 0 else { continue }
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        flows.append(.init(row: Int32(row), column: Int32(column), units: lower[arc]))
      }
    }
    return Assignment(flows: flows)
  }
}
