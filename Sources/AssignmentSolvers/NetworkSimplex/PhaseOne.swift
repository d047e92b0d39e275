/// What the level before the first, which minimises artificial flow, leaves behind.
///
/// Artificial arcs all touch the root and other arcs cost nothing there, so its potentials are −1, 0 or 1: 1 where
/// units are missing (an artificial arc brings them), −1 where they cannot leave.
struct PhaseOne {
  let potentials: [Int64]

  /// Nodes that contradict each other when the artificial flow cannot vanish.
  ///
  /// Into the nodes with potential 1 every arc is full and out of them every arc is at its floor, and still units are
  /// missing; around those with potential −1 it is the other way round.
  func contradiction(_ engine: borrowing SimplexEngine, _ artificial: Range<Int>) -> [Int32] {
    var missing = false
    for place in artificial where engine.flow[place] > 0 && Int(engine.tail[place]) == engine.root { missing = true }
    let side: Int64 = missing ? 1 : -1
    return potentials.indices.filter { potentials[$0] == side }.map { Int32(truncatingIfNeeded: $0) }
  }

  /// Potentials for the first real level that need no level before it, or nil where they exceed 2⁶¹, so that
  /// differences with a score on top could leave 64 bits.
  ///
  /// Arcs that this level froze keep, in the pair (this level, first level), the sign of their reduced cost here. Adding
  /// M times these potentials to those of the first level gives them the same sign in the first level alone, for every
  /// M above |reduced cost there| ÷ |reduced cost here|; all other reduced costs stay what they are. M is computed from
  /// the potentials that were found; no solve ever sees it.
  ///
  /// - Parameters:
  ///   - first: potentials of the first level.
  ///   - engine: its arcs, in any order.
  ///   - artificial: positions to leave out.
  ///   - cost: cost of an arc in the first level, by position.
  /// - Returns: the new potentials of the first level.
  func folded(
    into first: [Int64], _ engine: borrowing SimplexEngine, _ artificial: Range<Int>, cost: (Int) -> Int64
  ) -> [Int64]? {
    guard potentials.contains(where: { $0 != 0 }) else { return first }
    var factor: Int64 = 0
    for place in 0..<artificial.lowerBound {
      let (tail, head) = (Int(engine.tail[place]), Int(engine.head[place]))
      let here = potentials[tail] - potentials[head]
      guard here != 0 else { continue }
      let there = cost(place) + first[tail] - first[head]
      if (here > 0) == (there > 0), there != 0 { continue }
      factor = max(factor, Int64(clamping: there.magnitude / here.magnitude) + 1)
    }
    var sums = first
    for node in sums.indices {
      let (product, overflow) = potentials[node].multipliedReportingOverflow(by: factor)
      let (sum, carry) = first[node].addingReportingOverflow(product)
      if overflow || carry || sum.magnitude > 1 << 61 { return nil }
      sums[node] = sum
    }
    return sums
  }
}
