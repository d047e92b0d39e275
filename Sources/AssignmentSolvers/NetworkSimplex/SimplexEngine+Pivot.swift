import AssignmentCore

extension SimplexEngine {
  /// Pivots until no arc improves, or until it has to stop.
  ///
  /// - Parameters:
  ///   - limits: polled every 1,000 pivots and about every million scanned arcs, or once in a pass over all.
  ///   - level: for progress.
  /// - Returns: why it was cut short; nil at the optimum.
  mutating func optimise(_ limits: SolveLimits, level: Int) -> Termination? {
    updatePotentials()
    assert(invariantsHold())
    defer {
      settleFlows()
      assert(invariantsHold() && potentialsHold())
    }
    if let reason = limits.reasonToStop() { return reason }
    (nextPivots, nextScan) = (pivots + 1_000, scannedArcs + 1_000_000)
    return active < siftedFrom ? pivotAmong(active, limits, level) : sift(limits, level)
  }

  /// Pivots until none of the first `priced` arcs improves, or until it has to stop.
  mutating func pivotAmong(_ priced: Int, _ limits: SolveLimits, _ level: Int) -> Termination? {
    let block = blockSize(priced)
    var (pivotsThen, scanEnd) = (pivots, scannedArcs + priced)
    isUnfinished = false
    while true {
      let entering = findEntering(block, among: priced)
      if entering < 0 { return nil }
      pivot(entering)
      if leastPivots > 0, scannedArcs >= scanEnd {
        if (pivots - pivotsThen) * leastPivots < priced / block {
          isUnfinished = true
          return nil
        }
        (pivotsThen, scanEnd) = (pivots, scannedArcs + priced)
      }
      if pivots >= nextPivots || scannedArcs >= nextScan {
        (nextPivots, nextScan) = (pivots + 1_000, scannedArcs + 1_000_000)
        if renumberAfter > 0, pivots - renumberedAt >= renumberAfter { renumber() }
        limits.progress?(SolveProgress(phase: "pivoting", level: level, steps: pivots))
        if let reason = limits.reasonToStop() { return reason }
      }
    }
  }

  private func blockSize(_ arcs: Int) -> Int { max(20, Int(blockFactor * Double(arcs).squareRoot())) }

  /// The arc that violates its condition most in the first block that has one, or −1.
  private mutating func findEntering(_ block: Int, among priced: Int) -> Int {
    var found = -1
    var left = priced
    var start = position
    while left > 0, found < 0 {
      let end = min(start + block, priced)
      found = worstViolation(start..<end)
      left -= end - start
      scannedArcs += end - start
      start = end == priced ? 0 : end
    }
    position = start
    return found
  }

  /// The arc at `places` that violates its condition most, the first of equal ones, or −1.
  @inline(__always) func worstViolation(_ places: Range<Int>) -> Int {
    var (best, found) = (-tolerance, -1)
    for place in places {
      // Within 2⁶³ by the overflow proof of the problem: a potential sums at most `nodeCount` costs.
      let reduced = cost[place] &+ potential[tail[place]] &- potential[head[place]]
      let violation = Int64(state[place]) &* reduced
      if violation < best { (best, found) = (violation, place) }
    }
    return found
  }

  /// Sends as much as fits round the cycle of `entering`, and exchanges it for the last blocking arc.
  private mutating func pivot(_ entering: Int) {
    pivots += 1
    let forward = state[entering] > 0
    let first = forward ? tail[entering] : head[entering]
    let second = forward ? head[entering] : tail[entering]
    let join = findJoin(first, second)
    var (delta, leaving, firstSide) = (upper[entering], Int32(-1), false)
    var node = first
    while node != join {
      let room = downRoom[node]
      if room < delta { (delta, leaving, firstSide) = (room, node, true) }
      node = parent[node]
    }
    node = second
    while node != join {
      let room = upRoom[node]
      if room <= delta { (delta, leaving, firstSide) = (room, node, false) }
      node = parent[node]
    }
    if delta > 0 { augment(first, second, join, delta) } else { degeneratePivots += 1 }
    flow[entering] = forward ? delta : upper[entering] - delta
    if leaving < 0 {
      state[entering] = -state[entering]
      return
    }
    let left = arc[leaving]
    flow[left] = pointsUp[leaving] ? downRoom[leaving] : upRoom[leaving]
    state[left] = flow[left] == 0 ? 1 : -1
    state[entering] = 0
    let (below, above) = firstSide ? (first, second) : (second, first)
    let reduced = cost[entering] &+ potential[tail[entering]] &- potential[head[entering]]
    rehang(below, under: above, by: Int32(truncatingIfNeeded: entering), cutAbove: leaving, join: join)
    let shift = pointsUp[below] ? -reduced : reduced
    if shift != 0 { shiftPotentials(below, shift) }
  }

  /// The lowest common ancestor: the end with the smaller subtree climbs.
  private func findJoin(_ first: Int32, _ second: Int32) -> Int32 {
    var (one, other) = (first, second)
    while one != other {
      if size[one] < size[other] { one = parent[one] } else { other = parent[other] }
    }
    return one
  }

  /// Adds `delta` units to the cycle first → second → join → first.
  private func augment(_ first: Int32, _ second: Int32, _ join: Int32, _ delta: Int64) {
    var node = first
    while node != join {
      upRoom[node] += delta
      downRoom[node] -= delta
      node = parent[node]
    }
    node = second
    while node != join {
      upRoom[node] -= delta
      downRoom[node] += delta
      node = parent[node]
    }
  }

  /// Writes the flow of the tree arcs back to the arcs.
  private func settleFlows() {
    for node in 0..<root { flow[arc[node]] = pointsUp[node] ? downRoom[node] : upRoom[node] }
  }

  /// Moves the potentials of a subtree.
  ///
  /// Nodes that follow each other in number are taken without waiting for the link between them.
  private func shiftPotentials(_ top: Int32, _ shift: Int64) {
    let end = next[last[top]]
    var node = top
    while true {
      potential[node] &+= shift
      let following = next[node]
      if following == node &+ 1 {
        node = node &+ 1
        if node == end { return }
      } else {
        if following == end { return }
        node = following
      }
    }
  }
}
