import AssignmentCore

/// A problem whose pairs are told by codes as a network for the engine: all nodes, and the pairs found so far.
///
/// Nodes are the kinds of rows (`CellKinds`), then the outlets of the frame, the root last. Labels: 0 for pairs, −1 for arcs
/// that score nothing, below that the pieces of outlets, and from 1 on those of kinds. Columns and groups through which nothing can flow (no places, or none in a group around them) hang by an arc
/// that no cycle passes, and no pair leads to them.
struct CellNetwork {
  let problem: CellProblem
  let kinds: CellKinds
  /// Whether anything can flow through each outlet.
  let isLive: [Bool]
  /// Marginal and segment of each piece that scores.
  private var pieces: [(marginal: Int32, segment: Int32)] = []

  private static let pair: Int32 = 0

  var frame: AssignmentProblem { problem.frame }

  /// Nodes of rows.
  private var rowNodes: Int { kinds.count }

  init(_ problem: CellProblem, _ kinds: CellKinds) {
    self.problem = problem
    self.kinds = kinds
    let frame = problem.frame
    isLive = (0..<frame.outletCount).map { outlet in
      var at: Int? = outlet
      while let here = at {
        if frame.capacity(ofOutlet: here) == 0 { return false }
        at = frame.parent(ofOutlet: here)
      }
      return true
    }
  }

  /// Builds the engine with the pairs of the start that carry its assignment, on a strongly feasible tree of them.
  mutating func makeEngine(_ start: CellStart) -> SimplexEngine {
    let segments = frame.marginals.reduce(0) { $0 + $1.segments.count }
    var engine = SimplexEngine(
      nodes: rowNodes + frame.outletCount + 1,
      arcs: kinds.pieces.count + 3 * frame.outletCount + segments + start.pairs.count)
    var hookOfRow = (0..<rowNodes).map { addPieces(&engine, ofKind: $0, left: start.left[$0]) }
    var hooks = addPieces(&engine, start.arriving).map { places in
      places.first { engine.flow[$0] < engine.upper[$0] } ?? -1
    }
    for outlet in hooks.indices where hooks[outlet] < 0 && (outlet >= frame.columnCount || start.fillers[outlet] < 0) {
      hooks[outlet] = engine.addArc(rowNodes + outlet, engine.root, upper: SimplexEngine.unbounded, label: -1)
    }
    for (index, pair) in start.pairs.enumerated() where start.amounts[index] > 0 {
      let added = engine.addArc(
        Int(pair.row), rowNodes + Int(pair.column), upper: SimplexEngine.unbounded, label: Self.pair)
      engine.flow[added] = start.amounts[index]
      if start.fillers[Int(pair.column)] == pair.row {
        hooks[Int(pair.column)] = added
      } else {
        hookOfRow[Int(pair.row)] = added
      }
    }
    for row in hookOfRow.indices { engine.hang(row, by: hookOfRow[row], carrying: engine.flow[hookOfRow[row]]) }
    for outlet in hooks.indices {
      engine.hang(rowNodes + outlet, by: hooks[outlet], carrying: engine.flow[hooks[outlet]])
    }
    engine.active = engine.arcCount
    engine.thread()
    return engine
  }

  /// Adds pairs to a running solve, priced at once.
  func append(_ pairs: [CellPricer.Found], _ packing: LevelPacking, _ engine: inout SimplexEngine) {
    engine.reserve(arcs: engine.arcCount + pairs.count)
    for pair in pairs {
      let added = engine.addArc(
        Int(pair.row), rowNodes + Int(pair.column), upper: SimplexEngine.unbounded, label: Self.pair)
      engine.cost[added] = cost(of: added, packing, engine)
    }
    engine.active = engine.arcCount
  }

  // MARK: Pieces

  /// An arc to the root for each piece of a kind, those worth least filled first; the position of the first with room.
  ///
  /// The last of them has no limit, as no more can come than the kind has.
  private func addPieces(_ engine: inout SimplexEngine, ofKind kind: Int, left: Int64) -> Int {
    var (rest, hook) = (left, -1)
    for piece in kinds.pieceStarts[kind]..<kinds.pieceStarts[kind + 1] {
      let isLast = piece + 1 == kinds.pieceStarts[kind + 1]
      let width = isLast ? SimplexEngine.unbounded : kinds.pieces[piece].units
      guard width > 0 else { continue }
      let added = engine.addArc(kind, engine.root, upper: width, label: Int32(truncatingIfNeeded: piece + 1))
      engine.flow[added] = min(rest, width)
      if rest >= width { engine.state[added] = -1 } else if hook < 0 { hook = added }
      rest -= engine.flow[added]
    }
    return hook
  }

  /// An arc for every segment of an outlet's capacity, filled in order; where those of each outlet lie.
  private mutating func addPieces(_ engine: inout SimplexEngine, _ arriving: [Int64]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var marginals = frame.marginals.indices[...]
    for outlet in 0..<frame.outletCount {
      let listed = marginals.first.map { frame.marginals[$0].outlet == outlet } ?? false
      let marginal = listed ? marginals.removeFirst() : -1
      let first = engine.arcCount
      var (room, rest) = (isLive[outlet] ? frame.capacity(ofOutlet: outlet) : 0, arriving[outlet])
      func add(_ width: Int64, _ label: Int32) {
        guard width > 0 else { return }
        let parent = frame.parent(ofOutlet: outlet).map { rowNodes + $0 } ?? engine.root
        let added = engine.addArc(rowNodes + outlet, parent, upper: width, label: label)
        engine.flow[added] = min(rest, width)
        if rest >= width { engine.state[added] = -1 }
        rest -= min(rest, width)
        room -= width
      }
      for (index, segment) in (listed ? frame.marginals[marginal].segments : []).enumerated() where room > 0 {
        pieces.append((Int32(truncatingIfNeeded: marginal), Int32(truncatingIfNeeded: index)))
        add(min(Int64(segment.width), room), -1 - Int32(truncatingIfNeeded: pieces.count))
      }
      add(room, -1)
      places.append(first..<engine.arcCount)
    }
    return places
  }

  // MARK: Levels

  /// Costs of all arcs for all levels: scores with the sign changed.
  func setCosts(_ packing: LevelPacking, _ engine: borrowing SimplexEngine) {
    for place in 0..<engine.arcCount { engine.cost[place] = cost(of: place, packing, engine) }
  }

  @inline(__always)
  private func cost(of place: Int, _ packing: LevelPacking, _ engine: borrowing SimplexEngine) -> Int64 {
    var sum: Int64 = 0
    for (level, weight) in packing.weights.enumerated() { sum += weight * cost(of: place, level: level, engine) }
    return sum
  }

  /// Costs of all arcs for one level.
  func setCosts(of level: Int, _ engine: borrowing SimplexEngine) {
    for place in 0..<engine.arcCount { engine.cost[place] = cost(of: place, level: level, engine) }
  }

  @inline(__always)
  private func cost(of place: Int, level: Int, _ engine: borrowing SimplexEngine) -> Int64 {
    let label = Int(engine.label[place])
    if label < -1 {
      let piece = pieces[-2 - label]
      return -frame.marginals[Int(piece.marginal)].segments[Int(piece.segment)].scores[level]
    }
    if label > Self.pair, case .perRow(let values) = frame.levels[level].scores {
      return values[Int(kinds.pieces[label - 1].sample)]
    }
    guard label == Self.pair, level == problem.scoreLevel else { return 0 }
    let row = Int(engine.original[engine.tail[place]])
    let column = Int(engine.original[engine.head[place]]) - rowNodes
    return -(kinds.arcs.score(row: row, column: column) ?? 0)
  }

  /// The flow on pairs.
  func assignment(_ engine: borrowing SimplexEngine) -> Assignment {
    var flows: [Assignment.Flow] = []
    for place in 0..<engine.arcCount where engine.flow[place] > 0 && engine.label[place] == Self.pair {
      let column = Int(engine.original[engine.head[place]]) - rowNodes
      flows.append(
        .init(
          row: engine.original[engine.tail[place]], column: Int32(column),
          units: Int32(truncatingIfNeeded: engine.flow[place])))
    }
    flows.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    return kinds.expanded(flows, frame)
  }
}

extension LevelPacking {
  /// nil where the levels do not fit.
  init?(_ problem: CellProblem) {
    let frame = problem.frame
    let largest = frame.levels.indices.map { level -> Int64 in
      var largest = level == problem.scoreLevel ? problem.arcs.largestScore : 0
      if case .perRow(let values) = frame.levels[level].scores {
        largest = values.reduce(largest) { max($0, Int64(clamping: $1.magnitude)) }
      }
      for marginal in frame.marginals {
        for segment in marginal.segments { largest = max(largest, Int64(clamping: segment.scores[level].magnitude)) }
      }
      return largest
    }
    self.init(largest: largest, nodes: frame.nodeCount + 1)
  }
}
