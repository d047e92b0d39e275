import AssignmentCore

/// The network with hours and households: an integer programme.
///
/// Hours: Σ weight × x over a column ≤ limit, and no pair alone may exceed it.
/// Households: a binary y for each cell the household can reach, Σ y ≤ 1, and for each member and cell
/// Σ x into the cell ≤ count × y (disaggregated, with the least coefficient that is valid); where all members are
/// served or none, Σ x into the cell = count × y.
/// Linear constraints (quotas, supervision, co-counsel): one row each, as they are.
/// A level that is done becomes a row Σ score × x ≥ its value. After each level the model is moved so that the plan
/// found is the origin (``LinearModel/shift(by:)``): the row then reads ≥ 0, and GLPK's relative tolerance leaves no
/// room to give a unit back.
struct SideModel {
  private(set) var flow: FlowModel
  /// What was subtracted from the columns so far.
  private(set) var origin: [Double]
  /// Model columns of each row and of each column of the problem.
  private let arcsOfRow: [Range<Int>]
  private var arcsOfColumn: [[Int]]
  /// The binaries of each household, with the cell each stands for; empty for hours.
  private var choices: [[(cell: Int32, column: Int)]] = []

  init(_ problem: AssignmentProblem) {
    flow = FlowModel(problem)
    var (ranges, next) = ([Range<Int>](), 0)
    for row in 0..<problem.rowCount {
      let begin = next
      while next < flow.arcs.count, flow.arcs[next].row == row { next += 1 }
      ranges.append(begin..<next)
    }
    arcsOfRow = ranges
    arcsOfColumn = [[Int]](repeating: [], count: problem.columnCount)
    origin = []
    for (index, arc) in flow.arcs.enumerated() { arcsOfColumn[Int(arc.column)].append(index) }
    for side in problem.sideConstraints {
      switch side {
      case .budget(let column, let weights, let limit):
        choices.append([])
        addBudget(Int(column), weights, limit)
      case .together(let rows, let cells, let allOrNone):
        let members = Set(rows).sorted().filter { problem.rowCounts[Int($0)] > 0 }
        addHousehold(members.map { Int($0) }, cells, allOrNone)
      case .linear: choices.append([])
      }
    }
    addLinears(LinearTable(problem))
    origin = [Double](repeating: 0, count: flow.model.columnCount)
  }

  private mutating func addBudget(_ column: Int, _ weights: [SideConstraint.RowWeight], _ limit: Int64) {
    var weightOfRow: [Int32: Int64] = [:]
    for weight in weights { weightOfRow[weight.row, default: 0] += weight.weight }
    var most = 0.0
    for index in arcsOfColumn[column] {
      let weight = weightOfRow[flow.arcs[index].row] ?? 0
      if weight > 0 {
        flow.model.columnUpper[index] = min(flow.model.columnUpper[index], Double(limit / weight))
      }
      if weight > 0, flow.model.columnUpper[index] > 0 {
        flow.model.addEntry(index, Double(weight))
        most += Double(weight) * flow.model.columnUpper[index]
      }
    }
    flow.model.closeRow(lower: -.infinity, upper: most <= Double(limit) ? .infinity : Double(limit))
  }

  /// One row for each linear constraint that can bind.
  private mutating func addLinears(_ table: LinearTable) {
    var entries = [[(column: Int, weight: Int64)]](repeating: [], count: table.count)
    for (index, arc) in flow.arcs.enumerated() where flow.model.columnUpper[index] > 0 {
      for entry in table.entries(ofArc: arc.arc) { entries[Int(entry.constraint)].append((index, entry.weight)) }
    }
    for constraint in 0..<table.count {
      for entry in entries[constraint] { flow.model.addEntry(entry.column, Double(entry.weight)) }
      flow.model.closeRow(
        lower: table.lowers[constraint].map { Double($0) } ?? -.infinity,
        upper: table.uppers[constraint].map { Double($0) } ?? .infinity)
    }
  }

  private mutating func addHousehold(_ rows: [Int], _ cells: ColumnPartition, _ allOrNone: Bool) {
    let arcs = rows.flatMap { arcsOfRow[$0] }
    let reached = Set(arcs.map { cells.cells[Int(flow.arcs[$0].column)] }).sorted()
    let first = flow.model.columnCount
    let options = reached.enumerated().map { (cell: $0.element, column: first + $0.offset) }
    choices.append(options)
    for option in options {
      flow.model.addColumn(lower: 0, upper: 1)
      flow.model.addEntry(option.column)
    }
    flow.model.closeRow(lower: -.infinity, upper: 1)
    for row in rows {
      var byCell: [Int32: [Int]] = [:]
      for index in arcsOfRow[row] { byCell[cells.cells[Int(flow.arcs[index].column)], default: []].append(index) }
      for option in options {
        let inside = byCell[option.cell] ?? []
        let room = inside.reduce(0.0) { $0 + flow.model.columnUpper[$1] }
        let count = Double(flow.problem.rowCounts[row])
        for index in inside { flow.model.addEntry(index) }
        flow.model.addEntry(option.column, allOrNone ? -count : -min(count, room))
        flow.model.closeRow(lower: allOrNone ? 0 : -.infinity, upper: 0)
      }
    }
  }

  mutating func setObjective(level: Int) { flow.setObjective(level: level) }

  /// Moves the origin to the values of a plan.
  mutating func move(to values: [Double]) {
    flow.model.shift(by: zip(values, origin).map { $0 - $1 })
    origin = values
  }

  /// The value of a level at a point given relative to the origin; exact (``GLPKRange``).
  func value(at step: [Double], level: Int) -> Int64 {
    flow.networkColumns.reduce(0) {
      $0 + flow.score(ofColumn: $1, level: level) * Int64(origin[$1] + step[$1])
    }
  }

  /// From here on a level must not fall below its value at the origin.
  mutating func keep(level: Int) {
    for column in flow.networkColumns {
      let score = flow.score(ofColumn: column, level: level)
      if score != 0 { flow.model.addEntry(column, Double(score)) }
    }
    flow.model.closeRow(lower: 0, upper: .infinity)
  }

  func assignment(at step: [Double]) throws(SolverFailure) -> Assignment {
    try flow.assignment(zip(origin, step).map { $0 + $1 })
  }

  /// Values of all columns for an assignment that meets the constraints.
  func values(of assignment: Assignment) -> [Double] {
    var values = flow.values(of: assignment)
    for (options, side) in zip(choices, flow.problem.sideConstraints) {
      guard case .together(let rows, let cells, _) = side else { continue }
      let members = Set(rows)
      guard let used = assignment.flows.first(where: { members.contains($0.row) }) else { continue }
      for option in options where option.cell == cells.cells[Int(used.column)] { values[option.column] = 1 }
    }
    return values
  }
}
