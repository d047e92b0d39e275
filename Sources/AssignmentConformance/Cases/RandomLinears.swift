package import AssignmentCore

/// Random quotas, supervision and pairs of attorneys for small problems.
package enum RandomLinears {
  /// One to three constraints; those with a lower bound may leave no plan.
  package static func make(_ random: inout SplitMix64, rows: Int, columns: Int) -> [SideConstraint] {
    (0..<random.integer(in: 1...3)).map { _ in
      switch random.below(4) {
      case 0: quota(&random, rows, columns, hasLower: true)
      case 1: .linear(pair(&random, rows))
      default: quota(&random, rows, columns, hasLower: random.below(4) == 0)
      }
    }
  }

  private static func some(_ random: inout SplitMix64, of count: Int) -> [Int32] {
    (0..<Int32(count)).filter { _ in random.below(2) == 0 }
  }

  private static func quota(
    _ random: inout SplitMix64, _ rows: Int, _ columns: Int, hasLower: Bool
  ) -> SideConstraint {
    let terms = (0..<random.integer(in: 1...2)).map { _ in
      LinearConstraint.Term(
        rows: some(&random, of: rows), columns: random.below(4) == 0 ? nil : some(&random, of: columns),
        weight: Int64(random.below(4) == 0 ? random.integer(in: -2...3) : 1))
    }
    let lower = hasLower ? Int64(random.integer(in: 0...2)) : nil
    let upper = hasLower && random.below(2) == 0 ? nil : (lower ?? 0) + Int64(random.integer(in: 0...2))
    return .linear(
      LinearConstraint(kind: random.below(2) == 0 ? .quota : .supervision, terms: terms, lower: lower, upper: upper))
  }

  /// As many units of one row as of another.
  private static func pair(_ random: inout SplitMix64, _ rows: Int) -> LinearConstraint {
    let (one, other) = (Int32(random.below(rows)), Int32(random.below(rows)))
    return LinearConstraint(
      kind: .coCounsel,
      terms: [.init(rows: [one], columns: nil, weight: 1), .init(rows: [other], columns: nil, weight: -1)], lower: 0,
      upper: 0)
  }
}
