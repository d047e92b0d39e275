import AssignmentCore

/// Every plan that serves the most, class by class, by trying all plans; no cut, no rank, no flow.
struct MaximumPlans {
  /// Most that can be served of each class when the earlier ones have theirs, highest class first.
  private(set) var best: [Int64] = []
  /// Units of each row, of every such plan, as digits to `base`; ascending.
  private(set) var served: [Int] = []

  private let problem: AssignmentProblem
  private let classes: [Int]
  private let base: Int
  private let arcs: [(row: Int, column: Int)]

  /// `scores` are those of the problem's first level.
  init(_ problem: AssignmentProblem, scores: [Int64]) {
    self.problem = problem
    let ranks = Set(scores).sorted(by: >)
    classes = scores.map { score in ranks.firstIndex(of: score) ?? 0 }
    base = Int(problem.rowCounts.max() ?? 0) + 1
    arcs = (0..<problem.rowCount).flatMap { row in
      problem.arcs.arcs(ofRow: row).map { (row, problem.arcs.column(ofArc: $0, inRow: row)) }
    }
    var plans: Set<Int> = []
    var state = State(
      rows: problem.rowCounts.map { Int($0) },
      outlets: (0..<problem.outletCount).map { Int(problem.capacity(ofOutlet: $0)) })
    place(0, &state, &plans)
    let counted = plans.map { plan in (plan: plan, counts: counts(plan, ranks.count)) }
    best = counted.map(\.counts).max { $0.lexicographicallyPrecedes($1) } ?? []
    served = counted.filter { $0.counts == best }.map(\.plan).sorted()
  }

  /// Most units of a set of rows that one of these plans serves.
  func most(of rows: Int) -> Int64 {
    served.map { plan in ChanceDefinition.members(rows).reduce(0) { $0 + Int64(digit($1, of: plan)) } }.max() ?? 0
  }

  /// Whether one of these plans serves so many of each row.
  func contains(_ units: [Int64]) -> Bool {
    let plan = units.indices.reduce(0) { $0 + Int(units[$1]) * power($1) }
    return served.contains(plan)
  }

  private struct State {
    var rows: [Int]
    var outlets: [Int]
    var plan = 0
  }

  /// All ways to use the arcs from `index` on.
  private func place(_ index: Int, _ state: inout State, _ plans: inout Set<Int>) {
    guard index < arcs.count else {
      plans.insert(state.plan)
      return
    }
    let arc = arcs[index]
    var path = [arc.column]
    while let parent = problem.parent(ofOutlet: path[path.count - 1]) { path.append(parent) }
    let most = path.reduce(state.rows[arc.row]) { min($0, state.outlets[$1]) }
    for units in 0...most {
      var next = state
      next.rows[arc.row] -= units
      for outlet in path { next.outlets[outlet] -= units }
      for _ in 0..<units { next.plan += power(arc.row) }
      place(index + 1, &next, &plans)
    }
  }

  private func power(_ row: Int) -> Int { (0..<row).reduce(1) { value, _ in value * base } }

  private func digit(_ row: Int, of plan: Int) -> Int { plan / power(row) % base }

  private func counts(_ plan: Int, _ ranks: Int) -> [Int64] {
    var counts = [Int64](repeating: 0, count: ranks)
    for row in classes.indices { counts[classes[row]] += Int64(digit(row, of: plan)) }
    return counts
  }
}
