import AssignmentCore

/// The optimum by trying everything, written from the definitions and sharing nothing with any solver.
struct Enumeration {
  private let problem: AssignmentProblem
  private let pairs: [(row: Int, column: Int, arc: Int)]
  private var units: [Int64]
  private var left: [Int64]
  private var taken: [Int64]
  private var best: [Int64]?

  /// Values of all levels at the lexicographic optimum; nil where nothing is feasible.
  static func optimum(_ problem: AssignmentProblem) -> [Int64]? {
    var search = Self(problem)
    search.extend(0)
    return search.best
  }

  private init(_ problem: AssignmentProblem) {
    self.problem = problem
    pairs = (0..<problem.rowCount).flatMap { row in
      problem.arcs.arcs(ofRow: row).map { (row, problem.arcs.column(ofArc: $0, inRow: row), $0) }
    }
    units = [Int64](repeating: 0, count: pairs.count)
    left = problem.rowCounts.map { Int64($0) }
    taken = [Int64](repeating: 0, count: problem.columnCount)
  }

  private mutating func extend(_ pair: Int) {
    guard pair < pairs.count else { return finish() }
    let (row, column, _) = pairs[pair]
    let most = min(left[row], Int64(problem.columnCapacities[column]) - taken[column])
    for amount in 0...most {
      units[pair] = amount
      left[row] -= amount
      taken[column] += amount
      extend(pair + 1)
      left[row] += amount
      taken[column] -= amount
    }
    units[pair] = 0
  }

  private mutating func finish() {
    var flow = taken + problem.groups.map { _ in 0 }
    for column in 0..<problem.columnCount {
      var group = problem.columnParents.isEmpty ? -1 : Int(problem.columnParents[column])
      while group >= 0 {
        flow[problem.columnCount + group] += taken[column]
        group = Int(problem.groups[group].parent)
      }
    }
    for outlet in flow.indices
    where flow[outlet] > problem.capacity(ofOutlet: outlet) || flow[outlet] < problem.floor(ofOutlet: outlet) {
      return
    }
    guard problem.sideConstraints.allSatisfy(holds) else { return }
    var values = problem.levels.map { _ in Int64(0) }
    for level in values.indices {
      for (index, pair) in pairs.enumerated() {
        values[level] += units[index] * problem.levels[level].score(row: pair.row, arc: pair.arc)
      }
      for marginal in problem.marginals where flow[marginal.outlet] > 0 {
        for unit in 1...flow[marginal.outlet] { values[level] += marginal.score(ofUnit: unit, level: level) }
      }
    }
    if best.map({ $0.lexicographicallyPrecedes(values) }) ?? true { best = values }
  }

  private func holds(_ side: SideConstraint) -> Bool {
    let used = pairs.indices.filter { units[$0] > 0 }
    switch side {
    case .budget(let column, let weights, let limit):
      var spent: Int64 = 0
      for index in used where pairs[index].column == Int(column) {
        for weight in weights where Int(weight.row) == pairs[index].row { spent += weight.weight * units[index] }
      }
      return spent <= limit
    case .together(let rows, let cells, let allOrNone):
      let inside = used.filter { rows.contains(Int32(pairs[$0].row)) }
      let missing = Set(rows).reduce(Int64(0)) { $0 + left[Int($1)] }
      return Set(inside.map { cells.cells[pairs[$0].column] }).count <= 1
        && (!allOrNone || inside.isEmpty || missing == 0)
    case .linear(let linear):
      var sum: Int64 = 0
      for index in used {
        for term in linear.terms where term.rows.contains(Int32(pairs[index].row)) {
          if let columns = term.columns, !columns.contains(Int32(pairs[index].column)) { continue }
          sum += term.weight * units[index]
        }
      }
      return !(linear.lower.map { sum < $0 } ?? false) && !(linear.upper.map { sum > $0 } ?? false)
    }
  }
}
