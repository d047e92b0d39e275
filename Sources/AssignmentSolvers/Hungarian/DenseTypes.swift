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
      guard Self.looksEqual(tall, at: { values[$0 * wide + $1] }, places: wide),
        Self.looksEqual(wide, at: { values[$1 * wide + $0] }, places: tall),
        Self.areEqual(tall, key: { Self.key(values, $0 * wide, wide) })
      else { return nil }
      // Nowhere near that many rows may be different: every column is at least one type.
      let most = min(tall, wide) / 2
      let rows = Self.group(tall, limit: most) { (row: Int) -> UInt64 in
        Self.key(values, row * wide, wide)
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
        for column in 0..<wide { keys[column] = (keys[column] ^ values[row + column].word) &* Self.mixer }
      }
      let columns = Self.group(wide, limit: tall * wide / DenseTypes.factor / rows.count) {
        keys[$0]
      } same: { one, two in
        for row in kept where values[row + one] != values[row + two] { return false }
        return true
      }
      guard let columns else { return nil }
      self.rows = rows
      self.columns = columns
    }

    private static var mixer: UInt64 { 0x9E37_79B9_7F4A_7C15 }

    /// A number that equal lines share, and others hardly ever.
    private static func key<Element: RowNumber>(_ values: [Element], _ from: Int, _ count: Int) -> UInt64 {
      var (one, two) = (UInt64(0), UInt64(0))
      for place in 0..<count / 2 {
        one = (one ^ values[from + 2 * place].word) &* mixer
        two = (two ^ values[from + 2 * place + 1].word) &* mixer
      }
      if count % 2 == 1 { one = (one ^ values[from + count - 1].word) &* mixer }
      return (one ^ two >> 32) &* mixer ^ two
    }

    /// Whether a quarter of some lines, at a few places, agree with another one.
    private static func looksEqual<Element: Hashable>(
      _ lines: Int, at value: (Int, Int) -> Element, places: Int
    ) -> Bool {
      let sample = min(lines, 128)
      var seen: Set<[Element]> = []
      for line in 0..<sample {
        seen.insert((1...6).map { value(line * lines / sample, $0 * (places - 1) / 6) })
      }
      return 4 * seen.count <= 3 * sample
    }

    /// Whether a quarter of the same lines agree with another one everywhere, by their keys.
    private static func areEqual(_ lines: Int, key: (Int) -> UInt64) -> Bool {
      let sample = min(lines, 128)
      let seen = Set((0..<sample).map { key($0 * lines / sample) })
      return 4 * seen.count <= 3 * sample
    }

    /// Groups of equal lines; nil where there are more than `limit`.
    ///
    /// Lines with the same key are compared with one of each group, so keys need not be told apart by more.
    private static func group(
      _ lines: Int, limit: Int, key: (Int) -> UInt64, same: (Int, Int) -> Bool
    ) -> [[Int32]]? {
      var groups: [[Int32]] = []
      var byKey: [UInt64: [Int]] = [:]
      for line in 0..<lines {
        let key = key(line)
        if let group = byKey[key, default: []].first(where: { same(Int(groups[$0][0]), line) }) {
          groups[group].append(Int32(truncatingIfNeeded: line))
        } else {
          if groups.count == limit { return nil }
          byKey[key, default: []].append(groups.count)
          groups.append([Int32(truncatingIfNeeded: line)])
        }
      }
      return groups
    }
  }
}
