// Problem: leximin chances of service among people who compete for places, class by class.
// Formulation: the places that a set S of rows can reach, κ(N(S)), contracted by the classes already drawn, is a
// submodular function f; with f limited to the number of people, chances x are possible for a class iff
// Σ_S count × x ≤ f(S) for every S, and the leximin chances are the lexicographically optimal base of that
// polymatroid. Fujishige's decomposition finds it: cut at the average λ = f(R) / |R|; if no set lies under the line,
// R is one level, otherwise the largest set S under it and the rest of R go on by themselves.
// Invariants: pieces leave the stack in ascending order of chance; when one leaves, everything before it is closed,
// and every certain row of an earlier class that is not closed still has all its units served.
// Deviation: what is closed is taken out of the network with its places, so that numerators and denominators stay
// counts of places and of people, and each level can be drawn by itself.
// Complexity: two maximum flows per level and one per class, each over the arcs still open.
// Cannot: floors, minimums, hours or households, for which the sets that can be served are no matroid.
// Reference: Bogomolnaia and Moulin, "Random matching under dichotomous preferences", Econometrica 72 (2004);
// Fujishige, "Lexicographically optimal base of a polymatroid with respect to a weight vector", Mathematics of
// Operations Research 5 (1980); Budish, Che, Kojima and Milgrom, American Economic Review 103 (2013).

import AssignmentCore

/// The state of the search; see ``FairChances`` for the answer.
struct ChanceSearch {
  /// Rows of one class, with the places they add to what is closed.
  private struct Piece {
    let rows: [Int32]
    let places: Int64
  }

  private var network: LotteryNetwork
  /// Rows with chance 1 that no bottleneck holds, ascending within each class.
  private var certain: [Int32] = []
  private(set) var levels: [FairChances.Level] = []
  private var pace: SearchPace

  init(_ problem: AssignmentProblem, _ limits: SolveLimits) {
    pace = SearchPace(limits, phase: "cutting")
    network = LotteryNetwork(problem)
  }

  /// Finds the levels of the next class.
  ///
  /// - Throws: ``SolverFailure/stopped(_:)``
  mutating func solve(_ rows: [Int32], classIndex: Int) throws(SolverFailure) {
    pace.level = classIndex
    let whole = try cut(rows, at: .certain)
    let reached = whole.flow.reached(from: whole.source)
    let short = rows.indices.filter { reached[$0] }.map { rows[$0] }
    let rest = rows.indices.filter { !reached[$0] }.map { rows[$0] }
    let places = whole.value - people(rest) - people(certain)
    var stack = short.isEmpty ? [] : [Piece(rows: short, places: places)]
    while let piece = stack.popLast() { stack += try split(piece, classIndex) }
    guard !rest.isEmpty else { return }
    certain += rest
    levels.append(
      FairChances.Level(
        classIndex: classIndex, rows: rest, heldRows: [], columns: [], people: people(rest), places: people(rest),
        probability: .certain))
  }

  /// Two pieces, the lower on top; or none, and the piece is a level.
  private mutating func split(_ piece: Piece, _ classIndex: Int) throws(SolverFailure) -> [Piece] {
    let chance = Chance(piece.places, of: people(piece.rows))
    let routing = try cut(piece.rows, at: chance)
    let open = routing.flow.reaching(routing.root)
    let scale = chance.denominator
    let full = scale * people(certain) + chance.numerator * people(piece.rows)
    guard routing.value < full else {
      close(piece, chance, classIndex, open)
      return []
    }
    let lower = piece.rows.indices.filter { !open[$0] }.map { piece.rows[$0] }
    let upper = piece.rows.indices.filter { open[$0] }.map { piece.rows[$0] }
    let places = (routing.value - chance.numerator * people(upper)) / scale - people(certain)
    return [Piece(rows: upper, places: piece.places - places), Piece(rows: lower, places: places)]
  }

  private mutating func close(_ piece: Piece, _ chance: Chance, _ classIndex: Int, _ open: [Bool]) {
    let offset = piece.rows.count
    let held = certain.indices.filter { !open[offset + $0] }.map { certain[$0] }.sorted()
    certain = certain.indices.filter { open[offset + $0] }.map { certain[$0] }
    let columns = network.openColumns(of: piece.rows + held)
    let filled = network.close(columns)
    assert(filled == piece.places + people(held), "a level fills its places in every draw")
    levels.append(
      FairChances.Level(
        classIndex: classIndex, rows: piece.rows, heldRows: held, columns: columns, people: people(piece.rows),
        places: piece.places, probability: chance))
  }

  /// A maximum flow with `chance` of each unit of `rows` beside all certain ones, times the chance's denominator.
  private mutating func cut(_ rows: [Int32], at chance: Chance) throws(SolverFailure) -> LotteryNetwork.Routing {
    let counts = network.problem.rowCounts
    let limits =
      rows.map { Int64(counts[Int($0)]) * chance.numerator }
      + certain.map { Int64(counts[Int($0)]) * chance.denominator }
    return try network.route(rows + certain, limits: limits, scale: chance.denominator, &pace)
  }

  private func people(_ rows: [Int32]) -> Int64 {
    rows.reduce(0) { $0 + Int64(network.problem.rowCounts[Int($1)]) }
  }
}
