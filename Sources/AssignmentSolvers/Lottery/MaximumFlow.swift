// Problem: a maximum flow from a source to a sink, and the smallest or the largest of its minimum cuts.
// Formulation: Dinic's algorithm: layers by distance to the sink, then a blocking flow by depth-first search with
// current arcs.
// Invariants: arc 2k is the k-th arc added and arc 2k + 1 its reverse, so the flow on arc 2k is what is left on arc
// 2k + 1. A path is held as a list of arcs, never as a stack of calls.
// Complexity: O(nodes² × arcs), in practice close to linear on the shallow networks of a lottery.
// Cannot: cost, lower bounds, or capacities whose sum along a cut passes 2⁶².
// Reference: E. A. Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation",
// Soviet Mathematics Doklady 11, 1277–1280 (1970).

import AssignmentCore

/// A network under a maximum flow: arcs are added, then ``run(from:to:_:)`` is called once.
struct MaximumFlow {
  /// More than any flow: a capacity that no minimum cut crosses.
  static var unlimited: Int64 { Int64.max >> 1 }

  let nodeCount: Int
  /// Where each arc ends; it begins where its partner ends.
  private(set) var heads: [Int32] = []
  /// What may still be sent over each arc.
  private(set) var left: [Int64] = []
  private var starts: [Int] = []
  private var incident: [Int32] = []
  private var layers: [Int32] = []
  private var cursor: [Int] = []

  init(nodeCount: Int) {
    self.nodeCount = nodeCount
  }

  /// Arcs without their reverses.
  var arcCount: Int { heads.count / 2 }

  mutating func addArc(from tail: Int, to head: Int, capacity: Int64) {
    heads.append(Int32(head))
    heads.append(Int32(tail))
    left.append(capacity)
    left.append(0)
  }

  func tail(_ arc: Int) -> Int { Int(heads[2 * arc + 1]) }
  func head(_ arc: Int) -> Int { Int(heads[2 * arc]) }
  func flow(_ arc: Int) -> Int64 { left[2 * arc + 1] }

  /// Sends as much as possible, and answers how much that is.
  mutating func run(from source: Int, to sink: Int, _ pace: inout SearchPace) throws(SolverFailure) -> Int64 {
    seal()
    var value: Int64 = 0
    while layer(from: source, to: sink) {
      try pace.count(heads.count)
      cursor = starts
      value += try block(from: source, to: sink, &pace)
    }
    try pace.look()
    return value
  }

  /// By node, whether more could be sent to it from `source`: the source side of the smallest minimum cut.
  func reached(from source: Int) -> [Bool] {
    search(from: source) { left[$0] }
  }

  /// By node, whether more could be sent from it to `sink`; the others are the source side of the largest minimum cut.
  func reaching(_ sink: Int) -> [Bool] {
    search(from: sink) { left[$0 ^ 1] }
  }

  private func search(from start: Int, open: (Int) -> Int64) -> [Bool] {
    var seen = [Bool](repeating: false, count: nodeCount)
    var waiting = [start]
    seen[start] = true
    while let node = waiting.popLast() {
      for place in starts[node]..<starts[node + 1] {
        let arc = Int(incident[place])
        let next = Int(heads[arc])
        if !seen[next], open(arc) > 0 {
          seen[next] = true
          waiting.append(next)
        }
      }
    }
    return seen
  }

  /// Lists the arcs, reverses included, by the node at which they begin.
  private mutating func seal() {
    starts = [Int](repeating: 0, count: nodeCount + 1)
    for arc in heads.indices { starts[Int(heads[arc ^ 1]) + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    cursor = starts
    incident = [Int32](repeating: 0, count: heads.count)
    for arc in heads.indices {
      let tail = Int(heads[arc ^ 1])
      incident[cursor[tail]] = Int32(arc)
      cursor[tail] += 1
    }
  }

  /// Numbers the nodes by their distance to the sink, so that no layer holds a node from which nothing leads on.
  private mutating func layer(from source: Int, to sink: Int) -> Bool {
    layers = [Int32](repeating: -1, count: nodeCount)
    layers[sink] = 0
    var queue = [Int32(sink)]
    var next = 0
    while next < queue.count, layers[source] < 0 {
      let node = Int(queue[next])
      next += 1
      for place in starts[node]..<starts[node + 1] {
        let arc = Int(incident[place])
        let end = Int(heads[arc])
        if layers[end] < 0, left[arc ^ 1] > 0 {
          layers[end] = layers[node] + 1
          queue.append(Int32(end))
        }
      }
    }
    return layers[source] >= 0
  }

  private mutating func block(
    from source: Int, to sink: Int, _ pace: inout SearchPace
  ) throws(SolverFailure) -> Int64 {
    var value: Int64 = 0
    var path: [Int32] = []
    var at = source
    while true {
      if at == sink {
        value += push(along: path)
        try pace.count(path.count)
        let full = path.firstIndex { left[Int($0)] == 0 } ?? 0
        at = Int(heads[Int(path[full]) ^ 1])
        path.removeSubrange(full...)
      } else if let arc = advance(at) {
        path.append(Int32(arc))
        at = Int(heads[arc])
      } else {
        guard let arc = path.popLast() else { return value }
        at = Int(heads[Int(arc) ^ 1])
        cursor[at] += 1
      }
    }
  }

  /// The next arc of a node that leads one layer nearer to the sink and is not full.
  private mutating func advance(_ node: Int) -> Int? {
    while cursor[node] < starts[node + 1] {
      let arc = Int(incident[cursor[node]])
      if left[arc] > 0, layers[Int(heads[arc])] == layers[node] - 1 { return arc }
      cursor[node] += 1
    }
    return nil
  }

  private mutating func push(along path: [Int32]) -> Int64 {
    let most = path.reduce(Int64.max) { min($0, left[Int($1)]) }
    for arc in path {
      left[Int(arc)] -= most
      left[Int(arc) ^ 1] += most
    }
    return most
  }
}
