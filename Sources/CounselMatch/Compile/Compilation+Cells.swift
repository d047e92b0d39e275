import AssignmentCore

extension Compilation {
  /// Entries of a facet's table beyond which pairs are written down instead.
  private static let tableLimit = 1 << 26

  /// Whether pairs may be told by codes: nothing but rules, exclusions, personal points and households says who may have
  /// whom, and levels score pairs by their score alone.
  var mayUseCells: Bool {
    let (pairs, overflow) = rows.count.multipliedReportingOverflow(by: columns.count)
    guard overflow || pairs > (hasSides ? limits.writtenTiedPairs : limits.writtenPairs) else { return false }
    let isPlain =
      !hoursCount && !hasLinears && leads.isEmpty && allowed.isEmpty && rowParents.isEmpty
      && rowKept.allSatisfy { $0 < 0 }
    return isPlain && levelNames.allSatisfy { $0 == .served || $0 == .quality }
      && !(policy.minimums == .hard && (minimumLeft.contains { $0 > 0 } || firmMinimumLeft.contains { $0 > 0 }))
  }

  /// The pairs as codes; nil where a table would be too large.
  mutating func makeCells() -> CellArcs? {
    let people = samples.map { Int($0) }
    let lawyers = (0..<columns.count).map { Int(columns[$0].first ?? 0) }
    let codes = codes
    var facets: [CellArcs.Facet] = []
    let all = codes.facets
    let found = Parts.each(all.count, threads: limits.threads) { index in
      all[index].coded(people, lawyers, limit: Self.tableLimit)
    }
    for coded in found {
      guard let coded else { return nil }
      let saysNothing = coded.points.allSatisfy { $0 == 0 }
      if !saysNothing || coded.points.isEmpty { facets.append(coded) }
    }
    if facets.isEmpty, let last = codes.facets.last?.coded(people, lawyers, limit: Self.tableLimit) { facets = [last] }
    return try? CellArcs(
      rowCount: rows.count, columnCount: columns.count, facets: facets, exceptions: cellExceptions())
  }

  /// Rows without arcs, for the frame of a problem whose pairs are told by codes.
  mutating func leaveArcsOut() { starts = [Int](repeating: 0, count: rows.count + 1) }

  func makeCellProblem(_ frame: AssignmentProblem, _ cells: CellArcs) throws(MatchFailure) -> CellProblem {
    do {
      return try CellProblem(frame: frame, arcs: cells, scoreLevel: levels[.quality]?.lowerBound)
    } catch {
      throw .internalFault(codes: error.faults.map(\.code))
    }
  }

  /// Exclusions and personal points, by row, then column.
  private func cellExceptions() -> [CellArcs.Exception] {
    let hasPoints = policy.weights.personal != 0
    guard !instance.exclusions.isEmpty || hasPoints && !instance.scores.isEmpty else { return [] }
    var columnsOfFirm: [[Int32]] = []
    var columnOf = [Int32](repeating: -1, count: instance.attorneys.count)
    for column in 0..<columns.count { for member in columns[column] { columnOf[Int(member)] = Int32(column) } }
    if !codes.excludedFirms.values.isEmpty {
      columnsOfFirm = [[Int32]](repeating: [], count: instance.firms.count)
      for column in 0..<columns.count {
        let firm = codes.firmOfAttorney[Int(columns[column].first ?? 0)]
        if firm >= 0 { columnsOfFirm[Int(firm)].append(Int32(column)) }
      }
    }
    var exceptions: [CellArcs.Exception] = []
    for row in 0..<rows.count {
      let person = Int(samples[row])
      var barred = Set(codes.excludedAttorneys[person].map { columnOf[Int($0)] })
      for firm in codes.excludedFirms[person] { barred.formUnion(columnsOfFirm[Int(firm)]) }
      var own = barred.map { CellArcs.Exception(row: Int32(row), column: $0, points: CellArcs.ineligible) }
      for point in hasPoints ? codes.personalPoints[person] : [] where point.points != 0 {
        let column = columnOf[Int(point.attorney)]
        guard !barred.contains(column) else { continue }
        own.append(
          .init(row: Int32(row), column: column, points: Int32(clamping: policy.weights.personal * point.points)))
      }
      exceptions += own.sorted { $0.column < $1.column }
    }
    return exceptions
  }
}
