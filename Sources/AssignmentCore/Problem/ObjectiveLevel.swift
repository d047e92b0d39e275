/// One level of a lexicographic objective: an integer score that is maximised once all earlier levels are at
/// their maximum.
///
/// The value of a level is Σ flow × score over arcs, plus the marginal scores of columns and groups
/// (``OutletMarginal``). Whatever is to be minimised is given as a negative score.
public struct ObjectiveLevel: Sendable, Hashable {
  /// What a unit on an arc scores.
  public enum Scores: Sendable, Hashable {
    /// Every arc of row i scores `values[i]`: a level that counts who is served.
    case perRow([Int64])
    /// Arc a scores `values[a]`.
    case perArc(ScoreArray)
    /// Arc a scores `values[grades[a]]`: levels that read one grading of the arcs in turn share its storage.
    case perGrade(grades: [UInt16], values: [Int64])
    /// Arcs score nothing; only marginals count in this level.
    case marginalsOnly
  }

  /// For messages and results; means nothing to a solver.
  public let name: String
  /// What is added up.
  public let scores: Scores

  public init(name: String, scores: Scores) {
    self.name = name
    self.scores = scores
  }

  /// The score of `arc`, which belongs to `row`.
  public func score(row: Int, arc: Int) -> Int64 {
    switch scores {
    case .perRow(let values): values[row]
    case .perArc(let values): values[arc]
    case .perGrade(let grades, let values): values[Int(grades[arc])]
    case .marginalsOnly: 0
    }
  }
}
