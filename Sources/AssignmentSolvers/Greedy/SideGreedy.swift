package import AssignmentCore

/// The last link of `auto` for problems with side constraints: a plan at once, and the bound of the network.
///
/// It is no solver of the catalogue, where `greedy` refuses such problems.
package struct SideGreedySolver: AssignmentSolver {
  package init() {}

  package var name: String { "greedy" }
  package var capabilities: SolverCapabilities {
    [.groupCaps, .floors, .marginals, .hours, .households, .linearSides, .rowParents, .idleGroups]
  }

  /// Never throws; a plan that breaks a lower bound is none.
  package func solve(_ problem: AssignmentProblem, limits: SolveLimits) throws(SolverFailure) -> SolveOutcome {
    SideGreedy.outcome(problem, limits: limits)
  }
}

// Problem: a plan that meets hours, households and linear side constraints, at once: what is returned where no integer
// solver is done in time.
// Method: the network without them is solved, which gives a bound with its proof. Units are then placed one after another
// where every constraint still holds, the pairs of that network's plan first: first what minimums demand, then what is
// worth most. Members who are served together or not at all are placed together or not at all.
// Invariants: every placement keeps counts, capacities, caps and upper bounds; lower bounds are tried for, and who calls
// checks the plan. Ties go to the lowest row, then column.
// Deviation from a best-pair-first greedy: following the network's plan keeps its quality wherever rules allow.
// Complexity: one flow, and O(arcs × (groups around a column + constraints of an arc) × members of a household).
// It cannot place units of several rows at once that a linear constraint ties, and proves nothing beyond the flow.
struct SideGreedy {
  private let problem: AssignmentProblem
  private let table: LinearTable
  private var left: [Int64]
  private var room: [Int64]
  private var sums: [Int64]
  private var spent: [Int64]
  private var budgets: [[(budget: Int, weight: Int64)]]
  private var limits: [Int64]
  /// The cell that each household has taken, −1 for none.
  private var cellOfHousehold: [Int32]
  private var members: [[Int]]
  private var households: [(cells: [Int32], allOrNone: Bool, rows: [Int])] = []
  private var units: [Int32]
  private let reachable: [Int64]

  /// A plan, the best this method finds, and the bound of the network without side constraints; nothing where the plan
  /// breaks a lower bound.
  static func outcome(_ problem: AssignmentProblem, limits: SolveLimits) -> SolveOutcome {
    var quiet = limits
    quiet.progress = nil
    let relaxed = (try? problem.withoutSides()).flatMap { try? NetworkSimplexSolver().solve($0, limits: quiet) }
    guard let relaxed else {
      return SolveOutcome(termination: .solverFailed, assignment: nil, certificate: .none(reason: "not proved"))
    }
    if case .infeasibility = relaxed.certificate { return relaxed }
    var draft = Self(problem)
    draft.fill(following: relaxed.assignment)
    let plan = draft.assignment
    var outcome = SolveOutcome(
      termination: relaxed.termination, assignment: plan, certificate: .none(reason: "best pair first proves nothing"))
    guard CertificateVerifier.verify(problem, outcome).accepted else {
      outcome.assignment = nil
      outcome.certificate = .none(reason: "no plan found that meets all lower bounds")
      return outcome
    }
    if relaxed.termination == .finished, case .optimality(let duals) = relaxed.certificate,
      let free = relaxed.assignment
    {
      outcome.certificate = .gap(RelaxationBound(relaxed: free, duals: duals))
    }
    return outcome
  }

  private init(_ problem: AssignmentProblem) {
    self.problem = problem
    table = LinearTable(problem)
    reachable = problem.reachableCounts
    left = problem.rowCounts.map { Int64($0) }
    room = (0..<problem.outletCount).map { problem.capacity(ofOutlet: $0) }
    sums = [Int64](repeating: 0, count: table.count)
    (spent, limits) = ([], [])
    budgets = [[(budget: Int, weight: Int64)]](repeating: [], count: problem.arcs.count)
    members = [[Int]](repeating: [], count: problem.rowCount)
    cellOfHousehold = []
    units = [Int32](repeating: 0, count: problem.arcs.count)
    for side in problem.sideConstraints {
      switch side {
      case .linear: break
      case .budget(let column, let weights, let limit):
        for weight in weights where weight.weight > 0 {
          guard let arc = problem.arcs.arc(row: Int(weight.row), column: Int(column)) else { continue }
          budgets[arc].append((limits.count, weight.weight))
        }
        limits.append(limit)
        spent.append(0)
      case .together(let rows, let cells, let allOrNone):
        let rows = Set(rows).sorted().map { Int($0) }.filter { problem.rowCounts[$0] > 0 }
        for row in rows { members[row].append(households.count) }
        households.append((cells.cells, allOrNone, rows))
        cellOfHousehold.append(-1)
      }
    }
  }

  private var assignment: Assignment {
    var flows: [Assignment.Flow] = []
    for row in 0..<problem.rowCount {
      for arc in problem.arcs.arcs(ofRow: row) where units[arc] > 0 {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        flows.append(.init(row: Int32(row), column: Int32(column), units: units[arc]))
      }
    }
    return Assignment(flows: flows)
  }

  // MARK: One unit

  private func outlets(_ column: Int) -> [Int] {
    var (outlets, at): ([Int], Int?) = ([], column)
    while let outlet = at {
      outlets.append(outlet)
      at = problem.parent(ofOutlet: outlet)
    }
    return outlets
  }

  private func fits(_ row: Int, _ arc: Int, from owner: Int) -> Bool {
    let column = problem.arcs.column(ofArc: arc, inRow: row)
    guard left[owner] > 0, outlets(column).allSatisfy({ room[$0] > 0 }) else { return false }
    guard budgets[arc].allSatisfy({ spent[$0.budget] + $0.weight <= limits[$0.budget] }) else { return false }
    for entry in table.entries(ofArc: arc) {
      let (index, sum) = (Int(entry.constraint), sums[Int(entry.constraint)] + entry.weight)
      if entry.weight > 0, let upper = table.uppers[index], sum > upper { return false }
      if entry.weight < 0, let lower = table.lowers[index], sum < lower { return false }
    }
    return members[row].allSatisfy { cellOfHousehold[$0] < 0 || cellOfHousehold[$0] == households[$0].cells[column] }
  }

  private mutating func move(_ row: Int, _ arc: Int, from owner: Int, _ step: Int64) {
    let column = problem.arcs.column(ofArc: arc, inRow: row)
    left[owner] -= step
    units[arc] += Int32(step)
    for outlet in outlets(column) { room[outlet] -= step }
    for entry in budgets[arc] { spent[entry.budget] += step * entry.weight }
    for entry in table.entries(ofArc: arc) { sums[Int(entry.constraint)] += step * entry.weight }
    for household in members[row] {
      if step > 0 { cellOfHousehold[household] = households[household].cells[column] }
      if step < 0, placed(household) == 0 { cellOfHousehold[household] = -1 }
    }
  }

  private func placed(_ household: Int) -> Int64 {
    households[household].rows.reduce(0) { sum, row in
      problem.arcs.arcs(ofRow: row).reduce(sum) { $0 + Int64(units[$1]) }
    }
  }

  // MARK: Order

  /// Whether an arc scores more than another, level by level.
  private func precedes(_ one: (row: Int, arc: Int), _ other: (row: Int, arc: Int)) -> Bool {
    for level in problem.levels {
      let (left, right) = (level.score(row: one.row, arc: one.arc), level.score(row: other.row, arc: other.arc))
      if left != right { return left > right }
    }
    return one.arc < other.arc
  }

  /// Not below zero, level by level.
  private func isWorth(_ row: Int, _ arc: Int) -> Bool {
    for level in problem.levels {
      let score = level.score(row: row, arc: arc)
      if score != 0 { return score > 0 }
    }
    return true
  }

  /// First what lower bounds need, then the pairs of a plan, then pairs of whoever is left, each best first.
  private mutating func fill(following plan: Assignment?) {
    let hasLower = problem.hasFloors || table.lowers.contains { $0.map { $0 > 0 } ?? false }
    let needed = hasLower ? pairs { isNeeded($1, $0) } : []
    for pair in needed where isNeeded(pair.arc, pair.row) { place(pair.row, pair.arc, most: 1) }
    for pair in needed where isNeeded(pair.arc, pair.row) { place(pair.row, pair.arc, most: .max) }
    var wanted: [(row: Int, arc: Int)] = []
    for flow in plan?.flows ?? [] {
      guard let arc = problem.arcs.arc(row: Int(flow.row), column: Int(flow.column)) else { continue }
      if isWorth(Int(flow.row), arc) { wanted.append((Int(flow.row), arc)) }
    }
    for pair in wanted.sorted(by: { precedes($0, $1) }) { place(pair.row, pair.arc, most: .max) }
    let open = owners(of: left)
    // A place that is taken now stays taken, so that most pairs need not be looked at.
    let hasRoom = (0..<problem.columnCount).map { outlets($0).allSatisfy { room[$0] > 0 } }
    for pair in pairs({
      open[$0] && hasRoom[problem.arcs.column(ofArc: $1, inRow: $0)] && isWorth($0, $1)
    }) {
      place(pair.row, pair.arc, most: .max)
    }
  }

  /// Rows over whose arcs units that are left may go.
  private func owners(of left: [Int64]) -> [Bool] {
    var open = left.map { $0 > 0 }
    for row in problem.rowParents.indices where left[row] > 0 {
      if let parent = problem.parent(ofRow: row) { open[parent] = true }
    }
    return open
  }

  /// Pairs that are asked for, best first.
  private func pairs(_ isAsked: (_ row: Int, _ arc: Int) -> Bool) -> [(row: Int, arc: Int)] {
    var found: [(row: Int, arc: Int)] = []
    for row in 0..<problem.rowCount where reachable[row] > 0 {
      for arc in problem.arcs.arcs(ofRow: row) where isAsked(row, arc) { found.append((row, arc)) }
    }
    return found.sorted { precedes($0, $1) }
  }

  /// Whether a lower bound of an outlet or a constraint still lacks this arc's unit.
  private func isNeeded(_ arc: Int, _ row: Int) -> Bool {
    let column = problem.arcs.column(ofArc: arc, inRow: row)
    let lacks = outlets(column).contains { problem.capacity(ofOutlet: $0) - room[$0] < problem.floor(ofOutlet: $0) }
    return lacks
      || table.entries(ofArc: arc).contains { entry in
        entry.weight > 0 && table.lowers[Int(entry.constraint)].map { sums[Int(entry.constraint)] < $0 } ?? false
      }
  }

  /// Places units of a row, and of those that hand on to it, on one arc; a household that comes whole comes whole.
  private mutating func place(_ row: Int, _ arc: Int, most: Int) {
    if let whole = members[row].first(where: { households[$0].allOrNone }) {
      if placed(whole) == 0 { placeWhole(whole, row, arc) }
      return
    }
    var done = 0
    let givers =
      problem.rowParents.isEmpty ? [] : problem.rowParents.indices.filter { problem.parent(ofRow: $0) == row }
    for owner in [row] + givers {
      while done < most, fits(row, arc, from: owner) {
        move(row, arc, from: owner, 1)
        done += 1
      }
    }
  }

  /// All members into the cell of this arc, or none.
  private mutating func placeWhole(_ household: Int, _ first: Int, _ arc: Int) {
    var done: [(row: Int, arc: Int)] = []
    let rows = [first] + households[household].rows.filter { $0 != first }
    for row in rows {
      let arcs = row == first ? [arc] : []
      let others = problem.arcs.arcs(ofRow: row).filter { $0 != arc }.map { (row: row, arc: $0) }
      let ordered = arcs + others.sorted { precedes($0, $1) }.map(\.arc)
      for arc in ordered {
        while left[row] > 0, fits(row, arc, from: row) {
          move(row, arc, from: row, 1)
          done.append((row, arc))
        }
      }
      guard left[row] == 0 else {
        for pair in done.reversed() { move(pair.row, pair.arc, from: pair.row, -1) }
        return
      }
    }
  }
}
