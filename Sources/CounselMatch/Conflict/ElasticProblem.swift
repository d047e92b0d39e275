import AssignmentCore

/// The pairs of a problem, with every place, minimum and quota at one point a unit beyond it.
struct ElasticProblem {
  let problem: AssignmentProblem
  private let base: AssignmentProblem
  /// Of each row beyond those of the base: the constraint whose bound its units move.
  private let slacks: [HardConstraint]

  init(_ base: AssignmentProblem) throws(InvalidProblem) {
    self.base = base
    var (counts, starts, columns, scores) = (base.rowCounts, [0], [Int32](), [Int64]())
    for row in 0..<base.rowCount {
      for arc in base.arcs.arcs(ofRow: row) {
        columns.append(Int32(base.arcs.column(ofArc: arc, inRow: row)))
        scores.append(0)
      }
      starts.append(columns.count)
    }
    var slacks: [HardConstraint] = []
    var sides = base.sideConstraints
    let most = Int32(clamping: base.units)
    func slack(_ constraint: HardConstraint, _ count: Int32, _ weight: Int64) -> LinearConstraint.Term {
      let row = Int32(counts.count)
      slacks.append(constraint)
      counts.append(count)
      columns.append(Int32(base.columnCount))
      scores.append(-1)
      starts.append(columns.count)
      return .init(rows: [row], columns: nil, weight: weight)
    }
    for (index, side) in base.sideConstraints.enumerated() {
      if case .together(let rows, let cells, let allOrNone) = side {
        let other = (cells.cells.max() ?? 0) + 1
        sides[index] = .together(rows: rows, cells: ColumnPartition(cells: cells.cells + [other]), allOrNone: allOrNone)
      }
      guard case .linear(let linear) = side, linear.kind != .coCounsel else { continue }
      var terms = linear.terms
      if let lower = linear.lower {
        terms.append(slack(.lower(side: index), max(most, Int32(clamping: min(lower, 1 << 24))), 1))
      }
      if linear.upper != nil { terms.append(slack(.upper(side: index), most, -1)) }
      sides[index] = .linear(
        LinearConstraint(kind: linear.kind, terms: terms, lower: linear.lower, upper: linear.upper))
    }
    self.slacks = slacks
    let handing = base.rowParents.isEmpty ? [] : base.rowParents + slacks.map { _ in -1 }
    problem = try AssignmentProblem(
      rowCounts: counts, columnCapacities: (0..<base.columnCount).map { _ in most } + [Int32.max / 4],
      columnParents: base.columnParents.isEmpty ? [] : base.columnParents + [-1],
      groups: base.groups.map { ColumnGroup(parent: $0.parent, capacity: most) }, rowParents: handing,
      arcs: .sparse(starts: starts, columns: columns),
      levels: [ObjectiveLevel(name: "change", scores: .perArc(.int64(scores)))],
      marginals: (0..<base.outletCount).compactMap { Self.marginal(base, $0) }, sideConstraints: sides)
  }

  /// +1 for each unit of a minimum, −1 for each beyond the places.
  private static func marginal(_ base: AssignmentProblem, _ outlet: Int) -> OutletMarginal? {
    let (floor, units) = (min(base.floor(ofOutlet: outlet), base.units), base.units)
    let capacity = min(max(base.capacity(ofOutlet: outlet), floor), units)
    var segments: [OutletMarginal.Segment] = []
    func add(_ width: Int64, _ score: Int64) {
      if width > 0 { segments.append(.init(width: Int32(clamping: width), scores: [score])) }
    }
    add(floor, 1)
    if capacity < units || floor > 0 { add(capacity - floor, 0) }
    add(units - capacity, -1)
    // The added column stands between columns and groups.
    let place = outlet < base.columnCount ? outlet : outlet + 1
    return segments.isEmpty ? nil : OutletMarginal(outlet: place, segments: segments)
  }

  /// What a plan of this problem changes, by constraint.
  func changes(_ plan: Assignment) -> [(constraint: HardConstraint, units: Int64)] {
    var flow = [Int64](repeating: 0, count: base.outletCount)
    var changes: [(constraint: HardConstraint, units: Int64)] = []
    for pair in plan.flows {
      guard Int(pair.row) < base.rowCount else { continue }
      var at: Int? = Int(pair.column)
      while let outlet = at {
        flow[outlet] += Int64(pair.units)
        at = base.parent(ofOutlet: outlet)
      }
    }
    for outlet in flow.indices {
      let lacking = base.floor(ofOutlet: outlet) - flow[outlet]
      if lacking > 0 { changes.append((.floor(outlet: outlet), lacking)) }
      let beyond = flow[outlet] - base.capacity(ofOutlet: outlet)
      if beyond > 0 { changes.append((.capacity(outlet: outlet), beyond)) }
    }
    for pair in plan.flows where Int(pair.row) >= base.rowCount {
      changes.append((slacks[Int(pair.row) - base.rowCount], Int64(pair.units)))
    }
    return changes
  }
}
