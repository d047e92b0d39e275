import AssignmentCore

/// What is done with a problem once the width of its score vectors is known.
protocol ScoreVectorTask {
  associatedtype Answer
  func run<Score: ScoreVector>(_ type: Score.Type) -> Answer
}

extension AssignmentProblem {
  /// More levels than this are refused by the solvers that hold score vectors.
  static var widestScore: Int { 32 }

  /// Runs a task with the narrowest vector that holds all levels; nil beyond ``widestScore`` levels.
  ///
  /// Vectors longer than the problem are padded with zeros. With `wide` each level is held in 128 bits.
  func withScoreVector<Task: ScoreVectorTask>(wide: Bool, _ task: Task) -> Task.Answer? {
    wide ? nested(Int128.self, task) : nested(Int64.self, task)
  }

  private func nested<Part: ScoreVector, Task: ScoreVectorTask>(_ part: Part.Type, _ task: Task) -> Task.Answer? {
    switch levels.count {
    case 1: task.run(Part.self)
    case 2: task.run(ScorePair<Part>.self)
    case 3...4: task.run(ScorePair<ScorePair<Part>>.self)
    case 5...8: task.run(ScorePair<ScorePair<ScorePair<Part>>>.self)
    case 9...16: task.run(ScorePair<ScorePair<ScorePair<ScorePair<Part>>>>.self)
    case 17...Self.widestScore: task.run(ScorePair<ScorePair<ScorePair<ScorePair<ScorePair<Part>>>>>.self)
    default: nil
    }
  }

  /// Score vectors of all arcs, by arc.
  ///
  /// O(arcs × levels), and as much memory.
  func scoreVectors<Score: ScoreVector>(_ type: Score.Type) -> [Score] {
    var scores: [Score] = []
    scores.reserveCapacity(arcs.count)
    for row in 0..<rowCount {
      for arc in arcs.arcs(ofRow: row) {
        scores.append(Score(offset: 0) { $0 < levels.count ? levels[$0].score(row: row, arc: arc) : 0 })
      }
    }
    return scores
  }

  /// The largest magnitude of any arc score in any level.
  var largestScore: Int64 {
    var largest: UInt64 = 0
    for level in levels {
      switch level.scores {
      case .perRow(let values): for value in values { largest = max(largest, value.magnitude) }
      case .perArc(let scores): largest = max(largest, scores.largestMagnitude)
      case .perGrade(_, let values): for value in values { largest = max(largest, value.magnitude) }
      case .marginalsOnly: break
      }
    }
    return Int64(clamping: largest)
  }
}
