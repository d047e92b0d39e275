extension Compilation {
  /// Every eligible pair of types, each evaluated once, with its score.
  mutating func makeArcs() throws(MatchFailure) {
    let estimate = estimatedArcs()
    guard estimate <= limits.arcs else { throw .sizeLimit(arcs: estimate, limit: limits.arcs) }
    let lawyers = (0..<columns.count).map { Int(columns[$0].first ?? 0) }
    let codes = codes
    let needsScores = !Set(policy.levels).isDisjoint(with: [.quality, .worstQuality])
    var columnOf = [Int32](repeating: -1, count: instance.attorneys.count)
    for column in 0..<columns.count { for member in columns[column] { columnOf[Int(member)] = Int32(column) } }
    starts.reserveCapacity(rows.count + 1)
    for row in 0..<rows.count {
      if row % 16 == 0 { try checkLimits() }
      let person = Int(samples[row])
      let kept = rowKept[row] < 0 ? -1 : columnOf[Int(rowKept[row])]
      if !rowParents.isEmpty, rowParents[row] >= 0 {
        keptArcs.append(arcColumns.count)
        addArc(person, Int(rowKept[row]), kept, needsScores)
        starts.append(arcColumns.count)
        continue
      }
      let cell = allowed.isEmpty ? nil : allowed[person]
      for column in lawyers.indices where codes.isEligible(survivor: person, attorney: lawyers[column]) {
        if let cell, !isIn(cell, lawyers[column]) { continue }
        if Int32(column) == kept { keptArcs.append(arcColumns.count) }
        addArc(person, lawyers[column], Int32(column), needsScores)
      }
      starts.append(arcColumns.count)
      guard arcColumns.count <= limits.arcs else {
        throw .sizeLimit(arcs: max(estimate, arcColumns.count), limit: limits.arcs)
      }
    }
  }

  @inline(__always)
  private mutating func addArc(_ person: Int, _ attorney: Int, _ column: Int32, _ needsScores: Bool) {
    arcColumns.append(column)
    guard needsScores else { return }
    arcScores.append(isSecond(person) ? 0 : Int64(codes.score(survivor: person, attorney: attorney).total))
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
      let person = Int(samples[step * rows.count / sample])
      for column in 0..<columns.count {
        if codes.isEligible(survivor: person, attorney: Int(columns[column].first ?? 0)) { found += 1 }
      }
    }
    guard sample > 0 else { return 0 }
    let scaled = found.multipliedReportingOverflow(by: rows.count)
    return scaled.overflow ? .max : scaled.partialValue / sample
  }
}
