/// The attorney is free on some day from asOf to the deadline less the lead days; without a deadline, on asOf.
///
/// The deadline is the person's, else the policy's. Without asOf nothing is dated, and everybody is available. Once
/// the last day that counts lies before asOf, nobody is (validation warns of it).
public struct AvailabilityRule: EligibilityRule {
  public static let name = RuleName.availability
  let asOf: Day?
  let deadline: Day?
  let leadDays: Int

  public init(_ policy: Policy) {
    asOf = policy.asOf
    deadline = policy.deadline
    leadDays = policy.leadDays
  }

  public func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    guard let asOf else { return .eligible }
    if let until = attorney.availableUntil, until < asOf { return .ineligible(.notAvailable) }
    let earliest = max(asOf, attorney.availableFrom ?? asOf)
    guard earliest <= lastDay(for: survivor, asOf) else {
      return .ineligible(hasDeadline(survivor) ? .tooLate : .notAvailable)
    }
    return .eligible
  }

  /// The last day on which an attorney may become free.
  func lastDay(for survivor: Survivor, _ asOf: Day) -> Day {
    (survivor.deadline ?? deadline).map { $0.less(leadDays: leadDays) } ?? asOf
  }

  private func hasDeadline(_ survivor: Survivor) -> Bool { survivor.deadline != nil || deadline != nil }
}

extension Day {
  /// The last day that counts before a deadline; lead days outside 0 … 36,500, which validation refuses, are cut.
  func less(leadDays: Int) -> Day { advanced(by: -min(max(leadDays, 0), 36_500)) }
}
