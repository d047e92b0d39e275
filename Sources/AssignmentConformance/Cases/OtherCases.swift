import AssignmentCore

/// Larger problems, repetition and limits.
extension ConformanceSuite {
  private static let medium = ProblemShape {
    ($0.rows, $0.columns, $0.counts, $0.capacities) = (40...50, 15...20, 1...4, 0...5)
    ($0.density, $0.levels, $0.classes, $0.scores) = (25, 2, 3, 0...100)
  }

  static var largeCases: [ConformanceCase] {
    let shapes: [(String, (inout ProblemShape) -> Void)] = [
      ("plain", { _ in }), ("one-to-one", { ($0.counts, $0.capacities, $0.columns) = (1...1, 1...1, 40...50) }),
      (
        "dense-one-to-one",
        {
          ($0.counts, $0.capacities, $0.rows, $0.columns, $0.density) = (1...1, 1...1, 30...30, 30...30, 100)
        }
      ),
      ("firms", { $0.firms = .nested }), ("ties", { $0.scores = 0...1 }),
      ("four-levels", { ($0.levels, $0.scores) = (4, 0...2) }),
      ("marginals", { ($0.marginals, $0.firms) = (30, .nested) }), ("floors", { $0.floors = 20 }),
      ("floors-out-of-reach", { ($0.floors, $0.density) = (100, 2) }), ("hands-on", { $0.handing = 50 }),
      ("idle", { $0.idleGroups = 6 }),
      ("bands", { ($0.levels, $0.scores, $0.graded) = (5, -1...0, true) }),
      (
        "everything-by-rows",
        { ($0.handing, $0.idleGroups, $0.graded, $0.firms, $0.marginals, $0.levels) = (40, 4, true, .nested, 20, 4) }
      ),
    ]
    return shapes.map { name, change in
      var (shape, random) = (medium, SplitMix64(seed: 21))
      change(&shape)
      return ConformanceCase("large.\(name)", seed: 21, .prove(shape.draw(&random)))
    }
  }

  static var twiceCases: [ConformanceCase] {
    let shapes: [(String, ProblemShape)] = [
      ("plain", medium), ("ties", ProblemShape { ($0.rows, $0.columns, $0.scores) = (20...20, 20...20, 1...1) }),
      ("firms", ProblemShape { ($0.rows, $0.columns, $0.firms) = (20...20, 20...20, .nested) }),
      ("hands-on-idle", ProblemShape { ($0.rows, $0.columns, $0.handing, $0.idleGroups) = (20...20, 15...15, 40, 3) }),
      ("empty", ProblemShape { ($0.rows, $0.columns, $0.density) = (3...3, 3...3, 0) }),
    ]
    return shapes.map { name, shape in
      var random = SplitMix64(seed: 31)
      return ConformanceCase("twice.\(name)", seed: 31, .twice(shape.draw(&random)))
    }
  }

  static var stopCases: [ConformanceCase] {
    let shapes: [(String, ProblemShape)] = [
      ("plain", ProblemShape { ($0.classes, $0.levels) = (2, 2) }),
      ("firms", ProblemShape { ($0.firms, $0.counts, $0.capacities) = (.one, 1...3, 1...3) }),
      ("floors", ProblemShape { ($0.floors, $0.capacities) = (40, 1...2) }),
      ("hands-on-idle", ProblemShape { ($0.handing, $0.idleGroups, $0.levels) = (50, 2, 2) }),
    ]
    return shapes.flatMap { name, shape in
      var random = SplitMix64(seed: 41)
      let draft = shape.draw(&random)
      return [
        ConformanceCase("stop.deadline.\(name)", seed: 41, .stop(draft, .deadline)),
        ConformanceCase("stop.cancellation.\(name)", seed: 41, .stop(draft, .cancellation)),
      ]
    }
  }
}
