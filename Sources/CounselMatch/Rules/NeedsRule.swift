/// Every code the survivor needs must be offered.
public struct NeedsRule: EligibilityRule {
  public static let name = RuleName.needs

  public init() {}

  public func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    guard !survivor.needs.isEmpty else { return .eligible }
    guard !attorney.offers.isEmpty else { return .unknown(.attorneyOffers) }
    return survivor.needs.allSatisfy(attorney.offers.contains) ? .eligible : .ineligible(.needNotOffered)
  }
}
