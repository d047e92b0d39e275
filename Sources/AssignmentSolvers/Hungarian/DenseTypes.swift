import AssignmentCore

/// A dense problem most of whose rows and columns are equal to others, as a problem of types.
///
/// Rows with equal scores everywhere are one row with a count, columns likewise one column with places; what is best for
/// the types is best for their members, and so are the prices.
/// A few rows and columns are looked at first, at a few places: without equal ones among these the search ends at once.
/// Complexity: O(rows × columns) where there are equal ones, O(1) mostly where there are none.
struct DenseTypes {
  private let whole: AssignmentProblem
  let problem: AssignmentProblem
  private let rows: [[Int32]]
  private let columns: [[Int32]]

  /// Fewer pairs of types than pairs by this factor make it worth while.
  private static var factor: Int { 64 }
  /// From so many pairs on it is tried.
  private static var smallest: Int { 1 << 14 }

  /// Nil where too few rows or columns are equal; every count and capacity of the problem must be 1.
  init?(_ problem: AssignmentProblem, served: [Int64], scores: ScoreArray) {
    guard problem.arcs.count >= Self.smallest else { return nil }
    let found: Groups? =
      switch scores {
      case .int32(let values), .negatedInt32(let values): Groups(values, problem, served)
      case .int64(let values), .negatedInt64(let values): Groups(values, problem, served)
      case .scaled(let scaled): Groups(scaled.values, problem, served)
      }
    guard let found else { return nil }
    whole = problem
    rows = found.rows
    columns = found.columns
    let count = problem.columnCount
    let typed = found.rows.flatMap { row in found.columns.map { scores[Int(row[0]) * count + Int($0[0])] } }
    let small = try? AssignmentProblem(
      rowCounts: found.rows.map { Int32($0.count) }, columnCapacities: found.columns.map { Int32($0.count) },
      arcs: .dense(rows: found.rows.count, columns: found.columns.count),
      levels: [
        ObjectiveLevel(name: problem.levels[0].name, scores: .perRow(found.rows.map { served[Int($0[0])] })),
        ObjectiveLevel(name: problem.levels[1].name, scores: .perArc(.int64(typed))),
      ])
    guard let small else { return nil }
    self.problem = small
  }

  /// What was found for types, for their members: first come, first served.
  func expanded(_ outcome: SolveOutcome) -> SolveOutcome {
    var (nextRow, nextColumn) = (rows.map { _ in 0 }, columns.map { _ in 0 })
    var flows: [Assignment.Flow] = []
    for flow in outcome.assignment?.flows ?? [] {
      let (row, column) = (Int(flow.row), Int(flow.column))
      for _ in 0..<flow.units {
        flows.append(.init(row: rows[row][nextRow[row]], column: columns[column][nextColumn[column]], units: 1))
        nextRow[row] += 1
        nextColumn[column] += 1
      }
    }
    var expanded = outcome
    expanded.assignment = Assignment(flows: flows)
    if case .optimality(let duals) = outcome.certificate { expanded.certificate = .optimality(self.duals(duals)) }
    expanded.statistics.counters += [
      .init(name: "row-types", value: rows.count), .init(name: "column-types", value: columns.count),
    ]
    return expanded
  }

  private func duals(_ types: DualPrices) -> DualPrices {
    let levels = types.levelCount
    var potentials = [Int64](repeating: 0, count: whole.nodeCount * levels)
    func copy(_ type: Int, _ member: Int) {
      for level in 0..<levels { potentials[member * levels + level] = types.potential(node: type, level: level) }
    }
    for (type, members) in rows.enumerated() { for row in members { copy(type, Int(row)) } }
    for (type, members) in columns.enumerated() {
      for column in members { copy(rows.count + type, whole.rowCount + Int(column)) }
    }
    return DualPrices(levelCount: levels, potentials: potentials)
  }

  /// Members of each type, ascending; types by their first member.
  private struct Groups {
    let rows: [[Int32]]
    let columns: [[Int32]]

    init?<Element: RowNumber & Hashable>(_ values: [Element], _ problem: AssignmentProblem, _ served: [Int64]) {
      let (tall, wide) = (problem.rowCount, problem.columnCount)
      guard EqualLines.lookEqual(tall, at: { values[$0 * wide + $1] }, places: wide),
        EqualLines.lookEqual(wide, at: { values[$1 * wide + $0] }, places: tall),
        EqualLines.areEqual(tall, key: { EqualLines.key(values, $0 * wide, wide) })
      else { return nil }
      // Nowhere near that many rows may be different: every column is at least one type.
      let most = min(tall, wide) / 2
      let rows = EqualLines.grouped(tall, limit: most) { (row: Int) -> UInt64 in
        EqualLines.key(values, row * wide, wide)
      } same: { one, two in
        guard served[one] == served[two] else { return false }
        let (first, second) = (one * wide, two * wide)
        for column in 0..<wide where values[first + column] != values[second + column] { return false }
        return true
      }
      guard let rows else { return nil }
      let kept = rows.map { Int($0[0]) * wide }
      var keys = [UInt64](repeating: 0, count: wide)
      for row in kept {
        for column in 0..<wide { keys[column] = (keys[column] ^ values[row + column].word) &* EqualLines.mixer }
      }
      let columns = EqualLines.grouped(wide, limit: tall * wide / DenseTypes.factor / rows.count) {
        keys[$0]
      } same: { one, two in
        for row in kept where values[row + one] != values[row + two] { return false }
        return true
      }
      guard let columns else { return nil }
      self.rows = rows
      self.columns = columns
    }
  }
}
