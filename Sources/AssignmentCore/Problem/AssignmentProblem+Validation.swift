extension AssignmentProblem {
  /// At most this many faults are listed.
  static let faultLimit = 1_000

  func findFaults() -> [InvalidProblem.Fault] {
    var faults = shapeFaults()
    guard faults.isEmpty else { return Array(faults.prefix(Self.faultLimit)) }
    faults += arcFaults() + groupFaults()
    guard faults.isEmpty else { return Array(faults.prefix(Self.faultLimit)) }
    faults += rowParentFaults() + idleFaults() + marginalFaults() + sideFaults()
    return faults.isEmpty ? rangeFaults() : Array(faults.prefix(Self.faultLimit))
  }

  private func shapeFaults() -> [InvalidProblem.Fault] {
    var faults: [InvalidProblem.Fault] = []
    func check(_ holds: Bool, _ code: String, _ index: Int? = nil) {
      if !holds { faults.append(.init(code: code, index: index)) }
    }
    check(!levels.isEmpty, "problem.noLevel")
    check(columnFloors.isEmpty || columnFloors.count == columnCount, "problem.floorShape")
    check(columnParents.isEmpty || columnParents.count == columnCount, "problem.parentShape")
    check(rowParents.isEmpty || rowParents.count == rowCount, "problem.rowParentShape")
    check(idleParents.isEmpty || idleParents.count == rowCount, "problem.idleShape")
    check(rowCount < Int(Int32.max) && outletCount < Int(Int32.max), "problem.tooManyNodes")
    switch arcs.storage {
    case .dense(let rows, let columns):
      check(rows == rowCount && columns == columnCount, "problem.arcShape")
      check(!rows.multipliedReportingOverflow(by: columns).overflow, "problem.tooManyArcs")
    case .sparse(let starts, let columns):
      check(starts.count == rowCount + 1 && starts.first == 0 && starts.last == columns.count, "problem.arcShape")
      for row in starts.indices.dropFirst() { check(starts[row - 1] <= starts[row], "problem.arcShape", row - 1) }
    }
    guard faults.isEmpty else { return faults }
    for (index, level) in levels.enumerated() {
      switch level.scores {
      case .perRow(let values): check(values.count == rowCount, "problem.scoreShape", index)
      case .perArc(let values): check(values.count == arcs.count, "problem.scoreShape", index)
      case .perGrade(let grades, let values):
        let fits = grades.allSatisfy { Int($0) < values.count }
        check(grades.count == arcs.count && fits, "problem.scoreShape", index)
      case .marginalsOnly: break
      }
    }
    for (row, count) in rowCounts.enumerated() { check(count >= 0, "problem.countNegative", row) }
    return faults
  }

  private func arcFaults() -> [InvalidProblem.Fault] {
    guard case .sparse(let starts, let columns) = arcs.storage else { return [] }
    var faults: [InvalidProblem.Fault] = []
    for row in 0..<rowCount {
      var previous: Int32 = -1
      for arc in starts[row]..<starts[row + 1] {
        let column = columns[arc]
        if column <= previous || Int(column) >= columnCount {
          faults.append(.init(code: "problem.arcOrder", index: arc))
        }
        previous = column
      }
    }
    return faults
  }

  /// A parent must be a group, and following parents must end: a group's parent chain is at most `groups.count` long.
  private func groupFaults() -> [InvalidProblem.Fault] {
    var faults: [InvalidProblem.Fault] = []
    for outlet in 0..<outletCount {
      if capacity(ofOutlet: outlet) < 0 { faults.append(.init(code: "problem.capacityNegative", index: outlet)) }
      if floor(ofOutlet: outlet) < 0 { faults.append(.init(code: "problem.floorNegative", index: outlet)) }
      if let parent = parent(ofOutlet: outlet), parent >= outletCount {
        faults.append(.init(code: "problem.parentUnknown", index: outlet))
      }
    }
    guard faults.isEmpty else { return faults }
    var depthKnown = [Bool](repeating: false, count: groups.count)
    for group in groups.indices where !depthKnown[group] {
      var chain: [Int] = []
      var at = group
      while !depthKnown[at], chain.count <= groups.count {
        chain.append(at)
        let parent = Int(groups[at].parent)
        if parent < 0 { break }
        at = parent
      }
      if chain.count > groups.count { return [.init(code: "problem.groupCycle", index: group)] }
      for member in chain { depthKnown[member] = true }
    }
    return faults
  }

  /// Units are handed on once at most, to another row.
  private func rowParentFaults() -> [InvalidProblem.Fault] {
    rowParents.indices.filter { row in
      guard rowParents[row] >= 0 else { return false }
      let parent = Int(rowParents[row])
      return parent >= rowCount || parent == row || rowParents[parent] >= 0
    }.map { .init(code: "problem.rowParent", index: $0) }
  }

  private func idleFaults() -> [InvalidProblem.Fault] {
    guard !idleParents.isEmpty else { return [] }
    var hasMembers = [Bool](repeating: false, count: groups.count)
    for parent in columnParents + groups.map(\.parent) where parent >= 0 { hasMembers[Int(parent)] = true }
    let units = units
    return idleParents.indices.filter { row in
      guard idleParents[row] >= 0 else { return false }
      let group = Int(idleParents[row])
      guard group < groups.count, parent(ofRow: row) == nil, !hasMembers[group] else { return true }
      return groups[group].parent >= 0 || groups[group].floor > 0 || Int64(groups[group].capacity) < units
    }.map { .init(code: "problem.idleGroup", index: $0) }
  }

  private func marginalFaults() -> [InvalidProblem.Fault] {
    var faults: [InvalidProblem.Fault] = []
    var previous = -1
    for marginal in marginals {
      if marginal.outlet <= previous || marginal.outlet >= outletCount {
        faults.append(.init(code: "problem.marginalOrder", index: marginal.outlet))
        continue
      }
      previous = marginal.outlet
      let shapes = marginal.segments.allSatisfy { $0.width >= 1 && $0.scores.count == levels.count }
      guard shapes, !marginal.segments.isEmpty else {
        faults.append(.init(code: "problem.marginalShape", index: marginal.outlet))
        continue
      }
      let width = marginal.segments.reduce(Int64(0)) { $0 + Int64($1.width) }
      let zero = [Int64](repeating: 0, count: levels.count)
      let vectors = marginal.segments.map(\.scores) + (width < capacity(ofOutlet: previous) ? [zero] : [])
      for (earlier, later) in zip(vectors, vectors.dropFirst())
      where earlier.lexicographicallyPrecedes(later) {
        faults.append(.init(code: "problem.marginalIncreases", index: marginal.outlet))
      }
    }
    return faults
  }

  private func sideFaults() -> [InvalidProblem.Fault] {
    var faults: [InvalidProblem.Fault] = []
    let rows = 0..<Int32(rowCount)
    var passesOn = rowParents.map { $0 >= 0 }
    for parent in rowParents where rows.contains(parent) { passesOn[Int(parent)] = true }
    for (index, side) in sideConstraints.enumerated() {
      let holds =
        switch side {
        case .budget(let column, let weights, let limit):
          column >= 0 && Int(column) < columnCount && limit >= 0
            && weights.allSatisfy { rows.contains($0.row) && $0.weight >= 0 && $0.weight <= Int64(Int32.max) }
        case .together(let members, let cells, _):
          cells.cells.count == columnCount
            && members.allSatisfy { rows.contains($0) && (passesOn.isEmpty || !passesOn[Int($0)]) }
            && cells.cells.allSatisfy { $0 >= 0 }
        case .linear(let linear): linear.isValid(rows: rowCount, columns: columnCount)
        }
      if !holds { faults.append(.init(code: "problem.sideConstraint", index: index)) }
    }
    return faults
  }

  /// The overflow proof.
  ///
  /// A potential is a signed sum of at most `nodeCount + 1` arc scores along a tree path, a reduced score adds three
  /// more, and a level value sums one score per unit on each of the (at most `groups.count + 2`) arcs of its way. With
  /// both bounds under 2⁶² nothing overflows Int64.
  private func rangeFaults() -> [InvalidProblem.Fault] {
    guard rowCounts.reduce(Int64(0), { $0 + Int64($1) }) <= Int64(Int32.max) else {
      return [.init(code: "problem.tooManyUnits")]
    }
    let ways = units * Int64(groups.count + 2)
    let bound = (Int64(1) << 62) / max(Int64(nodeCount) + 4, ways, 1)
    for (index, level) in levels.enumerated() where !level.scores.magnitudeFits(bound, magnitudes[index]) {
      return [.init(code: "problem.scoreRange", index: index)]
    }
    for marginal in marginals {
      for segment in marginal.segments where segment.scores.contains(where: { $0.magnitude > bound }) {
        return [.init(code: "problem.scoreRange", index: marginal.outlet)]
      }
    }
    return []
  }
}

extension ObjectiveLevel.Scores {
  /// The largest magnitude of scores of arcs; nil where 32 bits say enough, or where there are none.
  var looked: UInt64? {
    switch self {
    case .perArc(.int32), .perArc(.negatedInt32), .perRow, .perGrade, .marginalsOnly: nil
    case .perArc(let scores): scores.largestMagnitude
    }
  }

  fileprivate func magnitudeFits(_ bound: Int64, _ looked: UInt64?) -> Bool {
    switch self {
    case .perRow(let values), .perGrade(_, let values): values.allSatisfy { $0.magnitude <= bound }
    case .perArc(let scores):
      if let looked {
        looked <= bound.magnitude
      } else {
        bound >= 1 << 31 || scores.largestMagnitude <= bound.magnitude
      }
    case .marginalsOnly: true
    }
  }
}
