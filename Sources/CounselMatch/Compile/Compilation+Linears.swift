import AssignmentCore

/// Quotas and supervision as weighted counts of pairs of types.
extension Compilation {
  /// Marks what quotas and supervision tell apart, and finds what pins alone break.
  mutating func splitLinears() {
    guard hasLinears else { return }
    let named = Set(instance.quotas.compactMap(\.firm))
    for (index, firm) in instance.firms.enumerated() where supervises(firm.id) || named.contains(firm.id) {
      firmCounts[index] = true
    }
    for quota in instance.quotas {
      if let maximum = quota.maximum, pinned(in: quota) > maximum { contradict(.pinsOverQuota, quota.firm) }
    }
    for firm in instance.firms where supervises(firm.id) {
      if pinnedUnderSupervision(firm.id) > instance.supervision[firm.id] ?? 0 {
        contradict(.pinsOverSupervision, firm.id)
      }
    }
  }

  private func supervises(_ firm: String) -> Bool { (instance.supervision[firm] ?? 0) > 0 }

  /// Whether quotas or supervision constrain the plan.
  var hasLinears: Bool { !limits.ignoresSides && !(instance.quotas.isEmpty && instance.supervision.isEmpty) }

  private func pinned(in quota: Quota) -> Int {
    pinnedAttorney.indices.count { survivor in
      let attorney = Int(pinnedAttorney[survivor])
      guard attorney >= 0, quota.counts(instance.survivors[survivor]) else { return false }
      return quota.firm == nil || instance.attorneys[attorney].firm == quota.firm
    }
  }

  private func pinnedUnderSupervision(_ firm: String) -> Int {
    pinnedAttorney.indices.count { survivor in
      let attorney = Int(pinnedAttorney[survivor])
      guard attorney >= 0, instance.survivors[survivor].traumaTraining == .required else { return false }
      return instance.attorneys[attorney].firm == firm && !isCertified(attorney)
    }
  }

  private func isCertified(_ attorney: Int) -> Bool { codes.attorneys[attorney].flags & FactCodes.Flags.certified != 0 }

  /// One for each quota, then one for each firm that supervises, then those of co-counsel; those that cannot bind are left
  /// out.
  func linears() -> [SideConstraint] {
    let cases = coCounsel().map(\.constraint)
    guard hasLinears else { return cases }
    return instance.quotas.compactMap(quota) + instance.firms.compactMap { supervision(of: $0.id) } + cases
  }

  /// What each of ``linears()`` was made from.
  var linearOrigins: [LinearOrigin] {
    let cases = coCounsel().map { LinearOrigin.coCounsel($0.lead) }
    guard hasLinears else { return cases }
    return instance.quotas.indices.filter { quota(instance.quotas[$0]) != nil }.map { .quota($0) }
      + instance.firms.indices.filter { supervision(of: instance.firms[$0].id) != nil }.map { .supervision($0) } + cases
  }

  /// Rows by somebody of each.
  private func someRows(_ holds: (Int) -> Bool) -> [Int32] {
    samples.indices.filter { holds(Int(samples[$0])) }.map { Int32($0) }
  }

  /// Columns by one of their attorneys.
  private func someColumns(_ holds: (Int) -> Bool) -> [Int32] {
    (0..<columns.count).filter { holds(Int(columns[$0].first ?? 0)) }.map { Int32($0) }
  }

  private func quota(_ quota: Quota) -> SideConstraint? {
    let counted = someRows { !isSecond($0) && quota.counts(instance.survivors[$0]) }
    let firm = quota.firm.map { firm in someColumns { instance.attorneys[$0].firm == firm } }
    let pinned = pinned(in: quota)
    let upper = quota.maximum.map { Int64(max(0, $0 - pinned)) }
    // Where pins go beyond the quota the plan is infeasible anyway; the bounds then only must not cross.
    let lower = quota.minimum.map { min(Int64(max(0, $0 - pinned)), upper ?? .max) } ?? 0
    let binds = upper.map { $0 < Int64(people.count) } ?? false
    guard lower > 0 || binds else { return nil }
    return .linear(
      LinearConstraint(
        kind: .quota, terms: [.init(rows: counted, columns: firm, weight: 1)], lower: lower > 0 ? lower : nil,
        upper: binds ? upper : nil))
  }

  /// Trauma cases of the firm's untrained attorneys, up to what its certified ones can supervise.
  private func supervision(of firm: String) -> SideConstraint? {
    guard supervises(firm) else { return nil }
    let cases = someRows { codes.survivors[$0].required & FactCodes.Flags.trained != 0 }
    let untrained = someColumns { instance.attorneys[$0].firm == firm && !isCertified($0) }
    guard !cases.isEmpty, !untrained.isEmpty else { return nil }
    let left = max(0, (instance.supervision[firm] ?? 0) - pinnedUnderSupervision(firm))
    return .linear(
      LinearConstraint(
        kind: .supervision, terms: [.init(rows: cases, columns: untrained, weight: 1)], lower: nil, upper: Int64(left)))
  }
}
