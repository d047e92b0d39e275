import AssignmentConformance
import AssignmentCore

/// Seeded problems with every kind of side constraint, small enough to try every plan.
struct SideProblems {
  /// nil where the random numbers made no valid problem.
  static func make(seed: UInt64, linears: Bool = false) -> AssignmentProblem? {
    var random = SplitMix64(seed: seed)
    let (rows, columns) = (random.integer(in: 1...5), random.integer(in: 1...4))
    let isWide = random.below(4) == 0
    let counts = (0..<rows).map { _ in Int32(random.below(12) == 0 ? 0 : isWide ? random.integer(in: 1...2) : 1) }
    let capacities = (0..<columns).map { _ in Int32(random.integer(in: 0...3)) }
    let groups = makeGroups(&random)
    let parents = (0..<columns).map { _ in Int32(random.integer(in: -1...groups.count - 1)) }
    var (starts, ends) = ([0], [Int32]())
    for _ in 0..<rows {
      for column in 0..<columns where random.below(4) > 0 { ends.append(Int32(column)) }
      starts.append(ends.count)
    }
    let levelCount = random.integer(in: 1...3)
    let levels = (0..<levelCount).map { _ in makeLevel(&random, rows, ends.count) }
    let hasFloors = random.below(4) == 0
    var sides = makeSides(&random, rows, columns)
    if linears {
      if random.below(2) == 0 { sides = [] }
      sides += RandomLinears.make(&random, rows: rows, columns: columns)
    }
    let tied = Set(
      sides.flatMap { side -> [Int32] in if case .together(let rows, _, _) = side { rows } else { [] } })
    var (handing, idle): ([Int32], [Int32]) = ([], [])
    var all = groups
    if random.below(4) == 0, rows > 1, !tied.contains(0) {
      handing = (0..<rows).map { $0 > 0 && !tied.contains(Int32($0)) && random.below(3) == 0 ? 0 : -1 }
    }
    if random.below(4) == 0 {
      let group = Int32(all.count)
      all.append(ColumnGroup(capacity: 100))
      idle = (0..<rows).map { (handing.isEmpty || handing[$0] < 0) && random.below(2) == 0 ? group : -1 }
    }
    var marginals: [OutletMarginal] = []
    let capacityOf = capacities + all.map(\.capacity)
    if random.below(2) == 0 {
      for outlet in capacityOf.indices where random.below(3) == 0 {
        marginals.append(makeMarginal(&random, outlet, levelCount))
      }
    }
    return try? AssignmentProblem(
      rowCounts: counts, columnCapacities: capacities,
      columnFloors: hasFloors
        ? capacities.map { Int32(random.below(3) == 0 ? random.integer(in: 0...Int($0)) : 0) } : [],
      columnParents: all.isEmpty ? [] : parents, groups: all, rowParents: handing, idleParents: idle,
      arcs: .sparse(starts: starts, columns: ends), levels: levels, marginals: marginals, sideConstraints: sides)
  }

  private static func makeGroups(_ random: inout SplitMix64) -> [ColumnGroup] {
    let count = random.integer(in: 0...2)
    return (0..<count).map { index in
      let capacity = random.integer(in: 0...4)
      let floor = random.below(8) == 0 ? random.integer(in: 0...capacity) : 0
      return ColumnGroup(
        parent: index == 0 && count > 1 && random.below(2) == 0 ? 1 : -1, capacity: Int32(capacity), floor: Int32(floor)
      )
    }
  }

  private static func makeLevel(_ random: inout SplitMix64, _ rows: Int, _ arcs: Int) -> ObjectiveLevel {
    switch random.below(4) {
    case 0: return ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows)))
    case 1:
      return ObjectiveLevel(
        name: "ties", scores: .perArc(.int64((0..<arcs).map { _ in Int64(random.integer(in: -1...1)) })))
    case 2:
      return ObjectiveLevel(name: "class", scores: .perRow((0..<rows).map { _ in Int64(random.integer(in: 0...3)) }))
    default:
      return ObjectiveLevel(
        name: "quality", scores: .perArc(.int32((0..<arcs).map { _ in Int32(random.integer(in: -3...30)) })))
    }
  }

  /// Vectors in descending lexicographic order, down to zero.
  private static func makeMarginal(_ random: inout SplitMix64, _ outlet: Int, _ levels: Int) -> OutletMarginal {
    let zero = [Int64](repeating: 0, count: levels)
    var vectors = (0..<random.integer(in: 1...2)).map { _ in (0..<levels).map { _ in Int64(random.integer(in: -2...9)) }
    }
    vectors = vectors.map { $0.lexicographicallyPrecedes(zero) ? zero : $0 }
    vectors.sort { $1.lexicographicallyPrecedes($0) }
    return OutletMarginal(
      outlet: outlet, segments: vectors.map { .init(width: Int32(random.integer(in: 1...2)), scores: $0) })
  }

  private static func makeSides(_ random: inout SplitMix64, _ rows: Int, _ columns: Int) -> [SideConstraint] {
    var sides: [SideConstraint] = []
    let kinds = random.integer(in: 1...3)
    if kinds != 2 {
      for column in 0..<columns where random.below(3) > 0 {
        let weights = (0..<rows).map {
          SideConstraint.RowWeight(row: Int32($0), weight: Int64(random.integer(in: 0...5)))
        }
        sides.append(.budget(column: Int32(column), weights: weights, limit: Int64(random.integer(in: 0...9))))
        if random.below(10) == 0 {
          let second = Array(weights.prefix(2))
          sides.append(.budget(column: Int32(column), weights: second, limit: Int64(random.integer(in: 0...9))))
        }
      }
    }
    if kinds != 1, rows > 1 {
      let overlaps = random.below(8) == 0
      var free = (0..<rows).map { Int32($0) }
      for _ in 0..<random.integer(in: 1...2) where free.count > 1 {
        let size = random.integer(in: 2...min(3, free.count))
        var members: [Int32] = []
        for _ in 0..<size { members.append(free.remove(at: random.below(free.count))) }
        let isByColumn = random.below(3) == 0
        let cells = ColumnPartition(cells: (0..<columns).map { isByColumn ? Int32($0) : Int32(random.below(3)) })
        sides.append(.together(rows: members, cells: cells, allOrNone: random.below(2) == 0))
        if overlaps { free = (0..<rows).map { Int32($0) } }
      }
    }
    return sides
  }
}
