import AssignmentCore

/// Sifting: a level with very many arcs is solved on the few that matter.
///
/// In front stand the arcs of the tree and those that violated their condition when all were last looked at, at most
/// one of each 64. A level is optimal when a pass over all finds no other. The arcs in front are sifted once more, by
/// blocks of 8, and the nearest are priced as usual: so the long end of a level, where hardly an arc violates its
/// condition, passes over few arcs for each pivot. Whatever enters, the tree stays strongly feasible, so this ends as
/// surely as pricing all arcs does.
/// Reference: R. E. Bixby, J. W. Gregory, I. J. Lustig, R. E. Marsten, D. F. Shanno, Very large-scale linear programming:
/// a case study in combining interior point and simplex methods, Operations Research 40 (1992) 885–897. Here nothing
/// starts anew: arcs join the same tree.
extension SimplexEngine {
  /// Pivots until no active arc improves, or until it has to stop.
  mutating func sift(_ limits: SolveLimits, _ level: Int) -> Termination? {
    var front = gatherTree(in: active)
    while gatherViolations(behind: &front, in: active, ofEach: 64) {
      if let reason = limits.reasonToStop() { return reason }
      var nearest = gatherTree(in: front)
      while gatherViolations(behind: &nearest, in: front, ofEach: 8) {
        if let reason = pivotAmong(nearest, limits, level) { return reason }
      }
    }
    return nil
  }

  /// Brings the tree arcs among the first `end` arcs, which hold all active ones, to the front; returns where they end.
  private mutating func gatherTree(in end: Int) -> Int {
    var front = 0
    for place in 0..<end where state[place] == 0 {
      if place != front { swapArcs(place, front) }
      front += 1
    }
    return front
  }

  /// Moves the arc that violates its condition most, if one does, of each `size` arcs between `front` and `end` to `front`,
  /// and `front` on; returns whether there was one.
  private mutating func gatherViolations(behind front: inout Int, in end: Int, ofEach size: Int) -> Bool {
    position = front
    scannedArcs += end - front
    var start = front
    while start < end {
      let found = worstViolation(start..<min(start + size, end))
      // The arc that makes room is outside the tree, and no further than what was looked at.
      if found >= 0 {
        if found != front { swapArcs(found, front) }
        front += 1
      }
      start += size
    }
    return front > position
  }
}
