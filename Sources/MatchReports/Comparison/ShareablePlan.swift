internal import AssignmentCore
internal import CounselMatch
internal import FairnessMetrics

/// What a row may say of its plan; the rules stand at ``ComparedDataset``.
struct ShareablePlan {
  let plan: MatchPlan
  let instance: CaseInstance
  let report: FairnessReport?
  let reference: MatchPlan
  let threshold: Int

  init(_ compared: ComparedDataset.Plan, report: FairnessReport?, reference: ComparedDataset.Plan?, threshold: Int) {
    let none = MatchPlan(status: .infeasible, termination: .finished, solver: "", policy: Policy())
    plan = compared.plan ?? none
    instance = compared.instance
    self.report = report
    self.reference = reference?.plan ?? plan
    self.threshold = threshold
  }

  /// Levels, measures and metrics of the row.
  func fill(_ row: inout ComparisonRow, groups: Set<String>) {
    row.isWithheld = isTotalWithheld
    row.levels = plan.levels.map { level in
      guard !isTotalWithheld, isShown(level) else {
        return .init(name: level.name, value: nil, proven: level.proven, isWithheld: true)
      }
      return .init(name: level.name, value: level.value, text: level.text, proven: level.proven)
    }
    guard !isTotalWithheld else { return }
    row.metrics = report?.headlines ?? []
    row.measures = PlanMeasures(plan, of: instance, rates: report?.attainableRates(of: groups))
    row.measures?.isQualityWithheld = !isQualityShown
    row.measures?.areClassesWithheld = !areClassesShown
  }

  /// Few people are served, or few are not.
  ///
  /// Without rates by group (a policy of another day) nothing else looks after the totals.
  private var isTotalWithheld: Bool {
    guard threshold > 1 else { return false }
    let all = report?.metrics.first { $0.name == "served-rate" && $0.partition == "all" }
    return all?.suppressed ?? !instance.survivors.isEmpty
  }

  private func isShown(_ level: LevelResult) -> Bool {
    guard threshold > 1 else { return true }
    switch Policy.LevelName(rawValue: level.name) {
    case .changes: return !(1..<Int64(threshold)).contains(level.value ?? 0)
    case .groupRates: return areRatesShown
    case .quality: return isQualityShown
    default: return true
    }
  }

  /// No group of the policy's partition is withheld.
  private var areRatesShown: Bool {
    guard let by = plan.policy.groupRatesBy, let report else { return false }
    let rates = report.metrics.filter { $0.name == "attainable-rate" && $0.partition == by }
    return !rates.isEmpty && rates.allSatisfy { !$0.suppressed }
  }

  private var areClassesShown: Bool {
    guard threshold > 1 else { return true }
    let rates = report?.metrics.filter { $0.name == "served-rate" && $0.partition == "priority" } ?? []
    return !rates.isEmpty && rates.allSatisfy { !$0.suppressed }
  }

  private var isQualityShown: Bool {
    guard threshold > 1, quality(plan) != quality(reference) else { return true }
    let here = Dictionary(plan.pairs.map { ($0.survivor, $0) }) { first, _ in first }
    let there = Dictionary(reference.pairs.map { ($0.survivor, $0) }) { first, _ in first }
    let differing = instance.survivors.count { here[$0.id] != there[$0.id] }
    return differing >= threshold
  }

  private func quality(_ plan: MatchPlan) -> Int64 { plan.pairs.reduce(0) { $0 + Int64($1.score.total) } }
}
