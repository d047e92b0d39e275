import AssignmentCore

/// A problem with side constraints as flat arrays: arcs by row and by column, hours, links and groups.
struct LinkedNetwork {
  let problem: AssignmentProblem
  let table: LinkTable
  let rowOfArc: [Int32]
  let columnOfArc: [Int32]
  let linkOfArc: [Int32]
  /// Arcs of column j are `arcsOfColumn[columnStarts[j] ..< columnStarts[j + 1]]`.
  let columnStarts: [Int]
  let arcsOfColumn: [Int32]
  /// Hours of one unit on each arc, by the column's first budget.
  let hoursOfArc: [Int64]
  /// Limit of the first budget of each column; nil: none.
  let limitOfColumn: [Int64?]
  /// Most units on each arc by row, column and all budgets.
  private(set) var roomOfArc: [Int32]
  let reachable: [Int64]
  /// Groups around each column, innermost first, by index of the group.
  let groupsOfColumn: [[Int]]
  /// Rows that hand units on to each row.
  let givers: [[Int]]
  /// Marginals by outlet.
  let marginals: [OutletMarginal?]
  /// Whether the upper and the lower bound of each linear constraint can bind, by the bounds of arcs alone.
  let bindsAbove: [Bool]
  let bindsBelow: [Bool]
  /// Largest magnitude of a weight in each linear constraint, ≥ 1.
  let weightOfLinear: [Int64]

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    let table = LinkTable(problem)
    let reachable = problem.reachableCounts
    let count = problem.arcs.count
    var (rows, columns) = ([Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count))
    var room = [Int32](repeating: 0, count: count)
    var starts = [Int](repeating: 0, count: problem.columnCount + 1)
    for row in 0..<problem.rowCount {
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        (rows[arc], columns[arc]) = (Int32(row), Int32(column))
        room[arc] = min(Int32(clamping: reachable[row]), problem.columnCapacities[column])
        starts[column + 1] += 1
      }
    }
    for column in 0..<problem.columnCount { starts[column + 1] += starts[column] }
    var byColumn = [Int32](repeating: 0, count: count)
    var next = starts
    for arc in 0..<count {
      byColumn[next[Int(columns[arc])]] = Int32(arc)
      next[Int(columns[arc])] += 1
    }
    var hours = [Int64](repeating: 0, count: count)
    var limits = [Int64?](repeating: nil, count: problem.columnCount)
    for case .budget(let column, let weights, let limit) in problem.sideConstraints {
      let isFirst = limits[Int(column)] == nil
      if isFirst { limits[Int(column)] = limit }
      for weight in weights {
        guard let arc = problem.arcs.arc(row: Int(weight.row), column: Int(column)) else { continue }
        if isFirst { hours[arc] += weight.weight }
        if weight.weight > 0 { room[arc] = min(room[arc], Int32(clamping: limit / weight.weight)) }
      }
    }
    self.table = table
    self.reachable = reachable
    rowOfArc = rows
    columnOfArc = columns
    linkOfArc = table.linkOfArc
    columnStarts = starts
    arcsOfColumn = byColumn
    hoursOfArc = hours
    limitOfColumn = limits
    roomOfArc = room
    groupsOfColumn = (0..<problem.columnCount).map { column in
      var (groups, at): ([Int], Int?) = ([], problem.parent(ofOutlet: column))
      while let outlet = at {
        groups.append(outlet - problem.columnCount)
        at = problem.parent(ofOutlet: outlet)
      }
      return groups
    }
    var givers = [[Int]](repeating: [], count: problem.rowCount)
    for row in 0..<problem.rowCount {
      if let parent = problem.parent(ofRow: row) { givers[parent].append(row) }
    }
    self.givers = givers
    var marginals = [OutletMarginal?](repeating: nil, count: problem.outletCount)
    for marginal in problem.marginals { marginals[marginal.outlet] = marginal }
    self.marginals = marginals
    var (least, most) = ([Int128](repeating: 0, count: table.linears.count), [Int128]())
    most = least
    var largest = [Int64](repeating: 1, count: table.linears.count)
    for arc in 0..<count {
      for entry in table.linears.entries(ofArc: arc) {
        let whole = Int128(entry.weight) * Int128(room[arc])
        least[Int(entry.constraint)] += min(0, whole)
        most[Int(entry.constraint)] += max(0, whole)
        largest[Int(entry.constraint)] = max(largest[Int(entry.constraint)], abs(entry.weight))
      }
    }
    weightOfLinear = largest
    bindsAbove = least.indices.map { index in table.linears.uppers[index].map { Int128($0) < most[index] } ?? false }
    bindsBelow = least.indices.map { index in table.linears.lowers[index].map { Int128($0) > least[index] } ?? false }
  }

  /// Leaves out arcs that no plan worth looking for uses.
  mutating func close(_ arcs: [Int32]) {
    for arc in arcs { roomOfArc[Int(arc)] = 0 }
  }

  /// Scores of all arcs in one level.
  func scores(level: Int) -> [Int64] {
    let level = problem.levels[level]
    return rowOfArc.indices.map { level.score(row: Int(rowOfArc[$0]), arc: $0) }
  }

  /// The largest magnitude of any score of a level.
  func largestScore(level: Int) -> Int64 {
    var largest: Int64 = 0
    switch problem.levels[level].scores {
    case .perRow(let values):
      for row in 0..<problem.rowCount where !problem.arcs.arcs(ofRow: row).isEmpty {
        largest = max(largest, Int64(clamping: values[row].magnitude))
      }
    case .perArc(let scores): largest = Int64(clamping: scores.largestMagnitude)
    case .perGrade(let grades, let values):
      var isUsed = [Bool](repeating: false, count: values.count)
      for grade in grades { isUsed[Int(grade)] = true }
      for (value, used) in zip(values, isUsed) where used { largest = max(largest, Int64(clamping: value.magnitude)) }
    case .marginalsOnly: break
    }
    for marginal in problem.marginals {
      for segment in marginal.segments { largest = max(largest, Int64(clamping: segment.scores[level].magnitude)) }
    }
    return largest
  }

  /// Value of each level if the plan meets every constraint, else nil.
  func values(of plan: Assignment) -> [Int64]? {
    let outcome = SolveOutcome(termination: .finished, assignment: plan, certificate: .none(reason: ""))
    let verdict = CertificateVerifier.verify(problem, outcome)
    return verdict.accepted ? verdict.levelValues : nil
  }
}
