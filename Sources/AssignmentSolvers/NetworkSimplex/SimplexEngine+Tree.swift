extension SimplexEngine {
  /// Cuts the subtree of `out` off, turns it so that `top` (inside) is its top, and hangs it under `above`.
  ///
  /// The preorder of the turned subtree is that of `top`, then for each node on the way from `top` to `out` what its
  /// subtree has besides the part already listed: before it, then behind it. Only the ends of these pieces change, so
  /// the cost is the length of the way plus the cycle; no subtree is walked.
  func rehang(_ top: Int32, under above: Int32, by entering: Int32, cutAbove out: Int32, join: Int32) {
    let total = size[out]
    detach(out, total, join)
    let end = turn(top, out, total)
    var node = out
    while node != top {
      last[node] = end
      node = parent[node]
    }
    last[top] = end
    parent[top] = above
    takeTreeArc(top, entering)
    attach(top, end, above, total, join)
  }

  /// Takes the subtree of `out` out of the ring and out of what its ancestors know.
  private func detach(_ out: Int32, _ total: Int32, _ join: Int32) {
    let (before, after) = (previous[out], next[last[out]])
    next[before] = after
    previous[after] = before
    var node = parent[out]
    while node >= 0, last[node] == last[out] {
      last[node] = before
      node = parent[node]
    }
    node = parent[out]
    while node != join {
      size[node] -= total
      node = parent[node]
    }
  }

  /// Reverses the way from `top` to `out` and links the pieces; returns the last node in the new preorder.
  private func turn(_ top: Int32, _ out: Int32, _ total: Int32) -> Int32 {
    var inner = top
    var (innerBefore, innerLast, innerSize) = (previous[top], last[top], size[top])
    // The node that followed the inner subtree in the old order, valid while the two subtrees end differently.
    var follower = next[innerLast]
    var end = innerLast
    var (node, way, up) = (parent[top], arc[top], pointsUp[top])
    var (upward, downward) = (upRoom[top], downRoom[top])
    size[top] = total
    while inner != out {
      let (nodeBefore, nodeLast, nodeSize) = (previous[node], last[node], size[node])
      let (above, aboveWay, aboveUp) = (parent[node], arc[node], pointsUp[node])
      let (aboveUpward, aboveDownward) = (upRoom[node], downRoom[node])
      next[end] = node
      previous[node] = end
      if nodeLast == innerLast {
        end = innerBefore
      } else {
        next[innerBefore] = follower
        previous[follower] = innerBefore
        end = nodeLast
        follower = next[nodeLast]
      }
      parent[node] = inner
      arc[node] = way
      pointsUp[node] = !up
      upRoom[node] = downward
      downRoom[node] = upward
      size[node] = total - innerSize
      (inner, innerBefore, innerLast, innerSize) = (node, nodeBefore, nodeLast, nodeSize)
      (node, way, up) = (above, aboveWay, aboveUp)
      (upward, downward) = (aboveUpward, aboveDownward)
    }
    return end
  }

  /// Puts the turned subtree into the ring right behind `above`, and tells the ancestors.
  private func attach(_ top: Int32, _ end: Int32, _ above: Int32, _ total: Int32, _ join: Int32) {
    let after = next[above]
    next[above] = top
    previous[top] = above
    next[end] = after
    previous[after] = end
    var node = above
    while node >= 0, last[node] == above {
      last[node] = end
      node = parent[node]
    }
    node = above
    while node != join {
      size[node] += total
      node = parent[node]
    }
  }
}
