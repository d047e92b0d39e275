extension InstanceDraft {
  /// Quotas: known firms and values, bounds that do not cross, one for each firm and group.
  func checkQuotas(_ report: inout FaultReport) {
    guard !quotas.isEmpty else { return }
    let houses = Set(firms.map(\.id)).union(attorneys.compactMap(\.firm))
    var first: [[String]: Int] = [:]
    for (index, quota) in quotas.enumerated() {
      if let firm = quota.firm, !houses.contains(firm) {
        report.add(
          .error, .referenceUnknown, .quotas, index, column: "firm",
          rule: "The id in this cell does not stand in firms.csv or attorneys.csv.",
          remedy: "Correct the id, or remove the row.")
      }
      if !quota.isValueKnown {
        report.add(
          .error, .quotaValue, .quotas, index, column: "value",
          rule: "The value is one that the named column of survivors.csv can hold.",
          remedy: "Write it as the column does: TX, es, federal, required, asl, 0.")
      }
      checkRange(quota.minimum, .quotas, index, "minimum", &report)
      checkRange(quota.maximum, .quotas, index, "maximum", &report)
      let isCrossed = (quota.minimum ?? 0) > (quota.maximum ?? .max)
      if isCrossed || (quota.minimum == nil && quota.maximum == nil) {
        report.add(
          .error, .quotaBounds, .quotas, index, column: isCrossed ? "minimum" : "maximum",
          rule: "A quota has a minimum, a maximum, or both, and the minimum is at most the maximum.",
          remedy: "Correct the two numbers, or remove the row.")
      }
      if let earlier = first[quota.key] {
        report.add(
          .error, .quotaDuplicate, .quotas, index, column: "value",
          rule: "The firm has a quota for this group in row \(report.row(.quotas, earlier)) too.",
          remedy: "Keep one of the two rows.")
      } else {
        first[quota.key] = index
      }
    }
  }

  /// Supervision: whole numbers, and a word where they have no effect.
  func checkSupervision(_ report: inout FaultReport) {
    for (index, attorney) in attorneys.enumerated() where attorney.supervision != 0 {
      checkRange(attorney.supervision, .attorneys, index, "supervision", &report)
      let isIdle = policy.rules.trainingRequired != .supervised
      guard isIdle || attorney.firm == nil || !attorney.isCertified(on: policy.asOf) else { continue }
      report.add(
        .warning, .supervisionIdle, .attorneys, index, column: "supervision",
        rule: isIdle
          ? "Supervision counts only where the policy's trauma training is required as supervised."
          : "Only a certified attorney of a firm supervises colleagues.",
        remedy: isIdle
          ? "Set rules.traumaTraining.required to supervised, or leave the cell empty." : "Leave the cell empty.")
    }
  }
}
