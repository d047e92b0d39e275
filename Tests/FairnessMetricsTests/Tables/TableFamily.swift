import AssignmentCore
import FairnessMetrics

/// Seeded two-way tables: small and large, sparse and dense, with and without columns that have parts.
struct TableFamily {
  var seed: UInt64
  var table: CountTable
  var threshold: Int

  init?(seed: UInt64, rows mostRows: Int = 14, columns mostColumns: Int = 7) {
    self.seed = seed
    var source = SplitMix64(seed: seed)
    func draw(_ bound: Int) -> Int { Int(source.next() % UInt64(bound)) }
    threshold = [11, 11, 11, 2, 3, 5, 10, 20][draw(8)]
    let rows = 1 + draw(mostRows)
    let columns = 1 + draw(mostColumns)
    let zeros = [0, 10, 30, 60, 90][draw(5)]
    let scale = [4, 12, 30, 100, 1_000][draw(5)]
    let parents: [Int?]? =
      draw(3) > 0
      ? nil : (0..<columns).map { column in column == 0 || draw(3) > 0 ? nil : draw(column) }
    let counts = (0..<rows).map { _ in
      (0..<columns).map { _ in
        if draw(100) < zeros { return 0 }
        return draw(4) == 0 ? draw(scale * 5 + 1) : draw(scale + 1)
      }
    }
    guard let table = CountTable(counts, parents: parents) else { return nil }
    self.table = table
  }

  /// Everything that is not small is shown.
  var onlyPrimary: PublishedTable? {
    let places = (0...table.rowCount).flatMap { row in (0...table.columnCount).map { table[row, $0] } }
    return PublishedTable(
      rowCount: table.rowCount, parents: table.parents,
      figures: places.map { $0 >= 1 && $0 < threshold ? .hidden(least: 1) : .shown($0) })
  }

  /// What a suppression gives away or gets wrong; empty: nothing.
  func faults(_ suppression: TableSuppression) -> [String] {
    var faults: [String] = []
    let published = suppression.published
    guard let attack = IntervalAttack(published) else { return ["seed \(seed): no table fits"] }
    if attack.intervals != suppression.intervals { faults.append("seed \(seed): other intervals") }
    for row in 0...table.rowCount {
      for column in 0...table.columnCount {
        let count = table[row, column]
        let place = row * (table.columnCount + 1) + column
        switch published[row, column] {
        case .shown(let shown):
          if shown != count { faults.append("seed \(seed): \(row),\(column) shows \(shown) for \(count)") }
          if count >= 1 && count < threshold { faults.append("seed \(seed): \(row),\(column) shows \(count)") }
        case .hidden(let least, let most):
          guard let interval = attack.intervals[place] else {
            faults.append("seed \(seed): \(row),\(column) has no interval")
            continue
          }
          if least > count || most.map({ $0 < count }) ?? false {
            faults.append("seed \(seed): \(row),\(column) claims at least \(least) of \(count)")
          }
          if interval.least > count || interval.most.map({ $0 < count }) ?? false {
            faults.append("seed \(seed): \(row),\(column) is \(count), not in \(interval)")
          }
          if interval.tellsSmall(below: threshold) || interval.excludesLarge(from: threshold) {
            faults.append("seed \(seed): \(row),\(column) is in \(interval), threshold \(threshold)")
          }
        }
      }
    }
    return faults
  }
}
