/// Nodes renumbered in preorder.
///
/// What a pivot costs is mostly the walk through the subtree whose potentials move, thousands of nodes at scale. In
/// preorder that walk is through consecutive memory; pivots spoil the order slowly, so it is worth restoring it now and
/// then. The caller's numbers stay what they are: `nodeOf` and `original` translate.
extension SimplexEngine {
  /// Gives every node its place in the present preorder as its number; the root stays last.
  ///
  /// O(nodes + arcs); between pivots, never inside one.
  mutating func renumber() {
    renumberedAt = pivots
    let fresh = Lane(repeating: Int32(truncatingIfNeeded: root), count: nodeCount)
    var (at, place) = (next[root], Int32(0))
    while Int(at) != root {
      fresh[at] = place
      place += 1
      at = next[at]
    }
    for place in 0..<arcCount {
      tail[place] = fresh[tail[place]]
      head[place] = fresh[head[place]]
    }
    potential = moved(potential, fresh)
    upRoom = moved(upRoom, fresh)
    downRoom = moved(downRoom, fresh)
    pointsUp = moved(pointsUp, fresh)
    arc = moved(arc, fresh)
    size = moved(size, fresh)
    original = moved(original, fresh)
    parent = moved(parent, fresh, renamed: true)
    last = moved(last, fresh, renamed: true)
    next = moved(next, fresh, renamed: true)
    previous = moved(previous, fresh, renamed: true)
    for place in 0..<nodeCount { nodeOf[original[place]] = Int32(truncatingIfNeeded: place) }
  }

  private func moved<Element: BitwiseCopyable>(
    _ lane: borrowing Lane<Element>, _ fresh: borrowing Lane<Int32>
  ) -> Lane<Element> {
    let moved = Lane(repeating: lane[0], count: nodeCount)
    for place in 0..<nodeCount { moved[fresh[place]] = lane[place] }
    return moved
  }

  private func moved(
    _ lane: borrowing Lane<Int32>, _ fresh: borrowing Lane<Int32>, renamed: Bool
  ) -> Lane<Int32> {
    let moved = Lane(repeating: Int32(-1), count: nodeCount)
    for place in 0..<nodeCount where lane[place] >= 0 { moved[fresh[place]] = fresh[lane[place]] }
    return moved
  }
}
