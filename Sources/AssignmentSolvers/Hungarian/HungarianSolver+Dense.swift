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
  /// The largest magnitude of a score of a pair.
  let largest: Int64

  init?(_ problem: AssignmentProblem) {
    guard problem.arcs.isDense, problem.levels.count == 2, problem.rowCount > 0, problem.columnCount > 0,
      case .perRow(let served) = problem.levels[0].scores, case .perArc(let scores) = problem.levels[1].scores,
      problem.rowCounts.allSatisfy({ $0 == 1 }), problem.columnCapacities.allSatisfy({ $0 == 1 }),
      served.allSatisfy({ $0 > 0 })
    else { return nil }
    transposed = problem.rowCount > problem.columnCount
    if transposed, served.contains(where: { $0 != served[0] }) { return nil }
    self.problem = problem
    self.served = served
    self.scores = scores
    largest =
      switch scores {
      case .int32(let values), .negatedInt32(let values): NarrowRows.largestMagnitude(values)
      default: Int64(clamping: problem.magnitudes[1] ?? scores.largestMagnitude)
      }
  }

  /// Rows and columns of the kernel: no more rows than columns.
  private var rows: Int { min(problem.rowCount, problem.columnCount) }
  private var columns: Int { max(problem.rowCount, problem.columnCount) }

  /// The same problem for types of equal rows and columns; nil where few are equal.
  var types: DenseTypes? { DenseTypes(problem, served: served, scores: scores) }

  /// Nil where the scores are too large for the kernels.
  func solve(_ limits: SolveLimits, _ tuning: DenseTuning) -> SolveOutcome? {
    if columns >= tuning.listedFrom, let answer = solveByLists(tuning, limits) { return outcome(answer) }
    guard DenseMatching<Int64>.fits(largest, rows: problem.nodeCount) else {
      return nil
    }
    if case .int32(let values) = scores { return outcome(scan(oriented(values), limits)) }
    return outcome(scan(oriented((0..<scores.count).map { scores[$0] }), limits))
  }

  private func scan<Element: FixedWidthInteger & SignedInteger & Sendable>(
    _ values: [Element], _ limits: SolveLimits
  ) -> DenseAnswer {
    var matching = DenseMatching(rows: rows, columns: columns, scores: values)
    let stop = matching.run(limits)
    return DenseAnswer(matching, stop)
  }

  /// Nil where the numbers are too large for the kernel of lists.
  private func solveByLists(_ tuning: DenseTuning, _ limits: SolveLimits) -> DenseAnswer? {
    switch scores {
    case .int32(let values):
      return solveNarrow(values, negated: true, tuning, limits) ?? solveReal(values, -1, tuning, limits)
    case .negatedInt32(let values):
      return solveNarrow(values, negated: false, tuning, limits) ?? solveReal(values, 1, tuning, limits)
    case .int64(let values): return solveReal(values, -1, tuning, limits)
    case .negatedInt64(let values): return solveReal(values, 1, tuning, limits)
    case .scaled(let scaled): return solveReal(scaled.values, -scaled.factor, tuning, limits)
    }
  }

  private func solveNarrow(
    _ values: [Int32], negated: Bool, _ tuning: DenseTuning, _ limits: SolveLimits
  ) -> DenseAnswer? {
    guard largest <= NarrowRows.largestCost else { return nil }
    let numbers = oriented(values)
    let crew = crew(tuning, limits) { [rows, columns, largest] task in
      unsafe numbers.withUnsafeBufferPointer { numbers in
        guard
          let matrix = unsafe NarrowRows.over(
            numbers, rows: rows, columns: columns, largest: largest, negated: negated)
        else { return RowFindings() }
        return task.run(matrix)
      }
    }
    return unsafe numbers.withUnsafeBufferPointer { numbers in
      guard
        let matrix = unsafe NarrowRows.over(
          numbers, rows: rows, columns: columns, largest: largest, negated: negated)
      else { return nil }
      return run(matrix, crew, tuning, limits)
    }
  }

  private func solveReal<Number: RowNumber>(
    _ values: [Number], _ factor: Double, _ tuning: DenseTuning, _ limits: SolveLimits
  ) -> DenseAnswer? {
    guard largest <= RealRows<Number>.largestCost else { return nil }
    let numbers = oriented(values)
    let crew = crew(tuning, limits) { [rows, columns, largest] task in
      unsafe numbers.withUnsafeBufferPointer { numbers in
        guard
          let matrix = unsafe RealRows.over(
            numbers, rows: rows, columns: columns, largest: largest, factor: factor)
        else { return RowFindings() }
        return task.run(matrix)
      }
    }
    return unsafe numbers.withUnsafeBufferPointer { numbers in
      guard
        let matrix = unsafe RealRows.over(numbers, rows: rows, columns: columns, largest: largest, factor: factor)
      else { return nil }
      return run(matrix, crew, tuning, limits)
    }
  }

  /// Nil where one thread does as well.
  private func crew(
    _ tuning: DenseTuning, _ limits: SolveLimits, _ look: @escaping @Sendable (RowTask) -> RowFindings
  ) -> RowCrew? {
    guard limits.threads > 1, problem.arcs.count >= tuning.sharedFrom else { return nil }
    return RowCrew(threads: limits.threads, look: look)
  }

  private func run<Rows: CostRows & ~Copyable>(
    _ matrix: consuming Rows, _ crew: RowCrew?, _ tuning: DenseTuning, _ limits: SolveLimits
  ) -> DenseAnswer {
    var matching = CoreMatching(matrix, crew, tuning)
    let stop = matching.run(limits)
    return DenseAnswer(matching, stop)
  }

  func outcome(_ answer: DenseAnswer) -> SolveOutcome {
    let stop = answer.stop
    let partners = transposed ? answer.owners : answer.partners
    let flows = partners.indices.lazy.filter { partners[$0] >= 0 }
      .map { Assignment.Flow(row: Int32($0), column: partners[$0], units: 1) }
    return SolveOutcome(
      termination: stop ?? .finished, assignment: Assignment(flows: Array(flows)),
      certificate: stop.map { .stopped($0) } ?? .optimality(duals(answer)),
      statistics: SolveStatistics(counters: answer.counters))
  }

  /// The numbers row by row of the kernel, in tiles that stay in the cache where they are turned.
  private func oriented<Element>(_ values: [Element]) -> [Element] {
    guard transposed, let first = values.first else { return values }
    let (tall, wide, tile) = (problem.rowCount, problem.columnCount, 32)
    var turned = [Element](repeating: first, count: values.count)
    for top in stride(from: 0, to: tall, by: tile) {
      for left in stride(from: 0, to: wide, by: tile) {
        for row in top..<min(top + tile, tall) {
          for column in left..<min(left + tile, wide) { turned[column * tall + row] = values[row * wide + column] }
        }
      }
    }
    return turned
  }

  /// Level 1: a further row is worth what it counts (transposed: nothing, and a further place what a row counts).
  ///
  /// Level 2: the kernel's prices, shifted in a square so that no column is worth more than nothing.
  private func duals(_ answer: DenseAnswer) -> DualPrices {
    let shift = answer.partners.count == answer.owners.count ? answer.prices.max() ?? 0 : 0
    let prices = answer.prices.map { $0 - shift }
    let costs = answer.partners.indices.map { answer.ownCosts[$0] - prices[Int(answer.partners[$0])] }
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

/// When which of the dense kernels and searches runs.
struct DenseTuning {
  /// From so many columns on, a dense problem is solved on short lists.
  var listedFrom = 64
  /// From so many pairs on, equal rows or columns are looked for.
  var groupedFrom = 1 << 14
  /// How much effort paths may take there before an auction is held.
  var patience = 512.0
  /// From so many rows on an auction is tried before paths become long.
  var trialFrom = 1_500
  /// Whether every wide search is a forest, for tests.
  var hasEagerForests = false
  /// From so many pairs on, rows are looked through on several threads.
  var sharedFrom = 1 << 20
}

/// What a kernel found, in its own rows and columns.
struct DenseAnswer {
  /// Why it stopped early, or nil.
  var stop: Termination?
  var prices: [Int64]
  var partners: [Int32]
  var owners: [Int32]
  /// What the column that a row has costs it.
  var ownCosts: [Int64]
  var counters: [SolveStatistics.Counter]

  init(
    stop: Termination?, prices: [Int64], partners: [Int32], owners: [Int32], ownCosts: [Int64],
    counters: [SolveStatistics.Counter]
  ) {
    self.stop = stop
    self.prices = prices
    self.partners = partners
    self.owners = owners
    self.ownCosts = ownCosts
    self.counters = counters
  }

  init<Element>(_ matching: DenseMatching<Element>, _ stop: Termination?) {
    self.stop = stop
    prices = matching.prices
    partners = matching.partners
    owners = matching.owners
    ownCosts = matching.partners.indices.map {
      matching.partners[$0] < 0 ? 0 : matching.cost($0, Int(matching.partners[$0]))
    }
    counters = [
      .init(name: "augmentations", value: matching.augmentations),
      .init(name: "scanned-arcs", value: matching.scannedArcs),
      .init(name: "reductions", value: matching.reductions),
    ]
  }

  init<Rows: CostRows & ~Copyable>(_ matching: borrowing CoreMatching<Rows>, _ stop: Termination?) {
    self.stop = stop
    prices = (0..<matching.columns).map { matching.prices[$0] }
    owners = (0..<matching.columns).map { matching.owners[$0] }
    partners = (0..<matching.rows).map { matching.partners[$0] }
    ownCosts = (0..<matching.rows).map { matching.ownCosts[$0] }
    counters = [
      .init(name: "augmentations", value: matching.augmentations),
      .init(name: "scanned-arcs", value: matching.scannedArcs),
      .init(name: "reductions", value: matching.reductions),
      .init(name: "scanned-rows", value: matching.scannedRows),
      .init(name: "expansions", value: matching.expansions),
      .init(name: "wide-looks", value: matching.wideLooks),
      .init(name: "forests", value: matching.forests),
      .init(name: "phases", value: matching.phases),
      .init(name: "flat-starts", value: matching.flat),
      .init(name: "scarce-starts", value: matching.scarce),
      .init(name: "withdrawn-auctions", value: matching.withdrawn),
    ]
  }
}
