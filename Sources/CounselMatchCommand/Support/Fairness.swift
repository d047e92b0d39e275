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
  ///
  /// - Throws: a ``CommandFailure`` where there is nothing of a name to group by.
  func reports(_ inputs: [FairnessInput], by names: [String]) throws -> [FairnessReport] {
    let known = FairnessReport.groupings(of: instance)
    for name in names where !known.contains(name) {
      throw CommandFailure.usage(
        "fairness.grouping", "people are not grouped by \"\(name)\"; there are \(known.joined(separator: ", "))")
    }
    return try FairnessReport.reports(inputs, by: names) { ids in
      try Checked.match { () throws(MatchFailure) in try counter.most(of: ids) }
    }
  }
}
