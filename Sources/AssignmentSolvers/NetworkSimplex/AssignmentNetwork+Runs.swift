import AssignmentCore

/// Runs: consecutive pieces of an outlet that no level so far told apart share one arc.
///
/// A pool of unserved people may have one piece per person. As arcs of one unit each they would block nearly every
/// cycle through the pool, in levels to which they are all the same. The arc of a run has the label of its first piece
/// and the capacity of all; those of its other pieces lie behind the active arcs, without capacity. Runs are split when
/// a level comes that tells their pieces apart, and only if the face rule has left them free. Scores of pieces
/// that were equal in all levels before do not rise in this one, so they fill in order and the split keeps the flow
/// optimal for the levels before.
extension AssignmentNetwork {
  /// Splits active runs by the scores of `level`.
  ///
  /// O(active arcs + pieces); nothing where every piece has its own arc.
  mutating func splitRuns(_ engine: inout SimplexEngine, level: Int) {
    guard hidden > 0 else { return }
    for place in 0..<engine.active where engine.label[place] >= firstPiece {
      let first = Int(engine.label[place]) - firstPiece
      let parts = runs(in: first..<Int(pieces[first].end), level: level)
      if parts.count > 1 { split(place, into: parts, &engine) }
    }
  }

  private mutating func split(_ place: Int, into parts: [Range<Int>], _ engine: inout SimplexEngine) {
    var rest = engine.flow[place]
    let isTreeArc = engine.state[place] == 0
    let child = Int(engine.arc[engine.tail[place]]) == place ? engine.tail[place] : engine.head[place]
    let pointsUp = child == engine.tail[place]
    var tree = -1
    for part in parts {
      let position = part == parts[0] ? place : show(part.lowerBound, &engine)
      pieces[part.lowerBound].end = Int32(truncatingIfNeeded: part.upperBound)
      let width = width(of: part)
      let amount = min(rest, width)
      rest -= amount
      engine.upper[position] = width
      engine.flow[position] = amount
      engine.state[position] = amount == width ? -1 : 1
      // Strongly feasible: the first with room if it points to the root, the last with flow if away from it.
      if pointsUp ? tree < 0 && amount < width : amount > 0 { tree = position }
    }
    guard isTreeArc else { return }
    engine.state[tree] = 0
    engine.takeTreeArc(child, Int32(truncatingIfNeeded: tree))
  }

  /// Makes the arc of a piece active, and returns its position.
  private mutating func show(_ piece: Int, _ engine: inout SimplexEngine) -> Int {
    let (from, to) = (Int(pieces[piece].place), engine.active)
    let displaced = Int(engine.label[to]) - firstPiece
    if displaced >= 0, pieces[displaced].end == 0 { pieces[displaced].place = Int32(truncatingIfNeeded: from) }
    engine.swapArcs(from, to)
    engine.active += 1
    hidden -= 1
    return to
  }

  /// Consecutive pieces with equal scores in `level`.
  func runs(in range: Range<Int>, level: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var first = range.lowerBound
    for piece in range where score(ofPiece: piece, level: level) != score(ofPiece: first, level: level) {
      found.append(first..<piece)
      first = piece
    }
    return first < range.upperBound ? found + [first..<range.upperBound] : found
  }

  func width(of run: Range<Int>) -> Int64 { run.reduce(0) { $0 + pieces[$1].width } }

  func label(ofPiece piece: Int) -> Int32 { Int32(truncatingIfNeeded: firstPiece + piece) }

  func score(ofPiece piece: Int, level: Int) -> Int64 {
    let marginal = Int(pieces[piece].marginal)
    return marginal < 0 ? 0 : problem.marginals[marginal].segments[Int(pieces[piece].segment)].scores[level]
  }
}
