import CounselMatch
import FairnessMetrics

/// The metrics of plans and stored results of one dataset, with what each group could attain at most.
struct Fairness {
  private let instance: CaseInstance
  private let counter: AttainableCounter

  init(_ instance: CaseInstance) throws {
    self.instance = instance
    counter = try Checked.match { () throws(MatchFailure) in
      try AttainableCounter(instance, matcher: Matcher(solvers: CompiledSolvers.all))
    }
  }

  /// - Throws: a ``CommandFailure`` where pairs do not fit the dataset.
  func report(_ pairs: [FairnessInput.Pair]) throws -> FairnessReport {
    let input = try Checked.input { () throws(InvalidInput) in try FairnessInput(instance: instance, pairs: pairs) }
    return try FairnessReport(input) { ids in
      try Checked.match { () throws(MatchFailure) in try counter.most(of: ids) }
    }
  }
}
