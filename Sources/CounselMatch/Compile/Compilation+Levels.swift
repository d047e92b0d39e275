import AssignmentCore

extension Compilation {
  /// Level names in order, with `minimums` after served, or first, where a soft minimum is given.
  var levelNames: [Policy.LevelName] {
    var names = policy.levels
    let given = instance.attorneys.contains { $0.minimum > 0 } || instance.firms.contains { $0.minimum > 0 }
    if given && policy.minimums == .soft {
      names.insert(.minimums, at: names.firstIndex(of: .served).map { $0 + 1 } ?? 0)
    }
    return names
  }

  /// Finds the bands of the scores where a level reads them, and with them the levels of the problem.
  mutating func makeLevels() throws(MatchFailure) {
    guard policy.levels.contains(.worstQuality) else {
      levels = LevelTable(levelNames)
      return
    }
    guard let bands = ScoreBands(arcScores, width: policy.bandWidth) else { throw .bandLimit(ScoreBands.limit) }
    levels = LevelTable(levelNames, bands: bands.leastScores)
    grades = (0..<arcScores.count).map { UInt16(truncatingIfNeeded: bands.place(of: arcScores[$0])) }
  }

  var objectiveLevels: [ObjectiveLevel] {
    levels.entries.flatMap { entry in
      scores(of: entry).map { ObjectiveLevel(name: entry.name.rawValue, scores: $0) }
    }
  }

  private func scores(of entry: LevelTable.Entry) -> [ObjectiveLevel.Scores] {
    switch entry.name {
    case .served: [.perRow((0..<rows.count).map { weight(ofRow: $0) })]
    case .quality: [.perArc(arcScores.array)]
    case .worstQuality:
      levels.bands.indices.map { band in
        .perGrade(grades: grades, values: levels.bands.indices.map { $0 == band ? -1 : 0 })
      }
    case .minimums, .groupRates, .load, .changes: [.marginalsOnly]
    }
  }

  private func weight(ofRow row: Int) -> Int64 {
    guard let first = rows[row].first else { return 0 }
    return Int64(classes.count - (rankOfClass[instance.survivors[Int(first)].priority] ?? 0))
  }
}
