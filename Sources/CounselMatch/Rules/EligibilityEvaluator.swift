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
    rules = Self.rules(instance.policy, instance.exclusions, instance.supervision)
    self.codes = codes
  }

  /// Every rule of a policy, in the fixed order.
  static func rules(
    _ policy: Policy, _ exclusions: [Exclusion], _ supervision: [String: Int]
  ) -> [(RuleName, any EligibilityRule)] {
    let rules: [any EligibilityRule] = [
      LanguageRule(policy), JurisdictionRule(policy), TraumaTrainingRule(policy, supervision: supervision),
      MeetingRule(policy),
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

  /// Which of the rules that stand against a pair cannot be decided.
  ///
  /// A rule that stands against a pair and lacks a fact is undecided; but `meeting` reads several, and may say no without
  /// the one that is missing.
  ///
  /// - Parameters:
  ///   - against: every rule that stands against the pair.
  ///   - survivor: index into the instance's table.
  ///   - attorney: index into the instance's table.
  ///   - lacking: rules that lack a fact of the attorney.
  /// - Returns: of these, the rules that lack a fact.
  package func undecided(
    among against: RuleSet, survivor: Int, attorney: Int, _ lacking: RuleSet
  ) -> RuleSet {
    let missing = codes.survivors[survivor].missing
    var open = against.intersection(lacking)
    if missing.contains(.survivorLanguages) { open.formUnion(against.intersection(.language)) }
    if !missing.isDisjoint(with: [.survivorJurisdiction, .survivorMatter]) {
      open.formUnion(against.intersection([.jurisdiction, .meeting]))
    }
    if open.contains(.meeting), let rule = rules.first(where: { $0.0 == .meeting })?.1 {
      if case .unknown = rule.evaluate(survivors[survivor], attorneys[attorney]) {} else { open.remove(.meeting) }
    }
    return open
  }

  /// Whether every rule says yes.
  ///
  /// O(languages) for typical people, without allocation.
  public func isEligible(survivor: Int, attorney: Int) -> Bool {
    codes.isEligible(survivor: survivor, attorney: attorney)
  }
}

extension Attorney {
  /// Rules that lack a fact of hers.
  package var lacking: RuleSet {
    var rules: RuleSet = []
    if languages.isEmpty { rules.insert(.language) }
    if admissions.isEmpty { rules.formUnion([.jurisdiction, .meeting]) }
    if traumaTraining == nil { rules.insert(.traumaTraining) }
    if meeting == nil { rules.insert(.meeting) }
    if gender == nil { rules.insert(.attorneyGender) }
    if offers.isEmpty { rules.insert(.needs) }
    return rules
  }
}

extension EligibilityEvaluator: RedactedValue {}
