import AssignmentCore

/// Plans of solvers that misread rows, groups of unserved units, grades or the face of a level.
///
/// Each plan is feasible, and its duals are honest about as many levels as are optimal: only its values give it away.
struct Misreading {
  let sabotage: Sabotage
  let base: any AssignmentSolver
  let problem: AssignmentProblem
  let limits: SolveLimits

  /// The outcome of the misreading; nil where this sabotage, or this problem, leaves nothing to misread.
  func outcome() throws(SolverFailure) -> SolveOutcome? {
    guard problem.sideConstraints.isEmpty, let plan = try plan() else { return nil }
    let duals = DualRecovery.duals(for: problem, assignment: plan).duals
    return SolveOutcome(
      termination: .finished, assignment: plan,
      certificate: duals.map { .optimality($0) } ?? .none(reason: "no level is optimal"))
  }

  private func plan() throws(SolverFailure) -> Assignment? {
    let draft = ProblemDraft(problem)
    switch sabotage {
    case .ignoresIdleMarginals:
      let idle = Set(problem.idleParents.map { Int($0) + problem.columnCount })
      return try solved(draft) { $0.marginals.removeAll { idle.contains($0.outlet) } }
    case .losesHandedUnits: return try solved(draft) { $0.rowParents = [] }
    case .idlesBesideItsHub: return try besideHubs(draft)
    case .shiftsGrades: return try shifted()
    case .fixesIdleCounts: return try fixingCounts(draft)
    case .keepsTightArcsOnly: return try tightOnly(draft)
    case .freezesFullColumns: return try frozen(draft)
    default: return nil
    }
  }

  private func solved(_ draft: ProblemDraft, _ change: (inout ProblemDraft) -> Void) throws(SolverFailure)
    -> Assignment?
  {
    var told = draft
    change(&told)
    guard let misread = try? told.problem() else { return nil }
    return try base.solve(misread, limits: limits).assignment
  }

  /// Rows that hand on get their hub's pairs as their own; what they do not place then passes no group.
  private func besideHubs(_ draft: ProblemDraft) throws(SolverFailure) -> Assignment? {
    var moved = draft.cells.map { row in row.map { _ in false } }
    let plan = try solved(draft) { told in
      for (row, parent) in draft.rowParents.enumerated() where parent >= 0 {
        for (column, cell) in draft.cells[Int(parent)].enumerated() {
          guard let cell, told.cells[row][column].map({ $0.lexicographicallyPrecedes(cell) }) ?? true else { continue }
          told.cells[row][column] = cell
          moved[row][column] = true
        }
      }
      told.rowParents = []
    }
    guard let plan else { return nil }
    var units: [[Int32]] = draft.counts.map { _ in [Int32](repeating: 0, count: draft.capacities.count) }
    for flow in plan.flows {
      let (row, column) = (Int(flow.row), Int(flow.column))
      units[moved[row][column] ? Int(draft.rowParents[row]) : row][column] += flow.units
    }
    var flows: [Assignment.Flow] = []
    for (row, ofRow) in units.enumerated() {
      for (column, count) in ofRow.enumerated() where count > 0 {
        flows.append(.init(row: Int32(row), column: Int32(column), units: count))
      }
    }
    return Assignment(flows: flows)
  }

  private func shifted() throws(SolverFailure) -> Assignment? {
    var draft = ProblemDraft(problem)
    for (index, level) in problem.levels.enumerated() {
      guard case .perGrade(let grades, let values) = level.scores else { continue }
      for row in 0..<problem.rowCount {
        for arc in problem.arcs.arcs(ofRow: row) {
          let next = (Int(grades[arc]) + 1) % values.count
          draft.cells[row][problem.arcs.column(ofArc: arc, inRow: row)]?[index] = values[next]
        }
      }
    }
    return try solved(draft) { _ in }
  }

  /// Every price of unserved units up to the last level that has one, then no unit more in any group.
  private func fixingCounts(_ draft: ProblemDraft) throws(SolverFailure) -> Assignment? {
    let idle = Set(problem.idleParents.filter { $0 >= 0 }.map { Int($0) + problem.columnCount })
    let priced = draft.marginals.filter { idle.contains($0.outlet) }.flatMap(\.segments).map(\.scores)
    guard let last = draft.levels.indices.last(where: { level in priced.contains { $0[level] != 0 } }),
      let first = try solved(draft.prefix(last + 1), { _ in })
    else { return nil }
    var left = problem.rowCounts.map { Int32($0) }
    for flow in first.flows { left[Int(flow.row)] -= flow.units }
    for (row, parent) in problem.rowParents.enumerated() where parent >= 0 {
      left[Int(parent)] += left[row]
      left[row] = 0
    }
    var fixed = draft.changingScores(["fixed"] + draft.levels) { [0] + $0 }
    for outlet in idle.sorted() {
      let units = problem.idleParents.indices.reduce(Int32(0)) { sum, row in
        Int(problem.idleParents[row]) + problem.columnCount == outlet ? sum + left[row] : sum
      }
      let own = fixed.marginals.first { $0.outlet == outlet }?.segments ?? []
      fixed.marginals.removeAll { $0.outlet == outlet }
      fixed.marginals.append(OutletMarginal(outlet: outlet, segments: fixing(units, own, outlet)))
    }
    fixed.marginals.sort { $0.outlet < $1.outlet }
    return try solved(fixed) { _ in }
  }

  /// The segments with −1 ahead for every unit beyond `units`.
  private func fixing(_ units: Int32, _ segments: [OutletMarginal.Segment], _ outlet: Int) -> [OutletMarginal.Segment] {
    var (result, seen) = ([OutletMarginal.Segment](), Int32(0))
    let listed = segments.reduce(Int64(0)) { $0 + Int64($1.width) }
    let rest = Int32(clamping: problem.capacity(ofOutlet: outlet) - listed)
    let zeros = [Int64](repeating: 0, count: problem.levels.count + 1)
    for segment in segments + (rest > 0 ? [.init(width: rest, scores: zeros)] : []) {
      let before = max(0, min(segment.width, units - seen))
      if before > 0 { result.append(.init(width: before, scores: segment.scores)) }
      if segment.width > before {
        result.append(.init(width: segment.width - before, scores: [-1] + segment.scores.dropFirst()))
      }
      seen += segment.width
    }
    return result
  }

  /// What the first level leaves: its tight arcs, without the conditions on nodes.
  private func tightOnly(_ draft: ProblemDraft) throws(SolverFailure) -> Assignment? {
    guard draft.levels.count > 1, let only = try? draft.prefix(1).problem(),
      case .optimality(let duals) = try base.solve(only, limits: limits).certificate
    else { return nil }
    let names = Array(draft.levels.dropFirst())
    var rest = draft.changingScores(names) { Array($0.dropFirst()) }
    for row in draft.cells.indices {
      for (column, cell) in draft.cells[row].enumerated() {
        guard let cell else { continue }
        let (tail, head) = (row, problem.rowCount + column)
        let reduced = cell[0] + duals.potential(node: head, level: 0) - duals.potential(node: tail, level: 0)
        if reduced != 0 { rest.cells[row][column] = nil }
      }
    }
    return try solved(rest) { _ in }
  }

  private func frozen(_ draft: ProblemDraft) throws(SolverFailure) -> Assignment? {
    guard draft.levels.count > 1, let first = try solved(draft.prefix(1), { _ in }) else { return nil }
    var loads = [Int32](repeating: 0, count: draft.capacities.count)
    for flow in first.flows { loads[Int(flow.column)] += flow.units }
    return try solved(draft) { told in
      told.floors = loads.indices.map { column in
        let floor = draft.floors.isEmpty ? 0 : draft.floors[column]
        return loads[column] == draft.capacities[column] ? loads[column] : floor
      }
    }
  }
}
