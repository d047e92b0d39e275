// Problem: is a claimed assignment optimal among billions of pairs that are written down nowhere?
// Formulation: the pairs in use are written down and checked as any assignment is, with all counts, capacities and the
// duals of every node. It remains that no other pair improves: score + price of the column ≤ price of the row, for every
// eligible pair, lexicographically. Rows with equal codes see the same columns: only the least price among them matters.
// Columns are read facet by facet: once a facet is read, columns with equal codes in the facets that are left differ only
// in what they are worth so far, and the best of them stands for all. So every pair is covered and none is listed.
// Invariants: integers only; a price enters as (rank of the levels before the score, value in its level, rank of those
// after it), which keeps the lexicographic order; shares no code with any solver.
// Complexity: O(Σ over distinct beginnings of rows' codes of the cells left there); about that of a pass over
// columns × distinct codes of the two facets with most kinds. Rows with an exception that look violated are checked
// pair by pair.

extension CertificateVerifier {
  /// Checks every claim of an outcome for a problem whose pairs are told by codes.
  ///
  /// As ``verify(_:_:)``; `arcs` in failures of duals are rows.
  public static func verify(_ problem: CellProblem, _ outcome: SolveOutcome) -> Verdict {
    var verdict = Verdict()
    guard let assignment = outcome.assignment else {
      if case .none = outcome.certificate { return verdict }
      verdict.failures.append(.init(check: "assignment.missing", index: 0))
      return verdict
    }
    guard let used = written(assignment, problem, &verdict) else { return verdict }
    if case .gap(let bound) = outcome.certificate { return verify(problem, used, outcome, bound) }
    verdict = verify(used, outcome)
    guard verdict.accepted, case .optimality(let duals) = outcome.certificate else { return verdict }
    return swept(verdict, problem, duals)
  }

  /// The bound of the network without households, its plan checked as an optimum of its own.
  private static func verify(
    _ problem: CellProblem, _ used: AssignmentProblem, _ outcome: SolveOutcome, _ bound: RelaxationBound
  ) -> Verdict {
    var own = outcome
    own.certificate = .none(reason: "bounded")
    var verdict = verify(used, own)
    guard verdict.accepted else { return verdict }
    guard let plain = try? problem.withoutSides(problem.arcs) else {
      verdict.failures.append(.init(check: "pair.unknown", index: 0))
      return verdict
    }
    let relaxed = verify(
      plain,
      SolveOutcome(termination: .finished, assignment: bound.relaxed, certificate: .optimality(bound.duals)))
    verdict.failures += relaxed.failures
    guard verdict.accepted else { return verdict }
    verdict.bounds = relaxed.bounds
    verdict.provenLevels = zip(verdict.levelValues, verdict.bounds).prefix { $0 == $1 }.count
    return verdict
  }

  /// The verdict on the pairs in use, with what all other pairs say of the duals.
  private static func swept(_ found: Verdict, _ problem: CellProblem, _ duals: DualPrices) -> Verdict {
    var verdict = found
    // Beyond that keys could overlap; no proof of a problem within its range needs it.
    guard duals.potentials.allSatisfy({ $0.magnitude <= 1 << 61 }) else {
      verdict.failures.append(.init(check: "dual.overflow.row", index: 0))
      return verdict
    }
    var sweep = CellSweep(problem, duals)
    for row in sweep.violatedRows() { verdict.failures.append(.init(check: "dual.arc.room", index: row)) }
    if !verdict.accepted { (verdict.provenLevels, verdict.bounds) = (0, []) }
    return verdict
  }

  /// The problem of the pairs in use, from the codes; nil where a pair is not eligible.
  private static func written(
    _ assignment: Assignment, _ problem: CellProblem, _ verdict: inout Verdict
  ) -> AssignmentProblem? {
    let frame = problem.frame
    var starts = [Int](repeating: 0, count: frame.rowCount + 1)
    var columns: [Int32] = []
    var scores: [Int64] = []
    for (index, flow) in assignment.flows.enumerated() {
      let isKnown =
        flow.row >= 0 && flow.column >= 0 && Int(flow.row) < frame.rowCount && Int(flow.column) < frame.columnCount
      guard isKnown, let score = problem.arcs.score(row: Int(flow.row), column: Int(flow.column)) else {
        verdict.failures.append(.init(check: "pair.unknown", index: index))
        return nil
      }
      starts[Int(flow.row) + 1] += 1
      columns.append(flow.column)
      scores.append(score)
    }
    for row in 0..<frame.rowCount { starts[row + 1] += starts[row] }
    // Pairs out of order make no problem.
    guard let used = try? problem.restricted(starts: starts, columns: columns, scores: scores) else {
      verdict.failures.append(.init(check: "pair.unknown", index: 0))
      return nil
    }
    return used
  }
}

/// One check of all pairs against one vector of duals.
private struct CellSweep {
  /// Columns alike in all facets not yet read, at one depth: the code in the facet read next, and the class after it.
  struct Classes {
    var codes: [Int32] = []
    var next: [Int32] = []
    var count: Int { codes.count }
  }

  let problem: CellProblem
  let duals: DualPrices
  /// What a point is worth in a key; nothing where the proof ends before the level of the score.
  let unit: Int128
  /// Facets in the order in which they are read: those with most kinds of columns first.
  let facets: [CellArcs.Facet]
  /// At each depth; the last has one class.
  private var classes: [Classes] = []
  private var classOfColumn: [Int32] = []
  private var columnKeys: [Int128] = []
  private var rowKeys: [Int128] = []

  init(_ problem: CellProblem, _ duals: DualPrices) {
    self.problem = problem
    self.duals = duals
    unit = (problem.scoreLevel ?? .max) < duals.levelCount ? 1 << 32 : 0
    let all = problem.arcs.facets
    let order = all.indices.sorted { (all[$1].columnKinds, $0) < (all[$0].columnKinds, $1) }
    facets = order.map { all[$0] }
    makeClasses()
    makeKeys()
  }

  // MARK: Prices as keys

  /// The prices of columns and rows in the lexicographic order, with the level of the score in the middle 64 bits.
  ///
  /// Levels before it and after it only compare: their ranks among all prices take their place. Proofs may speak of
  /// fewer levels than there are.
  private mutating func makeKeys() {
    let (rows, columns, count) = (problem.frame.rowCount, problem.frame.columnCount, duals.levelCount)
    let score = min(problem.scoreLevel ?? count, count)
    // Reduced prices: the row's own scores are taken off its price.
    var reduced = [[Int64]](repeating: [], count: count)
    for level in 0..<count {
      reduced[level] = (0..<rows + columns).map { duals.potential(node: $0, level: level) }
      if case .perRow(let values) = problem.frame.levels[level].scores {
        for row in 0..<rows { reduced[level][row] -= values[row] }
      }
    }
    let before = ranks(reduced[..<score])
    let after = ranks(reduced[min(score + 1, count)...])
    let keys = (0..<rows + columns).map { node -> Int128 in
      let value = score < count ? reduced[score][node] : 0
      return Int128(before[node]) << 96 + Int128(value) << 32 + Int128(after[node])
    }
    (rowKeys, columnKeys) = (Array(keys[..<rows]), Array(keys[rows...]))
  }

  /// Ranks of the vectors of all nodes, equal ones alike, from 0.
  private func ranks(_ levels: ArraySlice<[Int64]>) -> [Int32] {
    let count = problem.frame.rowCount + problem.frame.columnCount
    guard !levels.isEmpty else { return [Int32](repeating: 0, count: count) }
    func isLess(_ one: Int, _ other: Int) -> Bool {
      for level in levels where level[one] != level[other] { return level[one] < level[other] }
      return false
    }
    let order = (0..<count).sorted(by: isLess)
    var ranks = [Int32](repeating: 0, count: count)
    var rank: Int32 = 0
    for index in order.indices.dropFirst() {
      if isLess(order[index - 1], order[index]) { rank += 1 }
      ranks[order[index]] = rank
    }
    return ranks
  }

  // MARK: Classes

  /// From the last facet back: columns equal from there on are one class.
  private mutating func makeClasses() {
    var current = [Int32](repeating: 0, count: problem.frame.columnCount)
    classes = [Classes](repeating: Classes(), count: facets.count)
    for depth in facets.indices.reversed() {
      var slots: [Int64: Int32] = [:]
      var found = Classes()
      for column in current.indices {
        let (code, next) = (facets[depth].columnCodes[column], current[column])
        let key = Int64(code) << 32 | Int64(next)
        if let slot = slots[key] {
          current[column] = slot
        } else {
          current[column] = Int32(truncatingIfNeeded: found.count)
          slots[key] = current[column]
          found.codes.append(code)
          found.next.append(next)
        }
      }
      classes[depth] = found
    }
    classOfColumn = current
  }

  /// What is known at a depth: the best key of each class that an eligible column has.
  private struct Cells {
    var classes: [Int32] = []
    var keys: [Int128] = []
  }

  /// Rows with a pair that improves, ascending.
  mutating func violatedRows() -> [Int] {
    let order = sortedRows()
    var cells = [Cells](repeating: Cells(), count: facets.count + 1)
    cells[0] = columnCells()
    var places = classes.map { [Int32](repeating: -1, count: $0.count) } + [[-1]]
    var violated: [Int] = []
    var previous: Int?
    for row in order {
      let same = previous.map { shared($0, row) } ?? 0
      for depth in same..<max(same, facets.count) {
        read(
          facets[depth], Int(facets[depth].rowCodes[row]), classes[depth], cells[depth], &cells[depth + 1],
          &places[depth + 1])
      }
      previous = row
      let best = cells[facets.count].keys.first
      let looksViolated = best.map { $0 > rowKeys[row] } ?? false
      if hasExceptions(row) ? isViolated(row, looksViolated) : looksViolated { violated.append(row) }
    }
    return violated.sorted()
  }

  /// Rows that hold anybody, those with equal beginnings of codes together.
  private func sortedRows() -> [Int] {
    let facets = facets
    return (0..<problem.frame.rowCount).filter { problem.frame.rowCounts[$0] > 0 }.sorted { one, other in
      for facet in facets where facet.rowCodes[one] != facet.rowCodes[other] {
        return facet.rowCodes[one] < facet.rowCodes[other]
      }
      return one < other
    }
  }

  /// How many facets from the first have equal codes for two rows.
  private func shared(_ one: Int, _ other: Int) -> Int {
    facets.firstIndex { $0.rowCodes[one] != $0.rowCodes[other] } ?? facets.count
  }

  private func columnCells() -> Cells {
    // Classes are made of columns, so each has one; a class met for the first time is the next one.
    var cells = Cells()
    for (column, place) in classOfColumn.enumerated() {
      if Int(place) == cells.keys.count {
        cells.classes.append(place)
        cells.keys.append(columnKeys[column])
      }
      cells.keys[Int(place)] = max(cells.keys[Int(place)], columnKeys[column])
    }
    return cells
  }

  /// Reads one facet: what is not eligible drops out, points are added, and of each class behind it the best stays.
  private func read(
    _ facet: CellArcs.Facet, _ code: Int, _ classes: Classes, _ from: Cells, _ into: inout Cells,
    _ places: inout [Int32]
  ) {
    for place in into.classes { places[Int(place)] = -1 }
    into.classes.removeAll(keepingCapacity: true)
    into.keys.removeAll(keepingCapacity: true)
    let start = code * facet.columnKinds
    for index in from.classes.indices {
      let place = Int(from.classes[index])
      let points = facet.points[start + Int(classes.codes[place])]
      if points == CellArcs.ineligible { continue }
      let key = from.keys[index] + Int128(points) * unit
      let next = classes.next[place]
      let known = Int(places[Int(next)])
      if known < 0 {
        places[Int(next)] = Int32(truncatingIfNeeded: into.classes.count)
        into.classes.append(next)
        into.keys.append(key)
      } else if key > into.keys[known] {
        into.keys[known] = key
      }
    }
  }

  // MARK: Exceptions

  private func hasExceptions(_ row: Int) -> Bool { !problem.arcs.exceptions(ofRow: row).isEmpty }

  /// Pair by pair; `looksViolated`: whether some pair is without exceptions.
  private func isViolated(_ row: Int, _ looksViolated: Bool) -> Bool {
    let own = problem.arcs.exceptions(ofRow: row).map { Int(problem.arcs.exceptions[$0].column) }
    let columns = looksViolated ? Array(0..<problem.frame.columnCount) : own
    return columns.contains { column in
      guard let score = problem.arcs.score(row: row, column: column) else { return false }
      return columnKeys[column] + Int128(score) * unit > rowKeys[row]
    }
  }
}
