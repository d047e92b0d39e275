// Problem: whether rows can send what they have through the columns they may use, attorneys, firms and network.
// Method: shortest augmenting paths in phases (Dinic 1970) over an explicit list of arcs; every node and arc by number.
// Complexity: O(phases × arcs) in practice; integers only, capacities at most 2⁶² ÷ 2.
// Shares no code with AssignmentSolvers.

/// A flow network with integer capacities.
struct ShareFlow {
  private var heads: [Int32] = []
  /// What each arc can still take; arc `a ^ 1` is its way back.
  private var left: [Int64] = []
  private var arcsOf: [[Int32]]
  let source: Int
  let sink: Int

  /// Source and sink are the last two nodes.
  init(nodes: Int) {
    arcsOf = [[Int32]](repeating: [], count: nodes + 2)
    (source, sink) = (nodes, nodes + 1)
  }

  mutating func addArc(from tail: Int, to head: Int, capacity: Int64) {
    arcsOf[tail].append(Int32(heads.count))
    heads.append(Int32(head))
    left.append(capacity)
    arcsOf[head].append(Int32(heads.count))
    heads.append(Int32(tail))
    left.append(0)
  }

  /// Sends as much as can be sent.
  mutating func send() -> Int64 {
    var sent: Int64 = 0
    while true {
      let levels = levels(from: source)
      guard levels[sink] >= 0 else { return sent }
      var next = [Int](repeating: 0, count: arcsOf.count)
      while let path = path(levels, &next) {
        let units = path.reduce(Int64.max) { min($0, left[Int($1)]) }
        for arc in path {
          left[Int(arc)] -= units
          left[Int(arc) ^ 1] += units
        }
        sent += units
      }
    }
  }

  /// Whether each node is reached from `start` by what is left.
  func reached(from start: Int) -> [Bool] { levels(from: start).map { $0 >= 0 } }

  private func levels(from start: Int) -> [Int32] {
    var levels = [Int32](repeating: -1, count: arcsOf.count)
    levels[start] = 0
    var queue = [start]
    var at = 0
    while at < queue.count {
      let node = queue[at]
      at += 1
      for arc in arcsOf[node] where left[Int(arc)] > 0 && levels[Int(heads[Int(arc)])] < 0 {
        levels[Int(heads[Int(arc)])] = levels[node] + 1
        queue.append(Int(heads[Int(arc)]))
      }
    }
    return levels
  }

  private func path(_ levels: [Int32], _ next: inout [Int]) -> [Int32]? {
    var path: [Int32] = []
    var node = source
    while node != sink {
      if next[node] < arcsOf[node].count {
        let arc = arcsOf[node][next[node]]
        let head = Int(heads[Int(arc)])
        if left[Int(arc)] > 0, levels[head] == levels[node] + 1 {
          path.append(arc)
          node = head
        } else {
          next[node] += 1
        }
      } else {
        guard let arc = path.popLast() else { return nil }
        node = Int(heads[Int(arc) ^ 1])
        next[node] += 1
      }
    }
    return path
  }
}
