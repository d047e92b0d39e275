import AssignmentCore

/// The part of a problem that is open when a plan is kept but for some rows.
///
/// Problem: place the free rows again, over the arcs that are open, in the room that the others leave. Formulation: an
/// `AssignmentProblem` of its own, so that whatever solves and bounds the whole solves the part: capacities, minimums,
/// marginals, hours and linear constraints less what the kept rows use.
/// Invariant: a plan of the part and the kept rows together make a plan of the whole, and their values differ by the
/// same amounts; second households of a row are left aside, so the whole plan is judged again.
/// Complexity: O(arcs of the whole + budgets of the columns reached).
/// What it cannot do: rows that hand units on, and idle units that count.
struct PartProblem {
  let network: LinkedNetwork
  private let whole: LinkedNetwork
  /// Rows and columns of the whole.
  private let rows: [Int32]
  private let columns: [Int32]
  private let kept: [Assignment.Flow]
  /// The plan of the free rows.
  let plan: Assignment
  /// Links of the whole, and its linear constraints, by those of the part.
  private let links: [Int]
  private let linears: [Int]

  /// nil where nothing is free, or the problem has parts that a part cannot have.
  init?(_ whole: LinkedNetwork, _ plan: Assignment, isFree: [Bool], isOpen: (Int) -> Bool) {
    let problem = whole.problem
    guard problem.rowParents.isEmpty, problem.idleParents.isEmpty else { return nil }
    var make = PartMaking(whole, plan, isFree: isFree, isOpen: isOpen)
    guard !make.columns.isEmpty, let sub = make.problem() else { return nil }
    self.whole = whole
    network = LinkedNetwork(sub)
    (rows, columns, kept, self.plan) = (make.rows, make.columns, make.kept, make.insidePlan)
    linears = make.linears
    var links: [Int] = []
    for (index, row) in rows.enumerated() {
      for link in network.table.starts[index]..<network.table.starts[index + 1] {
        let cell = network.table.cellOfLink[link]
        let first = whole.table.starts[Int(row)]
        links.append(cell < 0 ? first : whole.table.link(ofRow: Int(row), cell: cell) ?? first)
      }
    }
    self.links = links
  }

  /// Prices of the whole, for the part.
  func prices(_ prices: LinkPrices) -> LinkPrices {
    LinkPrices(
      levels: prices.levels, links: links.map { prices.links[$0] }, groups: prices.groups,
      sides: linears.map { prices.sides[$0] })
  }

  /// A plan of the part, and the rows that are kept.
  func whole(_ plan: Assignment) -> Assignment {
    Assignment(
      flows: kept
        + plan.flows.map {
          .init(row: rows[Int($0.row)], column: columns[Int($0.column)], units: $0.units)
        })
  }
}

/// Where nothing but households ties people together, everybody else is a flow once these are placed.
enum FlowCompletion {
  /// The households of a plan, everybody else at the best for them, and what a place in each column is then worth.
  struct Answer {
    var plan: Assignment
    /// What one place more is worth in each column, levels weighed.
    var worth: [Double]
  }

  /// Whether this helps for a problem.
  static func applies(to network: LinkedNetwork) -> Bool {
    let problem = network.problem
    let isFlow = problem.sideConstraints.allSatisfy { if case .together = $0 { true } else { false } }
    return isFlow && problem.rowParents.isEmpty && problem.idleParents.isEmpty
  }

  /// nil where time ran out, or minimums cannot be met so.
  static func answer(
    _ network: LinkedNetwork, _ households: Assignment, weights: [Double], _ limits: SolveLimits
  ) -> Answer? {
    let isFree = network.table.householdOfRow.map { $0 < 0 }
    var make = PartMaking(network, households, isFree: isFree) { network.roomOfArc[$0] > 0 }
    var quiet = limits
    (quiet.progress, quiet.incumbent) = (nil, nil)
    guard let problem = make.problem(), problem.sideConstraints.isEmpty,
      let outcome = try? NetworkSimplexSolver().solve(problem, limits: quiet), let plan = outcome.assignment,
      case .optimality(let duals) = outcome.certificate, duals.levelCount == weights.count
    else { return nil }
    var worth = [Double](repeating: 0, count: network.problem.columnCount)
    for (index, column) in make.columns.enumerated() {
      for (level, weight) in weights.enumerated() {
        worth[Int(column)] -= weight * Double(duals.potential(node: problem.rowCount + index, level: level))
      }
    }
    let flows = plan.flows.map { flow in
      Assignment.Flow(row: make.rows[Int(flow.row)], column: make.columns[Int(flow.column)], units: flow.units)
    }
    return Answer(plan: Assignment(flows: make.kept + flows), worth: worth)
  }
}

/// Collects what a part consists of.
private struct PartMaking {
  private let whole: LinkedNetwork
  private let all: AssignmentProblem
  private(set) var rows: [Int32] = []
  private(set) var columns: [Int32] = []
  private(set) var kept: [Assignment.Flow] = []
  private(set) var linears: [Int] = []
  private var insideFlows: [Assignment.Flow] = []
  private var arcs: [Int] = []
  private var starts = [0]
  private var rowOf: [Int32]
  private var columnOf: [Int32]
  private var units: [Int32]
  /// Units that the kept rows send through each outlet, and what they add to linear constraints.
  private var used: [Int64]
  private var sums: [Int64]

  init(_ whole: LinkedNetwork, _ plan: Assignment, isFree: [Bool], isOpen: (Int) -> Bool) {
    self.whole = whole
    all = whole.problem
    rowOf = [Int32](repeating: -1, count: all.rowCount)
    columnOf = [Int32](repeating: -1, count: all.columnCount)
    units = [Int32](repeating: 0, count: whole.rowOfArc.count)
    used = [Int64](repeating: 0, count: all.outletCount)
    sums = [Int64](repeating: 0, count: whole.table.linears.count)
    for flow in plan.flows {
      guard let arc = all.arcs.arc(row: Int(flow.row), column: Int(flow.column)) else { continue }
      units[arc] = flow.units
      if isFree[Int(flow.row)] { insideFlows.append(flow) } else { keep(flow, arc) }
    }
    for row in 0..<all.rowCount where isFree[row] && all.rowCounts[row] > 0 {
      for arc in all.arcs.arcs(ofRow: row) where units[arc] > 0 || isOpen(arc) {
        arcs.append(arc)
        columnOf[Int(whole.columnOfArc[arc])] = 0
      }
      guard let last = starts.last, arcs.count > last else { continue }
      rowOf[row] = Int32(rows.count)
      rows.append(Int32(row))
      starts.append(arcs.count)
    }
    for column in columnOf.indices where columnOf[column] == 0 {
      columnOf[column] = Int32(columns.count)
      columns.append(Int32(column))
    }
  }

  private mutating func keep(_ flow: Assignment.Flow, _ arc: Int) {
    kept.append(flow)
    let column = Int(flow.column)
    used[column] += Int64(flow.units)
    for group in whole.groupsOfColumn[column] { used[all.columnCount + group] += Int64(flow.units) }
    for entry in whole.table.linears.entries(ofArc: arc) {
      sums[Int(entry.constraint)] += entry.weight * Int64(flow.units)
    }
  }

  var insidePlan: Assignment {
    Assignment(
      flows: insideFlows.map {
        .init(row: rowOf[Int($0.row)], column: columnOf[Int($0.column)], units: $0.units)
      })
  }

  mutating func problem() -> AssignmentProblem? {
    let sides = sides()
    return try? AssignmentProblem(
      rowCounts: rows.map { all.rowCounts[Int($0)] },
      columnCapacities: columns.map { all.columnCapacities[Int($0)] - Int32(used[Int($0)]) },
      columnFloors: all.columnFloors.isEmpty
        ? [] : columns.map { max(0, all.columnFloors[Int($0)] - Int32(used[Int($0)])) },
      columnParents: all.columnParents.isEmpty ? [] : columns.map { all.columnParents[Int($0)] }, groups: groups(),
      arcs: .sparse(starts: starts, columns: arcs.map { columnOf[Int(whole.columnOfArc[$0])] }),
      levels: all.levels.map(level), marginals: all.marginals.compactMap(marginal), sideConstraints: sides)
  }

  private func groups() -> [ColumnGroup] {
    all.groups.indices.map { index in
      let (group, taken) = (all.groups[index], Int32(clamping: used[all.columnCount + index]))
      return ColumnGroup(
        parent: group.parent, capacity: group.capacity - taken, floor: max(0, group.floor - taken))
    }
  }

  private func level(_ level: ObjectiveLevel) -> ObjectiveLevel {
    if case .marginalsOnly = level.scores { return level }
    return ObjectiveLevel(
      name: level.name,
      scores: .perArc(.int64(arcs.map { level.score(row: Int(whole.rowOfArc[$0]), arc: $0) })))
  }

  /// What a marginal still scores after the units of the kept rows.
  private func marginal(_ marginal: OutletMarginal) -> OutletMarginal? {
    let outlet = marginal.outlet
    let inside = outlet < all.columnCount ? Int(columnOf[outlet]) : columns.count + outlet - all.columnCount
    var (skip, segments): (Int64, [OutletMarginal.Segment]) = (used[outlet], [])
    for segment in marginal.segments {
      let gone = min(skip, Int64(segment.width))
      skip -= gone
      if gone < Int64(segment.width) {
        segments.append(.init(width: segment.width - Int32(gone), scores: segment.scores))
      }
    }
    return inside < 0 || segments.isEmpty ? nil : OutletMarginal(outlet: inside, segments: segments)
  }

  private mutating func sides() -> [SideConstraint] {
    var (sides, linear): ([SideConstraint], Int) = ([], 0)
    for side in all.sideConstraints {
      switch side {
      case .budget(let column, let weights, let limit):
        guard columnOf[Int(column)] >= 0 else { continue }
        sides.append(budget(column, weights, limit))
      case .together(let members, let cells, let allOrNone):
        let free = members.filter { rowOf[Int($0)] >= 0 }
        guard !free.isEmpty, members.allSatisfy({ rowOf[Int($0)] >= 0 || all.rowCounts[Int($0)] == 0 }) else {
          continue
        }
        sides.append(
          .together(
            rows: free.map { rowOf[Int($0)] }, cells: ColumnPartition(cells: columns.map { cells.cells[Int($0)] }),
            allOrNone: allOrNone))
      case .linear(let constraint):
        if let rest = rest(constraint, sums[linear]) {
          sides.append(.linear(rest))
          linears.append(linear)
        }
        linear += 1
      }
    }
    return sides
  }

  private func budget(_ column: Int32, _ weights: [SideConstraint.RowWeight], _ limit: Int64) -> SideConstraint {
    var (left, inside): (Int64, [SideConstraint.RowWeight]) = (limit, [])
    for weight in weights {
      let row = rowOf[Int(weight.row)]
      if row >= 0 {
        inside.append(.init(row: row, weight: weight.weight))
      } else if let arc = all.arcs.arc(row: Int(weight.row), column: Int(column)) {
        left -= weight.weight * Int64(units[arc])
      }
    }
    return .budget(column: columnOf[Int(column)], weights: inside, limit: left)
  }

  private func rest(_ linear: LinearConstraint, _ sum: Int64) -> LinearConstraint? {
    var terms: [LinearConstraint.Term] = []
    for term in linear.terms {
      let rows = term.rows.compactMap { rowOf[Int($0)] >= 0 ? rowOf[Int($0)] : nil }
      let columns = term.columns.map { $0.compactMap { columnOf[Int($0)] >= 0 ? columnOf[Int($0)] : nil } }
      if rows.isEmpty || columns?.isEmpty ?? false { continue }
      terms.append(.init(rows: rows, columns: columns, weight: term.weight))
    }
    guard !terms.isEmpty else { return nil }
    return LinearConstraint(
      kind: linear.kind, terms: terms, lower: linear.lower.map { $0 - sum }, upper: linear.upper.map { $0 - sum })
  }
}
