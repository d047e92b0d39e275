import AssignmentCore

/// The lexicographic optimum of a small problem by cancelling cycles that gain, straight from the definition of the
/// network: rows that hand on, idle groups, floors and marginals included.
///
/// Shares nothing with the solvers. Floors are one more level, the first: a point for each unit up to the floor.
struct CycleCancelling {
  private struct Arc {
    let tail: Int
    let head: Int
    let score: (Int64) -> [Int64]
    let most: Int64
    var flow: Int64 = 0
  }

  private let problem: AssignmentProblem
  private var arcs: [Arc] = []
  private var pairs: [(row: Int, column: Int)] = []
  private let floors: Int64

  private init(_ problem: AssignmentProblem) {
    self.problem = problem
    let (root, rows) = (problem.nodeCount, problem.rowCount)
    let none = [Int64](repeating: 0, count: problem.levels.count + 1)
    floors = (0..<problem.outletCount).reduce(0) { $0 + problem.floor(ofOutlet: $1) }
    for row in 0..<rows {
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        let scores = [0] + problem.levels.map { $0.score(row: row, arc: arc) }
        pairs.append((row, column))
        arcs.append(Arc(tail: row, head: rows + column, score: { _ in scores }, most: problem.reachableCounts[row]))
      }
    }
    var left = problem.rowCounts.map { Int64($0) }
    for row in 0..<rows { if let parent = problem.parent(ofRow: row) { left[parent] += left[row] } }
    var idle = [Int64](repeating: 0, count: problem.outletCount)
    for row in 0..<rows {
      let outlet = problem.parent(ofRow: row) == nil ? problem.idleOutlet(ofRow: row) : nil
      let head = problem.parent(ofRow: row) ?? outlet.map { rows + $0 } ?? root
      arcs.append(
        Arc(tail: row, head: head, score: { _ in none }, most: problem.reachableCounts[row], flow: left[row]))
      if let outlet { idle[outlet] += left[row] }
    }
    for outlet in 0..<problem.outletCount {
      let (marginal, floor) = (problem.marginals.first { $0.outlet == outlet }, problem.floor(ofOutlet: outlet))
      let levels = problem.levels.indices
      arcs.append(
        Arc(
          tail: rows + outlet, head: problem.parent(ofOutlet: outlet).map { rows + $0 } ?? root,
          score: { unit in [unit <= floor ? 1 : 0] + levels.map { marginal?.score(ofUnit: unit, level: $0) ?? 0 } },
          most: problem.capacity(ofOutlet: outlet), flow: idle[outlet]))
    }
  }

  /// The largest level values with a plan that has them; nil where no plan meets the floors.
  static func optimum(_ problem: AssignmentProblem) -> (values: [Int64], assignment: Assignment)? {
    var state = Self(problem)
    while let cycle = state.gainingCycle() {
      for (arc, forward) in cycle { state.arcs[arc].flow += forward ? 1 : -1 }
    }
    var values = [Int64](repeating: 0, count: problem.levels.count + 1)
    for arc in state.arcs where arc.flow > 0 {
      for unit in 1...arc.flow {
        for (level, score) in arc.score(unit).enumerated() { values[level] += score }
      }
    }
    guard values[0] == state.floors else { return nil }
    let flows = zip(state.pairs, state.arcs).filter { $0.1.flow > 0 }.map { pair, arc in
      Assignment.Flow(row: Int32(pair.row), column: Int32(pair.column), units: Int32(arc.flow))
    }
    return (Array(values.dropFirst()), Assignment(flows: flows))
  }

  /// Bellman and Ford from everywhere at once, over vectors.
  private func gainingCycle() -> [(arc: Int, forward: Bool)]? {
    let nodes = problem.nodeCount + 1
    var best = [[Int64]](repeating: [Int64](repeating: 0, count: problem.levels.count + 1), count: nodes)
    var came = [(arc: Int, forward: Bool)?](repeating: nil, count: nodes)
    var last: Int?
    for _ in 0...nodes {
      last = nil
      for (index, arc) in arcs.enumerated() {
        for forward in [true, false] {
          guard forward ? arc.flow < arc.most : arc.flow > 0 else { continue }
          let (from, to) = forward ? (arc.tail, arc.head) : (arc.head, arc.tail)
          let score = arc.score(forward ? arc.flow + 1 : arc.flow)
          let offered = zip(best[from], score).map { forward ? $0 + $1 : $0 - $1 }
          guard best[to].lexicographicallyPrecedes(offered) else { continue }
          (best[to], came[to], last) = (offered, (index, forward), to)
        }
      }
      if last == nil { return nil }
    }
    func before(_ node: Int) -> Int {
      guard let step = came[node] else { return node }
      return step.forward ? arcs[step.arc].tail : arcs[step.arc].head
    }
    guard var at = last else { return nil }
    for _ in 0..<nodes { at = before(at) }
    let start = at
    var cycle: [(arc: Int, forward: Bool)] = []
    repeat {
      guard let step = came[at] else { return nil }
      cycle.append(step)
      at = before(at)
    } while at != start
    return cycle
  }
}
