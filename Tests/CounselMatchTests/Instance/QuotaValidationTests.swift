import CounselMatch
import Testing

/// Faults of quotas and supervision, each found with the others in one pass.
struct QuotaValidationTests {
  private func faults(_ quotas: [Quota], supervision: Int = 0, _ rule: Policy.TrainingRule = .certified) -> [String] {
    var policy = Fixtures.policy()
    policy.rules.trainingRequired = rule
    let attorneys = [
      Fixtures.attorney("A1") { ($0.firm, $0.supervision) = ("F1", supervision) },
      Fixtures.attorney("A2") { $0.traumaTraining = TrainingStatus.none },
    ]
    var found: [InputFault]
    do {
      found = try CaseInstance(
        survivors: [Fixtures.survivor("S1")], attorneys: attorneys, firms: [Firm(id: "F1")], quotas: quotas,
        policy: policy
      ).remarks
    } catch {
      found = error.faults + error.remarks
    }
    return found.filter { $0.code != FaultCode.policyJurisdictionAssumed.rawValue }
      .map { "\($0.code) \($0.row ?? 0) \($0.column ?? "")" }
  }

  @Test func everyFaultOfAQuotaInOnePass() {
    let quotas = [
      Quota(firm: "F9", column: .matter, value: "federal", maximum: 1),
      Quota(firm: "F1", column: .languages, value: "Spanish", maximum: 1),
      Quota(firm: "F1", column: .matter, value: "state", minimum: 2, maximum: 1),
      Quota(firm: nil, column: .priority, value: "0"),
      Quota(firm: nil, column: .priority, value: "01", maximum: -1),
      Quota(firm: "F1", column: .matter, value: "state", maximum: 3),
    ]
    #expect(
      faults(quotas) == [
        "reference.unknown 2 firm", "quota.value 3 value", "quota.bounds 4 minimum", "quota.bounds 5 maximum",
        "quota.value 6 value", "number.range 6 maximum", "quota.bounds 6 minimum", "quota.duplicate 7 value",
      ])
  }

  @Test func groupsThatColumnsCanHold() {
    let values: [(Quota.Column, String)] = [
      (.jurisdiction, "TX"), (.languages, "es"), (.matter, "federal"), (.traumaTraining, "not-needed"),
      (.needs, "asl"), (.priority, "0"),
    ]
    #expect(faults(values.map { Quota(firm: "F1", column: $0.0, value: $0.1, minimum: 0) }).isEmpty)
    for (column, _) in values {
      #expect(faults([Quota(firm: nil, column: column, value: "", maximum: 1)]) == ["quota.value 2 value"])
    }
  }

  @Test func supervisionWithoutEffectIsSaid() {
    #expect(faults([], supervision: 2, .supervised).isEmpty)
    #expect(faults([], supervision: 2) == ["supervision.idle 2 supervision"])
    #expect(faults([], supervision: -1, .supervised) == ["number.range 2 supervision"])
  }
}
