/// Where training is required, the attorney must be certified and the certificate must hold on asOf.
///
/// Scheduled never counts. Where training is preferred or not needed the attorney's fact is not read. A policy may let an
/// untrained attorney take such a case where certified colleagues of her firm supervise some; how many is a matter of the
/// plan, not of this rule. Where a case asks for two attorneys, its lead is certified under any policy.
public struct TraumaTrainingRule: EligibilityRule {
  public static let name = RuleName.traumaTraining
  let required: Policy.TrainingRule
  let asOf: Day?
  let supervision: [String: Int]

  /// `supervision`: how many cases each firm's certified attorneys can supervise, by firm.
  public init(_ policy: Policy, supervision: [String: Int] = [:]) {
    required = policy.rules.trainingRequired
    asOf = policy.asOf
    self.supervision = supervision
  }

  public func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    let isLead = survivor.coCounsel == .required
    guard isLead || required != .off && survivor.traumaTraining == .required else { return .eligible }
    guard attorney.traumaTraining != nil else { return .unknown(.attorneyTraining) }
    if attorney.isCertified(on: asOf) { return .eligible }
    if isLead { return .ineligible(.notCertified) }
    let isSupervised = attorney.firm.map { (supervision[$0] ?? 0) > 0 } ?? false
    return isSupervised ? .eligible : .ineligible(.notCertified)
  }
}

extension Attorney {
  /// Σ of the supervision of the certified attorneys of each firm; empty where the policy does not ask for it.
  static func supervision(_ attorneys: [Attorney], _ policy: Policy) -> [String: Int] {
    guard policy.rules.trainingRequired == .supervised else { return [:] }
    var sums: [String: Int] = [:]
    for attorney in attorneys where attorney.supervision > 0 && attorney.isCertified(on: policy.asOf) {
      guard let firm = attorney.firm else { continue }
      sums[firm] = min(Int(Int32.max), (sums[firm] ?? 0) + min(attorney.supervision, Int(Int32.max)))
    }
    return sums
  }

  /// Certified, and asOf ≤ `trainingExpires` where that is given.
  func isCertified(on day: Day?) -> Bool {
    guard traumaTraining == .certified else { return false }
    guard let trainingExpires else { return true }
    guard let day else { return false }
    return day <= trainingExpires
  }
}
