import AssignmentCore

/// All feasible assignments of a tiny problem, straight from the definition.
struct Enumeration {
  let problem: AssignmentProblem
  private let pairs: [(row: Int, column: Int, arc: Int)]
  /// Own units of each row and of those that may hand theirs on to it.
  private let most: [Int]
  private(set) var feasible: [(assignment: Assignment, values: [Int64])] = []

  init(_ problem: AssignmentProblem) {
    self.problem = problem
    pairs = (0..<problem.rowCount).flatMap { row in
      problem.arcs.arcs(ofRow: row).map { (row, problem.arcs.column(ofArc: $0, inRow: row), $0) }
    }
    most = (0..<problem.rowCount).map { row in
      (0..<problem.rowCount).filter { $0 == row || (!problem.rowParents.isEmpty && problem.rowParents[$0] == row) }
        .reduce(0) { $0 + Int(problem.rowCounts[$1]) }
    }
    var units = [Int](repeating: 0, count: pairs.count)
    extend(0, &units)
  }

  /// The lexicographically largest level values; nil where nothing is feasible.
  var best: [Int64]? { feasible.map(\.values).max { $0.lexicographicallyPrecedes($1) } }

  private mutating func extend(_ index: Int, _ units: inout [Int]) {
    guard index < pairs.count else { return consider(units) }
    let row = pairs[index].row
    let used = (0..<index).filter { pairs[$0].row == row }.reduce(0) { $0 + units[$1] }
    for amount in 0...(most[row] - used) {
      units[index] = amount
      extend(index + 1, &units)
    }
    units[index] = 0
  }

  private mutating func consider(_ units: [Int]) {
    var through = [Int](repeating: 0, count: problem.outletCount)
    for (pair, amount) in zip(pairs, units) {
      var outlet: Int? = pair.column
      while let at = outlet {
        through[at] += amount
        outlet = problem.parent(ofOutlet: at)
      }
    }
    guard let idle = leftUnserved(units) else { return }
    for (row, amount) in idle.enumerated() where !problem.idleParents.isEmpty && problem.idleParents[row] >= 0 {
      through[problem.columnCount + Int(problem.idleParents[row])] += amount
    }
    for outlet in through.indices {
      let range =
        problem.floor(ofOutlet: outlet)...max(problem.floor(ofOutlet: outlet), problem.capacity(ofOutlet: outlet))
      guard range.contains(Int64(through[outlet])), Int64(through[outlet]) <= problem.capacity(ofOutlet: outlet) else {
        return
      }
    }
    let values = problem.levels.indices.map { level -> Int64 in
      var value: Int64 = 0
      for (pair, amount) in zip(pairs, units) {
        value += Int64(amount) * problem.levels[level].score(row: pair.row, arc: pair.arc)
      }
      for marginal in problem.marginals where through[marginal.outlet] > 0 {
        for unit in 1...through[marginal.outlet] { value += marginal.score(ofUnit: Int64(unit), level: level) }
      }
      return value
    }
    let flows = zip(pairs, units).filter { $0.1 > 0 }
    feasible.append(
      (
        Assignment(
          flows: flows.map { .init(row: Int32($0.0.row), column: Int32($0.0.column), units: Int32($0.1)) }),
        values
      ))
  }

  /// Units of each row that nobody takes; nil where a row places more than it has and is handed.
  private func leftUnserved(_ units: [Int]) -> [Int]? {
    var left = problem.rowCounts.map { Int($0) }
    for (pair, amount) in zip(pairs, units) { left[pair.row] -= amount }
    for (row, parent) in problem.rowParents.enumerated() where parent >= 0 {
      if left[row] < 0 { return nil }
      left[Int(parent)] += left[row]
      left[row] = 0
    }
    return left.allSatisfy { $0 >= 0 } ? left : nil
  }
}
