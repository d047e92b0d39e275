import AssignmentCore

/// The pairs with which `PricedSearch` begins.
///
/// Method: prices of columns that rise where more people would come than there is room and fall where fewer would
/// (a subgradient, in floating point: nothing of it is claimed); then the best pairs of each row at these prices, and for
/// each column those that want it most.
/// Complexity: O(pairs × (levels + passes)).
struct PricedCore {
  private static let passes = 60
  private(set) var isCore: [Bool]
  private let problem: AssignmentProblem
  private var worth: [Double] = []
  private var prices: [Double]

  /// - Parameters:
  ///   - problem: without floors and side constraints.
  ///   - ofRow: pairs of each row; 0: the core is empty.
  init(_ problem: AssignmentProblem, ofRow: Int) {
    self.problem = problem
    isCore = [Bool](repeating: false, count: problem.arcs.count)
    prices = [Double](repeating: 0, count: problem.columnCount)
    guard ofRow > 0 else { return }
    weigh()
    let spread = max(1, (worth.max() ?? 0) - min(0, worth.min() ?? 0))
    var step = spread / 4
    for _ in 0..<Self.passes {
      move(step)
      step *= 0.9
    }
    choose(ofRow)
  }

  /// Levels weighed so that earlier ones come first between pairs of one person.
  private mutating func weigh() {
    worth = [Double](repeating: 0, count: problem.arcs.count)
    var weight = 1.0
    for level in problem.levels.reversed() {
      var largest = 0.0
      for row in 0..<problem.rowCount {
        for arc in problem.arcs.arcs(ofRow: row) {
          let score = Double(level.score(row: row, arc: arc))
          largest = max(largest, score.magnitude)
          worth[arc] += weight * score
        }
      }
      weight = min(1e200, weight * (2 * largest + 1))
    }
  }

  private mutating func move(_ step: Double) {
    var demand = [Double](repeating: 0, count: problem.columnCount)
    for row in 0..<problem.rowCount {
      var (best, column) = (0.0, -1)
      for arc in problem.arcs.arcs(ofRow: row) {
        let to = problem.arcs.column(ofArc: arc, inRow: row)
        let gain = worth[arc] - prices[to]
        if gain > best, problem.columnCapacities[to] > 0 { (best, column) = (gain, to) }
      }
      if column >= 0 { demand[column] += Double(problem.rowCounts[row]) }
    }
    for column in demand.indices {
      let room = Double(max(1, problem.columnCapacities[column]))
      let lack = max(-1, min(1, (demand[column] - room) / room))
      prices[column] = max(0, prices[column] + step * lack)
    }
  }

  private mutating func choose(_ ofRow: Int) {
    var best = [[(gain: Double, arc: Int)]](repeating: [], count: problem.columnCount)
    let reachable = problem.reachableCounts
    for row in 0..<problem.rowCount where reachable[row] > 0 {
      var offers: [(gain: Double, arc: Int, column: Int)] = []
      for arc in problem.arcs.arcs(ofRow: row) {
        let column = problem.arcs.column(ofArc: arc, inRow: row)
        guard problem.columnCapacities[column] > 0 else { continue }
        offers.append((worth[arc] - prices[column], arc, column))
      }
      offers.sort { ($1.gain, $0.arc) < ($0.gain, $1.arc) }
      let top = max(0, offers.first?.gain ?? 0)
      for (place, offer) in offers.enumerated() {
        if place < ofRow { isCore[offer.arc] = true }
        best[offer.column].append((offer.gain - top, offer.arc))
      }
    }
    for column in best.indices {
      best[column].sort { ($1.gain, $0.arc) < ($0.gain, $1.arc) }
      for offer in best[column].prefix(2 * Int(problem.columnCapacities[column]) + 2) { isCore[offer.arc] = true }
    }
  }
}
