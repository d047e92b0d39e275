import AssignmentCore

extension Compilation {
  /// Level names in order, with `minimums` after served, or first, where a soft minimum is given.
  var levelNames: [Policy.LevelName] { Self.levelNames(instance) }

  static func levelNames(_ instance: CaseInstance) -> [Policy.LevelName] {
    let policy = instance.policy
    var names = policy.levels
    let given = instance.attorneys.contains { $0.minimum > 0 } || instance.firms.contains { $0.minimum > 0 }
    if given && policy.minimums == .soft {
      names.insert(.minimums, at: names.firstIndex(of: .served).map { $0 + 1 } ?? 0)
    }
    return names
  }

  /// Finds the bands of the scores where a level reads them, and with them the levels of the problem.
  mutating func makeLevels() throws(MatchFailure) {
    levels = LevelTable(levelNames)
    grades = keptArcs.isEmpty ? [] : [UInt16](repeating: 0, count: arcColumns.count)
    if policy.levels.contains(.worstQuality) {
      guard let bands = ScoreBands(arcScores, width: policy.bandWidth) else { throw .bandLimit(ScoreBands.limit) }
      levels = LevelTable(levelNames, bands: bands.leastScores)
      let kinds = kindsOfBand
      grades = (0..<arcScores.count).map { UInt16(truncatingIfNeeded: kinds * bands.place(of: arcScores[$0])) }
    }
    for arc in keptArcs { grades[arc] += 1 }
  }

  /// Grades of one band: 2 where some pairs are kept and others not.
  private var kindsOfBand: Int { keptArcs.isEmpty ? 1 : 2 }

  var objectiveLevels: [ObjectiveLevel] {
    levels.entries.flatMap { entry in
      scores(of: entry).map { ObjectiveLevel(name: entry.name.rawValue, scores: $0) }
    }
  }

  private func scores(of entry: LevelTable.Entry) -> [ObjectiveLevel.Scores] {
    switch entry.name {
    case .served: [.perRow(weightsOfRows)]
    case .quality: [.perArc(arcScores.array)]
    case .worstQuality:
      levels.bands.indices.map { band in graded { $0 / kindsOfBand == band ? -1 : 0 } }
    case .changes: keptArcs.isEmpty ? [.marginalsOnly] : [graded { $0 % 2 == 1 ? 1 : 0 }]
    case .minimums, .groupRates, .load: [.marginalsOnly]
    }
  }

  private func graded(_ value: (Int) -> Int64) -> ObjectiveLevel.Scores {
    .perGrade(grades: grades, values: (0..<max(1, levels.bands.count) * kindsOfBand).map(value))
  }

  /// What each class is worth in `served`; ``InstanceDraft`` refuses a policy whose weights do not fit.
  var classWeights: [Int64] {
    var people = [Int](repeating: 0, count: classes.count)
    for (index, survivor) in instance.survivors.enumerated() where !onHold[index] && !isSecond(index) {
      people[rankOfClass[survivor.priority] ?? 0] += 1
    }
    return ClassWeights.weights(people, policy.levels) ?? []
  }

  private var weightsOfRows: [Int64] {
    let weights = classWeights
    return (0..<rows.count).map { row in
      if isSecond(Int(samples[row])) { return 0 }
      let rank = rankOfClass[instance.survivors[Int(samples[row])].priority] ?? 0
      return rank < weights.count ? weights[rank] : 0
    }
  }
}
