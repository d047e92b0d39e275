public import AssignmentCore
public import CounselMatch

/// A generalised assignment problem as a file gave it: each job goes to exactly one agent, and what the jobs of an agent
/// take there must not exceed what the agent has.
public struct RawGeneralised: Sendable, Hashable {
  public let agents: Int
  public let jobs: Int
  /// Cost of agent i doing job j at i × jobs + j.
  public let costs: [Int64]
  /// What job j takes of agent i at i × jobs + j, ≥ 0.
  public let weights: [Int64]
  /// What each agent has, ≥ 0.
  public let capacities: [Int64]

  /// Nothing is checked: problems of numbers that are too large, or too few, cannot be made.
  package init(agents: Int, jobs: Int, costs: [Int64], weights: [Int64], capacities: [Int64]) {
    (self.agents, self.jobs) = (agents, jobs)
    (self.costs, self.weights, self.capacities) = (costs, weights, capacities)
  }

  /// Reads OR-Library text: agents and jobs, the costs agent by agent, the weights likewise, the capacities.
  ///
  /// - Throws: a fault with its line: `file.empty`, `number.format`, `number.range`, `size.limit`, `matrix.short`,
  ///   `matrix.long`.
  /// - Complexity: O(bytes)
  public init(orLibrary bytes: [UInt8], file: String) throws(InvalidInput) {
    var cursor = ByteCursor(bytes)
    do {
      try self.init(&cursor)
    } catch {
      throw InvalidInput(error, in: cursor, file: file)
    }
  }

  private init(_ cursor: inout ByteCursor) throws(ScanFault) {
    cursor.skipSpace()
    if cursor.isAtEnd { throw ScanFault(code: "file.empty", offset: 0) }
    let start = cursor.offset
    let sizes = try Self.integers(2, &cursor, 0...46_340)
    let count = Int(sizes[0] * sizes[1])
    guard count <= cursor.bytes.count else { throw ScanFault(code: "size.limit", offset: start) }
    (agents, jobs) = (Int(sizes[0]), Int(sizes[1]))
    costs = try Self.integers(count, &cursor, -(1 << 40)...1 << 40)
    weights = try Self.integers(count, &cursor, 0...Int64(Int32.max))
    capacities = try Self.integers(agents, &cursor, 0...1 << 60)
    cursor.skipSpace()
    guard cursor.isAtEnd else { throw ScanFault(code: "matrix.long", offset: cursor.offset) }
  }

  private static func integers(
    _ count: Int, _ cursor: inout ByteCursor, _ range: ClosedRange<Int64>
  ) throws(ScanFault) -> [Int64] {
    var values: [Int64] = []
    for _ in 0..<count {
      cursor.skipSpace()
      if cursor.isAtEnd { throw ScanFault(code: "matrix.short", offset: cursor.offset) }
      let start = cursor.offset
      let value = try cursor.integer()
      guard range.contains(value) else { throw ScanFault(code: "number.range", offset: start) }
      values.append(value)
    }
    return values
  }

  /// The problem: jobs are rows, agents columns with hours, all of them in one group that must take every job.
  ///
  /// The score of a pair is its distance from the worst cost, plus 1; ``objective(ofValue:maximize:)`` turns a value back.
  ///
  /// - Throws: `weight.range` where the costs are too large for exact sums.
  public func problem(maximize: Bool, file: String) throws(InvalidInput) -> AssignmentProblem {
    let worst = worst(maximize)
    var scores: [Int64] = []
    for job in 0..<jobs {
      for agent in 0..<agents {
        let cost = costs[agent * jobs + job]
        scores.append(maximize ? cost - worst : worst - cost)
      }
    }
    let sides = (0..<agents).map { agent in
      SideConstraint.budget(
        column: Int32(agent),
        weights: (0..<jobs).map { .init(row: Int32($0), weight: weights[agent * jobs + $0]) },
        limit: capacities[agent])
    }
    do {
      return try AssignmentProblem(
        rowCounts: [Int32](repeating: 1, count: jobs),
        columnCapacities: [Int32](repeating: Int32(jobs), count: agents),
        columnParents: [Int32](repeating: 0, count: agents),
        groups: [ColumnGroup(capacity: Int32(jobs), floor: Int32(jobs))], arcs: .dense(rows: jobs, columns: agents),
        levels: [ObjectiveLevel(name: "cost", scores: .perArc(.int64(scores)))], sideConstraints: sides)
    } catch {
      throw InvalidInput(
        code: "weight.range", file: file, rule: "Costs must be small enough for exact sums.",
        remedy: "Divide all costs by a common factor.")
    }
  }

  /// The sum of costs that a value of the problem's level stands for.
  public func objective(ofValue value: Int64, maximize: Bool) -> Int64 {
    let total = Int64(jobs) * worst(maximize)
    return maximize ? total + value : total - value
  }

  /// One worse than the worst cost.
  private func worst(_ maximize: Bool) -> Int64 {
    maximize ? (costs.min() ?? 0) - 1 : (costs.max() ?? 0) + 1
  }
}
