package import AssignmentCore

/// A hard constraint of a compiled problem that may be set aside, by index.
package enum HardConstraint: Hashable {
  case floor(outlet: Int)
  case capacity(outlet: Int)
  case lower(side: Int)
  case upper(side: Int)
  /// Hours or a household.
  case side(Int)

  /// Everything that can take part in a conflict, demands first.
  static func all(_ problem: AssignmentProblem) -> [HardConstraint] {
    var demands: [HardConstraint] = []
    var limits: [HardConstraint] = []
    for outlet in 0..<problem.outletCount {
      if problem.floor(ofOutlet: outlet) > 0 { demands.append(.floor(outlet: outlet)) }
      if problem.capacity(ofOutlet: outlet) < problem.units { limits.append(.capacity(outlet: outlet)) }
    }
    for (index, side) in problem.sideConstraints.enumerated() {
      guard case .linear(let linear) = side else {
        limits.append(.side(index))
        continue
      }
      if linear.lower != nil { demands.append(.lower(side: index)) }
      if linear.upper != nil { limits.append(.upper(side: index)) }
    }
    return demands + limits
  }
}

extension AssignmentProblem {
  /// The same pairs under these constraints alone, with nothing to win.
  package func keeping(_ kept: Set<HardConstraint>) throws(InvalidProblem) -> AssignmentProblem {
    let most = Int32(clamping: units)
    func capacity(_ outlet: Int) -> Int32 {
      let own = Int32(clamping: self.capacity(ofOutlet: outlet))
      return kept.contains(.capacity(outlet: outlet)) ? own : max(own, most)
    }
    func floor(_ outlet: Int) -> Int32 {
      kept.contains(.floor(outlet: outlet)) ? Int32(clamping: self.floor(ofOutlet: outlet)) : 0
    }
    let sides: [SideConstraint] = sideConstraints.enumerated().compactMap { index, side in
      guard case .linear(let linear) = side else { return kept.contains(.side(index)) ? side : nil }
      let lower = kept.contains(.lower(side: index)) ? linear.lower : nil
      let upper = kept.contains(.upper(side: index)) ? linear.upper : nil
      guard lower != nil || upper != nil else { return nil }
      return .linear(LinearConstraint(kind: linear.kind, terms: linear.terms, lower: lower, upper: upper))
    }
    return try AssignmentProblem(
      rowCounts: rowCounts, columnCapacities: (0..<columnCount).map { capacity($0) },
      columnFloors: (0..<columnCount).map { floor($0) }, columnParents: columnParents,
      groups: groups.indices.map { group in
        ColumnGroup(
          parent: groups[group].parent, capacity: capacity(columnCount + group), floor: floor(columnCount + group))
      },
      rowParents: rowParents, arcs: arcs, levels: [ObjectiveLevel(name: "any", scores: .marginalsOnly)],
      sideConstraints: sides)
  }
}
