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
    let outcome = SideGreedy.outcome(problem, limits: limits)
    if let plan = outcome.assignment { limits.incumbent?(plan) }
    return outcome
  }
}

// Problem: a plan that meets hours, households and linear side constraints, at once: what is returned where no integer
// solver is done in time.
// Method: the network without them is solved, which gives a bound with its proof. Units are then placed one after another
// where every constraint still holds, the pairs of that network's plan first: first what minimums demand, then what is
// worth most. Members who are served together or not at all are placed together or not at all, and so are the two rows
// of a case that needs two attorneys.
// Invariants: every placement keeps counts, capacities, caps and upper bounds; lower bounds are tried for, and who calls
// checks the plan. Ties go to the lowest row, then column. A limit on time ends it between two units: what is placed
// then is a plan, but for lower bounds.
// Deviation from a best-pair-first greedy: following the network's plan keeps its quality wherever rules allow.
// Complexity: one flow, and O(arcs × (groups around a column + constraints of an arc) × members of a household).
// It cannot place units of several rows at once that other linear constraints tie, and proves nothing beyond the flow.
struct SideGreedy {
  let problem: AssignmentProblem
  let table: LinearTable
  var left: [Int64]
  var room: [Int64]
  var sums: [Int64]
  var units: [Int32]
  let reachable: [Int64]
  /// What a unit of a row takes from the budgets of columns, those of row i at `budgetStarts[i] ..< budgetStarts[i + 1]`,
  /// by column.
  private var budgetEntries: [(column: Int32, budget: Int32, weight: Int64)] = []
  private var budgetStarts: [Int]
  private var spent: [Int64] = []
  private var limits: [Int64] = []
  /// The cell that each household has taken, −1 for none.
  private var cellOfHousehold: [Int32] = []
  var members: [[Int]]
  var households: [(cells: [Int32], allOrNone: Bool, rows: [Int], partition: Int)] = []
  /// The columns of each cell, ascending, for every way in which cells divide the columns.
  private(set) var columnsOfCells: [[Int32: [Int32]]] = []
  /// For the first of two rows that are served together: the other, and the constraint that ties them.
  var tied: [Int: (row: Int, constraint: Int32)] = [:]
  /// Households that come whole, with the cells in which they were tried.
  var tried: Set<UInt64> = []
  /// Rows that hand units on to each row; empty where none does.
  var givers: [[Int]] = []
  /// Rows that are placed with another one, never by themselves.
  var follows: [Bool]
  let watch: SolveLimits
  var scanned = 0
  var isOver = false

  /// From so many arcs on, what follows the network takes too long where the time is over already.
  private static let slowArcs = 500_000

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
    if problem.arcs.count > slowArcs, let reason = limits.reasonToStop() {
      return SolveOutcome(termination: reason, assignment: nil, certificate: .stopped(reason))
    }
    var draft = Self(problem, limits)
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

  private init(_ problem: AssignmentProblem, _ limits: SolveLimits) {
    self.problem = problem
    watch = limits
    table = LinearTable(problem)
    reachable = problem.reachableCounts
    left = problem.rowCounts.map { Int64($0) }
    room = (0..<problem.outletCount).map { problem.capacity(ofOutlet: $0) }
    sums = [Int64](repeating: 0, count: table.count)
    members = [[Int]](repeating: [], count: problem.rowCount)
    follows = [Bool](repeating: false, count: problem.rowCount)
    units = [Int32](repeating: 0, count: problem.arcs.count)
    budgetStarts = [Int](repeating: 0, count: problem.rowCount + 1)
    addBudgets()
    addHouseholds()
    addTies()
    guard !problem.rowParents.isEmpty else { return }
    givers = [[Int]](repeating: [], count: problem.rowCount)
    for row in problem.rowParents.indices {
      if let parent = problem.parent(ofRow: row) { givers[parent].append(row) }
    }
  }

  /// Budgets by row: there are as many entries as arcs, so that they stand in one array.
  private mutating func addBudgets() {
    for case .budget(_, let weights, _) in problem.sideConstraints {
      for weight in weights where weight.weight > 0 { budgetStarts[Int(weight.row) + 1] += 1 }
    }
    for row in 0..<problem.rowCount { budgetStarts[row + 1] += budgetStarts[row] }
    var next = budgetStarts
    budgetEntries = .init(repeating: (0, 0, 0), count: budgetStarts[problem.rowCount])
    for case .budget(let column, let weights, let limit) in problem.sideConstraints {
      for weight in weights where weight.weight > 0 {
        budgetEntries[next[Int(weight.row)]] = (column, Int32(limits.count), weight.weight)
        next[Int(weight.row)] += 1
      }
      limits.append(limit)
      spent.append(0)
    }
    for row in 0..<problem.rowCount {
      let range = budgetStarts[row]..<budgetStarts[row + 1]
      if !zip(range, range.dropFirst()).allSatisfy({ budgetEntries[$0].column <= budgetEntries[$1].column }) {
        budgetEntries[range].sort { ($0.column, $0.budget) < ($1.column, $1.budget) }
      }
    }
  }

  private mutating func addHouseholds() {
    var partitions: [[Int32]] = []
    for case .together(let rows, let cells, let allOrNone) in problem.sideConstraints {
      // Households share their cells' storage, so that this compares two addresses.
      let partition = partitions.lastIndex { $0 == cells.cells } ?? partitions.count
      if partition == partitions.count {
        partitions.append(cells.cells)
        var columns: [Int32: [Int32]] = [:]
        for (column, cell) in cells.cells.enumerated() {
          columns[cell, default: []].append(Int32(truncatingIfNeeded: column))
        }
        columnsOfCells.append(columns)
      }
      let rows = Set(rows).sorted().map { Int($0) }.filter { problem.rowCounts[$0] > 0 }
      for row in rows { members[row].append(households.count) }
      households.append((cells.cells, allOrNone, rows, partition))
      cellOfHousehold.append(-1)
    }
  }

  /// Units of two rows of which one is served only with the other.
  private mutating func addTies() {
    for (number, index) in table.constraints.enumerated() {
      guard case .linear(let linear) = problem.sideConstraints[index], linear.lower == 0, linear.upper == 0,
        linear.terms.count == 2, let first = linear.terms.first(where: { $0.weight == 1 }),
        let second = linear.terms.first(where: { $0.weight == -1 }), first.columns == nil, second.columns == nil,
        first.rows.count == 1, second.rows.count == 1, tied[Int(first.rows[0])] == nil
      else { continue }
      tied[Int(first.rows[0])] = (Int(second.rows[0]), Int32(number))
      follows[Int(second.rows[0])] = true
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

  /// Looks at the clock now and then; true once time is over.
  mutating func look(_ steps: Int) -> Bool {
    scanned += steps
    if scanned > 4_000, !isOver { (scanned, isOver) = (0, watch.reasonToStop() != nil) }
    return isOver
  }

  /// The budget entries of a row at a column.
  private func budgets(_ row: Int, _ column: Int) -> Range<Int> {
    var (low, high) = (budgetStarts[row], budgetStarts[row + 1])
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if budgetEntries[middle].column < Int32(column) { low = middle + 1 } else { high = middle }
    }
    high = low
    while high < end, budgetEntries[high].column == Int32(column) { high += 1 }
    return low..<high
  }

  func hasRoom(_ column: Int) -> Bool {
    var at: Int? = column
    while let outlet = at {
      if room[outlet] <= 0 { return false }
      at = problem.parent(ofOutlet: outlet)
    }
    return true
  }

  /// Whether a unit fits; `but`: a constraint that another unit will make good.
  func fits(_ row: Int, _ arc: Int, from owner: Int, but: Int32 = -1) -> Bool {
    let column = problem.arcs.column(ofArc: arc, inRow: row)
    guard left[owner] > 0, hasRoom(column) else { return false }
    for entry in budgets(row, column) {
      let (_, budget, weight) = budgetEntries[entry]
      if spent[Int(budget)] + weight > limits[Int(budget)] { return false }
    }
    for entry in table.entries(ofArc: arc) where entry.constraint != but {
      let (index, sum) = (Int(entry.constraint), sums[Int(entry.constraint)] + entry.weight)
      if entry.weight > 0, let upper = table.uppers[index], sum > upper { return false }
      if entry.weight < 0, let lower = table.lowers[index], sum < lower { return false }
    }
    return members[row].allSatisfy { cellOfHousehold[$0] < 0 || cellOfHousehold[$0] == households[$0].cells[column] }
  }

  mutating func move(_ row: Int, _ arc: Int, from owner: Int, _ step: Int64) {
    let column = problem.arcs.column(ofArc: arc, inRow: row)
    left[owner] -= step
    units[arc] += Int32(step)
    var at: Int? = column
    while let outlet = at {
      room[outlet] -= step
      at = problem.parent(ofOutlet: outlet)
    }
    for entry in budgets(row, column) { spent[Int(budgetEntries[entry].budget)] += step * budgetEntries[entry].weight }
    for entry in table.entries(ofArc: arc) { sums[Int(entry.constraint)] += step * entry.weight }
    for household in members[row] {
      if step > 0 { cellOfHousehold[household] = households[household].cells[column] }
      if step < 0, placed(household) == 0 { cellOfHousehold[household] = -1 }
    }
  }

  func placed(_ household: Int) -> Int64 {
    households[household].rows.reduce(0) { sum, row in sum + reachable[row] - left[row] }
  }
}
