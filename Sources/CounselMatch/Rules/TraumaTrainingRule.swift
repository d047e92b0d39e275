/// Where training is required, the attorney must be certified and the certificate must hold on asOf.
///
/// Scheduled never counts. Where training is preferred or not needed the attorney's fact is not read.
public struct TraumaTrainingRule: EligibilityRule {
  public static let name = RuleName.traumaTraining
  let required: Policy.TrainingRule
  let asOf: Day?

  public init(_ policy: Policy) {
    required = policy.rules.trainingRequired
    asOf = policy.asOf
  }

  public func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    guard required == .certified, survivor.traumaTraining == .required else { return .eligible }
    guard attorney.traumaTraining != nil else { return .unknown(.attorneyTraining) }
    return attorney.isCertified(on: asOf) ? .eligible : .ineligible(.notCertified)
  }
}

extension Attorney {
  /// Certified, and asOf ≤ `trainingExpires` where that is given.
  func isCertified(on day: Day?) -> Bool {
    guard traumaTraining == .certified else { return false }
    guard let trainingExpires else { return true }
    guard let day else { return false }
    return day <= trainingExpires
  }
}
