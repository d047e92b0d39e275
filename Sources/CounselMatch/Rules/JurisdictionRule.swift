/// Who may act by the kind of matter: a federal one any licensed attorney (or, by policy, only one admitted where the
/// survivor lives), a state one only an attorney admitted there; federal+state needs what state needs.
///
/// Only admissions that are valid on asOf count. Nobody is admitted in `INTL`, so state matters there fit nobody.
public struct JurisdictionRule: EligibilityRule {
  public static let name = RuleName.jurisdiction
  let federal: Policy.FederalRule
  let asOf: Day?

  public init(_ policy: Policy) {
    federal = policy.rules.federal
    asOf = policy.asOf
  }

  public func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    guard let place = survivor.jurisdiction, let matter = survivor.matter else {
      return .unknown(MissingFacts(of: survivor).subtracting(.survivorLanguages))
    }
    guard !attorney.admissions.isEmpty else { return .unknown(.attorneyAdmissions) }
    if matter == .federal && federal == .anyLicence {
      return attorney.admissions.contains { $0.isValid(on: asOf) } ? .eligible : .ineligible(.noLicence)
    }
    return attorney.isAdmitted(in: place, on: asOf) ? .eligible : .ineligible(.notAdmitted)
  }
}

extension Admission {
  /// Valid through `validUntil`; without a day to ask about, only an admission without an end is known to hold.
  func isValid(on day: Day?) -> Bool {
    guard let validUntil else { return true }
    guard let day else { return false }
    return day <= validUntil
  }
}

extension Attorney {
  func isAdmitted(in place: Jurisdiction, on day: Day?) -> Bool {
    place != .international && admissions.contains { $0.jurisdiction == place && $0.isValid(on: day) }
  }
}
