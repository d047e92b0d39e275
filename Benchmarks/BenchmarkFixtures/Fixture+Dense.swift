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
