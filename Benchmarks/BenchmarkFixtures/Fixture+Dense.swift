import AssignmentCore

extension Fixture {
  /// One-to-one with every pair: uniform costs in 0 ..< `costs`, everybody served, then the least cost.
  ///
  /// `asSparse` writes the same pairs as sparse arcs, so that solvers do not see that it is dense.
  public static func dense(
    _ rows: Int, _ columns: Int? = nil, costs: Int = 1_000_000, asSparse: Bool = false, seed: UInt64 = 1
  ) -> Fixture {
    let columns = columns ?? rows
    let shape = "dense \(rows.grouped) × \(columns.grouped), costs 0–\((costs - 1).grouped)"
    return Fixture(shape + (asSparse ? ", as sparse arcs" : "")) {
      var random = SplitMix64(seed: seed)
      let scores = (0..<rows * columns).map { _ in -Int32(random.below(costs)) }
      return try oneToOne(rows, columns, scores: .int32(scores), asSparse: asSparse)
    }
  }

  /// Machol and Wien: c(i, j) = i × j, the worst case of shortest augmenting paths.
  ///
  /// The least cost pairs the largest with the smallest: Σ i × (n + 1 − i).
  public static func macholWien(_ count: Int) -> Fixture {
    let least = (1...count).reduce(0) { $0 + $1 * (count + 1 - $1) }
    return Fixture("dense \(count.grouped) × \(count.grouped), Machol–Wien", known: [Int64(count), -Int64(least)]) {
      let scores = (0..<count * count).map { -Int32(($0 / count + 1) * ($0 % count + 1)) }
      return try oneToOne(count, count, scores: .int32(scores), asSparse: false)
    }
  }

  /// Distances of random points of the plane, in millionths of a square's side.
  public static func geometric(_ count: Int, seed: UInt64 = 1) -> Fixture {
    Fixture("dense \(count.grouped) × \(count.grouped), distances in the plane") {
      var random = SplitMix64(seed: seed)
      let points = (0..<2 * count).map { _ in (Double(random.below(1_000_000)), Double(random.below(1_000_000))) }
      let scores = (0..<count * count).map { pair in
        let (one, two) = (points[pair / count], points[count + pair % count])
        let (across, up) = (one.0 - two.0, one.1 - two.1)
        return -Int32((across * across + up * up).squareRoot())
      }
      return try oneToOne(count, count, scores: .int32(scores), asSparse: false)
    }
  }

  /// Distances of random points of a line; the least sum pairs them in order.
  public static func line(_ count: Int, seed: UInt64 = 1) -> Fixture {
    let (one, two) = sides(count, seed)
    let least = zip(one.sorted(), two.sorted()).reduce(0) { $0 + abs($1.0 - $1.1) }
    return Fixture("dense \(count.grouped) × \(count.grouped), points on a line", known: [Int64(count), -Int64(least)])
    {
      try oneToOne(count, count, scores: .int32(pairs(one, two) { -Int32(abs($0 - $1)) }), asSparse: false)
    }
  }

  /// The larger of two numbers: most pairs of a column cost the same.
  ///
  /// It is half of the sum of both and their distance, so that the least sum pairs them in order.
  public static func larger(_ count: Int, seed: UInt64 = 1) -> Fixture {
    let (one, two) = sides(count, seed)
    let least = zip(one.sorted(), two.sorted()).reduce(0) { $0 + max($1.0, $1.1) }
    return Fixture("dense \(count.grouped) × \(count.grouped), the larger", known: [Int64(count), -Int64(least)]) {
      try oneToOne(count, count, scores: .int32(pairs(one, two) { -Int32(max($0, $1)) }), asSparse: false)
    }
  }

  /// Few cheap pairs, `cheap` a row on average: 1 or 1,000.
  public static func gate(_ count: Int, cheap: Int, seed: UInt64 = 1) -> Fixture {
    Fixture("dense \(count.grouped) × \(count.grouped), \(cheap) cheap a row") {
      var random = SplitMix64(seed: seed)
      let scores = (0..<count * count).map { _ in random.below(count) < cheap ? Int32(-1) : -1_000 }
      return try oneToOne(count, count, scores: .int32(scores), asSparse: false)
    }
  }

  /// Numbers of rows and of columns.
  private static func sides(_ count: Int, _ seed: UInt64) -> ([Int], [Int]) {
    var random = SplitMix64(seed: seed)
    let one = (0..<count).map { _ in random.below(1_000_000) }
    return (one, (0..<count).map { _ in random.below(1_000_000) })
  }

  private static func pairs(_ one: [Int], _ two: [Int], _ score: (Int, Int) -> Int32) -> [Int32] {
    one.flatMap { row in two.map { score(row, $0) } }
  }

  /// Rows and columns of a few types each, costs 1–100 by type.
  public static func equalOnes(_ count: Int, types: Int, seed: UInt64 = 1) -> Fixture {
    Fixture("dense \(count.grouped) × \(count.grouped), \(types) × \(types) types") {
      var random = SplitMix64(seed: seed)
      let table = (0..<types * types).map { _ in -Int32(random.number(1...100)) }
      let kinds = (0..<2 * count).map { _ in random.below(types) }
      let scores = (0..<count * count).map { table[kinds[$0 / count] * types + kinds[count + $0 % count]] }
      return try oneToOne(count, count, scores: .int32(scores), asSparse: false)
    }
  }

  /// Sparse one-to-one: every row has an arc to a column of its own and `degree` others, costs 1–999,999.
  public static func sparseOneToOne(_ count: Int, degree: Int, seed: UInt64 = 1) -> Fixture {
    Fixture("one-to-one \(count.grouped) × \(count.grouped), \(degree + 1) arcs a row") {
      var random = SplitMix64(seed: seed)
      var (own, starts, columns) = (Array(0..<Int32(count)), [0], [Int32]())
      for place in stride(from: count - 1, to: 0, by: -1) { own.swapAt(place, random.below(place + 1)) }
      for row in 0..<count {
        let others = random.choice(of: degree, below: count)
        columns += others.contains(own[row]) ? others : (others + [own[row]]).sorted()
        starts.append(columns.count)
      }
      let costs = columns.map { _ in Int32(random.number(1...999_999)) }
      return try AssignmentProblem(
        rowCounts: .init(repeating: 1, count: count), columnCapacities: .init(repeating: 1, count: count),
        arcs: .sparse(starts: starts, columns: columns),
        levels: [
          ObjectiveLevel(name: "served", scores: .perRow(.init(repeating: 1, count: count))),
          ObjectiveLevel(name: "cost", scores: .perArc(.negatedInt32(costs))),
        ])
    }
  }

  private static func oneToOne(
    _ rows: Int, _ columns: Int, scores: ScoreArray, asSparse: Bool
  ) throws -> AssignmentProblem {
    let pairs = rows * columns
    return try AssignmentProblem(
      rowCounts: .init(repeating: 1, count: rows), columnCapacities: .init(repeating: 1, count: columns),
      arcs: asSparse
        ? .sparse(starts: (0...rows).map { $0 * columns }, columns: (0..<pairs).map { Int32($0 % columns) })
        : .dense(rows: rows, columns: columns),
      levels: [
        ObjectiveLevel(name: "served", scores: .perRow(.init(repeating: 1, count: rows))),
        ObjectiveLevel(name: "cost", scores: .perArc(scores)),
      ])
  }
}
