/// An assignment problem whose pairs are told by codes (``CellArcs``), for sizes at which they cannot be written down.
///
/// The frame is a problem without arcs: rows, columns, groups, levels and marginals. In one level, `scoreLevel`, a pair
/// scores its points; the others score by row, or by marginals alone. There are no floors, no rows that hand units on,
/// no groups of unserved units, and no side constraints but households with rows of their own.
public struct CellProblem: Sendable {
  /// Everything but the pairs.
  public let frame: AssignmentProblem
  /// The eligible pairs.
  public let arcs: CellArcs
  /// The level in which a pair scores its points; nil: none does.
  public let scoreLevel: Int?

  /// - Throws: ``InvalidProblem`` for a frame with arcs or with what this problem cannot hold, for codes of another number
  ///   of rows or columns, and for scores with which 64 bits could overflow.
  public init(frame: AssignmentProblem, arcs: CellArcs, scoreLevel: Int?) throws(InvalidProblem) {
    self.frame = frame
    self.arcs = arcs
    self.scoreLevel = scoreLevel
    var faults: [InvalidProblem.Fault] = []
    if frame.arcs.count > 0 || arcs.rowCount != frame.rowCount || arcs.columnCount != frame.columnCount {
      faults.append(.init(code: "cells.shape"))
    }
    let isPlain = frame.rowParents.isEmpty && frame.idleParents.isEmpty && Self.areHouseholdsApart(frame)
    if !isPlain || frame.hasFloors { faults.append(.init(code: "cells.frame")) }
    for (index, level) in frame.levels.enumerated() {
      switch level.scores {
      case .perRow, .marginalsOnly: if index == scoreLevel { faults.append(.init(code: "cells.level", index: index)) }
      case .perArc, .perGrade: if index != scoreLevel { faults.append(.init(code: "cells.level", index: index)) }
      }
    }
    if let scoreLevel, !frame.levels.indices.contains(scoreLevel) { faults.append(.init(code: "cells.level")) }
    // As in the overflow proof of an assignment problem.
    let ways = frame.units * Int64(frame.groups.count + 2)
    let bound = (Int64(1) << 62) / max(Int64(frame.nodeCount) + 4, ways, 1)
    if arcs.largestScore > bound { faults.append(.init(code: "problem.scoreRange", index: scoreLevel)) }
    if !faults.isEmpty { throw InvalidProblem(faults: faults) }
  }

  /// Whether all side constraints are households, no two of which share a row.
  private static func areHouseholdsApart(_ frame: AssignmentProblem) -> Bool {
    var isTied = [Bool](repeating: false, count: frame.rowCount)
    for side in frame.sideConstraints {
      guard case .together(let rows, _, _) = side else { return false }
      for row in rows {
        if isTied[Int(row)] { return false }
        isTied[Int(row)] = true
      }
    }
    return true
  }

  /// The same problem with these codes, and its households left out.
  package func withoutSides(_ arcs: CellArcs) throws(InvalidProblem) -> CellProblem {
    let plain = try AssignmentProblem(
      rowCounts: frame.rowCounts, columnCapacities: frame.columnCapacities, columnParents: frame.columnParents,
      groups: frame.groups, arcs: frame.arcs, levels: frame.levels, marginals: frame.marginals)
    return try CellProblem(frame: plain, arcs: arcs, scoreLevel: scoreLevel)
  }

  /// The problem with these pairs written down and no others.
  ///
  /// - Parameters:
  ///   - starts: where the pairs of each row begin, and the end.
  ///   - columns: ascending inside a row.
  ///   - scores: of each pair, in 32 bits where they fit.
  /// - Returns: the problem with its arcs.
  /// - Throws: ``InvalidProblem`` for pairs out of order.
  package func restricted(
    starts: [Int], columns: [Int32], scores: [Int64]
  ) throws(InvalidProblem) -> AssignmentProblem {
    let narrow = scores.allSatisfy { Int32(exactly: $0) != nil }
    let values: ScoreArray = narrow ? .int32(scores.map { Int32(truncatingIfNeeded: $0) }) : .int64(scores)
    let levels = frame.levels.enumerated().map { index, level in
      index == scoreLevel ? ObjectiveLevel(name: level.name, scores: .perArc(values)) : level
    }
    return try AssignmentProblem(
      rowCounts: frame.rowCounts, columnCapacities: frame.columnCapacities, columnParents: frame.columnParents,
      groups: frame.groups, arcs: .sparse(starts: starts, columns: columns), levels: levels,
      marginals: frame.marginals, sideConstraints: frame.sideConstraints)
  }
}
