import AssignmentCore

/// How many instances and solves had which features, and how many combinations of features occurred.
struct ShapeCount: Sendable {
  private(set) var solves: [String: Int] = [:]
  private(set) var shapes: [String: Int] = [:]
  /// The order of the table.
  private static let order = [
    "at most 3 × 3", "at most 7 × 7", "larger", "dense", "sparse", "one unit a row", "rows of several units",
    "levels: 1", "levels: 2", "levels: 3", "levels: 4", "served first", "negative scores", "no group", "one group",
    "several groups", "groups in groups", "floors", "marginal scores", "rows that hand on", "groups of unserved units",
    "one grading", "hours", "household", "quota", "supervision", "co-counsel", "dense one to one", "infeasible",
  ]

  mutating func add(_ problem: AssignmentProblem, solves count: Int, isInfeasible: Bool) {
    let features = Self.features(problem) + (isInfeasible ? ["infeasible"] : [])
    for feature in features { solves[feature, default: 0] += count }
    shapes[features.joined(separator: ", "), default: 0] += count
  }

  mutating func join(_ other: ShapeCount) {
    solves.merge(other.solves, uniquingKeysWith: +)
    shapes.merge(other.shapes, uniquingKeysWith: +)
  }

  /// A line for each feature: solves of problems that have it.
  var lines: [String] { Self.order.map { "| \($0) | \(solves[$0, default: 0]) |" } }

  private static func features(_ problem: AssignmentProblem) -> [String] {
    let (rows, columns) = (problem.rowCount, problem.columnCount)
    let side = max(rows, columns)
    let isDense = problem.arcs.isDense
    let isSingle = problem.rowCounts.allSatisfy { $0 == 1 }
    let groups = problem.groups
    var features = [
      side <= 3 ? "at most 3 × 3" : side <= 7 ? "at most 7 × 7" : "larger", isDense ? "dense" : "sparse",
      isSingle ? "one unit a row" : "rows of several units", "levels: \(problem.levels.count)",
      groups.isEmpty ? "no group" : groups.count == 1 ? "one group" : "several groups",
    ]
    func note(_ feature: String, _ holds: Bool) { if holds { features.append(feature) } }
    note("served first", problem.levels.first?.name == "served")
    note("negative scores", hasNegativeScores(problem))
    note("groups in groups", groups.contains { $0.parent >= 0 })
    note("floors", problem.hasFloors)
    note("marginal scores", !problem.marginals.isEmpty)
    note("rows that hand on", problem.rowParents.contains { $0 >= 0 })
    note("groups of unserved units", problem.idleParents.contains { $0 >= 0 })
    note("one grading", problem.levels.contains { if case .perGrade = $0.scores { true } else { false } })
    for name in ["hours", "household", "quota", "supervision", "co-counsel"] {
      note(name, problem.sideConstraints.contains { $0.name == name })
    }
    let isPlain = groups.isEmpty && problem.marginals.isEmpty && !problem.hasFloors && problem.sideConstraints.isEmpty
    note("dense one to one", isDense && isSingle && isPlain && problem.columnCapacities.allSatisfy { $0 == 1 })
    return features
  }

  private static func hasNegativeScores(_ problem: AssignmentProblem) -> Bool {
    problem.levels.contains { level in
      switch level.scores {
      case .perRow(let values): values.contains { $0 < 0 }
      case .perArc(let values): (0..<values.count).contains { values[$0] < 0 }
      case .perGrade(_, let values): values.contains { $0 < 0 }
      case .marginalsOnly: false
      }
    }
  }
}
