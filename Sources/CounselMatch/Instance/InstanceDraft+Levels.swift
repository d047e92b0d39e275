extension InstanceDraft {
  /// Which levels are listed, in an order that makes sense, with what they need.
  func checkLevels(_ report: inout FaultReport) {
    if policy.levels.isEmpty {
      fault(.policyLevels, "At least one level is needed.", "List served, quality or both.", "$.levels", &report)
    }
    for (index, level) in policy.levels.enumerated() {
      let path = "$.levels[\(index)]"
      let earlier = policy.levels[..<index]
      if earlier.contains(level) {
        fault(.policyLevels, "The level \(level.rawValue) is listed twice.", "List each level once.", path, &report)
      }
      switch level {
      case .served, .quality: break
      case .minimums:
        fault(
          .policyLevels, "The level minimums is never listed: it follows served where a minimum is given.",
          "Leave it out.", path, &report)
      case .worstQuality:
        checkOrder(level, earlier, path, &report)
      case .groupRates, .load, .changes:
        fault(
          .policyLevelUnavailable, "The level \(level.rawValue) is not available in this version.",
          "Leave it out; served and quality are available.", path, &report)
      }
    }
    if policy.maxChanges != nil {
      fault(
        .policyLevelUnavailable,
        "A cap on changes beside a quality is no flow, so no proof would be exact: it is not available.",
        "Set maxChanges to null; the level changes keeps as many pairs as its place among the levels allows.",
        "$.maxChanges", &report)
    }
  }

  private func fault(
    _ code: FaultCode, _ rule: String, _ remedy: String, _ path: String, _ report: inout FaultReport
  ) {
    report.add(.error, code, .policy, column: path, rule: rule, remedy: remedy)
  }

  /// Without `served` before it the best plan of such a level is the empty one, or the previous one unchanged.
  private func checkOrder(
    _ level: Policy.LevelName, _ earlier: ArraySlice<Policy.LevelName>, _ path: String, _ report: inout FaultReport
  ) {
    guard !earlier.contains(.served) else { return }
    let best = level == .changes ? "changes nothing" : "matches nobody"
    fault(
      .policyLevelOrder, "The level \(level.rawValue) needs served before it: else a plan that \(best) is best.",
      "List served before \(level.rawValue).", path, &report)
  }
}
