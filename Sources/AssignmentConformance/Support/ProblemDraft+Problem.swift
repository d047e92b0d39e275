package import AssignmentCore

extension ProblemDraft {
  /// The table of a problem; how its scores are stored is not kept.
  package init(_ problem: AssignmentProblem) {
    counts = problem.rowCounts
    capacities = problem.columnCapacities
    floors = problem.columnFloors
    parents = problem.columnParents
    groups = problem.groups
    rowParents = problem.rowParents
    idleParents = problem.idleParents
    levels = problem.levels.map(\.name)
    marginals = problem.marginals
    sides = problem.sideConstraints
    cells = (0..<problem.rowCount).map { row in
      var ofRow = [[Int64]?](repeating: nil, count: problem.columnCount)
      for arc in problem.arcs.arcs(ofRow: row) {
        let scores = problem.levels.map { $0.score(row: row, arc: arc) }
        ofRow[problem.arcs.column(ofArc: arc, inRow: row)] = scores
      }
      return ofRow
    }
  }

  /// The first levels alone.
  package func prefix(_ count: Int) -> ProblemDraft {
    changingScores(Array(levels.prefix(count))) { Array($0.prefix(count)) }
  }

  /// Every vector of scores changed, and the names of the levels with them.
  package func changingScores(_ names: [String], _ change: ([Int64]) -> [Int64]) -> ProblemDraft {
    var draft = self
    draft.levels = names
    draft.cells = cells.map { row in row.map { $0.map(change) } }
    draft.marginals = marginals.map { marginal in
      OutletMarginal(
        outlet: marginal.outlet,
        segments: marginal.segments.map { .init(width: $0.width, scores: change($0.scores)) })
    }
    return draft
  }
}
