/// What all rules say about one pair.
public struct PairVerdict: Sendable, Hashable {
  /// What all rules together say: one no is no, else one unknown is unknown.
  public enum Status: String, Sendable, Hashable {
    case eligible
    /// At least one rule says no.
    case ineligible
    /// No rule says no, and at least one cannot be decided: not eligible.
    case unknown
  }

  /// A rule that says no, and why.
  public struct Failure: Sendable, Hashable {
    /// The rule.
    public let rule: RuleName
    /// Why it says no.
    public let reason: IneligibilityReason
  }

  /// Rules that say no, with the reason, in the fixed order of ``RuleName``.
  public internal(set) var failed: [Failure] = []
  /// Rules that cannot be decided, in the fixed order.
  public internal(set) var undecided: [RuleName] = []
  /// The facts those rules lack.
  public internal(set) var missing: MissingFacts = []

  /// Eligible only where every rule says yes.
  public var status: Status { failed.isEmpty ? (undecided.isEmpty ? .eligible : .unknown) : .ineligible }

  /// Every rule that stands against the pair, whether it says no or cannot be decided, in the fixed order.
  public var against: [RuleName] {
    RuleName.allCases.filter { rule in undecided.contains(rule) || failed.contains { $0.rule == rule } }
  }

  mutating func add(_ outcome: RuleOutcome, of rule: RuleName) {
    switch outcome {
    case .eligible: break
    case .ineligible(let reason): failed.append(Failure(rule: rule, reason: reason))
    case .unknown(let facts):
      undecided.append(rule)
      missing.formUnion(facts)
    }
  }
}
