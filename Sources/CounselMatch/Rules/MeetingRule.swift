/// A wish to meet remotely is met by remote or either; a wish to meet in person by in-person or either, and by an
/// admission in the survivor's jurisdiction.
public struct MeetingRule: EligibilityRule {
  public static let name = RuleName.meeting
  let asOf: Day?

  public init(_ policy: Policy) {
    asOf = policy.asOf
  }

  public func evaluate(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    guard survivor.meeting != .either else { return .eligible }
    let way = wayOutcome(survivor.meeting, attorney.meeting)
    return survivor.meeting == .inPerson ? way.and(placeOutcome(survivor, attorney)) : way
  }

  private func wayOutcome(_ wish: Meeting, _ offered: Meeting?) -> RuleOutcome {
    guard let offered else { return .unknown(.attorneyMeeting) }
    return offered == .either || offered == wish ? .eligible : .ineligible(.meeting)
  }

  private func placeOutcome(_ survivor: Survivor, _ attorney: Attorney) -> RuleOutcome {
    guard let place = survivor.jurisdiction else { return .unknown(.survivorJurisdiction) }
    guard !attorney.admissions.isEmpty else { return .unknown(.attorneyAdmissions) }
    return attorney.isAdmitted(in: place, on: asOf) ? .eligible : .ineligible(.meeting)
  }
}
