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
  func input(
    _ pairs: [FairnessInput.Pair], reasons: [String: UnmatchedSurvivor.Reason] = [:]
  ) throws -> FairnessInput {
    try Checked.input { () throws(InvalidInput) in
      try FairnessInput(instance: instance, pairs: pairs, reasons: reasons)
    }
  }

  /// The metrics of pairs.
  ///
  /// - Throws: a ``CommandFailure`` where pairs do not fit the dataset.
  func report(_ pairs: [FairnessInput.Pair]) throws -> FairnessReport {
    try FairnessReport(try input(pairs)) { ids in
      try Checked.match { () throws(MatchFailure) in try counter.most(of: ids) }
    }
  }

  /// The metrics of results that are shown together; the price of each against the first.
  func reports(_ inputs: [FairnessInput]) throws -> [FairnessReport] {
    try FairnessReport.reports(inputs) { ids in
      try Checked.match { () throws(MatchFailure) in try counter.most(of: ids) }
    }
  }
}
