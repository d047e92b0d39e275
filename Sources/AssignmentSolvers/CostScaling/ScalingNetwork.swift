import AssignmentCore

// Cost scaling for minimum-cost flow (Goldberg and Tarjan), level by level.
//
// Problem: `AssignmentProblem` with counts, capacities and caps of groups; lexicographic levels.
// Formulation: the network row → column → group → … → root, and row → root for units that stay unserved; costs are
// negative scores. Residual arcs lie with their tail, each knows its opposite. The reduced cost of u → v is
// cost + π(u) − π(v); a flow is ε-optimal where no residual arc has one below −ε.
// Refine: residual arcs with a negative reduced cost are filled, which leaves nodes with too much; such a node, first in
// first out, pushes along arcs with a negative reduced cost, and where it has none its potential falls to ε below the
// greatest that makes no arc negative. ε falls by a factor of 8, down to 1, with costs multiplied by nodes + 1: then the
// flow is optimal.
// Exact potentials: the potentials divided by that factor are corrected by Bellman and Ford's method over the residual
// arcs, in the original integers; a few passes.
// Levels: by the face rule an arc whose reduced cost is not 0 keeps its flow from then on, and takes no more part.
// Invariants: conservation but for the excess kept beside; between levels the flow is optimal for all levels done.
// Overflow: potentials stay within 4 × nodes × (nodes + 1) × the largest score (each falls by at most 3 × nodes × ε in a
// phase); `ScalingTask.fitsNarrow` says whether that fits 64 bits, else they are 128.
// Deviations: no price updates by search and no arcs fixed by the size of their reduced cost: what is large is one-to-one
// and goes to `UnitMatching`.
// Complexity: O(nodes² × arcs × log(nodes × score)) a level. Memory: 21 or 29 bytes a residual arc, two for each arc.
// Cannot: floors, marginals, rows that hand on, idle groups, hours, households.
// Reference: A. V. Goldberg, R. E. Tarjan, Mathematics of Operations Research 15 (1990) 430–466; Papers/cost-scaling.md.

/// The residual network of one solve.
struct ScalingNetwork<Wide: FixedWidthInteger & SignedInteger & BitwiseCopyable>: ~Copyable {
  let nodes: Int
  /// Residual arcs of a node are at `starts[node] ..< starts[node + 1]`.
  let starts: Lane<Int32>
  let heads: Lane<Int32>
  /// The opposite residual arc.
  let mates: Lane<Int32>
  let room: Lane<Int64>
  /// Cost in the present level, in the original integers.
  let costs: Lane<Int64>
  /// Whether the arc takes part in the present level.
  let isActive: Lane<Bool>
  /// Residual arcs in the direction of flow: pairs by arc number, then unserved units by row, then outlets.
  let forward: Lane<Int32>

  let potentials: Lane<Wide>
  let exact: Lane<Int64>
  let excess: Lane<Int64>
  /// Where a node goes on looking for an arc to push along.
  let current: Lane<Int32>
  let queue: Lane<Int32>
  let isQueued: Lane<Bool>

  var pushes = 0
  var relabels = 0
  var phases = 0
  var scannedArcs = 0
  var lookedAt = 0

  var root: Int { nodes - 1 }

  /// Everybody is unserved at first.
  init(_ problem: AssignmentProblem) {
    let (pairs, rows) = (problem.arcs.count, problem.rowCount)
    let arcs = pairs + rows + problem.outletCount
    nodes = problem.nodeCount + 1
    starts = Lane(repeating: 0, count: nodes + 1)
    heads = Lane(repeating: 0, count: 2 * arcs)
    mates = Lane(repeating: 0, count: 2 * arcs)
    room = Lane(repeating: 0, count: 2 * arcs)
    costs = Lane(repeating: 0, count: 2 * arcs)
    isActive = Lane(repeating: true, count: 2 * arcs)
    forward = Lane(repeating: 0, count: arcs)
    potentials = Lane(repeating: 0, count: nodes)
    exact = Lane(repeating: 0, count: nodes)
    excess = Lane(repeating: 0, count: nodes)
    current = Lane(repeating: 0, count: nodes)
    queue = Lane(repeating: 0, count: nodes)
    isQueued = Lane(repeating: false, count: nodes)
    fill(problem)
  }

  /// Calls `body` with number, tail, head, capacity and first flow of every arc.
  private func eachArc(_ problem: AssignmentProblem, _ body: (Int, Int, Int, Int64, Int64) -> Void) {
    let rows = problem.rowCount
    let pairs = problem.arcs.count
    for row in 0..<rows {
      // A pair is never full: it has room for one unit more than the row has.
      let count = Int64(problem.rowCounts[row])
      for arc in problem.arcs.arcs(ofRow: row) {
        body(arc, row, rows + problem.arcs.column(ofArc: arc, inRow: row), count + 1, 0)
      }
      body(pairs + row, row, root, count, count)
    }
    for outlet in 0..<problem.outletCount {
      let head = problem.parent(ofOutlet: outlet).map { rows + $0 } ?? root
      body(pairs + rows + outlet, rows + outlet, head, problem.capacity(ofOutlet: outlet), 0)
    }
  }

  private func fill(_ problem: AssignmentProblem) {
    eachArc(problem) { (_, tail, head, _, _) in
      starts[tail + 1] += 1
      starts[head + 1] += 1
    }
    let next = Lane<Int32>(repeating: 0, count: nodes)
    for node in 0..<nodes {
      next[node] = starts[node]
      starts[node + 1] += starts[node]
    }
    eachArc(problem) { (arc, tail, head, capacity, flow) in
      let (there, back) = (next[tail], next[head])
      next[tail] += 1
      next[head] += 1
      forward[arc] = there
      heads[there] = Int32(truncatingIfNeeded: head)
      heads[back] = Int32(truncatingIfNeeded: tail)
      (mates[there], mates[back]) = (back, there)
      (room[there], room[back]) = (capacity - flow, flow)
    }
  }

  /// Costs of a level on the arcs that still take part; returns the largest magnitude.
  func setCosts(of level: Int, _ problem: AssignmentProblem) -> Int64 {
    var largest: Int64 = 0
    for row in 0..<problem.rowCount {
      for arc in problem.arcs.arcs(ofRow: row) {
        let there = forward[arc]
        guard isActive[Int(there)] else { continue }
        let cost = -problem.levels[level].score(row: row, arc: arc)
        largest = max(largest, Int64(clamping: cost.magnitude))
        costs[there] = cost
        costs[mates[there]] = -cost
      }
    }
    return largest
  }

  /// Units on the arc of a pair.
  func flow(ofPair arc: Int) -> Int64 { room[mates[forward[arc]]] }
}
