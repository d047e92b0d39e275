import AssignmentCore

/// A flow problem that is an assignment problem in another dress, and the way back.
///
/// Problem: many flow networks that people meet are capacitated assignments: supplies at nodes that no arc enters (rows),
/// each of which has an arc to the only sink beside those to other nodes; from every other node exactly one arc leads
/// on, along a forest to the sink (columns and the groups around them). On such a network nothing can be infeasible, and
/// a first assignment saves the level that would bring the supplies to the sink, and most pivots after it.
/// Formulation: a pair scores what it saves against the arc from its row to the sink, the costs of the way from the
/// column included. With d the cost of the way from a node to the sink, potentials of the two problems differ by d.
/// Invariants: arcs of a row are as wide as its supply or as the way behind them, so these alone bound the flow; of
/// parallel arcs only the first cheapest can matter. Anything else (lower bounds, several sinks, narrow arcs) makes it no funnel.
/// Complexity: O(nodes + arcs), and a sort of each row's arcs where they are out of order.
struct FunnelFlow {
  let problem: AssignmentProblem
  private let flow: FlowProblem
  private let sink: Int
  /// The node of each row, of each column and of each group.
  private let rows: [Int32]
  private let outlets: [Int32]
  /// The arc of each pair.
  private let arcs: [Int32]
  /// The one arc by which each node goes on to the sink; −1 at the sink.
  private let exits: [Int32]
  /// Cost of the way from each node to the sink by its exits.
  private let distances: [Int64]

  /// - Returns: nil where the network is no funnel, or its scores are too large for an assignment problem.
  init?(_ flow: FlowProblem) {
    guard var shape = FunnelShape(flow), shape.findExits(), let distances = shape.distances() else { return nil }
    let pairs = shape.pairs(distances)
    var outlets = shape.columns
    let columnCount = outlets.count
    outlets += shape.groups
    var place = [Int32](repeating: -1, count: flow.nodeCount)
    for (index, node) in outlets.enumerated() { place[Int(node)] = Int32(truncatingIfNeeded: index) }
    func parent(_ node: Int32) -> Int32 {
      let next = place[Int(flow.heads[Int(shape.exits[Int(node)])])]
      return next < 0 ? -1 : next - Int32(truncatingIfNeeded: columnCount)
    }
    // A capacity beyond all units is cut to one more: it is never full.
    func room(_ node: Int32) -> Int32 {
      Int32(clamping: min(flow.uppers[Int(shape.exits[Int(node)])], 1 - flow.supplies[shape.sink]))
    }
    let problem = try? AssignmentProblem(
      rowCounts: shape.rows.map { Int32(clamping: flow.supplies[Int($0)]) },
      columnCapacities: outlets[..<columnCount].map(room), columnParents: outlets[..<columnCount].map(parent),
      groups: outlets[columnCount...].map { ColumnGroup(parent: parent($0), capacity: room($0)) },
      arcs: .sparse(starts: pairs.starts, columns: pairs.columns.map { place[Int($0)] }),
      levels: [ObjectiveLevel(name: "cost", scores: .perArc(.int64(pairs.scores)))])
    guard let problem, AssignmentNetwork.fits(problem) else { return nil }
    self.problem = problem
    self.flow = flow
    self.distances = distances
    (sink, rows, self.outlets, arcs, exits) = (shape.sink, shape.rows, outlets, pairs.arcs, shape.exits)
  }

  /// An outcome of the assignment problem as one of the network.
  func stated(_ outcome: SolveOutcome) -> FlowOutcome {
    var stated = FlowOutcome(termination: outcome.termination, statistics: outcome.statistics)
    guard let assignment = outcome.assignment else { return stated }
    var flows = [Int64](repeating: 0, count: flow.arcCount)
    var left = rows.map { flow.supplies[Int($0)] }
    for unit in assignment.flows {
      guard let pair = problem.arcs.arc(row: Int(unit.row), column: Int(unit.column)) else { continue }
      flows[Int(arcs[pair])] += Int64(unit.units)
      left[Int(unit.row)] -= Int64(unit.units)
      var node = Int(outlets[Int(unit.column)])
      while node != sink {
        flows[Int(exits[node])] += Int64(unit.units)
        node = Int(flow.heads[Int(exits[node])])
      }
    }
    for (row, node) in rows.enumerated() { flows[Int(exits[Int(node)])] += left[row] }
    stated.flows = flows
    if case .optimality(let duals) = outcome.certificate { stated.potentials = potentials(duals) }
    return stated
  }

  private func potentials(_ duals: DualPrices) -> [Int64] {
    var potentials = [Int64](repeating: 0, count: flow.nodeCount)
    for (row, node) in rows.enumerated() { potentials[Int(node)] = duals.potentials[row] - distances[Int(node)] }
    for (outlet, node) in outlets.enumerated() {
      potentials[Int(node)] = duals.potentials[rows.count + outlet] - distances[Int(node)]
    }
    return potentials
  }
}

/// Tells whether a network is a funnel, and what its nodes are.
private struct FunnelShape {
  let flow: FlowProblem
  let sink: Int
  /// Nodes with arcs of their own choice.
  var rows: [Int32] = []
  /// Nodes that rows have arcs to, and those behind them.
  var columns: [Int32] = []
  var groups: [Int32] = []
  var exits: [Int32]
  private var isRow: [Bool]
  private var outDegree: [Int32]
  /// Nodes, each before the one it leads on to.
  private var order: [Int32] = []

  /// nil without a single sink, or with lower bounds or loops.
  init?(_ flow: FlowProblem) {
    self.flow = flow
    var sink = -1
    for (node, supply) in flow.supplies.enumerated() where supply < 0 {
      guard sink < 0 else { return nil }
      sink = node
    }
    guard sink >= 0, flow.lowers.allSatisfy({ $0 == 0 }) else { return nil }
    self.sink = sink
    var isEntered = [Bool](repeating: false, count: flow.nodeCount)
    outDegree = [Int32](repeating: 0, count: flow.nodeCount)
    for arc in 0..<flow.arcCount {
      isEntered[Int(flow.heads[arc])] = true
      outDegree[Int(flow.tails[arc])] += 1
    }
    isRow = (0..<flow.nodeCount).map { flow.supplies[$0] > 0 && !isEntered[$0] }
    exits = [Int32](repeating: -1, count: flow.nodeCount)
    guard outDegree[sink] == 0, flow.supplies[sink] > -Int64(Int32.max) else { return nil }
  }

  /// Finds the exit of every node: of a row its widest arc to the sink, of another node its only arc.
  mutating func findExits() -> Bool {
    for arc in 0..<flow.arcCount {
      let (tail, head) = (Int(flow.tails[arc]), Int(flow.heads[arc]))
      if isRow[tail] {
        let known = exits[tail]
        if head == sink, known < 0 || flow.costs[Int(known)] > flow.costs[arc] { exits[tail] = Int32(arc) }
      } else {
        guard outDegree[tail] == 1, flow.supplies[tail] == 0 else { return false }
        exits[tail] = Int32(arc)
      }
    }
    for node in 0..<flow.nodeCount where node != sink && exits[node] < 0 { return false }
    guard (0..<flow.arcCount).allSatisfy({ isWide($0) }) else { return false }
    var isColumn = [Bool](repeating: false, count: flow.nodeCount)
    for arc in 0..<flow.arcCount where isRow[Int(flow.tails[arc])] { isColumn[Int(flow.heads[arc])] = true }
    for arc in 0..<flow.arcCount where !isRow[Int(flow.tails[arc])] {
      // A node that rows and other nodes lead to would be column and group at once.
      if isColumn[Int(flow.heads[arc])], Int(flow.heads[arc]) != sink { return false }
    }
    for node in 0..<flow.nodeCount where node != sink {
      if isRow[node] {
        rows.append(Int32(node))
      } else if isColumn[node] {
        columns.append(Int32(node))
      } else {
        groups.append(Int32(node))
      }
    }
    return true
  }

  /// Whether an arc of a row takes all that its row has, or all that can go on behind it.
  private func isWide(_ arc: Int) -> Bool {
    guard isRow[Int(flow.tails[arc])] else { return true }
    let head = Int(flow.heads[arc])
    let supply = flow.supplies[Int(flow.tails[arc])]
    return flow.uppers[arc] >= (head == sink ? supply : min(supply, flow.uppers[Int(exits[head])]))
  }

  /// Cost of the way from each node to the sink; nil where a way does not end, or leaves 2⁶⁰.
  mutating func distances() -> [Int64]? {
    var waiting = [Int32](repeating: 0, count: flow.nodeCount)
    for node in exits.indices where exits[node] >= 0 { waiting[Int(flow.heads[Int(exits[node])])] += 1 }
    order = waiting.indices.filter { waiting[$0] == 0 }.map { Int32($0) }
    var done = 0
    while done < order.count {
      let node = Int(order[done])
      done += 1
      guard node != sink else { continue }
      let head = Int(flow.heads[Int(exits[node])])
      waiting[head] -= 1
      if waiting[head] == 0 { order.append(Int32(head)) }
    }
    guard order.count == flow.nodeCount else { return nil }
    var distances = [Int64](repeating: 0, count: flow.nodeCount)
    for node in order.reversed() where Int(node) != sink {
      let exit = Int(exits[Int(node)])
      let (sum, overflow) = distances[Int(flow.heads[exit])].addingReportingOverflow(flow.costs[exit])
      guard !overflow, sum.magnitude < 1 << 60 else { return nil }
      distances[Int(node)] = sum
    }
    return distances
  }

  /// The arcs of rows that do not lead straight to the sink, by row and column; of parallel ones the cheapest.
  func pairs(_ distances: [Int64]) -> (starts: [Int], columns: [Int32], scores: [Int64], arcs: [Int32]) {
    var place = [Int32](repeating: -1, count: flow.nodeCount)
    for (row, node) in rows.enumerated() { place[Int(node)] = Int32(row) }
    var starts = [Int](repeating: 0, count: rows.count + 1)
    for arc in 0..<flow.arcCount where isPair(arc) { starts[Int(place[Int(flow.tails[arc])]) + 1] += 1 }
    for row in rows.indices { starts[row + 1] += starts[row] }
    var arcs = [Int32](repeating: 0, count: starts[rows.count])
    var next = starts
    for arc in 0..<flow.arcCount where isPair(arc) {
      let row = Int(place[Int(flow.tails[arc])])
      arcs[next[row]] = Int32(arc)
      next[row] += 1
    }
    var kept = 0
    for row in rows.indices {
      let (from, to) = (starts[row], starts[row + 1])
      if (from + 1..<max(from + 1, to)).contains(where: { flow.heads[Int(arcs[$0 - 1])] >= flow.heads[Int(arcs[$0])] })
      {
        arcs[from..<to].sort { one, other in
          let (left, right) = (Int(one), Int(other))
          return (flow.heads[left], flow.costs[left], one) < (flow.heads[right], flow.costs[right], other)
        }
      }
      starts[row] = kept
      for index in from..<to {
        let isParallel = kept > starts[row] && flow.heads[Int(arcs[kept - 1])] == flow.heads[Int(arcs[index])]
        if isParallel { continue }
        arcs[kept] = arcs[index]
        kept += 1
      }
    }
    starts[rows.count] = kept
    arcs.removeLast(arcs.count - kept)
    // |costs| × (nodes + 4) ≤ 2⁶² and |distances| < 2⁶⁰: the difference stays inside 64 bits.
    let scores = arcs.map { arc -> Int64 in
      let (tail, head) = (Int(flow.tails[Int(arc)]), Int(flow.heads[Int(arc)]))
      return distances[tail] - flow.costs[Int(arc)] - distances[head]
    }
    return (starts, arcs.map { flow.heads[Int($0)] }, scores, arcs)
  }

  private func isPair(_ arc: Int) -> Bool { isRow[Int(flow.tails[arc])] && Int(flow.heads[arc]) != sink }
}
