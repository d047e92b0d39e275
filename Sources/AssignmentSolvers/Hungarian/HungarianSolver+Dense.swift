import AssignmentCore

/// A problem that ``DenseMatching`` can take: dense, one-to-one, and everybody who can be served counts before the
/// scores of pairs.
///
/// With more rows than columns all columns are served instead, on the transposed matrix; that needs rows that count
/// the same.
struct DenseForm {
  let problem: AssignmentProblem
  let served: [Int64]
  let scores: ScoreArray
  /// Rows of the kernel are columns of the problem.
  let transposed: Bool

  init?(_ problem: AssignmentProblem) {
    guard problem.arcs.isDense, problem.levels.count == 2, problem.rowCount > 0, problem.columnCount > 0,
      case .perRow(let served) = problem.levels[0].scores, case .perArc(let scores) = problem.levels[1].scores,
      problem.rowCounts.allSatisfy({ $0 == 1 }), problem.columnCapacities.allSatisfy({ $0 == 1 }),
      served.allSatisfy({ $0 > 0 }), DenseMatching<Int64>.fits(problem.largestScore, rows: problem.nodeCount)
    else { return nil }
    transposed = problem.rowCount > problem.columnCount
    if transposed, served.contains(where: { $0 != served[0] }) { return nil }
    self.problem = problem
    self.served = served
    self.scores = scores
  }

  func solve(_ limits: SolveLimits) -> SolveOutcome {
    switch scores {
    case .int32(let values): solve(values, limits)
    case .int64(let values): solve(values, limits)
    }
  }

  private func solve<Element: FixedWidthInteger & SignedInteger & Sendable>(
    _ values: [Element], _ limits: SolveLimits
  ) -> SolveOutcome {
    let (rows, columns) = (problem.rowCount, problem.columnCount)
    var matching =
      transposed
      ? DenseMatching(rows: columns, columns: rows, scores: transpose(values))
      : DenseMatching(rows: rows, columns: columns, scores: values)
    let stop = matching.run(limits)
    let partners = transposed ? matching.owners : matching.partners
    let flows = partners.indices.lazy.filter { partners[$0] >= 0 }
      .map { Assignment.Flow(row: Int32($0), column: partners[$0], units: 1) }
    return SolveOutcome(
      termination: stop ?? .finished, assignment: Assignment(flows: Array(flows)),
      certificate: stop.map { .stopped($0) } ?? .optimality(duals(matching)),
      statistics: SolveStatistics(counters: [
        .init(name: "augmentations", value: matching.augmentations),
        .init(name: "scanned-arcs", value: matching.scannedArcs),
        .init(name: "reductions", value: matching.reductions),
      ]))
  }

  private func transpose<Element>(_ values: [Element]) -> [Element] {
    let (rows, columns) = (problem.rowCount, problem.columnCount)
    var turned: [Element] = []
    turned.reserveCapacity(values.count)
    for column in 0..<columns { for row in 0..<rows { turned.append(values[row * columns + column]) } }
    return turned
  }

  /// Level 1: a further row is worth what it counts (transposed: nothing, and a further place what a row counts).
  ///
  /// Level 2: the kernel's prices, shifted in a square so that no column is worth more than nothing.
  private func duals<Element>(_ matching: DenseMatching<Element>) -> DualPrices {
    let shift = matching.rows == matching.columns ? matching.prices.max() ?? 0 : 0
    let prices = matching.prices.map { $0 - shift }
    let costs = (0..<matching.rows).map { row in
      let column = Int(matching.partners[row])
      return matching.cost(row, column) - prices[column]
    }
    var potentials: [Int64] = []
    potentials.reserveCapacity(2 * problem.nodeCount)
    if transposed {
      for price in prices { potentials += [0, -price] }
      for cost in costs { potentials += [-served[0], cost] }
    } else {
      for (row, cost) in costs.enumerated() { potentials += [served[row], -cost] }
      for price in prices { potentials += [0, price] }
    }
    return DualPrices(levelCount: 2, potentials: potentials)
  }
}
