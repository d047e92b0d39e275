import AssignmentCore

/// Tiny problems with every feature: counts, nested groups, floors, marginals, rows that hand units on, groups of
/// unserved units, one or two levels.
enum RandomProblem {
  /// At most 3 × 3 with at most 6 pairs; nil where the dice made an invalid problem (a marginal that increases).
  static func tiny(_ random: inout SplitMix64, floors: Bool? = nil) throws -> AssignmentProblem? {
    let (rows, columns) = (Int.random(in: 1...3, using: &random), Int.random(in: 1...3, using: &random))
    let levels = Int.random(in: 1...2, using: &random)
    var starts = [0]
    var ends: [Int32] = []
    for _ in 0..<rows {
      for column in 0..<columns where ends.count < 6 && Int.random(in: 0...3, using: &random) > 0 {
        ends.append(Int32(column))
      }
      starts.append(ends.count)
    }
    let groups = groups(&random, floors: floors ?? Bool.random(using: &random))
    var counts = (0..<rows).map { _ in Int32.random(in: 0...2, using: &random) }
    let parents = rowParents(&random, rows: rows)
    // At most four units can be in a row, or enumeration takes too long.
    for row in parents.indices where parents[row] >= 0 { counts[row] = min(counts[row], 1) }
    let idle = Bool.random(using: &random)
    let idleParents = (0..<(idle ? rows : 0)).map { row in
      parents.isEmpty || parents[row] < 0 ? Int32.random(in: -1...0, using: &random) : -1
    }.map { $0 < 0 ? -1 : Int32(groups.count) }
    let wanted = (floors ?? (Int.random(in: 0...3, using: &random) == 0)) ? 1 : 0
    return try? AssignmentProblem(
      rowCounts: counts,
      columnCapacities: (0..<columns).map { _ in Int32.random(in: 0...2, using: &random) },
      columnFloors: (0..<columns).map { _ in Int32.random(in: 0...Int32(wanted), using: &random) },
      columnParents: (0..<columns).map { _ in Int32.random(in: -1..<Int32(groups.count), using: &random) },
      groups: groups + (idle ? [ColumnGroup(capacity: 6)] : []), rowParents: parents, idleParents: idleParents,
      arcs: .sparse(starts: starts, columns: ends),
      levels: (0..<levels).map { level in
        let perRow = level == 0 && Bool.random(using: &random)
        let scores = (0..<(perRow ? rows : ends.count)).map { _ in Int64.random(in: -2...2, using: &random) }
        return ObjectiveLevel(name: "\(level)", scores: perRow ? .perRow(scores) : .perArc(.int64(scores)))
      }, marginals: marginals(&random, outlets: columns + groups.count, levels: levels, idle: idle))
  }

  /// In half of the problems all rows but one may hand on to it.
  private static func rowParents(_ random: inout SplitMix64, rows: Int) -> [Int32] {
    guard Bool.random(using: &random) else { return [] }
    let hub = Int.random(in: 0..<rows, using: &random)
    return (0..<rows).map { $0 != hub && Int.random(in: 0...2, using: &random) > 0 ? Int32(hub) : -1 }
  }

  private static func groups(_ random: inout SplitMix64, floors: Bool) -> [ColumnGroup] {
    (0..<Int32.random(in: 0...2, using: &random)).map { group in
      ColumnGroup(
        parent: Int32.random(in: -1..<group, using: &random),
        capacity: Int32.random(in: 0...3, using: &random),
        floor: floors ? Int32.random(in: 0...1, using: &random) : 0)
    }
  }

  private static func marginals(
    _ random: inout SplitMix64, outlets: Int, levels: Int, idle: Bool
  ) -> [OutletMarginal] {
    let scored = (0..<outlets).filter { _ in Int.random(in: 0...4, using: &random) == 0 }.map { outlet in
      OutletMarginal(
        outlet: outlet,
        segments: (0..<Int.random(in: 1...2, using: &random)).map { _ in
          .init(
            width: Int32.random(in: 1...2, using: &random),
            scores: (0..<levels).map { _ in Int64.random(in: -1...1, using: &random) })
        })
    }
    guard idle else { return scored }
    let first = (0..<levels).map { _ in Int64.random(in: -1...1, using: &random) }
    return scored + [
      OutletMarginal(
        outlet: outlets,
        segments: [.init(width: 1, scores: first), .init(width: 6, scores: [first[0] - 1] + first.dropFirst())])
    ]
  }
}
