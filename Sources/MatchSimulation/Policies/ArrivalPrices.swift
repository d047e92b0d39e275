// Problem: what is a place worth to those who will come, so that it is not given to somebody who needs it less?
// Formulation: the best plan of those who wait and of all people who are still to come in a training world, over the places
// that are free. The potential of an attorney in its optimal dual is what her place is worth there: a vector over the levels
// `served` and `quality`, compared lexicographically, as scores are. The price is the mean over training worlds; nothing is
// divided: sums of n duals are compared with n times the score. A person is worth an offer where that is at least the price.
// Invariants: with no forecast and nobody waiting every price is 0; nothing but free places, whoever waits, the day and
// training worlds is read.
// Deviation: Ahani et al. solve every sampled trajectory each time; here each re-pricing solves the next training world, and
// the mean is over the last solve of each, so that twenty worlds cost what one does.
// Complexity: one solve of two levels over the pairs of people to come; at the beginning one for each training world.
// Reference: N. Ahani, P. Gölz, A. D. Procaccia, A. Teytelboym, A. C. Trapp: Dynamic placement in refugee resettlement.
// Operations Research 72(3) (2024); K. Bansak, E. Paulson: Outcome-driven dynamic refugee assignment with allocation
// balancing. Operations Research 72(6) (2024).

import AssignmentCore
import AssignmentSolvers

/// What a place of each attorney is worth, at the two levels.
struct ArrivalPrices: Sendable {
  /// How many duals are added up.
  var samples: Int64 = 1
  var served: [Int64]
  var quality: [Int64]

  /// Nothing costs anything.
  init(columns: Int) {
    served = [Int64](repeating: 0, count: columns)
    quality = served
  }

  /// Prices from a problem's duals; nil where there are none.
  init?(_ problem: AssignmentProblem) {
    guard let outcome = try? NetworkSimplexSolver().solve(problem, limits: .none),
      case .optimality(let duals) = outcome.certificate, duals.levelCount == 2
    else { return nil }
    samples = 1
    served = (0..<problem.columnCount).map { 0 - duals.potential(node: problem.rowCount + $0, level: 0) }
    quality = (0..<problem.columnCount).map { 0 - duals.potential(node: problem.rowCount + $0, level: 1) }
  }

  /// The sum of several.
  init(_ parts: [ArrivalPrices], columns: Int) {
    self.init(columns: columns)
    samples = Int64(max(1, parts.count))
    for part in parts {
      for column in served.indices {
        served[column] += part.served[column]
        quality[column] += part.quality[column]
      }
    }
  }
}

/// The problem of some people, with the places as they are.
struct ArrivalProblem {
  private(set) var table = PairTable()
  private(set) var counts: [Int32] = []
  private(set) var weights: [Int64] = []

  /// Adds a person with the pairs that are wanted.
  mutating func add(
    _ pairs: borrowing PairTable, _ person: Int, weight: Int64, where isWanted: (Int) -> Bool
  ) {
    table.append(pairs, person, where: isWanted)
    counts.append(1)
    weights.append(weight)
  }

  /// Adds people of a forecast from `first` on.
  mutating func add(_ forecast: borrowing ArrivalWorld.Forecast, from first: Int, of world: borrowing ArrivalWorld) {
    guard first < forecast.people.count else { return }
    table.append(forecast.pairs, from: first)
    for person in forecast.people[first...] {
      counts.append(1)
      weights.append(world.weight(person.rank))
    }
  }

  /// The problem with these places.
  ///
  /// - Parameters:
  ///   - world: whose attorneys and firms they are.
  ///   - free: places of each attorney.
  ///   - firmFree: places of each firm; nil: no cap.
  /// - Returns: nil only for scores out of range.
  func problem(
    _ world: borrowing ArrivalWorld, free: [Int32], firmFree: [Int32?]
  ) -> AssignmentProblem? {
    var groups: [ColumnGroup] = []
    var groupOf = [Int32](repeating: -1, count: firmFree.count)
    for (firm, places) in firmFree.enumerated() {
      guard let places else { continue }
      groupOf[firm] = Int32(truncatingIfNeeded: groups.count)
      groups.append(ColumnGroup(capacity: places))
    }
    let parents = groups.isEmpty ? [] : world.lawyers.map { $0.firm < 0 ? -1 : groupOf[Int($0.firm)] }
    return try? AssignmentProblem(
      rowCounts: counts, columnCapacities: free, columnParents: parents,
      groups: groups, arcs: .sparse(starts: table.starts, columns: table.columns),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow(weights)),
        ObjectiveLevel(name: "quality", scores: .perArc(.int32(table.scores))),
      ])
  }
}
