extension Compilation {
  /// Every eligible pair of types, each evaluated once, with its score.
  mutating func makeArcs() throws(MatchFailure) {
    let estimate = estimatedArcs()
    guard estimate <= limits.arcs else { throw .sizeLimit(arcs: estimate, limit: limits.arcs) }
    let lawyers = (0..<columns.count).map { Int(columns[$0].first ?? 0) }
    let codes = codes
    starts.reserveCapacity(rows.count + 1)
    for row in 0..<rows.count {
      let person = Int(rows[row].first ?? 0)
      let cell = allowed.isEmpty ? nil : allowed[person]
      for column in lawyers.indices where codes.isEligible(survivor: person, attorney: lawyers[column]) {
        if let cell, !isIn(cell, lawyers[column]) { continue }
        arcColumns.append(Int32(column))
        arcScores.append(Int64(codes.score(survivor: person, attorney: lawyers[column]).total))
      }
      starts.append(arcColumns.count)
      guard arcColumns.count <= limits.arcs else {
        throw .sizeLimit(arcs: max(estimate, arcColumns.count), limit: limits.arcs)
      }
    }
  }

  private func isIn(_ cell: Cell, _ attorney: Int) -> Bool {
    switch cell {
    case .attorney(let index): index == attorney
    case .firm(let firm): codes.firmOfAttorney[attorney] == firm
    }
  }

  /// All pairs where they fit the limit; else the count of every so-manieth row, scaled up.
  private func estimatedArcs() -> Int {
    let (pairs, overflow) = rows.count.multipliedReportingOverflow(by: columns.count)
    if !overflow && pairs <= limits.arcs { return pairs }
    let sample = min(rows.count, 500)
    var found = 0
    for step in 0..<sample {
      let person = Int(rows[step * rows.count / sample].first ?? 0)
      for column in 0..<columns.count {
        if codes.isEligible(survivor: person, attorney: Int(columns[column].first ?? 0)) { found += 1 }
      }
    }
    guard sample > 0 else { return 0 }
    let scaled = found.multipliedReportingOverflow(by: rows.count)
    return scaled.overflow ? .max : scaled.partialValue / sample
  }
}
