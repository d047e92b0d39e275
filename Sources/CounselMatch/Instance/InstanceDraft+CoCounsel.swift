extension InstanceDraft {
  /// Levels that speak of pairs one by one, which a case with two attorneys is not.
  private static let singleLevels: [Policy.LevelName] = [.worstQuality, .groupRates, .changes]

  /// Cases that ask for two attorneys: no pin, and no level that speaks of single pairs.
  func checkCoCounsel(_ report: inout FaultReport) {
    let asking = Set(survivors.filter(\.asksForCoCounsel).map(\.id))
    guard !asking.isEmpty else { return }
    for (index, pin) in pins.enumerated() where asking.contains(pin.survivor) {
      report.add(
        .error, .pinConflict, .pins, index, column: "survivor",
        rule: "A pin names one attorney, and the case asks for two.",
        remedy: "Remove the pin, or set co_counsel to not-needed.")
    }
    for (index, level) in policy.levels.enumerated() where Self.singleLevels.contains(level) {
      report.add(
        .error, .policyLevelUnavailable, .policy, column: "$.levels[\(index)]",
        rule:
          "The level \(level.rawValue) speaks of single pairs and is not available beside cases with two attorneys.",
        remedy: "Leave the level out, or set co_counsel to not-needed.")
    }
  }
}
