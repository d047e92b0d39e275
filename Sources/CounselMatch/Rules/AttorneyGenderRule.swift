/// A stated wish for the attorney's gender must be met, while the policy's rule is on.
public struct AttorneyGenderRule: EligibilityRule {
  public static let name = RuleName.attorneyGender
  let rule: Policy.GenderRule

  public init(_ policy: Policy) {
    rule = policy.rules.attorneyGender
  }

  public func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    guard rule == .requiredWhenStated, let wish = survivor.attorneyGender else { return .eligible }
    guard let gender = attorney.gender else { return .unknown(.attorneyGender) }
    return gender == wish ? .eligible : .ineligible(.gender)
  }
}
