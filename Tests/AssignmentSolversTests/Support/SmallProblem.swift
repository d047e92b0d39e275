import AssignmentConformance
import AssignmentCore

/// What a small random problem may contain.
struct SmallShape {
  var rows = 3
  var columns = 3
  var largestCount = 2
  var levels = 3
  var floors = false
  var groups = true
  var marginals = true
  /// Some rows hand units on.
  var handOn = false
  /// Unserved units of some rows flow through groups.
  var idle = false
}

enum SmallProblem {
  /// A random problem that enumeration can solve: few scores, so that ties are frequent.
  static func random(seed: Int, _ shape: SmallShape = SmallShape()) throws -> AssignmentProblem {
    var random = SplitMix64(seed: UInt64(seed))
    let rows = random.integer(in: 0...shape.rows)
    let columns = random.integer(in: 0...shape.columns)
    let levelCount = random.integer(in: 1...shape.levels)
    var starts = [0]
    var ends: [Int32] = []
    let density = random.integer(in: 30...100)
    for _ in 0..<rows {
      for column in 0..<columns where random.chance(density) { ends.append(Int32(column)) }
      starts.append(ends.count)
    }
    let groupCount = shape.groups ? random.integer(in: 0...3) : 0
    let groups = (0..<groupCount).map { group in
      let parent = group > 0 && random.chance(50) ? Int32(random.integer(in: 0...group - 1)) : -1
      return ColumnGroup(
        parent: parent, capacity: Int32(random.integer(in: 0...4)),
        floor: shape.floors && random.chance(40) ? Int32(random.integer(in: 0...2)) : 0)
    }
    let capacities = (0..<columns).map { _ in Int32(random.integer(in: 0...3)) }
    let side = rowSide(rows, firstGroup: groupCount, shape, &random)
    let counts = (0..<rows).map { _ in Int32(random.integer(in: 0...shape.largestCount)) }
    let idleGroups = side.idleParents.isEmpty ? [] : [counts.reduce(0, +), 9].map { ColumnGroup(capacity: $0) }
    let scored = shape.marginals ? marginals(columns + groupCount, levels: levelCount, &random) : []
    return try AssignmentProblem(
      rowCounts: counts,
      columnCapacities: capacities,
      columnFloors: shape.floors
        ? (0..<columns).map { _ in random.chance(40) ? Int32(random.integer(in: 0...2)) : 0 } : [],
      columnParents: groupCount == 0 ? [] : (0..<columns).map { _ in Int32(random.integer(in: -1...groupCount - 1)) },
      groups: groups + idleGroups, rowParents: side.rowParents, idleParents: side.idleParents,
      arcs: .sparse(starts: starts, columns: ends),
      levels: (0..<levelCount).map { level in
        ObjectiveLevel(name: "level \(level)", scores: scores(rows: rows, arcs: ends.count, &random))
      },
      marginals: scored + idleMarginals(columns + groupCount, idleGroups, levels: levelCount, &random))
  }

  /// Who hands on to whom (nobody to one who hands on), and through which of two groups the others stay unserved.
  private static func rowSide(
    _ rows: Int, firstGroup: Int, _ shape: SmallShape, _ random: inout SplitMix64
  ) -> (rowParents: [Int32], idleParents: [Int32]) {
    var parents = [Int32](repeating: -1, count: shape.handOn ? rows : 0)
    for row in parents.indices where random.chance(60) {
      let parent = random.integer(in: 0...rows - 1)
      if parent != row, parents[parent] < 0, !parents.contains(Int32(row)) { parents[row] = Int32(parent) }
    }
    let idle = (0..<(shape.idle ? rows : 0)).map { row -> Int32 in
      let group = random.integer(in: -1...1)
      return group < 0 || (shape.handOn && parents[row] >= 0) ? -1 : Int32(firstGroup + group)
    }
    return (parents, idle)
  }

  /// Scores of either sign; where the last is a loss it covers all that can come.
  private static func idleMarginals(
    _ first: Int, _ groups: [ColumnGroup], levels: Int, _ random: inout SplitMix64
  ) -> [OutletMarginal] {
    groups.indices.compactMap { index in
      guard random.chance(80) else { return nil }
      var vectors = (0..<random.integer(in: 1...3)).map { _ in
        (0..<levels).map { _ in Int64(random.integer(in: -2...1)) }
      }
      vectors.sort { $1.lexicographicallyPrecedes($0) }
      let last = vectors.count - 1
      return OutletMarginal(
        outlet: first + index,
        segments: vectors.indices.map {
          .init(width: $0 == last ? max(1, groups[index].capacity) : 1, scores: vectors[$0])
        })
    }
  }

  private static func scores(rows: Int, arcs: Int, _ random: inout SplitMix64) -> ObjectiveLevel.Scores {
    switch random.integer(in: 0...4) {
    case 0: .perRow((0..<rows).map { _ in Int64(random.integer(in: -1...2)) })
    case 1: .marginalsOnly
    case 2: .perArc(.int64((0..<arcs).map { _ in Int64(random.integer(in: -3...3)) }))
    default: .perArc(.int32((0..<arcs).map { _ in Int32(random.integer(in: -1...4)) }))
    }
  }

  private static func marginals(_ outlets: Int, levels: Int, _ random: inout SplitMix64) -> [OutletMarginal] {
    (0..<outlets).compactMap { outlet -> OutletMarginal? in
      guard random.chance(35) else { return nil }
      var vectors = (0..<random.integer(in: 1...3)).map { _ in
        (0..<levels).map { _ in Int64(random.integer(in: 0...2)) }
      }
      vectors.sort { $1.lexicographicallyPrecedes($0) }
      return OutletMarginal(
        outlet: outlet, segments: vectors.map { .init(width: Int32(random.integer(in: 1...2)), scores: $0) })
    }
  }
}
