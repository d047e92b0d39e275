import AssignmentCore

extension Compilation {
  func makeProblem() throws(InvalidProblem) -> AssignmentProblem {
    let isHard = policy.minimums == .hard
    let floors = isHard && minimumLeft.contains { $0 > 0 }
    return try AssignmentProblem(
      rowCounts: (0..<rows.count).map { Int32(clamping: rows[$0].count) },
      columnCapacities: (0..<columns.count).map { sum(of: places, in: $0) },
      columnFloors: floors ? (0..<columns.count).map { sum(of: minimumLeft, in: $0) } : [],
      columnParents: groups.isEmpty ? [] : (0..<columns.count).map { parent(ofColumn: $0) }, groups: groups,
      arcs: arcs, levels: objectiveLevels,
      marginals: isHard ? [] : marginals(), sideConstraints: sideConstraints())
  }

  /// Where every pair is eligible, nothing needs to be written down.
  private var arcs: ArcSource {
    arcColumns.count == rows.count * columns.count && !arcColumns.isEmpty
      ? .dense(rows: rows.count, columns: columns.count) : .sparse(starts: starts, columns: arcColumns)
  }

  /// Σ over the members of a column, cut at one more than all units.
  private func sum(of values: [Int], in column: Int) -> Int32 {
    min(unlimited, Int32(clamping: columns[column].reduce(0) { $0 + values[Int($1)] }))
  }

  private func parent(ofColumn column: Int) -> Int32 {
    guard let first = columns[column].first else { return -1 }
    let firm = codes.firmOfAttorney[Int(first)]
    if firm >= 0, groupOfFirm[Int(firm)] >= 0 { return groupOfFirm[Int(firm)] }
    return networkGroup ?? -1
  }

  /// One point for each of the first units, up to the minimums of the members.
  private func marginals() -> [OutletMarginal] {
    guard let position = levels[.minimums]?.lowerBound else { return [] }
    var scores = [Int64](repeating: 0, count: levels.count)
    scores[position] = 1
    var marginals: [OutletMarginal] = []
    for column in 0..<columns.count {
      let width = sum(of: minimumLeft, in: column)
      if width > 0 { marginals.append(OutletMarginal(outlet: column, segments: [.init(width: width, scores: scores)])) }
    }
    let firms = groupOfFirm.indices.filter { groupOfFirm[$0] >= 0 && firmMinimumLeft[$0] > 0 }
    for firm in firms {
      let width = min(unlimited, Int32(clamping: firmMinimumLeft[firm]))
      let outlet = columns.count + Int(groupOfFirm[firm])
      marginals.append(OutletMarginal(outlet: outlet, segments: [.init(width: width, scores: scores)]))
    }
    return marginals
  }

  func makeMap() -> IndexMap {
    var shortage: Int64 = 0
    for (index, attorney) in instance.attorneys.enumerated() {
      shortage += Int64(max(0, attorney.minimum - pinsOfAttorney[index]))
    }
    for (index, firm) in instance.firms.enumerated() { shortage += Int64(max(0, firm.minimum - pinsOfFirm[index])) }
    return IndexMap(
      rowMembers: rows, columnMembers: columns, rowOfSurvivor: positions(rows, instance.survivors.count),
      columnOfAttorney: positions(columns, instance.attorneys.count), groupOfFirm: groupOfFirm,
      networkGroup: networkGroup, classes: classes, pinnedAttorney: pinnedAttorney, onHold: onHold,
      casesBefore: zip(instance.attorneys, pinsOfAttorney).map { $0.activeLoad + $1 }, places: places,
      minimumLeft: minimumLeft,
      shortageBefore: shortage, levels: levels)
  }

  private func positions(_ types: Lists<Int32>, _ count: Int) -> [Int32] {
    var positions = [Int32](repeating: -1, count: count)
    for type in 0..<types.count {
      for member in types[type] { positions[Int(member)] = Int32(type) }
    }
    return positions
  }
}
