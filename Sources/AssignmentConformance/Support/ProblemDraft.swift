package import AssignmentCore

/// A problem as a table, easy to write, read and transform; cases are made from drafts.
package struct ProblemDraft: Sendable {
  package var counts: [Int32] = []
  package var capacities: [Int32] = []
  package var floors: [Int32] = []
  package var parents: [Int32] = []
  package var groups: [ColumnGroup] = []
  /// Score vector of each pair, nil where it is not eligible: `cells[row][column]`.
  package var cells: [[[Int64]?]] = []
  /// One name per level; a first level `served` is stored by row where its scores depend on the row only.
  package var levels: [String] = ["quality"]
  package var marginals: [OutletMarginal] = []
  package var sides: [SideConstraint] = []
  /// Stores scores in 64 bits even where 32 would do.
  package var wide = false

  package init() {}

  package func problem() throws(InvalidProblem) -> AssignmentProblem {
    var starts = [0]
    var columns: [Int32] = []
    var scores = [[Int64]](repeating: [], count: levels.count)
    for row in cells {
      for (column, cell) in row.enumerated() {
        guard let cell else { continue }
        columns.append(Int32(column))
        for level in levels.indices { scores[level].append(cell[level]) }
      }
      starts.append(columns.count)
    }
    let complete = !capacities.isEmpty && columns.count == counts.count * capacities.count
    return try AssignmentProblem(
      rowCounts: counts, columnCapacities: capacities, columnFloors: floors, columnParents: parents, groups: groups,
      arcs: complete
        ? .dense(rows: counts.count, columns: capacities.count) : .sparse(starts: starts, columns: columns),
      levels: levels.indices.map { ObjectiveLevel(name: levels[$0], scores: stored(scores[$0], level: $0)) },
      marginals: marginals, sideConstraints: sides)
  }

  private func stored(_ scores: [Int64], level: Int) -> ObjectiveLevel.Scores {
    let ofRows = cells.map { row in row.compactMap { $0?[level] } }
    if levels[level] == "served", ofRows.allSatisfy({ row in row.allSatisfy { $0 == row.first } }) {
      return .perRow(ofRows.map { $0.first ?? 0 })
    }
    if !wide, scores.allSatisfy({ Int32(exactly: $0) != nil }) {
      return .perArc(.int32(scores.map { Int32(truncatingIfNeeded: $0) }))
    }
    return .perArc(.int64(scores))
  }
}
