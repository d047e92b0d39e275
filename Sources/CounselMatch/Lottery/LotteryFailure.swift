/// Why there is no fair draw of a dataset.
///
/// Nothing here names a survivor.
public enum LotteryFailure: Error, Sendable, Hashable {
  /// A constraint for which chances are not known exactly (`solver.cannot` with `hard-minimums`, `hours`, `household`,
  /// or a level before `served`), too large a dataset, or a search that was stopped.
  case refused(MatchFailure)
  /// Hard constraints contradict each other: there is no plan at all.
  case contradiction([Contradiction])

  /// Name of the lottery where solvers are named.
  package static let solver = "lottery"

  static func cannot(_ constraint: String) -> LotteryFailure {
    .refused(.solverCannot(solver: solver, constraint: constraint))
  }

  /// A stable code: that of the ``MatchFailure``, or `lottery.contradiction`.
  public var code: String {
    switch self {
    case .refused(let failure): failure.code
    case .contradiction: "lottery.contradiction"
    }
  }
}

extension LotteryFailure: CustomStringConvertible {
  /// One English sentence or more.
  public var description: String {
    switch self {
    case .refused(.stopped(_, let reason)): "The lottery was stopped (\(reason)) before it had an answer."
    case .refused(let failure): failure.description
    case .contradiction(let reasons): reasons.map(\.description).joined(separator: " ")
    }
  }
}
