// Problem: of the reports that one call gives (every partition of the people, every result), publish what can be, so that
// no withheld number of people can be confined to 1 … k − 1 by all that is published together.
// Cells: for each group of a partition its people, the served, the unserved, and the unserved by reason; their totals.
// Formulation: each partition of each result is a CountTable, made safe by TableSuppression under its totals.
// Why tables can be made safe one by one:
// - Partitions share only the totals. Where the totals are published, any table of one partition goes with any table of
//   another: within a status people can be combined at will. Totals that are not published are not published for any
//   partition, with all numbers below them, so they can be anything that fits the people.
// - Results share the people of a group. Where these are published, tables of two results go together at will. Groups of
//   which they are withheld are withheld as a whole in every result, and people can be moved among them at will.
// - Reasons are shown for one result only: `nobody-eligible` is the same in all.
// A number of two partitions or results at once (Spanish speakers of Texas; served there, not here) is at most the smaller
// of two published numbers, and can be that: so it too can be k or more.
// Steps down, each taken only where the one before cannot be kept safe: reasons of a partition; served and unserved of a
// partition; its people; everything. Totals: a small reason withholds all reasons, a small number of served or unserved
// all rates, a small number of people everything.
// What is attainable adds nothing up, but bounds the people for whom nobody is eligible: it is withheld where it or the rest
// is small (and once more, so that none is withheld alone), and in a whole partition where the attacker profits from it.
// Attainable less served is no number of people with something in common, and is not protected.
// Complexity: tables of groups × 5 numbers; see TableSuppression.
// Cannot: see what reports of other days or other calls tell, or what readers know of single people.
// Reference: FCSM Statistical Policy Working Paper 22 (2005); CMS cell size policy (resdac.org, 26 Jan 2024).

/// Marks what of several results of the same people may be published.
struct ReportSuppression {
  let rule: Suppression

  init(_ rule: Suppression) {
    self.rule = rule
  }

  /// How much a result shows of anybody.
  private enum Extent: Int {
    case nothing, people, status, reasons
  }

  /// The columns of a table.
  private enum Column {
    static let served = 0
    static let unserved = 1
    static let reasons = 2
    static let parents: [Int?] = [nil, nil, unserved, unserved, unserved]
  }

  /// Marks every cell; the partitions of all results are the same groups of the same people, everybody first.
  func apply(to results: inout [[Partition]]) {
    guard rule.threshold > 1 else { return }
    let extents = results.map(extent)
    guard !extents.contains(.nothing), let first = results.first else { return withholdEverything(&results) }
    for index in first.indices {
      guard let tables = tables(results.map { $0[index] }, extents) else { return withholdEverything(&results) }
      for result in results.indices {
        mark(&results[result][index], tables[result])
        withholdAttainable(&results[result][index], tables[result])
      }
    }
  }

  /// What the totals allow.
  private func extent(_ partitions: [Partition]) -> Extent {
    guard let all = partitions.first?.cells.first else { return .nothing }
    if rule.isSmall(all.people.count) { return .nothing }
    if rule.isSmall(all.served) || rule.isSmall(all.unserved) { return .people }
    return all.reasons.isEmpty || all.reasons.contains(where: rule.isSmall) ? .status : .reasons
  }

  /// A safe table for each result of one partition, all with the same rows withheld as a whole; nil: there is none.
  private func tables(_ results: [Partition], _ extents: [Extent]) -> [TableSuppression]? {
    var rows: [Int] = []
    while true {
      var tables: [TableSuppression] = []
      for (partition, extent) in zip(results, extents) {
        guard let table = table(partition, extent, rows) else { return nil }
        tables.append(table)
      }
      let withheld = results.first?.cells.indices.filter { row in
        tables.contains { $0.intervals[(row + 1) * ($0.published.columnCount + 1) - 1] != nil }
      }
      guard let withheld, withheld != rows else { return tables }
      rows = withheld
    }
  }

  /// The first step down that can be kept safe.
  private func table(_ partition: Partition, _ extent: Extent, _ rows: [Int]) -> TableSuppression? {
    let hasReasons = extent == .reasons
    let parents = hasReasons ? Column.parents : Array(Column.parents.prefix(Column.reasons))
    let counts = partition.cells.map { [$0.served, $0.unserved] + (hasReasons ? $0.reasons : []) }
    guard let table = CountTable(counts, parents: parents) else { return nil }
    let status = [Column.served, Column.unserved]
    var steps: [(rows: [Int], columns: [Int])] = [(rows, status), (Array(partition.cells.indices), status)]
    if extent != .people { steps.insert((rows, []), at: 0) }
    if hasReasons { steps.insert((rows, Array(Column.reasons..<parents.count)), at: 1) }
    for step in steps {
      if let found = TableSuppression(
        of: table, below: rule.threshold, keepsTotals: true, rows: step.rows, columns: step.columns,
        hidesTotals: extent == .people)
      {
        return found
      }
    }
    return nil
  }

  private func mark(_ partition: inout Partition, _ table: TableSuppression) {
    let columns = table.published.columnCount
    for row in partition.cells.indices {
      func isShown(_ column: Int) -> Bool {
        column <= columns && table.intervals[row * (columns + 1) + column] == nil
      }
      var shown = Partition.Shown()
      shown.people = isShown(columns)
      shown.rate = shown.people && isShown(Column.served)
      shown.reasons = shown.reasons.indices.map {
        shown.people && Column.reasons + $0 < columns && isShown(Column.reasons + $0)
      }
      partition.cells[row].shown = shown
    }
  }

  private func withholdAttainable(_ partition: inout Partition, _ table: TableSuppression) {
    var small: [Int] = []
    for (row, cell) in partition.cells.enumerated() {
      guard let attainable = cell.attainable, !cell.isHidden else {
        partition.cells[row].shown.attainable = false
        continue
      }
      if rule.isSmall(attainable) || rule.isSmall(cell.people.count - attainable) { small.append(row) }
    }
    for row in small { partition.cells[row].shown.attainable = false }
    let left = partition.cells.indices.filter { partition.cells[$0].shown.attainable }
    if small.count == 1,
      let next = left.min(by: { partition.cells[$0].people.count < partition.cells[$1].people.count })
    {
      partition.cells[next].shown.attainable = false
    }
    guard tellsMore(partition, table) else { return }
    for row in partition.cells.indices { partition.cells[row].shown.attainable = false }
  }

  /// Whether the attacker learns a small number from the most people for whom nobody may be eligible.
  private func tellsMore(_ partition: Partition, _ table: TableSuppression) -> Bool {
    guard table.published.columnCount > Column.reasons else { return false }
    var known = table.published
    for (row, cell) in partition.cells.enumerated() where cell.shown.attainable {
      guard let attainable = cell.attainable, case .hidden(let least, _) = known[row, Column.reasons] else { continue }
      known[row, Column.reasons] = .hidden(least: least, most: cell.people.count - attainable)
    }
    guard known != table.published else { return false }
    guard let attack = IntervalAttack(known) else { return true }
    return !attack.exposed(below: rule.threshold).isEmpty
  }

  private func withholdEverything(_ results: inout [[Partition]]) {
    for result in results.indices {
      for index in results[result].indices {
        for row in results[result][index].cells.indices {
          results[result][index].cells[row].shown = Partition.Shown(
            people: false, rate: false, reasons: UnmatchedReasons.all.map { _ in false }, attainable: false)
        }
      }
    }
  }
}
