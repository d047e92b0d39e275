// Problem: round a fractional flow to whole units at random so that every conservation and every capacity holds in
// every outcome, and every arc carries on average exactly what it carried.
// Formulation: dependent rounding. The flow is closed (a circulation), and given as whole numbers of 1/denominator;
// the arcs that are no whole units then form cycles. Shift a cycle by the most that keeps each arc between its
// neighbouring whole numbers, one way or the other, with chances in inverse proportion to the two shifts.
// Invariants: each shift makes at least one arc whole and none leaves its neighbouring whole numbers; the node at the
// end of the walk always has a second arc to go on by, because what is not whole at a node adds up to something whole.
// Deviation: Gandhi et al. round bipartite graphs, with paths for the degrees that are no whole numbers; here the
// source and the root are one node, so there are only cycles, and groups nest to any depth.
// Complexity: O(fractional arcs × longest cycle) for a draw, in practice far less.
// Cannot: make the shares of different arcs independent.
// Reference: Gandhi, Khuller, Parthasarathy and Srinivasan, "Dependent rounding and its applications to approximation
// algorithms", Journal of the ACM 53, 324–360 (2006); Budish, Che, Kojima and Milgrom 2013.

/// A circulation in whole numbers of 1/`denominator`, ready to be rounded any number of times.
struct CycleRounding: Sendable {
  private let denominator: Int64
  /// Where each arc begins and ends.
  private let tails: [Int32]
  private let heads: [Int32]
  /// The flow of each arc, times the denominator.
  private let amounts: [Int64]
  /// Arcs that carry no whole number, by node at either end.
  private let starts: [Int]
  private let incident: [Int32]

  /// An arc of the circulation, and its flow times the denominator.
  struct Arc {
    let tail: Int32
    let head: Int32
    let amount: Int64
  }

  /// Nodes may have any numbers.
  init(_ arcs: [Arc], denominator: Int64) {
    self.denominator = denominator
    var numbers: [Int32: Int32] = [:]
    for node in arcs.lazy.flatMap({ [$0.tail, $0.head] }) where numbers[node] == nil {
      numbers[node] = Int32(numbers.count)
    }
    let (tails, heads) = (arcs.map { numbers[$0.tail] ?? 0 }, arcs.map { numbers[$0.head] ?? 0 })
    let (amounts, nodeCount) = (arcs.map(\.amount), numbers.count)
    (self.tails, self.heads, self.amounts) = (tails, heads, amounts)
    let fractional = amounts.indices.filter { amounts[$0] % denominator != 0 }
    var starts = [Int](repeating: 0, count: nodeCount + 1)
    for arc in fractional {
      starts[Int(tails[arc]) + 1] += 1
      starts[Int(heads[arc]) + 1] += 1
    }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var cursor = starts
    var incident = [Int32](repeating: 0, count: 2 * fractional.count)
    for arc in fractional {
      for node in [Int(tails[arc]), Int(heads[arc])] {
        incident[cursor[node]] = Int32(arc)
        cursor[node] += 1
      }
    }
    self.starts = starts
    self.incident = incident
    assert(isBalanced(nodeCount), "what enters a node leaves it")
  }

  private func isBalanced(_ nodeCount: Int) -> Bool {
    var surplus = [Int64](repeating: 0, count: nodeCount)
    for (arc, amount) in amounts.enumerated() {
      surplus[Int(tails[arc])] -= amount
      surplus[Int(heads[arc])] += amount
    }
    return surplus.allSatisfy { $0 == 0 }
  }

  /// Whole units of each arc, drawn.
  func draw(using generator: inout some RandomNumberGenerator) -> [Int64] {
    var walk = Walk(amounts: amounts, cursor: starts, places: [Int32](repeating: -1, count: max(starts.count - 1, 0)))
    for arc in amounts.indices where isFractional(walk.amounts[arc]) {
      while isFractional(walk.amounts[arc]) {
        walk.start(at: Int(tails[arc]))
        while let next = step(&walk) {
          let end = Int(tails[next]) == walk.node ? Int(heads[next]) : Int(tails[next])
          guard walk.places[end] >= 0 else {
            walk.append(arc: next, node: end)
            continue
          }
          shift(&walk, from: Int(walk.places[end]), closing: next, using: &generator)
          walk.cut(backTo: Int(walk.places[end]))
        }
        walk.cut(backTo: -1)
      }
    }
    return walk.amounts.map { $0 / denominator }
  }

  /// The state of one draw: what the arcs carry, and a path of arcs that are not whole.
  private struct Walk {
    var amounts: [Int64]
    /// Arcs before a node's cursor have become whole.
    var cursor: [Int]
    /// Place of each node on the path, −1 for none.
    var places: [Int32]
    var nodes: [Int] = []
    /// Arc i leads from node i of the path to node i + 1.
    var arcs: [Int] = []

    var node: Int { nodes[nodes.count - 1] }

    mutating func start(at node: Int) {
      nodes.append(node)
      places[node] = 0
    }

    mutating func append(arc: Int, node: Int) {
      arcs.append(arc)
      places[node] = Int32(nodes.count)
      nodes.append(node)
    }

    /// Leaves the node at `place` as the last of the path; −1 empties it.
    mutating func cut(backTo place: Int) {
      while nodes.count > place + 1 {
        places[nodes.removeLast()] = -1
        if !arcs.isEmpty { arcs.removeLast() }
      }
    }
  }

  private func isFractional(_ amount: Int64) -> Bool { amount % denominator != 0 }

  /// The first arc at the end of the path that is not whole and is not the one that led there.
  private func step(_ walk: inout Walk) -> Int? {
    let node = walk.node
    while walk.cursor[node] < starts[node + 1], !isFractional(walk.amounts[Int(incident[walk.cursor[node]])]) {
      walk.cursor[node] += 1
    }
    let before = walk.arcs.last ?? -1
    for place in walk.cursor[node]..<starts[node + 1] {
      let arc = Int(incident[place])
      if arc != before, isFractional(walk.amounts[arc]) { return arc }
    }
    return nil
  }

  /// Shifts the cycle that begins at `place` of the path and is closed by an arc from its end.
  private func shift(
    _ walk: inout Walk, from place: Int, closing: Int, using generator: inout some RandomNumberGenerator
  ) {
    let cycle = walk.arcs[place...] + [closing]
    var (up, down) = (denominator, denominator)
    for (arc, node) in zip(cycle, walk.nodes[place...]) {
      let over = walk.amounts[arc] % denominator
      let forward = Int(tails[arc]) == node
      up = min(up, forward ? denominator - over : over)
      down = min(down, forward ? over : denominator - over)
    }
    let rises = generator.number(below: UInt64(up + down)) < UInt64(down)
    let change = rises ? up : -down
    for (arc, node) in zip(cycle, walk.nodes[place...]) {
      walk.amounts[arc] += Int(tails[arc]) == node ? change : -change
    }
  }
}

extension RandomNumberGenerator {
  /// A number in 0 ..< bound, every one with exactly the same chance if the 64 bits are uniform.
  ///
  /// Own arithmetic, because the standard library may change how it draws, and a draw must be repeatable.
  fileprivate mutating func number(below bound: UInt64) -> UInt64 {
    let surplus = (UInt64.max % bound + 1) % bound
    while true {
      let bits = next()
      if bits <= UInt64.max - surplus { return bits % bound }
    }
  }
}
