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
      case .worstQuality: checkOrder(level, earlier, path, &report)
      case .load:
        checkOrder(level, earlier, path, &report)
        checkLoads(&report)
      case .changes:
        checkOrder(level, earlier, path, &report)
        checkPrevious(path, &report)
      case .groupRates: checkGroupRates(&report)
      }
    }
    checkClasses(&report)
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

  /// After `group-rates` the classes need weights that grow with their sizes.
  private func checkClasses(_ report: inout FaultReport) {
    var people: [Int: Int] = [:]
    for index in survivors.indices { people[survivors[index].priority, default: 0] += 1 }
    let sizes = people.keys.sorted().map { people[$0] ?? 0 }
    let named = policy.groupRatesBy.map { column in Set(survivors.map { $0.audit[column] ?? "" }).count }
    let groups =
      firms.count + Set(attorneys.compactMap(\.firm)).count + (named ?? min(1, survivors.count)) + 3
    let ways = survivors.count.multipliedReportingOverflow(by: groups)
    let largest = sizes.isEmpty ? 1 : ClassWeights.weights(sizes, policy.levels)?.first
    let factor = max(ways.partialValue, 2 * survivors.count + attorneys.count + groups + 4)
    let product = largest?.multipliedReportingOverflow(by: Int64(factor))
    if let product, !ways.overflow, !product.overflow, product.partialValue <= 1 << 62 { return }
    fault(
      .policyLevelOrder, "So many people in so many priority classes cannot be served in order after group-rates.",
      "List served before group-rates, or join priority classes.", "$.levels", &report)
  }

  private func checkPrevious(_ path: String, _ report: inout FaultReport) {
    guard previous == nil else { return }
    fault(
      .policyPreviousMissing, "The level changes compares with a previous plan, and none is given.",
      "Give the previous plan (solve --previous), or leave the level out.", path, &report)
  }

  /// The one objective that reads an audit column: it must be named with its reason.
  private func checkGroupRates(_ report: inout FaultReport) {
    let column = policy.groupRatesBy ?? ""
    if !survivors.contains(where: { $0.audit[column] != nil }), column.isEmpty || !survivors.isEmpty {
      fault(
        .policyGroupRatesBy, "group-rates evens out the groups of an audit column, and the named one does not exist.",
        "Set groupRatesBy to the name of an audit_ column of survivors.csv.", "$.groupRatesBy", &report)
    }
    if !(policy.groupRatesReason ?? "").contains(where: { !$0.isWhitespace }) {
      fault(
        .policyGroupRatesReason, "group-rates chooses people by an audit column, so its reason must be given.",
        "Write into groupRatesReason who decided it and why.", "$.groupRatesReason", &report)
    }
    report.add(
      .warning, .policyGroupObjective, .policy, column: "$.groupRatesBy",
      rule: "group-rates chooses people by an attribute that may be protected, or stand for one that is.",
      remedy: "Have the network's counsel confirm it, or leave the level out.")
  }

  /// The proof that squared loads and their sums fit 64 bits.
  private func checkLoads(_ report: inout FaultReport) {
    var loads: [String: Int] = [:]
    var squares = 0
    var largest = survivors.count
    func add(_ load: Int) -> Bool {
      let (square, overflow) = load.multipliedReportingOverflow(by: load)
      let (sum, carry) = squares.addingReportingOverflow(square)
      (squares, largest) = (sum, max(largest, load))
      return !overflow && !carry && sum <= 1 << 61
    }
    guard attorneys.allSatisfy({ (0...Int(Int32.max)).contains($0.activeLoad) }) else { return }
    var fits = true
    for attorney in attorneys where fits {
      if let firm = attorney.firm, policy.loadBy == .firm {
        loads[firm, default: 0] += attorney.activeLoad
      } else {
        fits = add(attorney.activeLoad + survivors.count)
      }
    }
    for firm in loads.keys.sorted(by: { $0.precedes($1) }) where fits {
      fits = add((loads[firm] ?? 0) + survivors.count)
    }
    let ways = survivors.count.multipliedReportingOverflow(by: groupLimit + 2)
    let product = (2 * largest + 1).multipliedReportingOverflow(by: ways.partialValue)
    if fits, !ways.overflow, !product.overflow, product.partialValue <= 1 << 61 { return }
    report.add(
      .error, .scoreOverflow, .attorneys, column: "active_load",
      rule: "The sum of the squared loads does not fit 64 bits.", remedy: "Correct the active loads.")
  }

  /// A survivor stands once in the previous plan; who is not in the dataset any more is left out.
  func checkPrevious(_ report: inout FaultReport) {
    var seen: Set<String> = []
    for (index, pair) in (previous ?? []).enumerated() where !seen.insert(pair.survivor).inserted {
      report.add(
        InputFault(
          code: FaultCode.previousDuplicate.rawValue, file: "previous plan", row: index + 2, column: "survivor",
          rule: "The survivor stands in an earlier row of the previous plan too.", remedy: "Keep one of the two rows."))
    }
  }
}
