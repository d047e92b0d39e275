/// Whether a plan that no verifier of types has seen keeps every rule and constraint, from the definitions.
enum PlanCheck {
  static func holds(_ plan: MatchPlan, _ instance: CaseInstance, _ codes: FactCodes, _ attorneyOf: [Int32]) -> Bool {
    let evaluator = EligibilityEvaluator(instance, codes: codes)
    let left = BindingSearch(instance, codes, attorneyOf, plan.pairs)
    for survivor in attorneyOf.indices where attorneyOf[survivor] >= 0 {
      let attorney = Int(attorneyOf[survivor])
      guard evaluator.evaluate(survivor: survivor, attorney: attorney).status == .eligible,
        left.isKept(survivor, attorney)
      else { return false }
    }
    guard left.quotasAndSupervisionHold else { return false }
    let needed = instance.policy.minimums == .hard
    let wanted = instance.attorneys.contains { $0.minimum > 0 } || instance.firms.contains { $0.minimum > 0 }
    guard needed && wanted || instance.quotas.contains(where: { ($0.minimum ?? 0) > 0 }) else { return true }
    return false
  }
}
