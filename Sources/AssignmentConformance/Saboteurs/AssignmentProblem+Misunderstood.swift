import AssignmentCore

extension AssignmentProblem {
  /// The problem as a saboteur takes it; nil where it takes it as it is.
  func misunderstood(by sabotage: Sabotage) -> AssignmentProblem? {
    switch sabotage {
    case .ignoresCapacity: changed(capacities: columnCapacities.map { $0 + 1 })
    case .ignoresGroupCaps, .solvesWhatItCannot:
      changed(groups: groups.map { ColumnGroup(parent: $0.parent, capacity: 1_000, floor: $0.floor) })
    case .ignoresFloors:
      changed(
        floors: columnFloors.map { _ in 0 },
        groups: groups.map { ColumnGroup(parent: $0.parent, capacity: $0.capacity) })
    case .ignoresMarginals: changed(marginals: [])
    case .ignoresSideConstraints: changed(sideConstraints: [])
    case .ignoresCounts: changed(counts: rowCounts.map { min($0, 1) })
    case .dropsArc: withoutLastArcs()
    case .shunsLeavingOut: mapped { _, level in [Int64](level.map { abs($0) }) }
    case .swapsLevels: changed(levels: levels.reversed(), marginals: marginals.map { $0.reversed() })
    case .forgetsLaterLevels:
      mapped { index, level in index == 0 ? level : level.map { _ in 0 } }
    default: nil
    }
  }

  private func changed(
    counts: [Int32]? = nil, capacities: [Int32]? = nil, floors: [Int32]? = nil, groups: [ColumnGroup]? = nil,
    arcs: ArcSource? = nil, levels: [ObjectiveLevel]? = nil, marginals: [OutletMarginal]? = nil,
    sideConstraints: [SideConstraint]? = nil
  ) -> AssignmentProblem? {
    try? AssignmentProblem(
      rowCounts: counts ?? rowCounts, columnCapacities: capacities ?? columnCapacities,
      columnFloors: floors ?? columnFloors, columnParents: columnParents, groups: groups ?? self.groups,
      rowParents: rowParents, idleParents: idleParents,
      arcs: arcs ?? self.arcs, levels: levels ?? self.levels, marginals: marginals ?? self.marginals,
      sideConstraints: sideConstraints ?? self.sideConstraints)
  }

  /// Each level's scores by arc, changed.
  private func mapped(_ change: (Int, [Int64]) -> [Int64]) -> AssignmentProblem? {
    changed(
      levels: levels.enumerated().map { index, level in
        let scores = (0..<rowCount).flatMap { row in
          arcs.arcs(ofRow: row).map { level.score(row: row, arc: $0) }
        }
        return ObjectiveLevel(name: level.name, scores: .perArc(.int64(change(index, scores))))
      })
  }

  private func withoutLastArcs() -> AssignmentProblem? {
    var starts = [0]
    var columns: [Int32] = []
    var kept: [Int] = []
    for row in 0..<rowCount {
      for arc in arcs.arcs(ofRow: row).dropLast() {
        columns.append(Int32(arcs.column(ofArc: arc, inRow: row)))
        kept.append(arc)
      }
      starts.append(columns.count)
    }
    let levels = levels.map { level in
      switch level.scores {
      case .perRow, .marginalsOnly: level
      case .perArc(let scores): ObjectiveLevel(name: level.name, scores: .perArc(.int64(kept.map { scores[$0] })))
      case .perGrade(let grades, let values):
        ObjectiveLevel(name: level.name, scores: .perGrade(grades: kept.map { grades[$0] }, values: values))
      }
    }
    return changed(arcs: .sparse(starts: starts, columns: columns), levels: levels)
  }
}

extension OutletMarginal {
  fileprivate func reversed() -> OutletMarginal {
    OutletMarginal(
      outlet: outlet, segments: segments.map { Segment(width: $0.width, scores: $0.scores.reversed()) })
  }
}
