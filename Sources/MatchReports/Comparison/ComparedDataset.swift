// What a comparison may publish of one dataset. Its files and its page can be passed on, so nothing small may follow from
// all that stands in them together.
// - Rates by group come from FairnessReport.reports over all plans at once: what is withheld holds for all of them.
// - Where the total served of a plan is withheld, so is every number that follows from it: level values, measures,
//   distributions. The number of pairs not kept (`changes`) is withheld where it is small, and so is the value of
//   `group-rates` where a group is withheld, because it could be that group's.
// - The quality of a plan that differs from the first for a few people only is withheld unless it is equal: the difference
//   would be theirs.
// - Distributions are SafeHistogram's: no bar of 1 … k − 1 people or attorneys.
// - Reasons and what would help are those of ShareableExplanation, for one plan: they divide the unserved of everybody, and
//   no group table divides by reason, so any table of a group goes with any split of the total.
// - Groups that are withheld have no name here: an audit cell may hold anything.

public import CounselMatch
internal import FairnessMetrics
public import MatchDatasets

/// One dataset of a comparison with the plans that were made for it, before anything is withheld.
public struct ComparedDataset: Sendable {
  /// A row of the comparison and the plan behind it.
  public struct Plan: Sendable {
    /// Who answered under which policy, how long it took; values are filled in by `ComparedDataset.results(attainable:)`.
    public var row: ComparisonRow
    /// The dataset under the policy of the row.
    public var instance: CaseInstance
    /// What was answered; nil where the solver refused.
    public var plan: MatchPlan?

    public init(row: ComparisonRow, instance: CaseInstance, plan: MatchPlan?) {
      self.row = row
      self.instance = instance
      self.plan = plan
    }
  }

  /// SHA-256 of a table, for provenance.
  public struct Input: Sendable, Hashable {
    /// The file's name.
    public var table: String
    /// Lower-case hexadecimal.
    public var sha256: String

    public init(table: String, sha256: String) {
      self.table = table
      self.sha256 = sha256
    }
  }

  /// The dataset's name.
  public var name: String
  /// What dataset.json says of its origin.
  public var manifest: DatasetManifest?
  /// The tables that were read.
  public var inputs: [Input]
  /// In the order in which they were measured.
  public var plans: [Plan]

  public init(name: String, manifest: DatasetManifest? = nil, inputs: [Input] = [], plans: [Plan] = []) {
    self.name = name
    self.manifest = manifest
    self.inputs = inputs
    self.plans = plans
  }

  /// The plan whose reasons are explained: the first that is proved, else the first there is.
  public var explained: Plan? {
    let made = plans.filter { $0.plan.map { $0.status != .infeasible } ?? false }
    return made.first { $0.plan?.isVerified ?? false } ?? made.first
  }
}

extension ComparedDataset {
  /// Rows and findings that may be passed on.
  ///
  /// - Parameters:
  ///   - explanation: of the plan of ``explained``; nil leaves reasons and remedies out.
  ///   - attainable: how many of these people could be served if only they were there; asked once a group.
  /// - Returns: a row for each plan, and what was found of the dataset.
  /// - Throws: what `attainable` throws; `InvalidInput` where plans do not fit their people.
  /// - Complexity: that of the fairness reports, O(people × plans) else.
  public func results(
    explanation: Explanation? = nil, attainable: @escaping (_ survivors: [String]) throws -> Int
  ) throws -> (rows: [ComparisonRow], findings: DatasetFindings) {
    let made = plans.indices.filter { plans[$0].plan.map { $0.status != .infeasible } ?? false }
    // Reports need the same people on the same day; a policy of another day has no rates by group.
    let day = made.first.map { plans[$0].instance.policy.asOf }
    let measured = made.filter { plans[$0].instance.policy.asOf == day }
    let inputs = try measured.map { index in
      try FairnessInput(instance: plans[index].instance, pairs: pairs(of: plans[index]))
    }
    let reports = try FairnessReport.reports(inputs, attainable: attainable)
    let threshold = plans.map(\.instance.policy.suppressBelow).max() ?? 1
    var rows = plans.map(\.row)
    for index in plans.indices { rows[index].survivors = plans[index].instance.survivors.count }
    // The groups that a policy speaks of are those by which all plans are measured.
    let groups = Set(plans.compactMap(\.instance.policy.groupRatesBy))
    let reference = made.first.map { plans[$0] }
    for index in made {
      let report = measured.firstIndex(of: index).map { reports[$0] }
      let view = ShareablePlan(plans[index], report: report, reference: reference, threshold: threshold)
      view.fill(&rows[index], groups: groups)
    }
    var findings = DatasetFindings(self, threshold: threshold)
    let open = zip(measured, reports).filter { !rows[$0.0].isWithheld }.map { ($0, $1) }
    findings.groups = GroupFindings.all(open.map { (plans[$0.0], $0.1) })
    findings.setDistributions(open.map { plans[$0.0] }, threshold: threshold)
    findings.setExplanation(explanation, of: explained, threshold: threshold)
    return (rows, findings)
  }

  private func pairs(of plan: Plan) -> [FairnessInput.Pair] {
    (plan.plan?.pairs ?? []).map {
      FairnessInput.Pair(
        survivor: $0.survivor, attorney: $0.attorney, score: $0.score.total, coCounsel: $0.coCounsel)
    }
  }
}
