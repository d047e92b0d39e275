import AssignmentCore

extension Fixture {
  /// Rows 4 k and 4 k + 1 are a household that wants one attorney, all or none where k is even.
  public static func households(_ rows: Int, _ columns: Int, degree: Int, count: Int) -> Fixture {
    let shape = SparseShape(rows, columns, degree: degree)
    return Fixture("\(shape.name), \(count) households") {
      let cells = ColumnPartition(cells: (0..<Int32(columns)).map { $0 })
      return try shape.problem(
        sides: (0..<Int32(count)).map {
          .together(rows: [4 * $0, 4 * $0 + 1], cells: cells, allOrNone: $0.isMultiple(of: 2))
        })
    }
  }

  /// Every person needs 5 to 25 hours, and every column has hours for about two thirds of its places.
  public static func hours(_ rows: Int, _ columns: Int, degree: Int) -> Fixture {
    let shape = SparseShape(rows, columns, degree: degree)
    return Fixture("\(shape.name), hours") {
      var random = SplitMix64(seed: 7)
      let weights = (0..<Int32(rows)).map {
        SideConstraint.RowWeight(row: $0, weight: Int64(random.number(5...25)))
      }
      return try shape.problem(
        sides: (0..<Int32(columns)).map {
          .budget(column: $0, weights: weights, limit: Int64(10 * rows / columns))
        })
    }
  }
}
