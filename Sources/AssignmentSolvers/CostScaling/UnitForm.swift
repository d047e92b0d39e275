import AssignmentCore

/// A problem that ``UnitMatching`` can take: one-to-one, as many rows as columns, and everybody who can be served counts
/// before the scores of pairs.
///
/// Only where every row gets a column do its prices prove the optimum.
struct UnitForm {
  private let problem: AssignmentProblem
  private let served: [Int64]
  private let scores: ScoreArray
  private let largest: Int64

  init?(_ problem: AssignmentProblem) {
    guard problem.levels.count == 2, problem.groups.isEmpty, problem.rowCount == problem.columnCount,
      problem.rowCount > 0, case .perRow(let served) = problem.levels[0].scores,
      case .perArc(let scores) = problem.levels[1].scores, served.allSatisfy({ $0 > 0 }),
      problem.rowCounts.allSatisfy({ $0 == 1 }), problem.columnCapacities.allSatisfy({ $0 == 1 })
    else { return nil }
    largest = Int64(clamping: scores.largestMagnitude)
    guard UnitBounds.hold(largest, rows: problem.rowCount) else { return nil }
    self.problem = problem
    self.served = served
    self.scores = scores
  }

  /// Nil where not everybody can be served.
  func solve(_ limits: SolveLimits) -> SolveOutcome? {
    largest < 1 << 31 ? solve(Int32.self, limits) : solve(Int64.self, limits)
  }

  private func solve<Cost: FixedWidthInteger & BitwiseCopyable>(
    _ type: Cost.Type, _ limits: SolveLimits
  ) -> SolveOutcome? {
    var matching = UnitMatching<Cost>(count: problem.rowCount, arcs: problem.arcs.count, largest: largest) {
      (starts, arcs) in
      for row in 0..<problem.rowCount {
        let range = problem.arcs.arcs(ofRow: row)
        starts[row + 1] = Int32(truncatingIfNeeded: range.upperBound)
        for arc in range {
          let column = Int32(truncatingIfNeeded: problem.arcs.column(ofArc: arc, inRow: row))
          arcs[arc] = UnitArc(column: column, cost: Cost(truncatingIfNeeded: 0 &- scores[arc]))
        }
      }
    }
    switch matching.run(limits) {
    case .noPerfectMatching: return nil
    case .perfect: return outcome(matching, .finished, .optimality(duals(matching)))
    case .stopped(let reason): return outcome(matching, reason, .stopped(reason))
    }
  }

  private func outcome<Cost>(
    _ matching: borrowing UnitMatching<Cost>, _ termination: Termination, _ certificate: Certificate
  ) -> SolveOutcome {
    var flows: [Assignment.Flow] = []
    for row in 0..<matching.count where matching.partners[row] >= 0 {
      flows.append(.init(row: Int32(row), column: matching.arcs[matching.partners[row]].column, units: 1))
    }
    return SolveOutcome(
      termination: termination, assignment: Assignment(flows: flows), certificate: certificate,
      statistics: matching.statistics)
  }

  /// Level 1: a further row is worth what it counts; level 2: the prices, shifted so that none is above 0.
  private func duals<Cost>(_ matching: borrowing UnitMatching<Cost>) -> DualPrices {
    var shift = Int64.min
    for column in 0..<matching.count { shift = max(shift, matching.prices[column]) }
    var potentials: [Int64] = []
    potentials.reserveCapacity(4 * matching.count)
    for row in 0..<matching.count {
      let own = matching.arcs[matching.partners[row]]
      potentials += [served[row], matching.prices[own.column] - shift - Int64(own.cost)]
    }
    for column in 0..<matching.count { potentials += [0, matching.prices[column] - shift] }
    return DualPrices(levelCount: 2, potentials: potentials)
  }
}

/// The overflow proof's condition of ``UnitMatching``.
enum UnitBounds {
  static func hold(_ largest: Int64, rows: Int) -> Bool {
    let (bound, overflow) = largest.multipliedReportingOverflow(by: Int64(rows) + 4)
    return !overflow && bound <= 1 << 58
  }
}

extension UnitMatching {
  /// What a run cost.
  var statistics: SolveStatistics {
    SolveStatistics(counters: [
      .init(name: "pushes", value: pushes), .init(name: "augmentations", value: augmentations),
      .init(name: "scanned-arcs", value: scannedArcs), .init(name: "phases", value: phases),
    ])
  }
}
