import AssignmentCore

extension Compilation {
  func makeProblem(_ builder: MarginalBuilder) throws(MatchFailure) -> (problem: AssignmentProblem, constant: Int64) {
    let (marginals, constant) = try builder.marginals(levels)
    do {
      let problem = try AssignmentProblem(
        rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
        columnParents: columnParents, groups: groups, rowParents: rowParents, idleParents: idleParents, arcs: arcs,
        levels: objectiveLevels, marginals: marginals, sideConstraints: sideConstraints())
      return (problem, constant)
    } catch {
      throw .internalFault(codes: error.faults.map(\.code))
    }
  }

  /// What each group of `group-rates` can attain, and the outlet of its unserved people.
  mutating func makeRates() throws(MatchFailure) {
    guard policy.levels.contains(.groupRates) else { return }
    var rates = RateGroups(
      names: rateNames, groupOfSurvivor: rateGroups, attainable: try attainableCounts(), pinnedAttorney: pinnedAttorney)
    for group in rateNames.indices {
      rates.outlets.append(rates.free[group] > 0 ? columns.count + groups.count : -1)
      if rates.free[group] > 0 { groups.append(ColumnGroup(capacity: unlimited)) }
    }
    self.rates = rates
  }

  private func attainableCounts() throws(MatchFailure) -> [Int] {
    if let attainable { return rateNames.map { attainable[$0] ?? 0 } }
    let search: AttainableSearch
    do {
      let bare = try AssignmentProblem(
        rowCounts: rowCounts, columnCapacities: columnCapacities, columnFloors: columnFloors,
        columnParents: columnParents, groups: groups, rowParents: rowParents, arcs: arcs,
        levels: [ObjectiveLevel(name: "served", scores: .marginalsOnly)])
      search = AttainableSearch(bare)
    } catch {
      throw .internalFault(codes: error.faults.map(\.code))
    }
    var counts: [Int] = []
    for group in rateNames.indices {
      let members = (0..<rows.count).map { rateGroups[Int(samples[$0])] == group ? Int32(rows[$0].count) : 0 }
      let pinned = rateGroups.indices.count { rateGroups[$0] == group && pinnedAttorney[$0] >= 0 }
      counts.append(try pinned + search.most(members, limits: ratesLimits))
    }
    return counts
  }

  /// What can be attained must be known, so there is a little time for it after the deadline.
  private var ratesLimits: SolveLimits {
    SolveLimits(deadline: stopping.deadline.map { max($0, .now) + .milliseconds(150) })
  }

  func makeMarginalBuilder() -> MarginalBuilder {
    let cases = casesBefore
    var outlets = (0..<columns.count).map { column in
      MarginalBuilder.Outlet(
        index: column, capacity: Int(sum(of: places, in: column)),
        units: columns[column].map { member in
          let index = Int(member)
          return .init(
            cases: cases[index], minimum: minimumLeft[index], places: min(places[index], Int(unlimited)),
            hasLoad: !evensFirms || codes.firmOfAttorney[index] < 0)
        })
    }
    var loads = evensFirms ? [] : cases
    if evensFirms { loads = cases.indices.filter { codes.firmOfAttorney[$0] < 0 }.map { cases[$0] } }
    var casesOfFirm = [Int](repeating: 0, count: groupOfFirm.count)
    for (index, firm) in codes.firmOfAttorney.enumerated() where firm >= 0 { casesOfFirm[Int(firm)] += cases[index] }
    for firm in groupOfFirm.indices where groupOfFirm[firm] >= 0 {
      let group = Int(groupOfFirm[firm])
      let unit = MarginalBuilder.Unit(
        cases: casesOfFirm[firm], minimum: firmMinimumLeft[firm], places: Int(groups[group].capacity),
        hasLoad: evensFirms)
      outlets.append(.init(index: columns.count + group, capacity: Int(groups[group].capacity), units: [unit]))
    }
    if evensFirms { loads += casesOfFirm }
    return MarginalBuilder(
      outlets: outlets, rates: rates, isHard: policy.minimums == .hard,
      loadBefore: policy.levels.contains(.load) ? loads.reduce(Int64(0)) { $0 + Int64($1) * Int64($1) } : 0,
      limit: limits.arcs)
  }

  private var casesBefore: [Int] { zip(instance.attorneys, pinsOfAttorney).map { $0.activeLoad + $1 } }

  // MARK: Parts of the problem

  private var rowCounts: [Int32] { (0..<rows.count).map { Int32(clamping: rows[$0].count) } }

  private var columnCapacities: [Int32] { (0..<columns.count).map { sum(of: places, in: $0) } }

  private var columnFloors: [Int32] {
    policy.minimums == .hard && minimumLeft.contains { $0 > 0 }
      ? (0..<columns.count).map { sum(of: minimumLeft, in: $0) } : []
  }

  private var columnParents: [Int32] {
    groupOfFirm.contains { $0 >= 0 } || networkGroup != nil ? (0..<columns.count).map { parent(ofColumn: $0) } : []
  }

  private var idleParents: [Int32] {
    guard let rates else { return [] }
    return (0..<rows.count).map { row in
      guard rowParents.isEmpty || rowParents[row] < 0 else { return -1 }
      let outlet = rates.outlets[Int(rateGroups[Int(samples[row])])]
      return outlet < 0 ? -1 : Int32(outlet - columns.count)
    }
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

  // MARK: The way back

  func makeMap() -> IndexMap {
    var shortage: Int64 = 0
    for (index, attorney) in instance.attorneys.enumerated() {
      shortage += Int64(max(0, attorney.minimum - pinsOfAttorney[index]))
    }
    for (index, firm) in instance.firms.enumerated() { shortage += Int64(max(0, firm.minimum - pinsOfFirm[index])) }
    return IndexMap(
      rowMembers: rows, columnMembers: columns, rowOfSurvivor: positions(rows, instance.survivors.count),
      columnOfAttorney: positions(columns, instance.attorneys.count), groupOfFirm: groupOfFirm,
      networkGroup: networkGroup, classes: classes, classWeights: classWeights, pinnedAttorney: pinnedAttorney,
      onHold: onHold,
      rowParents: rowParents, tieRanks: tieRanks, casesBefore: casesBefore, places: places, minimumLeft: minimumLeft,
      shortageBefore: shortage, levels: levels, linearOrigins: linearOrigins,
      leads: leads)
  }

  private func positions(_ types: Lists<Int32>, _ count: Int) -> [Int32] {
    var positions = [Int32](repeating: -1, count: count)
    for type in 0..<types.count {
      for member in types[type] { positions[Int(member)] = Int32(type) }
    }
    return positions
  }
}
