import AssignmentCore
import CounselMatch
import FairnessMetrics

/// The metrics of a plan or a stored result, with what each group could attain at most.
enum Fairness {
  /// - Throws: a ``CommandFailure`` where pairs do not fit the dataset.
  static func report(_ instance: CaseInstance, pairs: [FairnessInput.Pair]) throws -> FairnessReport {
    let input = try Checked.input { () throws(InvalidInput) in try FairnessInput(instance: instance, pairs: pairs) }
    return try FairnessReport(input) { ids in try attainable(instance, Set(ids)) }
  }

  /// The most people of a group servable if only they were there, under all hard rules.
  private static func attainable(_ instance: CaseInstance, _ group: Set<String>) throws -> Int {
    var policy = instance.policy
    policy.levels = [.served]
    let alone = try Checked.input { () throws(InvalidInput) in
      try CaseInstance(
        survivors: instance.survivors.filter { group.contains($0.id) }, attorneys: instance.attorneys,
        firms: instance.firms, exclusions: instance.exclusions.filter { group.contains($0.survivor) },
        pins: instance.pins.filter { group.contains($0.survivor) }, policy: policy)
    }
    return try Checked.match { () throws(MatchFailure) in
      try Matcher(solvers: CompiledSolvers.all).plan(for: alone).pairs.count
    }
  }
}
