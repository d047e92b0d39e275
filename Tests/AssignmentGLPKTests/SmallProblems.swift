import AssignmentConformance
import AssignmentCore

/// Seeded problems small enough to enumerate.
enum SmallProblems {
  struct Options {
    var floors = false
    var hours = false
    var households = false
    var linears = false
    var scores = -9...9
  }

  /// nil where the random numbers made no valid problem.
  static func make(seed: UInt64, _ options: Options) -> AssignmentProblem? {
    var random = SplitMix64(seed: seed)
    let (rows, columns) = (random.integer(in: 1...4), random.integer(in: 1...4))
    let counts = (0..<rows).map { _ in Int32(random.below(10) == 0 ? 0 : random.integer(in: 1...2)) }
    let capacities = (0..<columns).map { _ in Int32(random.integer(in: 0...2)) }
    let groups = makeGroups(&random, options)
    let parents = (0..<columns).map { _ in Int32(random.integer(in: -1...groups.count - 1)) }
    var (starts, ends) = ([0], [Int32]())
    for _ in 0..<rows {
      for column in 0..<columns where random.below(4) > 0 { ends.append(Int32(column)) }
      starts.append(ends.count)
    }
    let levelCount = random.integer(in: 1...3)
    let levels = (0..<levelCount).map { _ in makeLevel(&random, rows, ends.count, options) }
    let capacityOf = capacities + groups.map(\.capacity)
    var marginals: [OutletMarginal] = []
    for outlet in capacityOf.indices where random.below(3) == 0 {
      marginals.append(makeMarginal(&random, outlet, Int(capacityOf[outlet]), levelCount))
    }
    return try? AssignmentProblem(
      rowCounts: counts, columnCapacities: capacities,
      columnFloors: options.floors
        ? capacities.map { Int32(random.below(3) == 0 ? random.integer(in: 0...Int($0) + 1) : 0) } : [],
      columnParents: groups.isEmpty ? [] : parents, groups: groups, arcs: .sparse(starts: starts, columns: ends),
      levels: levels, marginals: marginals,
      sideConstraints: makeSides(&random, rows, columns, options))
  }

  private static func makeGroups(_ random: inout SplitMix64, _ options: Options) -> [ColumnGroup] {
    let count = random.integer(in: 0...3)
    return (0..<count).map { index in
      let capacity = random.integer(in: 0...4)
      let floor = options.floors && random.below(3) == 0 ? random.integer(in: 0...capacity + 1) : 0
      return ColumnGroup(
        parent: Int32(
          random.integer(in: index...count) == count ? -1 : min(index + 1, count - 1) == index ? -1 : index + 1),
        capacity: Int32(capacity), floor: Int32(floor))
    }
  }

  private static func makeLevel(
    _ random: inout SplitMix64, _ rows: Int, _ arcs: Int, _ options: Options
  ) -> ObjectiveLevel {
    switch random.below(4) {
    case 0: return ObjectiveLevel(name: "served", scores: .perRow([Int64](repeating: 1, count: rows)))
    case 1:
      let scores = (0..<rows).map { _ in Int64(random.integer(in: 0...3)) }
      return ObjectiveLevel(name: "class", scores: .perRow(scores))
    case 2:
      let scores = (0..<arcs).map { _ in Int64(random.integer(in: -1...1)) }
      return ObjectiveLevel(name: "ties", scores: .perArc(.int64(scores)))
    default:
      let scores = (0..<arcs).map { _ in Int32(random.integer(in: options.scores)) }
      return ObjectiveLevel(name: "quality", scores: .perArc(.int32(scores)))
    }
  }

  /// Vectors in descending lexicographic order, down to zero.
  private static func makeMarginal(
    _ random: inout SplitMix64, _ outlet: Int, _ capacity: Int, _ levels: Int
  ) -> OutletMarginal {
    let covers = capacity > 0 && random.below(2) == 0
    var vectors = (0..<random.integer(in: 1...3)).map { _ in (0..<levels).map { _ in Int64(random.integer(in: -2...3)) }
    }
    let zero = [Int64](repeating: 0, count: levels)
    if !covers { vectors = vectors.map { $0.lexicographicallyPrecedes(zero) ? zero : $0 } }
    vectors.sort { $1.lexicographicallyPrecedes($0) }
    let segments = vectors.enumerated().map { index, vector in
      OutletMarginal.Segment(
        width: covers && index == vectors.count - 1 ? Int32(capacity) : Int32(random.integer(in: 1...2)), scores: vector
      )
    }
    return OutletMarginal(outlet: outlet, segments: segments)
  }

  private static func makeSides(
    _ random: inout SplitMix64, _ rows: Int, _ columns: Int, _ options: Options
  ) -> [SideConstraint] {
    var sides: [SideConstraint] = []
    if options.hours {
      for column in 0..<columns where random.below(2) == 0 {
        let weights = (0..<rows).map {
          SideConstraint.RowWeight(row: Int32($0), weight: Int64(random.integer(in: 0...5)))
        }
        sides.append(.budget(column: Int32(column), weights: weights, limit: Int64(random.integer(in: 0...8))))
      }
    }
    if options.households, rows > 1 {
      for _ in 0..<random.integer(in: 1...2) {
        let members = [Int32(random.below(rows)), Int32(random.below(rows))]
        let cells = ColumnPartition(cells: (0..<columns).map { _ in Int32(random.below(3)) })
        sides.append(.together(rows: members, cells: cells, allOrNone: random.below(2) == 0))
      }
    }
    if options.linears { sides += RandomLinears.make(&random, rows: rows, columns: columns) }
    return sides
  }
}
