import AssignmentCore

/// Makes a plan of the network meet hours and households by leaving people out: the first plan of the search.
///
/// Units only go, so counts, capacities and caps stay met; minimums may not, which the caller checks. Each round
/// removes something or is the last, so it ends after at most as many rounds as there are pairs.
struct SideRepair {
  private let problem: AssignmentProblem
  private var flows: [Assignment.Flow]

  static func repaired(_ assignment: Assignment, _ problem: AssignmentProblem) -> Assignment {
    var repair = Self(problem: problem, flows: assignment.flows)
    while repair.round() {}
    return Assignment(flows: repair.flows)
  }

  /// True when something was removed.
  private mutating func round() -> Bool {
    let before = flows.count
    for side in problem.sideConstraints {
      switch side {
      case .budget(let column, let weights, let limit): fitBudget(column, weights, limit)
      case .together(let rows, let cells, let allOrNone): keepTogether(Set(rows), cells, allOrNone)
      case .linear(let linear): fit(linear)
      }
    }
    return flows.count < before
  }

  /// Drops the heaviest pairs of the column, the last row first among equals, until the rest fits.
  private mutating func fitBudget(_ column: Int32, _ weights: [SideConstraint.RowWeight], _ limit: Int64) {
    var weightOfRow: [Int32: Int64] = [:]
    for weight in weights { weightOfRow[weight.row, default: 0] += weight.weight }
    var dropped: Set<Int32> = []
    var used = flows.filter { $0.column == column }.map { (weight: weightOfRow[$0.row] ?? 0, flow: $0) }
    var spent = used.reduce(Int128(0)) { $0 + Int128($1.weight) * Int128($1.flow.units) }
    used.sort { ($0.weight, $0.flow.row) < ($1.weight, $1.flow.row) }
    while spent > Int128(limit), let last = used.popLast() {
      spent -= Int128(last.weight) * Int128(last.flow.units)
      dropped.insert(last.flow.row)
    }
    if !dropped.isEmpty { flows.removeAll { $0.column == column && dropped.contains($0.row) } }
  }

  /// Drops pairs that push the sum beyond a bound, the last first, until it lies inside or none is left that does.
  private mutating func fit(_ linear: LinearConstraint) {
    func weight(_ flow: Assignment.Flow) -> Int128 {
      linear.terms.reduce(0) { sum, term in
        let isNamed = term.rows.contains(flow.row) && term.columns?.contains(flow.column) ?? true
        return sum + (isNamed ? Int128(term.weight) : 0)
      }
    }
    var sum = flows.reduce(Int128(0)) { $0 + weight($1) * Int128($1.units) }
    for index in flows.indices.reversed() {
      let own = weight(flows[index])
      let isOver = linear.upper.map { sum > Int128($0) } ?? false
      let isUnder = linear.lower.map { sum < Int128($0) } ?? false
      guard isOver && own > 0 || isUnder && own < 0 else { continue }
      sum -= own * Int128(flows[index].units)
      flows.remove(at: index)
    }
  }

  /// Keeps the cell that serves most of the household, the lowest among equals.
  private mutating func keepTogether(_ members: Set<Int32>, _ cells: ColumnPartition, _ allOrNone: Bool) {
    var served: [Int32: Int64] = [:]
    for flow in flows where members.contains(flow.row) {
      served[cells.cells[Int(flow.column)], default: 0] += Int64(flow.units)
    }
    guard var best = served.keys.min() else { return }
    for cell in served.keys.sorted() where served[cell, default: 0] > served[best, default: 0] { best = cell }
    let wanted = members.sorted().reduce(Int64(0)) { $0 + Int64(problem.rowCounts[Int($1)]) }
    let none = allOrNone && served[best] != wanted
    flows.removeAll { members.contains($0.row) && (none || cells.cells[Int($0.column)] != best) }
  }
}
