package import AssignmentCore

/// A problem as a table, easy to write, read and transform; cases are made from drafts.
package struct ProblemDraft: Sendable {
  package var counts: [Int32] = []
  package var capacities: [Int32] = []
  package var floors: [Int32] = []
  package var parents: [Int32] = []
  package var groups: [ColumnGroup] = []
  /// The row to which each row hands on, −1 for none; empty: none does.
  package var rowParents: [Int32] = []
  /// The group of each row's unserved units, −1 for none; empty: no groups.
  package var idleParents: [Int32] = []
  /// Score vector of each pair, nil where it is not eligible: `cells[row][column]`.
  package var cells: [[[Int64]?]] = []
  /// One name per level; a first level `served` is stored by row where its scores depend on the row only.
  package var levels: [String] = ["quality"]
  package var marginals: [OutletMarginal] = []
  package var sides: [SideConstraint] = []
  /// Stores scores in 64 bits even where 32 would do.
  package var wide = false
  /// Stores the levels after the first as values of one grading of the pairs.
  package var graded = false

  package init() {}

  package func problem() throws(InvalidProblem) -> AssignmentProblem {
    var (starts, columns) = ([0], [Int32]())
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
      rowParents: rowParents, idleParents: idleParents,
      arcs: complete
        ? .dense(rows: counts.count, columns: capacities.count) : .sparse(starts: starts, columns: columns),
      levels: levels.indices.map { ObjectiveLevel(name: levels[$0], scores: stored(scores, level: $0)) },
      marginals: marginals, sideConstraints: sides)
  }

  private func stored(_ all: [[Int64]], level: Int) -> ObjectiveLevel.Scores {
    let (scores, ofRows) = (all[level], cells.map { row in row.compactMap { $0?[level] } })
    if levels[level] == "served", ofRows.allSatisfy({ row in row.allSatisfy { $0 == row.first } }) {
      return .perRow(ofRows.map { $0.first ?? 0 })
    }
    if graded, level > 0, let grades = grades(all) {
      return .perGrade(grades: grades.ofArcs, values: grades.vectors.map { $0[level] })
    }
    if !wide, scores.allSatisfy({ Int32(exactly: $0) != nil }) {
      return .perArc(.int32(scores.map { Int32(truncatingIfNeeded: $0) }))
    }
    return .perArc(.int64(scores))
  }

  /// One grade for each vector of scores that occurs, in ascending order; nil where there are too many.
  private func grades(_ scores: [[Int64]]) -> (ofArcs: [UInt16], vectors: [[Int64]])? {
    let ofArcs = (scores.first ?? []).indices.map { arc in scores.map { $0[arc] } }
    let vectors = Set(ofArcs).sorted { $0.lexicographicallyPrecedes($1) }
    guard vectors.count <= Int(UInt16.max) else { return nil }
    let grades = Dictionary(uniqueKeysWithValues: vectors.enumerated().map { ($1, UInt16($0)) })
    return (ofArcs.compactMap { grades[$0] }, vectors)
  }
}
