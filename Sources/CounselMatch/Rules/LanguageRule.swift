/// They share a language that the attorney speaks at the policy's minimum level or better; or an interpreter is
/// acceptable to the survivor and allowed by the policy.
///
/// With an interpreter the attorney's languages are not read, so they may be unknown.
public struct LanguageRule: EligibilityRule {
  public static let name = RuleName.language
  let minimum: LanguageLevel
  let interpreterAllowed: Bool

  public init(_ policy: Policy) {
    minimum = policy.rules.languageMinimum
    interpreterAllowed = policy.rules.interpreterAllowed
  }

  public func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    guard !survivor.languages.isEmpty else { return .unknown(.survivorLanguages) }
    if interpreterAllowed && survivor.interpreter == .acceptable { return .eligible }
    guard !attorney.languages.isEmpty else { return .unknown(.attorneyLanguages) }
    let shared = attorney.languages.contains { spoken in
      spoken.level >= minimum && survivor.languages.contains(spoken.language)
    }
    return shared ? .eligible : .ineligible(.noSharedLanguage)
  }
}
