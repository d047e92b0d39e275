import AssignmentCore

/// All levels of a problem in one number, exactly.
///
/// Formulation: level l is worth `weights[l]` times a unit of the last. A reduced cost of level l sums at most
/// `nodes + 2` potential steps and one cost, so it is at most (nodes + 3) × the largest cost of that level in magnitude;
/// each weight is more than twice what all levels behind it can sum to. So the sign of a packed reduced cost is that of
/// the first level in which it is not 0: no level is ever traded for another, and a tree that is optimal for the packed
/// costs is optimal for all levels, each with its own potentials.
/// It fits where no packed potential can leave 2⁶⁰.
struct LevelPacking {
  /// Of each level.
  let weights: [Int64]

  /// nil where it does not fit.
  ///
  /// - Parameters:
  ///   - largest: the largest magnitude of any cost in each level.
  ///   - nodes: of the network, the root included.
  init?(largest: [Int64], nodes: Int) {
    var weights: [Int64] = []
    // Most that the levels so far, from the last, can sum to in a reduced cost.
    var sum: Int64 = 0
    for cost in largest.reversed() {
      let (doubled, overflow) = sum.multipliedReportingOverflow(by: 2)
      guard !overflow, doubled < 1 << 60 else { return nil }
      let weight = doubled + 1
      weights.append(weight)
      let (steps, tooMany) = max(cost, 1).multipliedReportingOverflow(by: Int64(nodes) + 3)
      let (part, tooLarge) = steps.multipliedReportingOverflow(by: weight)
      let (total, carry) = sum.addingReportingOverflow(part)
      guard !tooMany, !tooLarge, !carry, total < 1 << 60 else { return nil }
      sum = total
    }
    self.weights = weights.reversed()
  }
}
