import AssignmentCore

// Problem: DIMACS files write "no limit" as a huge capacity, and exact solvers need amounts whose products fit Int64.
//
// Formulation: with flow = low + y, the network has supplies b' = b − A·low; let B be the sum of the positive b'.
// (1) If no cost is negative, cycles of y can be dropped, and what is left are paths that carry B in all: cutting every
//     capacity to low + B keeps an optimal flow.
// (2) Otherwise let C be Σ (capacity − low) over the arcs that are not huge. An extreme point of the network without
//     limits on huge arcs has y ≤ B + C on each of them: arcs strictly between their bounds form a forest, and what
//     crosses a forest arc is balanced by supplies and by arcs at their limit. If no cycle of huge arcs has a negative
//     cost, the unlimited problem is bounded, its optimal extreme point obeys the huge limits, and so it is optimal.
// Invariant: a capacity is only ever lowered, and never below low.
// Cannot: cut where a cycle of huge arcs has a negative cost; then it says `flow.unbounded`.
// Reference: Ahuja, Magnanti, Orlin, Network Flows (1993), sections 2.4 and 11.1 (own formulation of the bound).

/// A network as read, before the capacities are made fit for exact arithmetic.
struct DimacsNetwork {
  var supplies: [Int64] = []
  var tails: [Int32] = []
  var heads: [Int32] = []
  var lowers: [Int64] = []
  var uppers: [Int64] = []
  var costs: [Int64] = []

  /// Largest amount that `FlowProblem` takes.
  static let amountLimit = Int64(1) << 40

  init() {}

  init(nodes: Int, arcs: Int) {
    supplies = [Int64](repeating: 0, count: nodes)
    tails.reserveCapacity(arcs)
    heads.reserveCapacity(arcs)
    lowers.reserveCapacity(arcs)
    uppers.reserveCapacity(arcs)
    costs.reserveCapacity(arcs)
  }

  func problem() throws(InvalidProblem) -> FlowProblem {
    try FlowProblem(supplies: supplies, tails: tails, heads: heads, lowers: lowers, uppers: uppers, costs: costs)
  }

  /// Fixes loops and cuts capacities as the header of this file proves.
  mutating func limitCapacities() throws(InvalidProblem) {
    for arc in tails.indices {
      guard lowers[arc] >= 0, lowers[arc] <= uppers[arc], lowers[arc] <= Self.amountLimit else {
        throw InvalidProblem(faults: [.init(code: "flow.bounds", index: arc)])
      }
    }
    let isHuge = uppers.map { $0 > Self.amountLimit }
    if !costs.contains(where: { $0 < 0 }) {
      cut(to: residualSupply(), where: { _ in true })
    } else if isHuge.contains(true) {
      if let arc = negativeCycleArc(among: isHuge) {
        throw InvalidProblem(faults: [.init(code: "flow.unbounded", index: arc)])
      }
      var bound = residualSupply()
      for arc in uppers.indices where !isHuge[arc] { bound += Int128(uppers[arc] - lowers[arc]) }
      cut(to: bound, where: { isHuge[$0] })
    }
    fixLoops()
  }

  /// B: what must travel once the lower bounds are sent.
  private func residualSupply() -> Int128 {
    var left = supplies.map { Int128($0) }
    for arc in tails.indices where lowers[arc] > 0 {
      left[Int(tails[arc])] -= Int128(lowers[arc])
      left[Int(heads[arc])] += Int128(lowers[arc])
    }
    return left.reduce(0) { $0 + max(0, $1) }
  }

  private mutating func cut(to bound: Int128, where applies: (Int) -> Bool) {
    for arc in uppers.indices where applies(arc) {
      let limit = Int128(lowers[arc]) + bound
      if Int128(uppers[arc]) > limit { uppers[arc] = Int64(limit) }
    }
  }

  /// Flow around a loop moves nothing: it stays at its lower bound, or at the upper one if it earns something.
  private mutating func fixLoops() {
    for arc in tails.indices where tails[arc] == heads[arc] {
      if costs[arc] < 0 { lowers[arc] = uppers[arc] } else { uppers[arc] = lowers[arc] }
    }
  }

  /// An arc of a negative cycle of huge arcs, or nil: Bellman–Ford from all nodes at once, rounds ≤ nodes.
  private func negativeCycleArc(among isHuge: [Bool]) -> Int? {
    let arcs = isHuge.indices.filter { isHuge[$0] }
    guard arcs.contains(where: { costs[$0] < 0 }) else { return nil }
    var distance = [Int128](repeating: 0, count: supplies.count)
    var last: Int?
    for _ in 0...supplies.count {
      last = nil
      for arc in arcs {
        let reached = distance[Int(tails[arc])] + Int128(costs[arc])
        if reached < distance[Int(heads[arc])] {
          distance[Int(heads[arc])] = reached
          last = arc
        }
      }
      if last == nil { return nil }
    }
    return last
  }
}
