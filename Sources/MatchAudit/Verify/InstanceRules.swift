internal import CounselMatch

/// The rules and scores of an instance, as the library evaluates them for single people.
struct InstanceRules: PairRules {
  private let evaluator: EligibilityEvaluator
  private let scorer: Scorer

  init(_ instance: CaseInstance) {
    evaluator = EligibilityEvaluator(instance)
    scorer = Scorer(instance)
  }

  func score(survivor: Int, attorney: Int) -> ScoreBreakdown? {
    guard evaluator.isEligible(survivor: survivor, attorney: attorney) else { return nil }
    return scorer.score(survivor: survivor, attorney: attorney)
  }

  /// By every rule itself, not by the codes that the sweep uses.
  func blocks(survivor: Int, attorney: Int) -> [String] {
    evaluator.evaluate(survivor: survivor, attorney: attorney).against.map(\.rawValue)
  }
}
