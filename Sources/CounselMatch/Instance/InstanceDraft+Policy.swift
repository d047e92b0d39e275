extension InstanceDraft {
  func checkPolicy(_ report: inout FaultReport) {
    checkLevels(&report)
    checkWeights(&report)
    checkLimits(&report)
    checkDay(&report)
    if policy.rules.federal == .anyLicence {
      report.add(
        .warning, .policyJurisdictionAssumed, .policy, column: "$.rules.jurisdiction.federal",
        rule:
          "That any active licence suffices for a federal matter is an inference from 5 U.S.C. 500(b), not a ruling.",
        remedy: "Have counsel confirm it, or set the rule to admitted.")
    }
  }

  private func checkWeights(_ report: inout FaultReport) {
    let weights = policy.weights
    let named = [
      ("language", weights.language), ("home-state", weights.homeState), ("trauma-training", weights.traumaTraining),
      ("experience", weights.experience), ("meeting", weights.meeting), ("personal", weights.personal),
    ]
    for (name, weight) in named {
      if weight < 0 {
        report.add(
          .error, .weightNegative, .policy, column: "$.weights.\(name)", rule: "A weight is at least 0.",
          remedy: "Use 0 to switch a term off; negative points belong into scores.csv.")
      } else if weight > Int(Int32.max) {
        report.add(
          .error, .weightRange, .policy, column: "$.weights.\(name)", rule: "A weight is at most 2147483647.",
          remedy: "Divide all weights by the same number.")
      }
    }
    checkOverflow(named.map(\.1), &report)
  }

  /// The proof that no solver can overflow 64 bits: largest score × (people + nodes), and × the ways of a unit.
  private func checkOverflow(_ weights: [Int], _ report: inout FaultReport) {
    guard weights.allSatisfy({ (0...Int(Int32.max)).contains($0) }) else { return }
    let points = scores.map { $0.points.magnitude }.max() ?? 0
    guard points <= UInt(Int32.max) else { return }
    let largest = weights.dropLast().reduce(0, +) + (weights.last ?? 0) * Int(points)
    let nodes = survivors.count + attorneys.count + groupLimit + 4
    let ways = survivors.count.multipliedReportingOverflow(by: groupLimit + 2)
    let factor = max(nodes, ways.partialValue)
    let product = largest.multipliedReportingOverflow(by: factor)
    guard ways.overflow || product.overflow || product.partialValue > 1 << 62 else { return }
    report.add(
      .error, .scoreOverflow, .policy, column: "$.weights",
      rule: "The largest possible sum of scores does not fit 64 bits.",
      remedy: "Divide all weights, or the points of scores.csv, by the same number.")
  }

  /// At least as many groups as a compiled problem can have: firms, the network, groups of people.
  var groupLimit: Int {
    let people = policy.levels.contains(.groupRates) ? survivors.count : 0
    return firms.count + Set(attorneys.compactMap(\.firm)).count + 1 + people
  }

  private func checkLimits(_ report: inout FaultReport) {
    func range(_ name: String, _ value: Int?, _ allowed: ClosedRange<Int>) {
      guard let value, !allowed.contains(value) else { return }
      report.add(
        .error, .policyRange, .policy, column: "$.\(name)",
        rule: "\(name) is a whole number from \(allowed.lowerBound) to \(allowed.upperBound).",
        remedy: "Set it to a number in that range.")
    }
    let largest = Int(Int32.max)
    range("suppressBelow", policy.suppressBelow, 1...largest)
    range("leadDays", policy.leadDays, 0...36_500)
    range("bandWidth", policy.bandWidth, 1...largest)
    range("networkCapacity", policy.networkCapacity, 0...largest)
    range("maxChanges", policy.maxChanges, 0...largest)
  }

  /// asOf is needed when anything dated is filled; `registered` needs none.
  private func checkDay(_ report: inout FaultReport) {
    guard let asOf = policy.asOf else {
      let dated =
        policy.deadline != nil || survivors.contains { $0.deadline != nil || $0.consentUntil != nil }
        || attorneys.contains(where: \.hasDates)
      if dated {
        report.add(
          .error, .policyAsOfMissing, .policy, column: "$.asOf",
          rule: "A date is filled that only counts on a given day, and no clock is read.",
          remedy: "Set asOf to the day for which the plan is made.")
      }
      return
    }
    if let deadline = policy.deadline, deadline.less(leadDays: policy.leadDays) < asOf {
      report.add(
        .warning, .deadlinePast, .policy, column: "$.deadline",
        rule: "The deadline, less the lead days, lies before asOf: nobody is available in time.",
        remedy: "Set the deadline to the one that counts now, or to null.")
    }
  }
}

extension Attorney {
  /// Whether a date is filled that rules read.
  fileprivate var hasDates: Bool {
    availableFrom != nil || availableUntil != nil || trainingExpires != nil
      || admissions.contains { $0.validUntil != nil }
  }
}
