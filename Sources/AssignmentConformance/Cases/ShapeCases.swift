import AssignmentCore

/// Random problems by shape, a few seeds each.
extension ConformanceSuite {
  static var shapeCases: [ConformanceCase] {
    shapes.flatMap { name, shape in
      (1...3).map { seed in
        var random = SplitMix64(seed: UInt64(seed))
        let drafts = (0..<12).map { _ in shape.draw(&random) }
        return ConformanceCase("shape.\(name).\(seed)", seed: UInt64(seed), .solve(drafts, stated: .nothing))
      }
    }
  }

  private static let shapes: [(String, ProblemShape)] = plainShapes + featureShapes + rowShapes

  private static let plainShapes: [(String, ProblemShape)] = [
    ("square", ProblemShape { ($0.rows, $0.columns) = (5...5, 5...5) }),
    ("dense", ProblemShape { $0.density = 100 }),
    ("sparse", ProblemShape { ($0.density, $0.rows, $0.columns) = (20, 4...8, 4...7) }),
    ("tall", ProblemShape { ($0.rows, $0.columns, $0.capacities) = (10...14, 1...2, 3...5) }),
    ("wide", ProblemShape { ($0.rows, $0.columns) = (1...3, 7...9) }),
    ("ties", ProblemShape { ($0.scores, $0.density) = (3...3, 80) }),
    ("near-ties", ProblemShape { ($0.scores, $0.levels) = (0...1, 2) }),
    ("counts", ProblemShape { ($0.counts, $0.capacities) = (0...4, 0...4) }),
    ("scarce", ProblemShape { ($0.counts, $0.capacities, $0.columns) = (2...4, 0...1, 2...5) }),
    ("negative", ProblemShape { $0.scores = -9...9 }),
    ("all-negative", ProblemShape { $0.scores = -9 ... -1 }),
    ("wide-scores", ProblemShape { ($0.scores, $0.wide) = (-400_000_000...400_000_000, true) }),
    ("two-levels", ProblemShape { ($0.levels, $0.scores) = (2, 0...3) }),
    ("three-levels", ProblemShape { ($0.levels, $0.scores) = (3, -1...1) }),
    ("four-levels", ProblemShape { ($0.levels, $0.scores) = (4, 0...1) }),
    ("served", ProblemShape { ($0.classes, $0.levels, $0.density) = (1, 2, 50) }),
    ("classes", ProblemShape { ($0.classes, $0.levels, $0.density, $0.scores) = (3, 2, 50, -5...9) }),
    ("classes-and-counts", ProblemShape { ($0.classes, $0.levels, $0.counts, $0.capacities) = (2, 3, 0...3, 0...3) }),
  ]

  private static let featureShapes: [(String, ProblemShape)] = [
    ("firm", ProblemShape { ($0.firms, $0.capacities) = (.one, 1...2) }),
    ("firm-classes", ProblemShape { ($0.firms, $0.capacities, $0.classes, $0.levels) = (.one, 1...2, 2, 2) }),
    ("nested", ProblemShape { ($0.firms, $0.capacities, $0.counts) = (.nested, 0...3, 1...3) }),
    (
      "nested-levels",
      ProblemShape { ($0.firms, $0.capacities, $0.levels, $0.classes, $0.scores) = (.nested, 0...2, 3, 2, -3...3) }
    ),
    ("floors", ProblemShape { ($0.floors, $0.capacities, $0.scores) = (30, 1...2, -5...5) }),
    ("floors-served", ProblemShape { ($0.floors, $0.capacities, $0.classes, $0.levels) = (25, 1...2, 2, 2) }),
    (
      "floors-nested",
      ProblemShape { ($0.firms, $0.floors, $0.capacities, $0.counts) = (.nested, 25, 1...3, 1...3) }
    ),
    ("marginals", ProblemShape { ($0.marginals, $0.capacities, $0.scores) = (60, 1...3, -3...3) }),
    (
      "marginals-nested",
      ProblemShape {
        ($0.marginals, $0.firms, $0.capacities, $0.counts, $0.levels) = (50, .nested, 0...3, 0...3, 2)
      }
    ),
    (
      "everything",
      ProblemShape {
        ($0.marginals, $0.firms, $0.floors, $0.capacities, $0.counts) = (40, .nested, 15, 0...3, 0...3)
        ($0.levels, $0.classes, $0.scores) = (3, 3, -4...4)
      }
    ),
  ]

  /// Rows that hand on, groups of unserved units, pairs read by grade.
  private static let rowShapes: [(String, ProblemShape)] = [
    ("hands-on", ProblemShape { ($0.handing, $0.counts, $0.capacities) = (60, 0...2, 0...2) }),
    (
      "hands-on-classes",
      ProblemShape { ($0.handing, $0.classes, $0.levels, $0.scores, $0.firms) = (50, 3, 3, -3...3, .one) }
    ),
    (
      "hands-on-floors",
      ProblemShape { ($0.handing, $0.floors, $0.counts, $0.capacities) = (60, 25, 0...2, 1...2) }
    ),
    ("idle", ProblemShape { ($0.idleGroups, $0.levels, $0.scores, $0.density) = (2, 2, -2...2, 50) }),
    (
      "idle-classes",
      ProblemShape { ($0.idleGroups, $0.classes, $0.levels, $0.counts, $0.density) = (2, 3, 3, 1...2, 50) }
    ),
    (
      "idle-nested",
      ProblemShape {
        ($0.idleGroups, $0.firms, $0.marginals, $0.capacities, $0.levels) = (2, .nested, 40, 0...2, 2)
        ($0.floors, $0.scores) = (10, -3...3)
      }
    ),
    (
      "idle-hands-on",
      ProblemShape { ($0.idleGroups, $0.handing, $0.levels, $0.counts, $0.scores) = (2, 50, 3, 0...2, -2...2) }
    ),
    ("graded", ProblemShape { ($0.graded, $0.levels, $0.scores, $0.counts) = (true, 4, -1...1, 1...2) }),
    (
      "everything-by-rows",
      ProblemShape {
        ($0.marginals, $0.firms, $0.floors, $0.capacities, $0.counts) = (30, .nested, 10, 0...2, 0...2)
        ($0.levels, $0.classes, $0.scores) = (4, 3, -2...2)
        ($0.handing, $0.idleGroups, $0.graded) = (40, 2, true)
      }
    ),
  ]
}
