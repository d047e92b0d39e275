/// Evaluates pairs of people of an instance by all rules.
///
/// Two ways that must always agree (a test compares them): ``evaluate(survivor:attorney:)`` asks every rule and keeps
/// the reasons; ``isEligible(survivor:attorney:)`` compares precomputed codes, allocates nothing and is meant for
/// 10⁸ pairs. Capacity, consent and hold are no rules between two people and are not looked at.
public struct EligibilityEvaluator: Sendable {
  private let survivors: [Survivor]
  private let attorneys: [Attorney]
  private let rules: [(RuleName, any EligibilityRule)]
  package let codes: FactCodes

  /// Precomputes every person's codes.
  ///
  /// O(people + links).
  public init(_ instance: CaseInstance) {
    self.init(instance, codes: FactCodes(instance))
  }

  package init(_ instance: CaseInstance, codes: FactCodes) {
    survivors = instance.survivors
    attorneys = instance.attorneys
    rules = Self.rules(instance.policy, instance.exclusions)
    self.codes = codes
  }

  /// Every rule of a policy, in the fixed order.
  static func rules(_ policy: Policy, _ exclusions: [Exclusion]) -> [(RuleName, any EligibilityRule)] {
    let rules: [any EligibilityRule] = [
      LanguageRule(policy), JurisdictionRule(policy), TraumaTrainingRule(policy), MeetingRule(policy),
      AttorneyGenderRule(policy), NeedsRule(), AvailabilityRule(policy), ExclusionRule(exclusions),
    ]
    return rules.map { (type(of: $0).name, $0) }
  }

  /// What every rule says of the pair, by index into the instance's tables.
  public func evaluate(survivor: Int, attorney: Int) -> PairVerdict {
    var verdict = PairVerdict()
    for (name, rule) in rules { verdict.add(rule.evaluate(survivors[survivor], attorneys[attorney]), of: name) }
    return verdict
  }

  /// Whether every rule says yes.
  ///
  /// O(languages) for typical people, without allocation.
  public func isEligible(survivor: Int, attorney: Int) -> Bool {
    codes.isEligible(survivor: survivor, attorney: attorney)
  }
}

extension EligibilityEvaluator: RedactedValue {}
