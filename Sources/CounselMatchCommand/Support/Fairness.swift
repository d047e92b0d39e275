import CounselMatch
import FairnessMetrics

/// The metrics of plans and stored results of one dataset, with what each group could attain at most.
struct Fairness {
  let instance: CaseInstance
  private let counter: AttainableCounter

  init(_ instance: CaseInstance) throws {
    self.instance = instance
    counter = try Checked.match { () throws(MatchFailure) in
      try AttainableCounter(instance, matcher: Matcher(solvers: CompiledSolvers.all))
    }
  }

  /// What the metrics look at.
  ///
  /// - Throws: a ``CommandFailure`` where pairs do not fit the dataset.
  func input(_ pairs: [FairnessInput.Pair]) throws -> FairnessInput {
    try Checked.input { () throws(InvalidInput) in try FairnessInput(instance: instance, pairs: pairs) }
  }

  /// The metrics of pairs; with the price of another result of the dataset where one is given.
  ///
  /// - Throws: a ``CommandFailure`` where pairs do not fit the dataset.
  func report(_ pairs: [FairnessInput.Pair], reference: FairnessInput? = nil) throws -> FairnessReport {
    try FairnessReport(try input(pairs), reference: reference) { ids in
      try Checked.match { () throws(MatchFailure) in try counter.most(of: ids) }
    }
  }
}
