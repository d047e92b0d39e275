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
// - Groupings that refine others (Nesting) are tables within each group of the coarser one, under the figures of that group:
//   what is withheld of the group is withheld in all groups within it, zeros too, so that these can be any way that fits.
// What is attainable adds nothing up, but bounds the people for whom nobody is eligible: it is withheld where it or the rest
// is small (and once more, so that none is withheld alone), and, with reasons, where nobody-eligible is withheld
// and not all that is attainable is served.
// Attainable less served is no number of people with something in common, and is not protected.
// Complexity: tables of groups × 5 numbers; see TableSuppression.
// Cannot: see what reports of other days or other calls tell, or what readers know of single people.
// Reference: Federal Committee on Statistical Methodology, working paper 22 (2005); CMS cell size policy (resdac.org, 26 Jan 2024).

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
  func apply(to results: inout [[Partition]], people: Int) {
    guard rule.threshold > 1 else { return }
    let extents = results.map(extent)
    guard !extents.contains(.nothing), let first = results.first else { return withholdEverything(&results) }
    let nesting = Nesting(first, people: people)
    guard let hidden = hidden(results, first, extents, nesting) else { return withholdEverything(&results) }
    for result in results.indices {
      for index in first.indices {
        mark(&results[result][index], hidden[index][result])
        withholdAttainable(&results[result][index], extents[result])
      }
      // Names of groups that have no place would be numbers of people too.
      for index in first.indices where nesting.isLeftOut[index] { results[result][index].cells = [] }
    }
  }

  /// What the totals allow.
  private func extent(_ partitions: [Partition]) -> Extent {
    guard let all = partitions.first?.cells.first else { return .nothing }
    if rule.isSmall(all.people.count) { return .nothing }
    if rule.isSmall(all.served) || rule.isSmall(all.unserved) { return .people }
    return all.reasons.isEmpty || all.reasons.contains(where: rule.isSmall) ? .status : .reasons
  }

  /// For each grouping, result, group and figure whether it is withheld.
  typealias Hidden = [[[[Bool]]]]

  /// Safe tables of all groupings, those that hang below others under the figures of these; nil: there are none.
  ///
  /// Where a group cannot be divided safely, it is withheld as a whole, and all is done again: at most once a group.
  private func hidden(
    _ results: [[Partition]], _ first: [Partition], _ extents: [Extent], _ nesting: Nesting
  ) -> Hidden? {
    var forced = first.map { $0.cells.map { _ in false } }
    var attempt = attempt(results, first, extents, nesting, forced)
    while case .divides(let parent, let group) = attempt {
      forced[parent][group] = true
      attempt = self.attempt(results, first, extents, nesting, forced)
    }
    if case .safe(let hidden) = attempt { return hidden }
    return nil
  }

  /// How a round ends: safe, at a group that cannot be divided safely, or where nothing is left to withhold.
  private enum Attempt {
    case safe(Hidden)
    case divides(parent: Int, group: Int)
    case unsafe
  }

  private func attempt(
    _ results: [[Partition]], _ first: [Partition], _ extents: [Extent], _ nesting: Nesting, _ forced: [[Bool]]
  ) -> Attempt {
    var hidden: Hidden = first.map { partition in
      extents.map { [[Bool]](repeating: [Bool](repeating: true, count: width($0)), count: partition.cells.count) }
    }
    for index in nesting.order where !nesting.isLeftOut[index] {
      let parent = nesting.parents[index]
      for group in 0..<(parent.map { first[$0].cells.count } ?? 1) {
        let rows = first[index].cells.indices.filter { nesting.rowInParent[index][$0] == group }
        let above = results.indices.map { result in
          parent.map { hidden[$0][result][group] } ?? top(extents[result])
        }
        let part = Part(
          results: results.map { $0[index] }, rows: rows, above: above, named: rows.map { nesting.named[index][$0] })
        guard let tables = tables(part, extents, forced[index]) else {
          guard let parent, !forced[parent][group] else { return .unsafe }
          return .divides(parent: parent, group: group)
        }
        for (result, table) in tables.enumerated() {
          for (row, figures) in zip(rows, table) { hidden[index][result][row] = figures }
        }
      }
    }
    return .safe(hidden)
  }

  /// The rows of a grouping within one group of another, and what is withheld of that group in each result.
  private struct Part {
    let results: [Partition]
    let rows: [Int]
    let above: [[Bool]]
    let named: [Int]
  }

  private func width(_ extent: Extent) -> Int { extent == .reasons ? Column.parents.count + 1 : Column.reasons + 1 }

  /// What is withheld of everybody.
  private func top(_ extent: Extent) -> [Bool] {
    var hidden = [Bool](repeating: false, count: width(extent))
    if extent == .people { (hidden[Column.served], hidden[Column.unserved]) = (true, true) }
    return hidden
  }

  /// What is withheld of each row in each result, the same rows as a whole in all; nil: there is no safe way.
  private func tables(_ part: Part, _ extents: [Extent], _ forced: [Bool]) -> [[[Bool]]]? {
    if part.above.contains(where: { $0[$0.count - 1] }) {
      return extents.map { extent in part.rows.map { _ in [Bool](repeating: true, count: width(extent)) } }
    }
    var withheld = part.rows.indices.filter { forced[part.rows[$0]] }
    var (before, tables): ([Int], [[[Bool]]])
    repeat {
      (before, tables) = (withheld, [])
      for result in part.results.indices {
        guard let table = table(part, result, extents[result], withheld) else { return nil }
        let width = width(extents[result])
        tables.append(
          part.rows.indices.map { row in (0..<width).map { table.intervals[row * width + $0] != nil } })
      }
      withheld = part.rows.indices.filter { row in tables.contains { $0[row][$0[row].count - 1] } }
    } while withheld != before
    return tables
  }

  /// The first step down that can be kept safe.
  private func table(_ part: Part, _ result: Int, _ extent: Extent, _ rows: [Int]) -> TableSuppression? {
    let hasReasons = extent == .reasons
    let parents = Array(Column.parents.prefix(width(extent) - 1))
    let cells = part.rows.map { part.results[result].cells[$0] }
    let table = CountTable(
      adding: cells.map { [$0.served, $0.unserved] + (hasReasons ? $0.reasons : []) }, parents: parents)
    let above = part.above[result]
    let hiddenTotals =
      above[Column.served] || above[Column.unserved]
      ? [Column.served, Column.unserved] : parents.indices.filter { above[$0] }
    let status = [Column.served, Column.unserved]
    var steps: [(rows: [Int], columns: [Int])] = [(rows, []), (rows, status), (Array(cells.indices), status)]
    if hasReasons { steps.insert((rows, Array(parents.indices.dropFirst(Column.reasons))), at: 1) }
    for step in steps {
      if let found = TableSuppression(
        of: table, below: rule.threshold, keepsTotals: true, rows: step.rows, columns: step.columns,
        hiddenTotals: hiddenTotals, named: part.named)
      {
        return found
      }
    }
    return nil
  }

  private func mark(_ partition: inout Partition, _ hidden: [[Bool]]) {
    for row in partition.cells.indices {
      let figures = hidden[row]
      var shown = Partition.Shown()
      shown.people = figures.last == false
      shown.rate = shown.people && !figures[Column.served]
      shown.reasons = shown.reasons.indices.map {
        shown.people && Column.reasons + $0 < figures.count - 1 && !figures[Column.reasons + $0]
      }
      partition.cells[row].shown = shown
    }
  }

  private func withholdAttainable(_ partition: inout Partition, _ extent: Extent) {
    var small: [Int] = []
    for (row, cell) in partition.cells.enumerated() {
      let hidesNobody = extent == .reasons && !cell.shown.reasons[0]
      // Where all that is attainable is served, the bound is the number of the unserved.
      guard let attainable = cell.attainable, !cell.isHidden, !hidesNobody || attainable == cell.served else {
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
  }

  /// Which groupings refine others, for those who attack.
  static func refinements(_ partitions: [Partition], people: Int) -> [ReportAttack.Refinement] {
    let nesting = Nesting(partitions, people: people)
    return partitions.indices.flatMap { finer in
      nesting.coarser[finer].map { coarser in
        var groups: [String: String] = [:]
        for cell in partitions[finer].cells {
          let larger = partitions[coarser].cells.first { $0.people.contains(cell.people[0]) }
          groups[cell.group] = larger?.group
        }
        return ReportAttack.Refinement(
          finer: partitions[finer].name, coarser: partitions[coarser].name, groups: groups)
      }
    }
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
