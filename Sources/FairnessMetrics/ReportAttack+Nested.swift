/// The numbers of a group as far as they are published.
struct ReadRow {
  let group: String
  var people: Int?
  var served: Int?
  var unserved: Int?
  var reasons: [Int?] = []
  var attainable: Int?
}

/// Two groupings of which one refines the other as one table: statuses are rows, the larger groups columns, the smaller
/// their parts.
struct NestedTable {
  private let groups: [ReadRow]
  private let parents: [Int?]
  private let totals: ReadRow?

  init(_ coarser: [ReadRow], _ finer: [ReadRow], _ refinement: ReportAttack.Refinement, totals: ReadRow?) {
    let place = Dictionary(coarser.enumerated().map { ($1.group, $0) }) { first, _ in first }
    groups = coarser + finer
    parents =
      coarser.map { _ in nil } + finer.map { row in refinement.groups[row.group].flatMap { place[$0] } }
    self.totals = totals
  }

  /// Small numbers that follow, once with the unserved as a whole, once with their reasons.
  func findings(_ threshold: Int) -> [(group: String, figure: String, interval: CountInterval?)] {
    guard parents.contains(where: { $0 != nil }) else { return [] }
    let served = { (row: ReadRow) in row.served }
    var tables: [(names: [String], statuses: [(ReadRow) -> Int?])] = [
      (["served", "unserved"], [served, { $0.unserved }])
    ]
    if groups.contains(where: { !$0.reasons.isEmpty }) {
      let reasons = (0..<3).map { reason in { (row: ReadRow) in row.reasons.isEmpty ? nil : row.reasons[reason] } }
      tables.append((["served", "nobody-eligible", "bottleneck", "trade-off"], [served] + reasons))
    }
    return tables.flatMap { findings(threshold, $0.names, $0.statuses) }
  }

  private func findings(
    _ threshold: Int, _ names: [String], _ statuses: [(ReadRow) -> Int?]
  ) -> [(group: String, figure: String, interval: CountInterval?)] {
    var figures: [PublishedTable.Figure] = []
    for status in statuses {
      figures += groups.map { status($0).map { .shown($0) } ?? .hidden(least: 0) }
      figures.append(totals.flatMap(status).map { .shown($0) } ?? .hidden(least: 0))
    }
    figures += groups.map { $0.people.map { .shown($0) } ?? .hidden(least: 1) }
    figures.append(totals?.people.map { .shown($0) } ?? .hidden(least: 0))
    guard let table = PublishedTable(rowCount: statuses.count, parents: parents, figures: figures),
      let attack = IntervalAttack(table)
    else { return [("all", "all", nil)] }
    return attack.exposed(below: threshold).map { place in
      let (row, column) = (place / (groups.count + 1), place % (groups.count + 1))
      let group = column < groups.count ? groups[column].group : "all"
      return (group, row < names.count ? names[row] : "people", attack.intervals[place])
    }
  }
}
