/// Conflicts, vetoes and declines: a pair, or a survivor and a whole firm, that must not be matched.
///
/// It can never be relaxed.
public struct ExclusionRule: EligibilityRule {
  public static let name = RuleName.excluded
  private let pairs: Set<[String]>
  private let firms: Set<[String]>

  public init(_ exclusions: [Exclusion]) {
    pairs = Set(exclusions.compactMap { exclusion in exclusion.attorney.map { [exclusion.survivor, $0] } })
    firms = Set(exclusions.compactMap { exclusion in exclusion.firm.map { [exclusion.survivor, $0] } })
  }

  public func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    if !pairs.isEmpty, pairs.contains([survivor.id, attorney.id]) { return .ineligible(.excluded) }
    if !firms.isEmpty, let firm = attorney.firm, firms.contains([survivor.id, firm]) { return .ineligible(.excluded) }
    return .eligible
  }
}

extension ExclusionRule: RedactedValue {}
