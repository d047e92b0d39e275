import AssignmentCore

/// An assignment problem as a network for the engine, with the way back.
///
/// Nodes are those of the problem, the root last. Arcs: pairs (unbounded, their supply bounds them), what each row does
/// not place (to the row that takes it, to the idle group, or to the root), and for each outlet parallel arcs to its
/// parent: the pieces of its capacity, one per marginal segment and one for the rest (convex, so they fill in order).
/// Pieces that no level so far told apart share one arc, a run (see `splitRuns`). Floors are lower bounds: the first units of an outlet are taken as flowing,
/// and become supply at its parent and demand at itself. Nodes that cannot hang by an arc of their own with room to
/// spare (floors, capacity 0) hang by an artificial arc; then a level before the first minimises the artificial flow.
struct AssignmentNetwork {
  /// Units of an outlet that score alike in every level.
  struct Piece {
    let outlet: Int32
    /// Index into the problem's marginals, and segment; −1: units that score nothing.
    let marginal: Int32
    let segment: Int32
    let width: Int64
    /// Where the run ends whose arc has this piece's label; 0 while the piece belongs to the run of an earlier one.
    var end: Int32 = 0
    /// Position in the engine of the piece's arc while `end` is 0.
    var place: Int32 = -1
  }

  let problem: AssignmentProblem
  /// Pieces of outlets, by label − `firstPiece`, those of an outlet in the order in which they fill.
  var pieces: [Piece] = []
  /// How many pieces have no run of their own.
  var hidden = 0
  /// Artificial arcs lie at these positions of the engine.
  private(set) var artificial = 0..<0

  /// Labels: pairs have their arc's number, then come units not placed, by row, then pieces, then artificial arcs.
  var firstUnserved: Int { problem.arcs.count }
  var firstPiece: Int { problem.arcs.count + problem.rowCount }
  var firstArtificial: Int { firstPiece + pieces.count }

  /// More arcs than this do not fit their numbers.
  static func fits(_ problem: AssignmentProblem) -> Bool {
    let segments = problem.marginals.reduce(0) { $0 + $1.segments.count }
    let (arcs, overflow) = problem.arcs.count.addingReportingOverflow(
      problem.nodeCount + 2 * problem.outletCount + segments)
    return !overflow && arcs < Int(Int32.max)
  }

  init(_ problem: AssignmentProblem) { self.problem = problem }

  /// Builds the engine with a strongly feasible tree that carries a first assignment.
  mutating func makeEngine() -> SimplexEngine {
    let segments = problem.marginals.reduce(0) { $0 + $1.segments.count }
    var engine = SimplexEngine(
      nodes: problem.nodeCount + 1,
      arcs: problem.arcs.count + problem.rowCount + 2 * problem.outletCount + segments)
    let start = AssignmentStart(problem)
    let pairs = addRows(&engine, start)
    let places = addOutlets(&engine)
    engine.active = engine.arcCount
    addHidden(&engine)
    hangOutlets(&engine, places, start, pairs)
    engine.thread()
    return engine
  }

  /// Adds pairs and units not placed, and hangs the rows; returns the position of each row's first pair, −1 for none.
  private func addRows(_ engine: inout SimplexEngine, _ start: AssignmentStart) -> [Int] {
    var pairs = [Int](repeating: -1, count: problem.rowCount)
    let reachable = problem.reachableCounts
    for row in 0..<problem.rowCount where reachable[row] > 0 {
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        let added = engine.addArc(
          row, problem.rowCount + column, upper: SimplexEngine.unbounded, label: Int32(truncatingIfNeeded: arc))
        if start.arcs[row] == arc { pairs[row] = added }
      }
    }
    for row in 0..<problem.rowCount {
      let unserved = engine.addArc(
        row, heir(ofRow: row), upper: SimplexEngine.unbounded, label: Int32(truncatingIfNeeded: firstUnserved + row))
      let column = pairs[row] < 0 ? nil : Int(engine.head[pairs[row]]) - problem.rowCount
      if let column, Int(start.fillers[column]) != row {
        engine.hang(row, by: pairs[row], carrying: start.amounts[row])
      } else {
        engine.hang(row, by: unserved, carrying: start.left(inRow: row))
      }
    }
    return pairs
  }

  /// The node that gets what a row does not place.
  private func heir(ofRow row: Int) -> Int {
    problem.parent(ofRow: row) ?? problem.idleOutlet(ofRow: row).map { problem.rowCount + $0 } ?? problem.nodeCount
  }

  /// Adds an arc for every run of an outlet beyond its floor; returns where those of each outlet begin, and the end.
  private mutating func addOutlets(_ engine: inout SimplexEngine) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(problem.outletCount + 1)
    var marginal = 0
    for outlet in 0..<problem.outletCount {
      places.append(engine.arcCount)
      let listed = marginal < problem.marginals.count && problem.marginals[marginal].outlet == outlet
      let segments = listed ? problem.marginals[marginal].segments : []
      var (skip, room) = (problem.floor(ofOutlet: outlet), problem.capacity(ofOutlet: outlet))
      let first = pieces.count
      for (index, segment) in segments.enumerated() {
        let width = min(Int64(segment.width), room)
        room -= width
        addPiece(outlet, width - min(skip, width), marginal: marginal, segment: index)
        skip -= min(skip, width)
      }
      addPiece(outlet, room - min(skip, room), marginal: -1, segment: 0)
      for run in runs(in: first..<pieces.count, level: 0) {
        pieces[run.lowerBound].end = Int32(truncatingIfNeeded: run.upperBound)
        engine.addArc(
          problem.rowCount + outlet, parentNode(outlet), upper: width(of: run), label: label(ofPiece: run.lowerBound))
      }
      if listed { marginal += 1 }
    }
    return places + [engine.arcCount]
  }

  private mutating func addPiece(_ outlet: Int, _ width: Int64, marginal: Int, segment: Int) {
    guard width > 0 else { return }
    pieces.append(
      Piece(
        outlet: Int32(truncatingIfNeeded: outlet), marginal: Int32(truncatingIfNeeded: marginal),
        segment: Int32(truncatingIfNeeded: segment), width: width))
  }

  /// Adds, behind the active arcs and without capacity, the arcs of pieces that have no run of their own.
  private mutating func addHidden(_ engine: inout SimplexEngine) {
    for piece in pieces.indices where pieces[piece].end == 0 {
      let outlet = Int(pieces[piece].outlet)
      let added = engine.addArc(
        problem.rowCount + outlet, parentNode(outlet), upper: 0, label: label(ofPiece: piece))
      pieces[piece].place = Int32(truncatingIfNeeded: added)
      hidden += 1
    }
  }

  private func parentNode(_ outlet: Int) -> Int {
    problem.parent(ofOutlet: outlet).map { problem.rowCount + $0 } ?? problem.nodeCount
  }

  /// Hangs outlets, inner before outer: a full column by the row that filled it, others by their first arc with room for
  /// one more unit, and those without by an artificial arc.
  private mutating func hangOutlets(
    _ engine: inout SimplexEngine, _ places: [Int], _ start: AssignmentStart, _ pairs: [Int]
  ) {
    var arriving = (0..<problem.outletCount).map { -problem.floor(ofOutlet: $0) }
    for column in start.inflow.indices { arriving[column] += start.inflow[column] }
    for row in problem.idleParents.indices {
      if let outlet = problem.idleOutlet(ofRow: row) { arriving[outlet] += start.left(inRow: row) }
    }
    for outlet in 0..<problem.outletCount {
      if let parent = problem.parent(ofOutlet: outlet) { arriving[parent] += problem.floor(ofOutlet: outlet) }
    }
    let first = engine.arcCount
    for outlet in outletsInnerFirst() {
      let node = problem.rowCount + outlet
      let fits = fill(places[outlet]..<places[outlet + 1], with: arriving[outlet], &engine)
      if fits, let parent = problem.parent(ofOutlet: outlet) { arriving[parent] += arriving[outlet] }
      if let tree = fits ? treePlace(places[outlet]..<places[outlet + 1], engine) : nil {
        engine.hang(node, by: tree, carrying: engine.flow[tree])
      } else if outlet < problem.columnCount, start.fillers[outlet] >= 0 {
        let filler = Int(start.fillers[outlet])
        engine.hang(node, by: pairs[filler], carrying: start.amounts[filler])
      } else {
        let number = Int32(truncatingIfNeeded: firstArtificial)
        let (from, to) = !fits && arriving[outlet] < 0 ? (engine.root, node) : (node, engine.root)
        let added = engine.addArc(from, to, upper: SimplexEngine.unbounded, label: number)
        engine.hang(node, by: added, carrying: fits ? 0 : abs(arriving[outlet]))
      }
    }
    artificial = first..<engine.arcCount
  }

  /// Fills an outlet's arcs in order, or none where the amount is negative or does not fit.
  private func fill(_ places: Range<Int>, with amount: Int64, _ engine: inout SimplexEngine) -> Bool {
    guard amount >= 0, amount <= places.reduce(0, { $0 + engine.upper[$1] }) else { return false }
    var rest = amount
    for place in places {
      engine.flow[place] = min(rest, engine.upper[place])
      rest -= engine.flow[place]
      if engine.flow[place] == engine.upper[place] { engine.state[place] = -1 }
    }
    return true
  }

  /// The first arc of an outlet with room for one more unit.
  private func treePlace(_ places: Range<Int>, _ engine: borrowing SimplexEngine) -> Int? {
    for place in places where engine.flow[place] < engine.upper[place] { return place }
    return nil
  }

  private func outletsInnerFirst() -> [Int] {
    var waiting = [Int](repeating: 0, count: problem.outletCount)
    for outlet in 0..<problem.outletCount {
      if let parent = problem.parent(ofOutlet: outlet) { waiting[parent] += 1 }
    }
    var order = (0..<problem.outletCount).filter { waiting[$0] == 0 }
    var done = 0
    while done < order.count {
      if let parent = problem.parent(ofOutlet: order[done]) {
        waiting[parent] -= 1
        if waiting[parent] == 0 { order.append(parent) }
      }
      done += 1
    }
    return order
  }
}
