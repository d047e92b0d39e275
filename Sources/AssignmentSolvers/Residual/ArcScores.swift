import AssignmentCore

/// Scores of arcs, level by level, laid out for inner loops: no enumeration is unpacked per arc.
struct ArcScores {
  private enum Kind {
    case row
    case narrow
    case wide
    case grade
    case told
    case none
  }

  private struct Level {
    var kind = Kind.none
    var values: [Int64] = []
    var narrow: [Int32] = []
    var grades: [UInt16] = []
  }

  private let levels: [Level]
  private let marginals: [OutletMarginal]
  private let sets: PairSets?

  /// Where `sets` are given, codes tell the pairs and what they score in `scoreLevel`.
  init(_ problem: AssignmentProblem, _ sets: PairSets? = nil, scoreLevel: Int? = nil) {
    marginals = problem.marginals
    self.sets = sets
    levels = problem.levels.enumerated().map { index, level in
      var stored = Level()
      if sets != nil, index == scoreLevel {
        stored.kind = .told
        return stored
      }
      switch level.scores {
      case .perRow(let values): (stored.kind, stored.values) = (.row, values)
      case .perArc(.int32(let values)): (stored.kind, stored.narrow) = (.narrow, values)
      case .perArc(.int64(let values)): (stored.kind, stored.values) = (.wide, values)
      case .perArc(let scores): (stored.kind, stored.values) = (.wide, (0..<scores.count).map { scores[$0] })
      case .perGrade(let grades, let values): (stored.kind, stored.grades, stored.values) = (.grade, grades, values)
      case .marginalsOnly: break
      }
      return stored
    }
  }

  /// What `step` scores in `level`.
  @inline(__always)
  func score(_ step: ResidualStep, _ level: Int) -> Int64 {
    switch step {
    case .free: 0
    case .pair(let row, let arc): pair(Int(row), arc, level)
    case .outlet(let marginal, let unit): marginal < 0 ? 0 : marginals[Int(marginal)].score(ofUnit: unit, level: level)
    }
  }

  @inline(__always)
  func pair(_ row: Int, _ arc: Int, _ level: Int) -> Int64 {
    switch levels[level].kind {
    case .row: levels[level].values[row]
    case .narrow: Int64(levels[level].narrow[arc])
    case .wide: levels[level].values[arc]
    case .grade: levels[level].values[Int(levels[level].grades[arc])]
    case .told: sets?.score(row, arc) ?? 0
    case .none: 0
    }
  }
}

/// What a step over an arc scores: nothing, a pair, or the given unit (from 1) through an outlet.
enum ResidualStep {
  case free
  case pair(row: Int32, arc: Int)
  case outlet(marginal: Int32, unit: Int64)
}
