// Problem: leximin chances of service among people who compete for places, class by class.
// Formulation: the places that a set S of rows can reach, κ(N(S)), contracted by the classes already drawn, is a
// submodular function f; with f limited to the number of people, chances x are possible for a class iff
// Σ_S count × x ≤ f(S) for every S, and the leximin chances are the lexicographically optimal base of that
// polymatroid. Fujishige's decomposition finds it: cut at the average λ = f(R) / |R|; if no set lies under the line,
// R is one level, otherwise the smallest set that lies farthest under it and the rest of R go on by themselves.
// Invariants: pieces leave the stack in ascending order of chance; when one leaves, everything before it is closed.
// Every certain row of an earlier class that is not closed still has all its units served, in whole units, by one flow
// that is kept from class to class. A piece is the source side of a smallest minimum cut, or what is left of one: no
// other row flows into its columns, so nothing else is looked at until it is closed; and the certain rows in it are
// just those that its levels hold. (Those that they hold, with all rows of the levels, reach the same least value of
// the cut, and the side is the smallest that does.)
// Deviation: what is closed is taken out of the network with its places, so that numerators and denominators stay
// counts of places and of people, and each level can be drawn by itself.
// Complexity: one maximum flow per class, and at most two per level, each over the rows of its piece alone.
// Cannot: floors, minimums, hours or households, for which the sets that can be served are no matroid.
// Reference: Bogomolnaia and Moulin, "Random matching under dichotomous preferences", Econometrica 72 (2004);
// Fujishige, "Lexicographically optimal base of a polymatroid with respect to a weight vector", Mathematics of
// Operations Research 5 (1980); Budish, Che, Kojima and Milgrom, American Economic Review 103 (2013).

import AssignmentCore

/// The state of the search; see ``FairChances`` for the answer.
struct ChanceSearch {
  /// Rows of one class that share the places of a bottleneck, or of several.
  private struct Piece {
    let rows: [Int32]
    /// Certain rows of earlier classes that are served from the same columns.
    let held: [Int32]
    /// What the open columns of all these rows have, beyond the units of `held`.
    let places: Int64
  }

  private let network: LotteryNetwork
  private var places: OpenPlaces
  /// Whole units: all of the certain rows that no bottleneck holds.
  private var matching: LotteryFlow
  /// Shares of the piece being looked at.
  private var shares: LotteryFlow
  private var isCertain: [Bool]
  private(set) var levels: [FairChances.Level] = []
  private var pace: SearchPace

  init(_ problem: AssignmentProblem, _ sets: PairSets?, _ limits: SolveLimits) {
    pace = SearchPace(limits, phase: "cutting")
    network = LotteryNetwork(problem, sets)
    places = OpenPlaces(problem)
    matching = LotteryFlow(network, places)
    shares = LotteryFlow(network, places)
    isCertain = [Bool](repeating: false, count: problem.rowCount)
  }

  /// Finds the levels of the next class.
  ///
  /// - Throws: `SolverFailure.stopped(_:)`
  mutating func solve(_ rows: [Int32], classIndex: Int) throws(SolverFailure) {
    pace.level = classIndex
    for row in rows { matching.waiting[Int(row)] = Int64(network.counts[Int(row)]) }
    try matching.send(rows, &pace)
    let rest = rows.filter { !matching.isReached($0) }
    var stack: [Piece] = []
    if rest.count < rows.count { stack.append(cutOff(rows.filter { matching.isReached($0) })) }
    while let piece = stack.popLast() { stack += try split(piece, classIndex) }
    guard !rest.isEmpty else { return }
    for row in rest { isCertain[Int(row)] = true }
    let people = network.people(rest)
    levels.append(
      FairChances.Level(
        classIndex: classIndex, rows: rest, heldRows: [], columns: [], people: people, places: people,
        probability: .certain))
  }

  /// Takes the source side of the matching's cut out of it, with the rows of the class on that side.
  private mutating func cutOff(_ rows: [Int32]) -> Piece {
    let (columns, reached) = matching.reached
    let places = rows.reduce(network.people(rows)) { $0 - matching.waiting[Int($1)] }
    matching.remove(columns)
    return Piece(rows: rows, held: reached.filter { isCertain[Int($0)] }.sorted(), places: places)
  }

  /// Two pieces, the lower on top; or none, and the piece is a level.
  private mutating func split(_ piece: Piece, _ classIndex: Int) throws(SolverFailure) -> [Piece] {
    let chance = Chance(piece.places, of: network.people(piece.rows))
    let all = piece.rows + piece.held
    let columns = shares.begin(all, places, scale: chance.denominator)
    for row in all { shares.waiting[Int(row)] = limit(row, chance) }
    try shares.send(all, &pace)
    guard all.contains(where: { shares.waiting[Int($0)] > 0 }) else {
      close(piece, chance, classIndex, columns)
      return []
    }
    let lower = all.filter { shares.isReached($0) }
    let sent = lower.reduce(0) { $0 + limit($1, chance) - shares.waiting[Int($1)] }
    let (rows, held) = (lower.filter { !isCertain[Int($0)] }, lower.filter { isCertain[Int($0)] })
    let filled = sent / chance.denominator - network.people(held)
    let upper = Piece(
      rows: piece.rows.filter { !shares.isReached($0) }, held: piece.held.filter { !shares.isReached($0) },
      places: piece.places - filled)
    assert(!rows.isEmpty && !upper.rows.isEmpty, "a cut under the average divides the piece")
    return [upper, Piece(rows: rows, held: held, places: filled)]
  }

  /// What a row may send at a chance, times its denominator.
  private func limit(_ row: Int32, _ chance: Chance) -> Int64 {
    Int64(network.counts[Int(row)]) * (isCertain[Int(row)] ? chance.denominator : chance.numerator)
  }

  private mutating func close(_ piece: Piece, _ chance: Chance, _ classIndex: Int, _ columns: [Int32]) {
    let filled = places.close(columns, network)
    assert(filled == piece.places + network.people(piece.held), "a level fills its places in every draw")
    levels.append(
      FairChances.Level(
        classIndex: classIndex, rows: piece.rows, heldRows: piece.held, columns: columns,
        people: network.people(piece.rows), places: piece.places, probability: chance))
  }
}
